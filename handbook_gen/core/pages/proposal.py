"""The page of a proposal: what it changes in meaning, for whom and from when; else there is no such page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Item
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry as Heading
from handbook_gen.core.pages.page import Page
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling import (
    Entry,
    Marked,
    Names,
    by_level,
    caused,
    entries,
    follows,
    heading,
    parts,
    summary,
    views,
)
from handbook_gen.core.words import Words

_FOLLOWING: Final = ("approval-required", "acknowledgement-required")
"""Told by itself, as what follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words, with its level."""

    level: Effect
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What changed in one text or value: the changes, the text word by word, for whom and from when."""

    lines: tuple[Line, ...]
    texts: tuple[Marked, ...] = ()
    about: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    """Where a cause is felt at many items: those."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing that changes: an item, or a cause that is felt at several."""

    anchor: str
    title: str
    level: Effect
    parts: tuple[Part, ...]
    item: Item | None = None
    """What it leads to; nothing where the item has gone."""


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, in a proposal."""
    if book.proposal is None:
        return
    names = Names(book.proposal, words)
    told = entries(change for change in book.proposal.changes if change.kind.name not in _FOLLOWING)
    levels = [
        (level, tuple(_proposed(book, entry, names) for entry in some)) for level, some in by_level(told)
    ]
    after = follows(book.proposal, names)
    roles = views(book.proposal, names)
    headings = [Heading(f"_{level}", words(f"telling.level.{level}.title")) for level, _ in levels]
    yield Page(
        address=addresses.PROPOSAL,
        template="proposal.html",
        title=words("proposal.title"),
        description=words("proposal.description"),
        tab="proposal",
        data={
            "levels": levels,
            "summary": summary(told, words) or words("telling.nothing"),
            "follows": after,
            "views": roles,
        },
        entries=(
            *headings,
            *[Heading("_roles", words("telling.heading.views"))] * bool(roles),
            *[Heading("_follows", words("telling.heading.follows"))] * bool(after),
        ),
    )


def at_home(book: Handbook, words: Words) -> Mapping[tuple[str, str], Proposed]:
    """Give for each item that changes what its home tells of it, by noun and id."""
    if book.proposal is None:
        return {}
    names = Names(book.proposal, words)
    found: dict[tuple[str, str], list[Change]] = {}
    for change in book.proposal.changes:
        if change.kind.name not in _FOLLOWING:
            found.setdefault((change.spot.noun, change.spot.id), []).append(change)
    return {
        key: _proposed(book, entry, names, anchor=_anchor(some[0]))
        for key, some in found.items()
        for entry in _whole(key, some)
    }


def _whole(key: tuple[str, str], some: list[Change]) -> Iterator[Entry]:
    """Put all that changes in an item in one entry, whatever the cause."""
    yield Entry(Spot(*key), some[0].level, tuple(some))


def _proposed(book: Handbook, entry: Entry, names: Names, anchor: str = "") -> Proposed:
    about = entry.about
    item = book.rules.get(about.id) if about.noun == "rule" else book.get(about.noun, about.id)
    return Proposed(
        anchor=anchor or _anchor(entry.changes[0]),
        title=heading(entry, names),
        level=entry.level,
        parts=tuple(_felt(book, entry, names) if entry.caused else _parts(entry, names)),
        item=item if item and about.id and addresses.leads(about.noun) else None,
    )


def _parts(entry: Entry, names: Names) -> Iterator[Part]:
    for part in parts(entry, names):
        lines = tuple(Line(change.level, each.line) for change, each in part.changes)
        yield Part(lines, part.texts, part.about)


def _felt(book: Handbook, entry: Entry, names: Names) -> Iterator[Part]:
    for each, told, about in caused(entry, names):
        line = names.words.count("telling.felt", len(each.items), title=told.title)
        items = (book.rules.get(spot.id) for spot in each.items)
        yield Part((Line(each.change.level, line),), (), about, tuple(item for item in items if item))


def _anchor(change: Change) -> str:
    """Name the place of a change on the page: of its item, or of what caused it; ids never begin with _."""
    if change.cause:
        return f"_{change.cause.noun}-{change.cause.id}-{change.level}"
    return f"_{change.spot.noun}-{change.spot.id}"
