"""Hand-written pages as HTML outside a site, with MkDocs' own Markdown; their pictures come along inside."""

import base64
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from handbook_gen import sources
from handbook_gen.core import content
from handbook_gen.core.loader import Sources
from handbook_gen.core.render import BASE, Renderer
from handbook_gen.core.volume import Written
from handbook_gen.publish.project import CONFIG, Project

_LINK: Final = re.compile(r'(<(?:a|img)\b[^>]*?\s)(href|src)="([^"]*)"')
_TITLE: Final = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_START_TAB: Final = "start"


def written(found: Project, pages: Sources, renderer: Renderer) -> tuple[Written, ...]:
    """Make HTML of the hand-written pages of one language, the first of them the welcome.

    Raises ConfigurationError where mkdocs.yml cannot be understood.
    """
    config: Any = load_config(str(found.root / CONFIG))
    settings = {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}
    pictures = found.content / renderer.words.language
    tabs = {each.path: each.tab for each in content.written(pages)}
    order = [path for path in (content.START, *tabs) if path in pages.files]
    return tuple(
        _one(path, tabs.get(path, _START_TAB), pages, _Page(renderer, pictures, settings)) for path in order
    )


class _Page:
    """What every page is made with."""

    def __init__(self, renderer: Renderer, pictures: Path, settings: Mapping[str, Any]) -> None:
        self.renderer = renderer
        self.pictures = pictures
        self.settings = settings

    def html(self, text: str, path: str) -> str:
        """Make HTML of the Markdown of a page; what the policy puts into it is escaped."""
        if path == content.START:
            text = content.without_warning(text, sources.all_words().values())
        opaque, targets = content.opaque(text)
        html = markdown.Markdown(**self.settings).convert(opaque)
        linked = _LINK.sub(lambda at: self._led(at, path), html)
        return self.renderer.placed(content.filled(linked, targets, self.renderer), "")

    def _led(self, at: re.Match[str], path: str) -> str:
        """Make a link to another page one from the root of the version, and a picture part of the page."""
        before, name, given = at[1], at[2], unescape(at[3])
        parts = urlsplit(given)
        if parts.scheme or parts.netloc or not parts.path:
            return at[0] if name == "href" else f'{before}src=""'  # nothing is fetched from elsewhere
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if name == "src":
            return f'{before}src="{escape(_inside(self.pictures, there))}"'
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return f'{before}href="{BASE}{escape(_address(there) + anchor)}"'


def _one(path: str, tab: str, pages: Sources, maker: _Page) -> Written:
    text, meta = get_data(pages.files[path].decode("utf-8-sig"))
    html = maker.html(text, path)
    heading = _TITLE.search(html)
    told = unescape(_TAG.sub("", heading[1])).strip() if heading else ""
    title = told or str(meta.get("title") or posixpath.basename(path).removesuffix(".md"))
    return Written(_address(path), tab, title, html)


def _address(path: str) -> str:
    """Give the address of a page, or of what else stands beside it, by the path of its file."""
    if not path.endswith(".md"):
        return path
    return posixpath.join(path.removesuffix(".md").removesuffix("index").rstrip("/"), "").lstrip("/")


def _inside(folder: Path, path: str) -> str:
    """Give a picture as an address that holds it; of what is no picture beside the pages, nothing."""
    file = folder / path
    kind = mimetypes.guess_type(path)[0] or ""
    if not kind.startswith("image/") or not file.resolve().is_relative_to(folder.resolve()):
        return ""
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}" if file.is_file() else ""
