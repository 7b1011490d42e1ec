"""What a release changed, in words and for programs: one record per release and language; writes no format.

A record stands in the built version itself, so that telling of twenty releases compares nothing again.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from handbook_gen.core.history.news import WAYS, RoleNews, news
from handbook_gen.core.history.turning import TURNS, Turn
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison, heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.history import ReleaseKind
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Language
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.telling import (
    Entry,
    Names,
    alike,
    caused,
    entries,
    heading,
    parts,
    sections,
    shortened,
)
from handbook_gen.core.words import Words

KEPT: Final = "news.json"
"""The record, in its version."""
FORM: Final = 1
"""Goes up when what a record holds becomes different, so that older ones are made again."""
_COUNTED: Final = ("administrative",)
"""What is told in full on the page of the version only: nobody reads a feed of every measurement."""
_AROUND: Final = 80
"""Characters of a text that stayed, on either side of what did not."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(_Kept):
    """One thing that changed, in words: an item, or a cause that is felt at several."""

    title: str
    lines: tuple[str, ...] = ()
    texts: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Texts word by word: `same`, `gone` or `new`, and the words."""


class Level(_Kept):
    """Everything of one level."""

    title: str
    entries: tuple[Told, ...]


class ToRole(_Kept):
    """What a release changed for a role: ids of rules, each in one of the lists."""

    name: str
    stricter: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    looser: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()


class OfRule(_Kept):
    """A rule that a release changed."""

    title: str
    level: Effect
    address: str
    """Relative to the root of the version."""


class Record(_Kept):
    """One release, in one language."""

    form: int = FORM
    language: Language
    version: str
    published: str
    """The day, as 2027-01-31."""
    kind: ReleaseKind
    summary: str
    hash: str
    roles: Mapping[str, ToRole] = {}
    rules: Mapping[str, OfRule] = {}
    asks: tuple[str, ...] = ()
    """The groups that it asks to read and confirm again."""
    levels: tuple[Level, ...] = ()


def record(book: Handbook, words: Words) -> Record | None:
    """Tell what the release that a handbook shows has changed; None where it shows no release."""
    if book.past is None or not book.past.numbered or book.past.release is None:
        return None
    release, comparison = book.past.release, book.past.news
    return Record(
        language=words.language,
        version=release.version,
        published=release.published.isoformat(),
        kind=release.kind,
        summary=release.summary.best(words.language) if release.summary else "",
        hash=release.hash,
        **(_compared(book, comparison, words) if comparison else {}),
    )


def effect(turn: Turn, words: Words) -> str:
    """Say in one line what happens on a day."""
    counted = (words.count(f"news.turn.{way}", len(rules)) for way in TURNS if (rules := getattr(turn, way)))
    return words.listed([*counted])


def _compared(book: Handbook, comparison: Comparison, words: Words) -> Mapping[str, object]:
    names = Names(comparison, words, occasion="release")
    roles = news(comparison)
    asks = (each.who for each in comparison.following if each.what == "acknowledgement" and not each.former)
    return {
        "roles": {role: _role(some, names) for role, some in roles.items()},
        "rules": dict(_rules(book, comparison, roles, names)),
        "asks": tuple(dict.fromkeys(asks)),
        "levels": tuple(_levels(comparison, names)),
    }


def _role(some: RoleNews, names: Names) -> ToRole:
    return ToRole(name=names.role(some.role), **{way: getattr(some, way) for way in WAYS})


def _rules(
    book: Handbook, comparison: Comparison, roles: Mapping[str, RoleNews], names: Names
) -> Iterator[tuple[str, OfRule]]:
    """Give every rule that something changed in, or that a role gained or lost."""
    found: dict[str, list[Effect]] = {identity: [] for some in roles.values() for identity in some.ids}
    for change in comparison.listed:
        if change.spot.noun == Rule.noun:
            found.setdefault(change.spot.id, []).append(change.level)
    for identity in sorted(found):
        if rule := book.rules.get(identity):
            address = addresses.address(book, Rule.noun, identity)
            level = heaviest(found[identity] or ["administrative"])
            yield identity, OfRule(title=named(rule, names.words), level=level, address=address)


def _levels(comparison: Comparison, names: Names) -> Iterator[Level]:
    """Tell what asks more or less of somebody one by one, and of the rest how much there is."""
    for section in sections(entries(comparison.listed), names):
        told = tuple(_told(entry, names) for entry in section.entries)
        if section.name in _COUNTED:
            told = (Told(title=names.words.count("changed.entries", len(told))),)
        yield Level(title=names.words(f"telling.level.{section.name}.title"), entries=told)


def _told(entry: Entry, names: Names) -> Told:
    title = heading(entry, names)
    if entry.form == "kind":
        return Told(title=title, lines=(alike(entry, names), ", ".join(spot.id for spot in entry.items)))
    if entry.form == "cause":
        return Told(title=title, lines=tuple(_caused(entry, names)))
    every = parts(entry, names)
    lines = [line for part in every for line in (*(said.line for _, said in part.changes), *part.about)]
    texts = [shortened(text.marks, _AROUND) for part in every for text in part.texts]
    marked = tuple(tuple((mark.status, mark.text) for mark in text) for text in dict.fromkeys(texts))
    return Told(title=title, lines=tuple(dict.fromkeys(lines)), texts=marked)


def _caused(entry: Entry, names: Names) -> Iterator[str]:
    for felt, said, about in caused(entry, names):
        ids = ", ".join(spot.id for spot in felt.items)
        yield f"{names.words.count('telling.felt', len(felt.items), title=said.title)}: {ids}"
        yield from about
