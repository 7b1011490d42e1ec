"""The pages of a handbook → one document in parts and chapters: whole, for a role, or for who is on duty.

What stands around the chapters (a cover, contents, a search) is for the templates; nothing is drawn here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import TABS, Page
from handbook_gen.core.render import Renderer
from handbook_gen.core.volume.rewriting import anchors, rewritten

_HERE: Final = "./"
"""How every link begins that leads into the handbook, on a page that is rendered as its start page."""
_ALIVE: Final = frozenset({addresses.SEARCH, addresses.PROPOSAL})
"""What does nothing outside a site."""
_CONSULTED: Final = frozenset(
    {addresses.RULES, addresses.APPLIED, addresses.COVERAGE, addresses.FINDINGS, addresses.RELEASES}
)
"""What is looked up and not read: tables of everything, and lists that the contents of a book are already."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page as HTML, its links as on the start page of a version."""

    address: str
    tab: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page among others; `rules` are the ids and titles of those that are at home in it."""

    id: str
    title: str
    group: str
    html: Markup
    rules: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    listed: bool = True
    """Whether the contents name it."""


@dataclass(frozen=True, slots=True)
class Part:
    """The chapters below one tab."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A document, ready for a template to stand around."""

    parts: tuple[Part, ...]
    about: Role | None = None
    """The role that it was made for."""
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Every address that stands in it → where that is, such as `#DISC-01`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a document: pages, those written by hand, and the role that it is for."""

    pages: tuple[Page, ...]
    written: tuple[Written, ...] = ()
    about: Role | None = None


def whole(pages: Iterable[Page], written: Iterable[Written], *, consulted: bool) -> Choice:
    """Choose everything that can be read; with `consulted` also what is only looked up."""
    there = tuple(page for page in pages if page.address and page.address not in _ALIVE)
    if consulted:
        return Choice(there, tuple(written))
    read = (page for page in there if page.listed and page.address not in _CONSULTED)
    return Choice(tuple(map(_brief, read)), tuple(written))


def _brief(page: Page) -> Page:
    """Give a role without the list of its rules: they stand in the same book, most of them for everybody."""
    return replace(page, data={**page.data, "sections": ()}) if page.template == "role.html" else page


def of_role(pages: Iterable[Page], book: Handbook, role: Role) -> Choice:
    """Choose what a role needs: its page, and the rules that apply to it, word for word."""
    mine = {rule.id for rule in book.rules_for(role.id)}
    home = addresses.address(book, "role", role.id)
    kept = [replace(page, tab="roles") for page in pages if page.address.startswith(home)]
    kept += [made for page in pages if page.template == "topic.html" and (made := _only(page, mine))]
    return Choice(tuple(kept), about=role)


def single(pages: Iterable[Page], address: str) -> Choice:
    """Choose one page, such as the card of who is on duty."""
    return Choice(tuple(page for page in pages if page.address == address))


def _only(page: Page, rules: set[str]) -> Page | None:
    """Give a topic with some of its rules only; nothing where none of them is left."""
    views = tuple(view for view in page.data["views"] if view.rule.id in rules)
    kept = {view.rule.id for view in views}
    entries = tuple(entry for entry in page.entries if entry.id in kept)
    return replace(page, data={**page.data, "views": views, "gone": ()}, entries=entries) if views else None


def bind(choice: Choice, renderer: Renderer, online: str = "") -> Bound:
    """Bind what was chosen; `online` is where the version is published, for links to what is not in it."""
    chosen: tuple[Page | Written, ...] = (*choice.pages, *choice.written)
    drawn = [_Drawn.of(each, renderer) for each in chosen]
    ways = _Ways(drawn, renderer, online)
    first = ("roles",) if choice.about else ()
    found: dict[str, list[Chapter]] = {tab: [] for tab in dict.fromkeys((*first, *TABS))}
    for each in drawn:
        found[each.tab].append(ways.chapter(each))
    words = renderer.words
    parts = [Part(f"part-{tab}", words(f"tabs.{tab}"), tuple(c)) for tab, c in found.items() if c]
    return Bound(tuple(parts), choice.about, ways.places)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as HTML, before it is known what stands beside it."""

    address: str
    tab: str
    title: str
    html: str
    group: str = ""
    wide: bool = False
    listed: bool = True
    rules: tuple[tuple[str, str], ...] = ()
    anchors: frozenset[str] = frozenset()

    @classmethod
    def of(cls, page: Page | Written, renderer: Renderer) -> "_Drawn":
        if isinstance(page, Written):
            return cls(page.address, page.tab, page.title, page.html, anchors=anchors(page.html))
        html = renderer.page(replace(page, address=""))
        views: Iterable[Any] = page.data.get("views", ()) if page.template == "topic.html" else ()
        rules = tuple((view.rule.id, view.rule.title.best(renderer.words.language)) for view in views)
        return cls(
            page.address, page.tab, page.title, html, page.group, page.wide, page.listed, rules, anchors(html)
        )

    @property
    def slug(self) -> str:
        """What the chapter is called among the anchors of the whole."""
        return "page-" + (self.address.strip("/").replace("/", "-") or "start")

    def anchor(self, name: str, homes: Mapping[str, str]) -> str:
        """Give an anchor of this page in the whole: the id of a rule stays what it is."""
        return name if homes.get(name) == self.address else f"{self.slug}--{name}"


class _Ways:
    """Where every link of a document leads."""

    def __init__(self, drawn: Iterable[_Drawn], renderer: Renderer, online: str) -> None:
        self._book = renderer.book
        self._language = renderer.words.language
        self._online = online
        self._at = {each.address: each for each in drawn}
        rules = (*self._book.published, *self._book.gone)
        self._homes = {
            rule.id: addresses.address(self._book, "rule", rule.id).partition("#")[0] for rule in rules
        }

    @property
    def places(self) -> Mapping[str, str]:
        """Every address here, and where that is in the whole."""
        pages = {address: f"#{each.slug}" for address, each in self._at.items()}
        within = {
            f"{address}#{name}": f"#{each.anchor(name, self._homes)}"
            for address, each in self._at.items()
            for name in each.anchors
        }
        return pages | within

    def chapter(self, drawn: _Drawn) -> Chapter:
        """Make a chapter of a page."""
        html = rewritten(
            drawn.html,
            lambda name: drawn.anchor(name, self._homes),
            lambda href: self._way(href, drawn),
        )
        return Chapter(drawn.slug, drawn.title, drawn.group, html, drawn.rules, drawn.wide, drawn.listed)

    def _way(self, href: str, drawn: _Drawn) -> str:
        if href.startswith("#"):
            return f"#{drawn.anchor(href[1:], self._homes)}"
        if not href.startswith(_HERE):
            return "" if href.startswith("../") else href
        address, _, anchor = href.removeprefix(_HERE).partition("#")
        if address.startswith(f"{addresses.PERMANENT}/"):
            return self._permanent(address)
        to = self._at.get(address)
        if to is None:
            return f"{self._online}{href.removeprefix(_HERE)}" if self._online else ""
        return f"#{to.anchor(anchor, self._homes)}" if anchor in to.anchors else f"#{to.slug}"

    def _permanent(self, address: str) -> str:
        """Give the permanent address of a rule, as it is written down on paper; else its place here."""
        identity = address.split("/")[1]
        if self._book.policy.settings.address:
            return addresses.published(self._book, self._language, identity)
        return f"#{identity}"
