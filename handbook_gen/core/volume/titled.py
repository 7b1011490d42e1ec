"""What stands around the chapters of a document: its title, its version, who decided; draws nothing."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from handbook_gen.core.look import dark_style, style
from handbook_gen.core.model.history import DRAFT, Release
from handbook_gen.core.pages.page import Page
from handbook_gen.core.render import Renderer
from handbook_gen.core.volume.bound import Bound
from handbook_gen.core.words import Words

_SHEET = "book.html"
_FILE = "book-file.html"


@dataclass(frozen=True, slots=True)
class Title:
    """What a document says of itself."""

    name: str
    """Of the handbook."""
    version: str
    """In a sentence."""
    short: str
    """The same for the foot of every page."""
    day: date
    draft: bool
    release: Release | None
    """The release that it is, or shows; a draft says no more of one than its number."""
    summary: str = ""
    """What that release brought, in words."""


def title(renderer: Renderer, day: date) -> Title:
    """Say what a document is that was made for a day."""
    book, words = renderer.book, renderer.words
    name = words("site.name", organisation=book.policy.settings.organisation.name.best(words.language))
    release = book.past.release if book.past else None
    if book.past is None or release is None:
        said = words("site.version", day=words.date(day))
        return Title(
            name, said, words("paper.short.draft", day=words.date(day)), day, draft=True, release=None
        )
    kind = "numbered" if book.past.numbered else book.past.shown
    facts = {"version": release.version, "published": words.date(release.published), "day": words.date(day)}
    shown = None if kind == DRAFT else release
    return Title(
        name=name,
        version=words(f"versions.shown.{kind}", **facts),
        short=words(f"paper.short.{kind}", **facts),
        day=day,
        draft=kind == DRAFT,
        release=shown,
        summary=renderer.words_of(shown.summary) if shown else "",
    )


def sheets(bound: Bound, renderer: Renderer, day: date) -> str:
    """Give a document for paper as HTML, without its style sheets."""
    return renderer.page(_page(_SHEET, bound, renderer, day))


@dataclass(frozen=True, slots=True)
class Inside:
    """What a file brings along, all of it ours, as it stands in HTML."""

    style: Markup
    symbols: Markup
    first: Markup
    """The script that runs before anything is drawn."""
    scripts: tuple[Markup, ...]
    parts: tuple[tuple[str, Markup], ...]
    """JSON by name: the index of the search."""


def file(bound: Bound, renderer: Renderer, day: date, inside: Inside) -> str:
    """Give a document as one file of HTML, with all that it needs inside."""
    return renderer.page(_page(_FILE, bound, renderer, day), inside=inside)


def _page(template: str, bound: Bound, renderer: Renderer, day: date) -> Page:
    told, look = title(renderer, day), renderer.book.policy.settings.look
    return Page(
        address="",
        template=template,
        title=_title(bound, told, renderer.words),
        tab="about",
        data={
            "title": told,
            "parts": bound.parts,
            "about": bound.about,
            "look": Markup(style(look)),  # noqa: S704  # its values are strict
            "dark": Markup(dark_style(look)),  # noqa: S704  # the same
            "ask": renderer.book.role(renderer.book.policy.settings.ask),
        },
    )


def _title(bound: Bound, told: Title, words: Words) -> str:
    """Give the title of the whole, with whom it is for."""
    if bound.about is None:
        return told.name
    return f"{told.name} – {bound.about.name.best(words.language)}"
