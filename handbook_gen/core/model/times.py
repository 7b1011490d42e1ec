"""Durations and service hours of the policy language; knows no calendar and no clock."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_DURATION: Final = re.compile(r"(?P<amount>[1-9][0-9]{0,3})(?P<unit>min|h|d|wd|w|mo|y)")
_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY: Final = "|".join(_DAYS)
_CLOCK: Final = r"(?:[01][0-9]|2[0-4]):[0-5][0-9]"
_RULE: Final = re.compile(
    rf"(?:(?P<days>(?:PH|SH|(?:{_DAY})(?:-(?:{_DAY}))?)(?:,(?:PH|SH|(?:{_DAY})(?:-(?:{_DAY}))?))*) +)?"
    rf"(?P<times>off|{_CLOCK}-{_CLOCK}(?:, ?{_CLOCK}-{_CLOCK})*)"
)
_MINUTES_A_DAY: Final = 24 * 60
_HOLIDAYS: Final = ("PH", "SH")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as people say it: `1wd` is a working day, which is not 24 hours."""

    amount: int
    unit: str
    """One of min h d wd w mo y."""

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def duration(text: str) -> Duration | None:
    """Read `30min`, `1h`, `1d`, `1wd`, `2w`, `3mo` or `1y`; give None for anything else."""
    found = _DURATION.fullmatch(text)
    return Duration(int(found["amount"]), found["unit"]) if found else None


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day, in minutes after midnight; `end` is not included and may be 1440."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DayHours:
    """Hours of some days of the week (0 is Monday); no spans means closed."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]
    holidays: tuple[str, ...] = ()
    """Which holidays are meant, alone or besides the days: `PH` public ones, `SH` those of schools."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Service hours as in OpenStreetMap's `opening_hours`; a later rule overrides an earlier one.

    Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours; of it days, times, PH, SH, off and 24/7.
    """

    text: str
    rules: tuple[DayHours, ...]

    @property
    def always(self) -> bool:
        """Tell whether somebody is there at any time."""
        return self.text == "24/7"

    def week(self) -> tuple[tuple[Span, ...], ...]:
        """Give the spans of each day from Monday on, in a week without holidays."""
        days: list[tuple[Span, ...]] = [()] * 7
        for rule in self.rules:
            for day in rule.days:
                days[day] = rule.spans
        return tuple(days)


def hours(text: str) -> Hours | None:
    """Read `24/7` or rules such as `Mo-Fr 08:30-17:00; Sa 10:00-14:00; PH off`; else give None."""
    text = " ".join(text.split())
    if text == "24/7":
        return Hours(text, (DayHours(tuple(range(7)), (Span(0, _MINUTES_A_DAY),), holidays=_HOLIDAYS),))
    rules = [_rule(part.strip()) for part in text.split(";")]
    good = tuple(rule for rule in rules if rule)
    return Hours(text, good) if len(good) == len(rules) else None


def _rule(text: str) -> DayHours | None:
    found = _RULE.fullmatch(text)
    if not found:
        return None
    days, holidays = _days(found["days"] or "Mo-Su")
    if found["times"] == "off":
        return DayHours(days, (), holidays)
    parts = [_span(part.strip()) for part in found["times"].split(",")]
    spans = sorted((span for span in parts if span), key=lambda span: span.start)
    apart = all(one.end <= other.start for one, other in pairwise(spans))
    return DayHours(days, tuple(spans), holidays) if apart and len(spans) == len(parts) else None


def _days(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    parts = text.split(",")
    days: set[int] = set()
    for part in parts:
        if part not in _HOLIDAYS:
            first, _, last = part.partition("-")
            start, end = _DAYS.index(first), _DAYS.index(last or first)
            days.update(range(start, end + 1) if start <= end else (*range(start, 7), *range(end + 1)))
    return tuple(sorted(days)), tuple(each for each in _HOLIDAYS if each in parts)


def _span(text: str) -> Span | None:
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return Span(start, end) if start < end <= _MINUTES_A_DAY else None
