"""Small pictures to be seen side by side: a week of service hours, how often is posted; in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.times import Span

_DAY: Final = 20
_GAP: Final = 3
_HOUR: Final = 3
_HOURS: Final = 24
_MINUTES: Final = 60
_TOP: Final = 18
"""Room for the letters of the days."""
_DOT: Final = 14
_IN_A_ROW: Final = 10
_MOST_DOTS: Final = 60
"""More are not counted by anybody; the words beside them say the number."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a day in which somebody is there."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from top (midnight) to bottom (midnight), with the hours in which somebody is there."""

    width: float
    height: float
    side: float
    """The width of a day."""
    top: float
    days: tuple[float, ...]
    """Where each day begins, Monday first."""
    noon: float
    open: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One time that something is posted; `sure` where it is the least that is."""

    x: float
    y: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot for each time in a period, the least filled."""

    width: float
    height: float
    spots: tuple[Spot, ...]


def week(spans: Sequence[Sequence[Span]]) -> Week:
    """Draw the service hours of seven days."""
    days = tuple(float(number * (_DAY + _GAP)) for number in range(len(spans)))
    height = _HOURS * _HOUR
    stretches = (
        Stretch(x, _TOP + span.start * _HOUR / _MINUTES, round((span.end - span.start) * _HOUR / _MINUTES, 1))
        for x, some in zip(days, spans, strict=True)
        for span in some
    )
    return Week(days[-1] + _DAY, _TOP + height, _DAY, _TOP, days, _TOP + height / 2, tuple(stretches))


def dots(least: int, most: int) -> Dots:
    """Draw how often: `least` filled dots, and open ones up to `most`."""
    number = min(max(least, most), _MOST_DOTS)
    spots = tuple(
        Spot((each % _IN_A_ROW) * _DOT + _DOT / 2, (each // _IN_A_ROW) * _DOT + _DOT / 2, each < least)
        for each in range(number)
    )
    rows = -(-number // _IN_A_ROW)
    return Dots(min(max(number, 1), _IN_A_ROW) * _DOT, max(rows, 1) * _DOT, spots)
