"""Gives style sheets, scripts and the search index of a version their hash in their name, on every page.

So no page ever meets those of another build. Material's own have such names already; pictures keep theirs.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from handbook_gen.publish.searching import INDEX

_DIGITS: Final = 8
_KINDS: Final = (".css", ".js")
_HASHED: Final = re.compile(r"\.[0-9a-f]{8}\.")
_ASKED: Final = re.compile(
    r"""(?P<before>\b(?:href|src|data-search)=["']?|(?P<json>"search":\s*"))"""
    r"""(?P<stem>[^"'\s>]*)(?P<suffix>\.(?:css|js|json))(?=["'\s>?#])"""
)
"""What a page asks for: in its tags, and in the JSON that Material's script reads."""
_THEIRS: Final = "assets/javascripts/"
"""Where Material keeps what its own scripts load by name."""


def seal(root: Path, base: str) -> None:
    """Rename what the pages of a version load, and say so on each of them; `base` is where it is served."""
    there = {path.relative_to(root).as_posix(): path for path in _named(root)}
    hashes = {path: hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGITS] for path, file in there.items()}
    used: set[str] = set()

    def told(asked: re.Match[str], page: str) -> str:
        stem = json.loads(f'"{asked["stem"]}"') if asked["json"] else asked["stem"]
        path = _resolved(stem + asked["suffix"], page, base)
        if path not in there:
            return asked[0]
        used.add(path)
        return f"{asked['before']}{asked['stem']}.{hashes[path]}{asked['suffix']}"

    for file in root.rglob("*.html"):
        page = file.relative_to(root).as_posix()
        html = file.read_text(encoding="utf-8")
        file.write_text(_ASKED.sub(partial(told, page=page), html), encoding="utf-8", newline="\n")
    for path in used:
        file = there[path]
        file.rename(file.with_name(f"{file.stem}.{hashes[path]}{file.suffix}"))


def index(root: Path) -> Path:
    """Give the search index of a version, whatever its name."""
    sealed = sorted((root / INDEX).parent.glob("search_index.*.json"))
    return sealed[0] if sealed else root / INDEX


def _named(root: Path) -> Iterator[Path]:
    if (root / INDEX).is_file():
        yield root / INDEX
    for path in sorted(root.rglob("*")):
        ours = not path.relative_to(root).as_posix().startswith(_THEIRS)
        if path.suffix in _KINDS and ours and not _HASHED.search(path.name) and path.is_file():
            yield path


def _resolved(address: str, page: str, base: str) -> str | None:
    """Give the file that an address on a page means, as a path below the version; None for any elsewhere."""
    if ":" in address or address.startswith("//"):
        return None
    path = unquote(unescape(address))
    if path.startswith("/"):
        start = unquote(base)
        return posixpath.normpath(path.removeprefix(start)) if path.startswith(start) else None
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
