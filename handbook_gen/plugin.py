"""The MkDocs door: hooks that translate between MkDocs and the core, and nothing else.

MkDocs' own templates do not escape, so every string handed to MkDocs is escaped here.
"""

import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from handbook_gen import sources
from handbook_gen.core import content
from handbook_gen.core.edition import Edition, edition_of
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import DRAFT, LATEST
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages import addresses, navigation
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words
from handbook_gen.publish import files, project, proof, searching
from handbook_gen.publish.framing import at_home, framing
from handbook_gen.publish.job import Job, terminal_language
from handbook_gen.publish.mending import mended
from handbook_gen.publish.news import of_version
from handbook_gen.publish.proposed import proposed
from handbook_gen.publish.sides import Sides
from handbook_gen.publish.versions import version_of
from handbook_gen.publish.zone import zone

_THEME: Final = Path(__file__).parent / "theme"
_TEMPLATE: Final = "handbook.html"
_BEFORE_OTHERS: Final = 100
_AFTER_OTHERS: Final = -100
_STYLE: Final = "assets/handbook.css"
_SCRIPT: Final = "assets/handbook.js"
_ASSETS: Final = {
    searching.ENGINE: sources.engine_script,
    _STYLE: sources.style_sheet,
    _SCRIPT: sources.page_script,
}
_ID: Final = re.compile(r'\bid="([^"]+)"')
_BARS: Final = ["navigation", "toc"]
"""The side bars: a page that no menu lists does without."""
_BELOW_TITLE: Final = 2
"""The level of headings that Material lists beside a page."""


class HandbookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The only option; all else stands in the policy's own handbook.yml."""

    policies = config_options.Dir(exists=True, default="policies")


class GeneratedPage(MkDocsPage):
    """A page that comes as HTML: MkDocs' Markdown never sees it."""

    def __init__(self, made: Page, html: str, hide: list[str], file: File, config: MkDocsConfig) -> None:
        self._made = made
        self._html = html.encode()
        self._hide = hide
        super().__init__(str(escape(made.title)), file, config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  # MkDocs' signature
        """Bring the meta data along instead of reading front matter."""
        self.markdown = ""
        self.meta = {
            "template": _TEMPLATE,
            "title": str(escape(self._made.title)),
            "description": str(escape(self._made.description)),
            "hide": [*self._hide, *["toc"] * self._made.wide],
            "search": {"exclude": True},  # our own documents go into the index, one per rule
        }

    @property
    def content(self) -> str:
        """The HTML. MkDocs keeps every page to the end; as UTF-8 it takes half the memory."""
        return self._html.decode()

    @content.setter
    def content(self, html: str | None) -> None:
        if html is not None:  # MkDocs empties a page before it is rendered
            self._html = html.encode()

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs sets it; here it is asked for
        """The anchors of the page, for MkDocs' check of links; looked for when a link asks."""
        return set(_ID.findall(self._html.decode()))

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # MkDocs' signature
        """Bring the table of contents along; the HTML is there already."""
        self.toc = TableOfContents([_anchor(entry, _BELOW_TITLE) for entry in self._made.entries])


class HandbookPlugin(BasePlugin[HandbookConfig]):  # type: ignore[no-untyped-call]  # the same
    """Puts a policy's handbook into a MkDocs build."""

    @event_priority(_BEFORE_OTHERS)  # the search plugin asks for the language of the theme
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the policy, and stop here if it is broken: after this, MkDocs empties its output folder."""
        self.job = Job.told(zone(project.configured(config)))
        book, self.written = _read(config, self.job)
        language = self.job.language or book.languages[0]
        # A published rule has its permanent address above the versions, a preview has nothing above it.
        above = "../" if self.job.version else ""
        self.edition = edition_of(book, sources.words(language), sources.templates(), above)
        self.targets: dict[str, tuple[str, ...]] = {}
        _set_up(config, self.edition, self.job)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the handbook, and order everything under its tabs."""
        renderer = self.edition.renderer
        if self.job.version not in (None, DRAFT):
            _thaw(files, self.written[self.edition.language], config)
        written = ((each.tab, each.path) for each in content.written(self.written[self.edition.language]))
        tabs = navigation.tabs(self.edition.pages, written)
        alone = {tab.paths[0] for tab in tabs if len(tab.paths) == 1}
        for path, made in navigation.paths(self.edition.pages):
            if path != content.START or files.get_file_from_path(path) is None:
                found = InclusionLevel.UNDEFINED if made.listed else InclusionLevel.NOT_IN_NAV
                file = File.generated(config, path, content="", inclusion=found)
                without = _hidden(path, alone) if made.listed else _BARS
                GeneratedPage(made, renderer.page(made), without, file, config)
                files.append(file)
        for path, text in _ASSETS.items():
            files.append(File.generated(config, path, content=text()))
        config.nav = _nav(tabs, renderer.words)
        return files

    def on_page_markdown(self, markdown: str, page: MkDocsPage, **_: Any) -> str:
        """Take what comes from the policy out of a hand-written page, until its Markdown is done."""
        if isinstance(page, GeneratedPage):
            return markdown
        path = page.file.src_uri
        page.meta.setdefault("template", _TEMPLATE)
        if path == content.START:
            page.meta.setdefault("hide", _hidden(path, {path}))
            markdown = content.without_warning(markdown, sources.all_words().values())
        markdown, self.targets[path] = content.opaque(markdown)
        return markdown

    def on_page_content(self, html: str, page: MkDocsPage, **_: Any) -> str:
        """Put it back in as escaped HTML; the start page gets its ways in around it."""
        if isinstance(page, GeneratedPage):
            return html
        renderer = self.edition.renderer
        filled = content.filled(html, self.targets[page.file.src_uri], renderer)
        if page.file.src_uri == content.START:
            heading, rest = content.headed(filled)
            return renderer.page(self.edition.pages[0], heading=heading, written=rest)
        return renderer.placed(filled, page.url)

    def on_env(self, env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
        """Give our page template the words that it says itself, and keep what the theme compiles to."""
        env.bytecode_cache = FileSystemBytecodeCache(_cache(config))  # half a second of every build
        scripts = (_part(config, "assets/javascripts/bundle.*.js"), _SCRIPT)
        parts = {"scripts": scripts, "styles": (_part(config, "assets/stylesheets/main.*.css"),)}
        engine = {
            "engine": searching.ENGINE,
            "worker": _part(config, "assets/javascripts/workers/search.*.js"),
        }
        env.globals["handbook"] = {**framing(self.edition, self.job, config.site_url), **parts, **engine}
        return env

    def on_page_context(self, context: TemplateContext, page: MkDocsPage, **_: Any) -> TemplateContext:
        """Tell search engines where a page is at home; nothing where the handbook has no address."""
        if self.job.version:
            page.canonical_url = at_home(page.canonical_url, self.job)
        return context

    def on_post_page(self, output: str, **_: Any) -> str:
        """Put right what the theme offers no other place for."""
        return mended(output, self.edition.renderer.words)

    def on_post_template(self, output: str, **_: Any) -> str:
        """Do the same for the page of those who are lost; what is no page of the theme has nothing of it."""
        return mended(output, self.edition.renderer.words)

    def on_serve(self, server: LiveReloadServer, **_: Any) -> None:
        """Build again when the policy is saved."""
        server.watch(self.config.policies)

    @event_priority(_AFTER_OTHERS)  # the index must be there, and the proof looks at what every plugin left
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add search documents, to a preview its permanent addresses too, then prove all of it."""
        site, book, language = Path(config.site_dir), self.edition.renderer.book, self.edition.language
        searching.write(site, self.edition, self.job.version or DRAFT)
        files.write(site, of_version(book, self.edition.renderer.words))
        missing: list[str] = []
        if self.job.version is None:
            files.write(site, self.edition.renderer.forwards())
            rules = (*book.published, *book.gone)
            homes = {rule.id: addresses.address(book, "rule", rule.id) for rule in rules}
            missing += proof.permanent(site, homes, language)
        missing += proof.version(site, book, language)
        if missing:
            raise PluginError("\n".join(missing))


def _read(config: MkDocsConfig, job: Job) -> tuple[Handbook, Mapping[Language, Sources]]:
    """Read the policy and tell its problems; raise Abort, MkDocs' one line, where they stop the build."""
    found = project.configured(config)
    reading = project.read(found, job.day)
    words = sources.words(terminal_language())
    if reading.problems and (job.version is None or reading.stops(strict=config.strict)):  # else told once
        print(reading.report(words), end="\n\n", file=sys.stderr)
    if reading.stops(strict=config.strict):
        raise Abort(words("report.stopped", count=reading.stopped(words, strict=config.strict)))
    if job.compare is None:
        return version_of(reading, job)
    made = proposed(Sides(found.root), job.compare, None, frozenset(), job.day)
    return replace(reading.book, proposal=made.told.comparison), reading.written


def _set_up(config: MkDocsConfig, edition: Edition, job: Job) -> None:
    """Tell MkDocs and the theme what the policy says, so that mkdocs.yml need not repeat it."""
    book, words = edition.renderer.book, edition.renderer.words
    name = book.policy.settings.organisation.name.best(words.language)
    config.docs_dir = str(Path(config.docs_dir) / words.language)
    config.use_directory_urls = True
    config.site_name = str(escape(words("site.name", organisation=name)))
    config.site_description = str(escape(words("start.description", organisation=name)))
    config.theme["language"] = words.language
    look = book.policy.settings.look
    given = {"logo": look.logo, "favicon": look.favicon} if look else {}
    for name, path in given.items():
        if path:
            config.theme[name] = path
    # After the organisation's own folder, before the theme's: its parts win over ours, ours over the theme's.
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
    config.extra_css.insert(0, _STYLE)
    config.extra_javascript.append(ExtraScriptValue(_SCRIPT))
    # Not a list: Material would look for a site map below each link. Our part of the header draws the switch.
    config.extra["alternate"] = bool(job.version) and len(book.languages) > 1
    if job.among:
        config.extra["version"] = {"provider": "mike", "default": [LATEST, DRAFT]}


def _thaw(files: Files, written: Sources, config: MkDocsConfig) -> None:
    """Put the pages as they were released in the place of today's; pictures beside them are today's."""
    for file in files.documentation_pages():
        files.remove(file)
    for path, text in written.files.items():
        files.append(File.generated(config, path, content=text))


def _nav(tabs: tuple[navigation.Tab, ...], words: Words) -> list[Any]:
    """Give MkDocs its navigation; a tab of one page is that page."""
    nav: list[Any] = []
    for tab in tabs:
        title = str(escape(words(f"tabs.{tab.name}")))
        items: list[Any] = []
        for group in tab.groups:
            items += [{str(escape(group.title)): list(group.paths)}] if group.title else group.paths
        nav.append({title: items[0] if tab.name == "start" and len(items) == 1 else items})
    return nav


def _part(config: MkDocsConfig, pattern: str) -> str:
    """Find a part of the theme whose name changes with its version."""
    found = ((folder, path) for folder in map(Path, config.theme.dirs) for path in folder.glob(pattern))
    folder, path = next(found)
    return path.relative_to(folder).as_posix()


def _cache(config: MkDocsConfig) -> str:
    folder = project.configured(config).root / ".handbook" / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _hidden(path: str, alone: Collection[str]) -> list[str]:
    """Name the side bars that a page does without: a menu of one page, the parts of the start page."""
    return ["navigation"] * (path in alone) + ["toc"] * (path == content.START)


def _anchor(entry: Entry, level: int) -> AnchorLink:
    link = AnchorLink(str(escape(entry.title)), entry.id, level)
    link.children = [_anchor(under, level + 1) for under in entry.under]
    return link
