"""The bytes of a workbook → its cells as texts; bounded, evaluates nothing and knows no policy.

A workbook comes from anywhere: it may be damaged, or made to fill the memory of whoever opens it.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES: Final = 150_000_000
"""Unpacked: a workbook of 10,000 rules takes half of it."""
_MOST_PARTS: Final = 1_000
_MOST_ROWS: Final = 1_048_576
"""In a sheet of Excel; programs that format a whole column write the last one."""
_MOST_CELLS: Final = 5_000_000
"""In a sheet; a row counts up to its last cell."""
_MARKUP: Final = (".xml", ".rels")
_MERGED: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)[\"']"
)
# Days as Excel counts them that may be meant as a date where the cell no longer says so: 1954 to 2119.
_DAYS: Final = range(20_000, 80_001)
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it programs count differently, and what looks like a date was rather a number."""
# All that a library for a format of this size raises over bytes that are not of that format.
_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, EOFError, NotImplementedError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, OSError),
)


_MUTE: Final = {"f": "formula", "e": "error"}


class DamagedError(Exception):
    """Bytes that are no workbook, or too much of one; the key of the sentence is that of `sheet.refused`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, as text."""

    text: str
    kind: str = "text"
    """`text`, `number`, `date` or `truth`; `formula` and `error` say nothing."""
    day: str = ""
    """The date that a number may stand for."""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells that were merged into one."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def name(self) -> str:
        """Name it as a spreadsheet does."""
        first, last = (
            f"{get_column_letter(self.left)}{self.top}",
            f"{get_column_letter(self.right)}{self.bottom}",
        )
        return f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell is one of them."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet that are not empty, by row and by column."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell, without the space around it."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text.strip() if cell else ""


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook. Raises DamagedError, whatever the bytes are."""
    try:
        _bounded(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would not write again; we only read
            return tuple(_sheets(data))
    except _DAMAGE as error:
        raise DamagedError("no-workbook") from error


def _bounded(data: bytes) -> None:
    """Refuse what unpacks to too much, and XML in which one word can stand for a thousand others."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        every = parts.infolist()
        if sum(part.file_size for part in every) > MOST_BYTES or len(every) > _MOST_PARTS:
            raise DamagedError("too-large")
        for part in every:
            if part.filename.lower().endswith(_MARKUP):
                text = parts.read(part)
                if b"<!" in text.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\0" in text:
                    raise DamagedError("no-workbook")


def _sheets(data: bytes) -> Iterator[Sheet]:
    # Read as it streams by: opened to be edited, one merged area makes a cell of each of its 10¹⁰ places.
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for sheet in book.worksheets:
            where: str = sheet._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001  # nothing else tells
            merged = tuple(_area(found[1].decode()) for found in _MERGED.finditer(parts.read(where)))
            rows = {row: cells for row, cells in _rows(sheet, book.epoch) if cells}
            yield Sheet(sheet.title, rows, merged)


def _area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference)
    return Area(int(left or 0), int(top or 0), int(right or 0), int(bottom or 0))


def _rows(sheet: Any, epoch: datetime) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    places = 0
    for row, cells in enumerate(sheet.iter_rows(), 1):
        places += len(cells)
        if places > _MOST_CELLS or row > _MOST_ROWS:
            raise DamagedError("too-large")
        found = {
            number: _cell(cell.value, cell.data_type, epoch)
            for number, cell in enumerate(cells, 1)
            if cell.value is not None
        }
        yield row, found


def _cell(value: object, kind: str, epoch: datetime) -> Cell:
    """Bring a value back to the text that was typed, as far as that can be known."""
    if kind in _MUTE:
        return Cell(str(value) if isinstance(value, str) else "=", _MUTE[kind])
    if isinstance(value, bool):
        return Cell(str(value).lower(), "truth")
    if isinstance(value, int | float):
        return _number(value, epoch)
    if isinstance(value, datetime):
        whole = value.time() == time() and value.date() >= _FIRST_DAY
        return Cell(value.date().isoformat() if whole else value.isoformat(" "), "date")
    return Cell(str(value), "date" if isinstance(value, date | time | timedelta) else "text")


def _number(value: float, epoch: datetime) -> Cell:
    whole = value == int(value)
    text = str(int(value)) if whole else repr(value)
    if not whole or int(value) not in _DAYS:
        return Cell(text, "number")
    meant = from_excel(int(value), epoch)
    return Cell(text, "number", meant.date().isoformat() if isinstance(meant, datetime) else "")
