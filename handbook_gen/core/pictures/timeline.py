"""Days ahead on a line, in pixels: what is late stands before today, what meets stands on several rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Final

_WIDTH: Final = 720
_INSET: Final = 26
_LATE: Final = 58
"""Room before today for what is late."""
_ROW: Final = 40
_SMALLEST: Final = 11
_LARGEST: Final = 18
_LABEL: Final = 54
"""How far apart the names of months stand at the least."""
_MONTH: Final = 28
"""Days in the shortest."""
_SHORTEST: Final = 90
"""Days that are shown at the least, so that two weeks do not fill the whole line."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, how much is due on it, what that is in words, and where it is told."""

    day: date
    number: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A moment with its place."""

    x: float
    y: float
    radius: float
    moment: Moment
    late: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A line from today on, with the first day of some months and a dot for each moment."""

    width: float
    height: float
    today: float
    floor: float
    months: tuple[tuple[float, date], ...]
    dots: tuple[Dot, ...]


def timeline(moments: Sequence[Moment], today: date) -> Timeline:
    """Place moments, in the order of their days; at least one must be there."""
    start = _INSET + (_LATE if moments[0].day < today else 0)
    days = max((moments[-1].day - today).days, _SHORTEST)
    scale = (_WIDTH - _INSET - start) / days

    def across(day: date) -> float:
        return round(start + max((day - today).days, 0) * scale, 1) if day >= today else _INSET

    most = max(moment.number for moment in moments)
    ends: list[float] = []
    placed: list[tuple[float, int, float, Moment]] = []
    for moment in moments:
        radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * (moment.number / most) ** 0.5, 1)
        x = across(moment.day)
        row = next((i for i, end in enumerate(ends) if x - radius > end), len(ends))
        ends[row : row + 1] = [x + radius + 2]
        placed.append((x, row, radius, moment))
    floor = len(ends) * _ROW + 4
    dots = tuple(Dot(x, floor - row * _ROW - 24, r, m, m.day < today) for x, row, r, m in placed)
    months = tuple((across(day), day) for day in _months(today, days, scale))
    return Timeline(_WIDTH, floor + 26, start, floor, months, dots)


def _months(today: date, days: int, scale: float) -> list[date]:
    """Give the first days of months, so far apart that their names fit."""
    step = 1
    while step * _MONTH * scale < _LABEL:
        step = step + 1 if step < 3 else step * 2  # noqa: PLR2004  # months, quarters, half years, years
    first = today.year * 12 + today.month  # the month after this one, counted from January of the year 0
    counts = range(first + -first % step, date.max.year * 12 + date.max.month, step)
    months = (date(count // 12, count % 12 + 1, 1) for count in counts)
    return [*takewhile(lambda month: (month - today).days <= days, months)]
