"""Measurements against a target, the ladder of an audience, and who meets which topic, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from handbook_gen.core.pictures.lettering import LEADING, width, wrapped

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A line of measurements and the straight way from where we were to where we want to be."""

    width: float
    height: float
    line: tuple[Point, ...]
    values: tuple[tuple[float, float, Decimal], ...]
    """The first and the last measurement, with where their words stand."""
    way: tuple[Point, ...]
    """From the baseline on the first day to the target on the deadline; empty without a target."""
    floor: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One rung: its length in pixels, and what stands beside it."""

    label: str
    y: float
    length: float
    percent: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a ladder, from top to bottom."""

    width: float
    height: float
    start: float
    """Where the bars begin."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row or a column is about: its words, and where it leads."""

    text: str
    address: str


class Mark(NamedTuple):
    """What is to stand where a row and a column meet."""

    row: int
    column: int
    text: str
    title: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column meet."""

    x: float
    y: float
    text: str
    title: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix: rows and columns with where their words stand, and the cells that are not empty."""

    width: float
    height: float
    side: float
    """Of a cell."""
    top: float
    left: float
    rows: tuple[tuple[float, Heading, str], ...]
    """Height of the foot, the heading, and its words as far as they fit."""
    columns: tuple[tuple[float, Heading, str], ...]
    cells: tuple[Cell, ...]


_CHART: Final = (320, 150)
_INSET: Final = 30
"""Room for the words above and below the line."""


def chart(
    measured: Sequence[tuple[date, Decimal]],
    baseline: Decimal | None,
    target: Decimal | None,
    deadline: date | None,
) -> Chart:
    """Plot measurements, in the order of their days; at least one must be there."""
    wide, high = _CHART
    first, last = measured[0][0], max(measured[-1][0], deadline or measured[-1][0])
    days = max((last - first).days, 1)
    amounts = [value for _, value in measured] + [value for value in (baseline, target) if value is not None]
    low, top = min(amounts), max(amounts)
    span = top - low or Decimal(1)

    def at(day: date, value: Decimal) -> Point:
        across = _INSET + (wide - 2 * _INSET) * (day - first).days / days
        up = high - _INSET - (high - 2 * _INSET) * float((value - low) / span)
        return round(across, 1), round(up, 1)

    line = tuple(at(day, value) for day, value in measured)
    ends = (0, -1) if len(line) > 1 else (0,)
    way: tuple[Point, ...] = ()
    if target is not None and deadline is not None:
        way = (at(first, measured[0][1] if baseline is None else baseline), at(max(deadline, first), target))
    values = tuple((_inside(line[end][0], measured[end][1]), line[end][1], measured[end][1]) for end in ends)
    return Chart(wide, high, line, values, way, high - _INSET / 2)


def _inside(x: float, amount: Decimal) -> float:
    """Move the middle of an amount so far that all of it lies inside the chart."""
    half = width(f"{amount:,}") / 2
    return round(min(max(x, half), _CHART[0] - half), 1)


_RUNG: Final = 26
_BAR: Final = 150


def bars(rungs: Sequence[tuple[str, int]]) -> Ladder:
    """Draw a bar for each rung: a label, and how many of a hundred."""
    start = round(max((width(label) for label, _ in rungs), default=0) + 10)
    drawn = tuple(
        Bar(label, i * _RUNG, round(_BAR * percent / 100, 1), percent)
        for i, (label, percent) in enumerate(rungs)
    )
    return Ladder(start + _BAR + 48, len(drawn) * _RUNG, start, drawn)


_CELL: Final = 26
_LABEL: Final = 240


def grid(rows: Sequence[Heading], columns: Sequence[Heading], marks: Sequence[Mark]) -> Grid:
    """Draw a matrix with a cell for each mark."""
    top = round(max((min(width(c.text), _LABEL) for c in columns), default=0) * 0.8 + LEADING)
    left = round(max((min(width(r.text), _LABEL) for r in rows), default=0) + 10)
    return Grid(
        width=left + _CELL * len(columns) + top * 0.72,
        height=top + _CELL * len(rows) + 2,
        side=_CELL,
        top=top,
        left=left,
        rows=tuple((top + _CELL * i + 18, row, _fitting(row.text)) for i, row in enumerate(rows)),
        columns=tuple(
            (left + _CELL * i + 15, column, _fitting(column.text)) for i, column in enumerate(columns)
        ),
        cells=tuple(
            Cell(left + _CELL * m.column, top + _CELL * m.row, m.text, m.title, m.kind, m.address)
            for m in marks
        ),
    )


def _fitting(text: str) -> str:
    return wrapped(text, _LABEL, 1)[0]
