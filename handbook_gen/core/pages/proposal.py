"""The page of a proposal: what it changes in meaning, for whom and from when; else there is no such page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Item
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry as Heading
from handbook_gen.core.pages.page import Page
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling import (
    ALIKE,
    Entry,
    Marked,
    Names,
    Section,
    alike,
    caused,
    entries,
    follows,
    heading,
    parts,
    section,
    sections,
    summary,
    views,
)
from handbook_gen.core.words import Words


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


@dataclass(frozen=True, slots=True)
class Shown:
    """A level of the page."""

    name: str
    starts: str
    """From when all of it holds, where that is the same."""
    entries: tuple[Proposed, ...]


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, in a proposal."""
    if book.proposal is None:
        return
    names = Names(book.proposal, words)
    told = entries(book.proposal.listed)
    levels = [_shown(book, each, names) for each in sections(told, names)]
    after = follows(book.proposal, names)
    roles = views(book.proposal, names)
    headings = [Heading(f"_{level.name}", words(f"telling.level.{level.name}.title")) for level in levels]
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
            *[Heading("_follows", words("telling.heading.follows"))] * bool(after),
            *[Heading("_roles", words("telling.heading.views"))] * bool(roles),
        ),
    )


def _shown(book: Handbook, level: Section, names: Names) -> Shown:
    entries_ = tuple(_proposed(book, entry, level.starts, names) for entry in level.entries)
    return Shown(level.name, level.starts, entries_)


def at_home(book: Handbook, words: Words) -> Mapping[tuple[str, str], Proposed]:
    """Give for each item that changes what its home tells of it, by noun and id."""
    if book.proposal is None:
        return {}
    names = Names(book.proposal, words)
    found: dict[tuple[str, str], list[Change]] = {}
    for change in book.proposal.listed:
        found.setdefault((change.spot.noun, change.spot.id), []).append(change)
    return {
        key: _proposed(book, entry, "", names, anchor=_anchor(some[0]))
        for key, some in found.items()
        for entry in _whole(key, some)
    }


def _whole(key: tuple[str, str], some: list[Change]) -> Iterator[Entry]:
    """Put all that changes in an item in one entry, whatever the cause."""
    yield Entry(Spot(*key), some[0].level, tuple(some))


def _proposed(book: Handbook, entry: Entry, above: str, names: Names, anchor: str = "") -> Proposed:
    about = entry.about
    item = book.rules.get(about.id) if about.noun == "rule" else book.get(about.noun, about.id)
    return Proposed(
        anchor=anchor or _anchor(entry.changes[0]),
        title=heading(entry, names),
        level=entry.level,
        parts=tuple(_told(book, entry, above, names)),
        item=item if item and about.id and addresses.leads(about.noun) else None,
    )


def _told(book: Handbook, entry: Entry, above: str, names: Names) -> Iterator[Part]:
    if entry.form == "cause":
        for each, told, about in caused(entry, names, above):
            line = names.words.count("telling.felt", len(each.items), title=told.title)
            yield Part((Line(each.change.level, line),), (), about, _rules(book, each.items))
    elif entry.form == "kind":
        yield Part((Line(entry.level, f"{alike(entry, names)}:"),), (), (), _rules(book, entry.items))
    else:
        for part in parts(entry, names, above):
            lines = tuple(Line(change.level, each.line) for change, each in part.changes)
            yield Part(lines, part.texts, part.about)


def _rules(book: Handbook, items: Iterable[Spot]) -> tuple[Item, ...]:
    found = (book.rules.get(spot.id) for spot in items)
    return tuple(item for item in found if item)


def _anchor(change: Change) -> str:
    """Name the place of a change on the page: of its item, or of what tells it; no id begins with _."""
    if change.kind.name in ALIKE:
        return f"_{change.kind.name}-{change.level}"
    if change.cause:
        return f"_{change.cause.noun}-{change.cause.id}-{section(change)}"
    return f"_{change.spot.noun}-{change.spot.id}"
