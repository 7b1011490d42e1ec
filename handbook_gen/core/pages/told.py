"""What a comparison tells on a page: levels, entries, parts, each with what it leads to; compares nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Item
from handbook_gen.core.pages import addresses
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling import (
    ALIKE,
    Entry,
    Marked,
    Names,
    Section,
    alike,
    caused,
    heading,
    parts,
    section,
)


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
class Told:
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
    entries: tuple[Told, ...]


def level_of(book: Handbook, level: Section, names: Names) -> Shown:
    """Tell a level, entry by entry."""
    entries_ = tuple(entry_of(book, entry, level.starts, names) for entry in level.entries)
    return Shown(level.name, level.starts, entries_)


def entry_of(book: Handbook, entry: Entry, above: str, names: Names, anchor: str = "") -> Told:
    """Tell one entry; `above` is from when its whole level holds."""
    about = entry.about
    item = _home(book, about)
    return Told(
        anchor=anchor or anchor_of(entry.changes[0]),
        title=heading(entry, names),
        level=entry.level,
        parts=tuple(_parts(book, entry, above, names)),
        item=item if item and about.id and addresses.leads(about.noun) else None,
    )


def _home(book: Handbook, about: Spot) -> Item | None:
    """Give what an entry leads to; readers know of no draft."""
    if about.noun == Rule.noun:
        return next(iter(book.shown([about.id])), None)
    return book.get(about.noun, about.id)


def _parts(book: Handbook, entry: Entry, above: str, names: Names) -> Iterator[Part]:
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


def anchor_of(change: Change) -> str:
    """Name the place of a change on the page: of its item, or of what tells it; no id begins with _."""
    if change.kind.name in ALIKE:
        return f"_{change.kind.name}-{change.level}"
    if change.cause:
        return f"_{change.cause.noun}-{change.cause.id}-{section(change)}"
    return f"_{change.spot.noun}-{change.spot.id}"
