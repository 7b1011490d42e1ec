"""An edited workbook of rules against the policy → what it changes, and what was not understood.

A cell counts as edited where it says something else than when it was exported. It changes the policy only
where that still says what it said then; else both are told, and nothing is done.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core import characters
from handbook_gen.core.exports.cells import Column, Written, columns, shown, tidied, written
from handbook_gen.core.model import RULES_FOLDER
from handbook_gen.core.model.types import Language
from handbook_gen.core.reader import read
from handbook_gen.edit.desk import Desk, UnreadableError
from handbook_gen.edit.rows import Book, Refusal, opened, strange
from handbook_gen.edit.workbook import Cell

_SPACES: Final = ("\u00a0", "\u202f")


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that changes a field of a rule."""

    rule: str
    column: Column
    before: str
    after: str
    cell: str
    """Where it stands, such as `Rules!D14`."""


@dataclass(frozen=True, slots=True)
class Already:
    """A cell that was edited, to what the policy says by now."""

    cell: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a workbook says that it did not say when it was exported."""

    edits: tuple[Edit, ...]
    refusals: tuple[Refusal, ...]
    already: tuple[Already, ...]


def compared(data: bytes, desk: Desk) -> Compared:
    """Compare a workbook with the policy as it is now.

    Raises DamagedError where it is none of ours, UnreadableError where a file of rules is no whole YAML.
    """
    book = opened(data)
    readable(desk)
    languages = desk.loaded.policy.settings.languages
    known = {each.key: each for each in columns(languages)}
    policy: dict[str, list[Written]] = {}
    for identity, found in written(desk.sources):
        policy.setdefault(identity, []).append(found)
    every = [*strange(book, [*known], policy), *_rows(book, known, policy, languages[0])]
    return Compared(
        tuple(each for each in every if isinstance(each, Edit)),
        tuple(each for each in every if isinstance(each, Refusal)),
        tuple(each for each in every if isinstance(each, Already)),
    )


def readable(desk: Desk) -> None:
    """Raise UnreadableError where a file of rules is no whole YAML: a part of it would pass for the whole."""
    for path, data in desk.sources.files.items():
        if path.startswith(RULES_FOLDER) and (told := read(desk.sources.shown(path), data).problems):
            raise UnreadableError(told, desk.texts)


def _rows(
    book: Book, known: Mapping[str, Column], policy: Mapping[str, list[Written]], source: Language
) -> Iterator[Edit | Refusal | Already]:
    """Compare each row that stands for one rule."""
    times = Counter(book.rules.values())
    for row, identity in book.rules.items():
        if times[identity] > 1 or identity not in book.basis or book.merged(row, book.columns["id"]):
            continue
        found = policy.get(identity, [])
        for key, number in book.columns.items():
            if key not in known or book.merged(row, number):
                continue
            place = Refusal(book.cell(row, number), "", {}, identity, known[key])
            cell, before = book.read(row, key) or Cell(""), book.basis[identity].get(key, "")
            if cell.text != before and (told := _cell(cell, before, found, place, source)):
                yield told


def _cell(
    cell: Cell, before: str, found: list[Written], place: Refusal, source: Language
) -> Edit | Refusal | Already | None:
    """Hold a cell against what it said; `place` is the refusal without its reason."""
    if cell.kind in ("formula", "error"):
        return _refused(place, cell.kind, value=cell.text)
    column = place.column
    assert column  # noqa: S101  # the place of a cell has one
    spaces = not any(each in before for each in _SPACES)
    given, was = _meant(column, cell, before, spaces=spaces), tidied(column, before, spaces=spaces)
    if given == was:
        return None
    if len(found) != 1:
        return _refused(place, "rule-twice" if found else "rule-gone", id=place.rule)
    now = shown(column, found[0].rule, source)
    if now is None:
        return _refused(place, "locked")
    if character := characters.named(given):
        return _refused(place, "character", character=character)
    return _merged(given, was, tidied(column, now, spaces=spaces), place, column)


def _merged(given: str, was: str, now: str, place: Refusal, column: Column) -> Edit | Refusal | Already:
    """Hold an edited cell against what the policy says by now."""
    if given == now:
        return Already(place.cell)
    if now != was:
        return _refused(place, "conflict", before=was, now=now, after=given)
    return Edit(place.rule, column, now, given, place.cell)


def _refused(place: Refusal, key: str, **facts: str) -> Refusal:
    return Refusal(place.cell, key, facts, place.rule, place.column)


def _meant(column: Column, cell: Cell, before: str, *, spaces: bool) -> str:
    """Give what a cell says; what a program made a number of may be the text that stood there."""
    if cell.kind == "number" and column.field.form == "date" and cell.day:
        return cell.day
    text = before if cell.kind in ("number", "truth") and _same(before, cell.text) else cell.text
    return tidied(column, text, spaces=spaces)


def _same(before: str, now: str) -> bool:
    """Tell whether a program would make one of the other, such as 10 of 010."""
    try:
        return before.casefold() == now or float(before) == float(now)
    except ValueError:
        return False
