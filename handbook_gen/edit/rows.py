"""A workbook of ours: which rows are which rules, which columns which fields, and what else stands in it.

It compares nothing with the policy but ids.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final

from openpyxl.utils import get_column_letter

from handbook_gen.core.exports.cells import Column
from handbook_gen.core.exports.sheet import BASIS, FIRST, FIXED, FORMAT, OURS
from handbook_gen.core.model import Rule, shape
from handbook_gen.core.problems import Finding, Problem, nearest
from handbook_gen.edit.workbook import Cell, DamagedError, Sheet, sheets

_HEAD: Final = 20
"""The names of the columns stand in one of the first rows."""
_ID, _TOPIC = FIXED
_CODE: Final = re.compile(next(each.pattern for each in shape.fields(Rule) if each.key == _ID))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something in a workbook that was not understood, or that is not done unasked."""

    cell: str
    key: str
    """That of its sentences below `sheet.refused`."""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rule: str = ""
    column: Column | None = None
    problem: Problem | Finding | None = None
    """What the policy language has against a value; it brings sentences of its own."""


@dataclass(frozen=True)
class Book:
    """The sheet with the rules, and what its cells said when it was exported."""

    sheet: Sheet
    head: int
    """The row with the names of the columns."""
    basis: Mapping[str, Mapping[str, str]]
    """Rule → column → what the cell said."""
    others: tuple[str, ...]
    """The sheets that are not ours and not empty."""

    def cell(self, row: int, column: int) -> str:
        """Name a cell as a spreadsheet does."""
        return f"{self.sheet.name}!{get_column_letter(column)}{row}"

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Name → column, the first of each."""
        found: dict[str, int] = {}
        for number, cell in sorted(self.sheet.rows[self.head].items()):
            found.setdefault(cell.text.strip(), number)
        return found

    @cached_property
    def rules(self) -> Mapping[int, str]:
        """Row → id, of every row that is not empty; the row with words is none."""
        ids = {
            row: self.sheet.text(row, self.columns[_ID]) for row in sorted(self.sheet.rows) if row > self.head
        }
        if not _CODE.fullmatch(ids.get(self.head + 1, "")):
            ids.pop(self.head + 1, None)
        return {row: identity for row, identity in ids.items() if self._says(row)}

    def merged(self, row: int, column: int) -> bool:
        """Tell whether a cell is part of a larger one, so that nobody knows whose value it holds."""
        return any(area.holds(row, column) for area in self.sheet.merged)

    def read(self, row: int, key: str) -> Cell | None:
        """Give what stands in a row under a name; None where there is nothing."""
        return self.sheet.rows[row].get(self.columns[key])

    def _says(self, row: int) -> bool:
        return any(cell.text.strip() for cell in self.sheet.rows[row].values())


def opened(data: bytes) -> Book:
    """Read a workbook. Raises DamagedError where it is none of ours."""
    every = sheets(data)
    basis = next((each for each in every if each.name == BASIS), None)
    if basis is None or basis.text(1, 1) != FORMAT[0]:
        raise DamagedError("not-ours")
    if basis.text(1, 2) != FORMAT[1]:
        raise DamagedError("newer")
    open_sheets = [each for each in every if not each.name.startswith(OURS)]
    found = next(((each, row) for each in open_sheets if (row := _head(each))), None)
    if not found:
        raise DamagedError("no-rules")
    others = tuple(each.name for each in open_sheets if each is not found[0] and each.rows)
    return Book(*found, _basis(basis), others)


def _head(sheet: Sheet) -> int | None:
    """Find the row with the names of the columns."""
    for row in sorted(row for row in sheet.rows if row <= _HEAD):
        if {*FIXED} <= {cell.text.strip() for cell in sheet.rows[row].values()}:
            return row
    return None


def _basis(sheet: Sheet) -> Mapping[str, Mapping[str, str]]:
    keys = {number: cell.text for number, cell in sheet.rows.get(FIRST - 1, {}).items()}
    rows = [row for number, row in sheet.rows.items() if number >= FIRST]
    said = ({keys[number]: cell.text for number, cell in row.items() if number in keys} for row in rows)
    return {row[_ID]: row for row in said if _ID in row}


def strange(book: Book, known: Collection[str], policy: Collection[str]) -> Iterator[Refusal]:
    """Name all that belongs to no field and no rule; `known` are the columns, `policy` the ids there are."""
    yield from (Refusal(name, "other-sheet", {"sheet": book.sheet.name}) for name in book.others)
    yield from (Refusal(f"{book.sheet.name}!{area.name}", "merged") for area in book.sheet.merged)
    yield from _strange_columns(book, known)
    yield from _strange_rows(book, policy)


def _strange_columns(book: Book, known: Collection[str]) -> Iterator[Refusal]:
    names = {number: cell.text.strip() for number, cell in book.sheet.rows[book.head].items()}
    for number, key in sorted(names.items()):
        if key not in known and key not in FIXED:
            yield Refusal(book.cell(book.head, number), "unknown-column", {"key": key})
        elif book.columns[key] != number:
            yield Refusal(book.cell(book.head, number), "column-twice", {"key": key})
    for number in sorted({number for row in book.rules for number in book.sheet.rows[row]} - {*names}):
        row = next(row for row in book.rules if number in book.sheet.rows[row])
        yield Refusal(book.cell(row, number), "no-column")
    for key in known:
        if key not in book.columns:
            yield Refusal(book.sheet.name, "column-gone", {"key": key})


def _strange_rows(book: Book, policy: Collection[str]) -> Iterator[Refusal]:
    """Name the rows that are new, twice there or gone, and what says which rule a row is and was changed."""
    times = Counter(book.rules.values())
    for row, identity in book.rules.items():
        place = book.cell(row, book.columns[_ID])
        if not identity:
            yield Refusal(place, "no-id")
        elif times[identity] > 1:
            yield Refusal(place, "row-twice", {"id": identity})
        elif identity not in policy and identity not in book.basis:
            near = nearest(identity, book.basis)
            yield Refusal(place, "unknown-rule-near" if near else "unknown-rule", {"id": identity, **near})
        elif identity not in book.basis:
            yield Refusal(place, "not-exported", {"id": identity})
        elif (topic := book.sheet.text(row, book.columns[_TOPIC])) != (
            was := book.basis[identity].get(_TOPIC, "")
        ):
            yield Refusal(
                book.cell(row, book.columns[_TOPIC]), "topic", {"before": was, "after": topic}, identity
            )
    for identity in book.basis:
        if identity not in times and identity in policy:
            yield Refusal(book.sheet.name, "row-gone", {"id": identity})
