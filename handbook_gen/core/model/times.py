"""Durations and service hours of the policy language; knows no holidays and no clock."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import pairwise
from typing import Final

DURATION: Final = r"([1-9][0-9]{0,3})(min|h|d|wd|w|mo|y)"
_DURATION: Final = re.compile(DURATION)
_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY: Final = "|".join(_DAYS)
_CLOCK: Final = r"(?:[01][0-9]|2[0-4]):[0-5][0-9]"
_WHEN: Final = rf"(?:PH|SH|(?:{_DAY})(?:-(?:{_DAY}))?)"
_RULE: Final = rf"(?:({_WHEN}(?:,{_WHEN})*) +)?(off|{_CLOCK}-{_CLOCK}(?:, ?{_CLOCK}-{_CLOCK})*)"
HOURS: Final = (
    rf" *(24/7|{_RULE}( *; *{_RULE})*) *".replace(" *", r"\s*").replace(" +", r"\s+").replace(" ?", r"\s*")
)
"""What service hours look like; whether their times follow on each other is for `hours` to say."""
_MINUTES_A_DAY: Final = 24 * 60
_WHOLE_DAYS: Final = {"d": 1, "w": 7}
_MONTHS: Final = {"mo": 1, "y": 12}
_LAST_WORKING_DAY: Final = 4
_HOLIDAYS: Final = ("PH", "SH")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as people say it: `1wd` is a working day, which is not 24 hours."""

    amount: int
    unit: str
    """One of min h d wd w mo y."""

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    def after(self, day: date) -> date:
        """Give the day that lies this long after another: minutes and hours end on that day itself.

        A month after 31 January is the last day of February; what lies beyond the calendar is its last day.
        """
        if self.unit in _MONTHS:
            return _months_after(day, self.amount * _MONTHS[self.unit])
        if self.unit == "wd":
            return _working_days_after(day, self.amount)
        return _day(day.toordinal() + self.amount * _WHOLE_DAYS.get(self.unit, 0))


def duration(text: str) -> Duration | None:
    """Read `30min`, `1h`, `1d`, `1wd`, `2w`, `3mo` or `1y`; give None for anything else."""
    found = _DURATION.fullmatch(text)
    return Duration(int(found[1]), found[2]) if found else None


def _day(ordinal: int) -> date:
    return date.fromordinal(min(ordinal, date.max.toordinal()))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_after(day: date, amount: int) -> date:
    """Count Monday to Friday; what begins in a weekend is counted from the Friday before."""
    weekday = day.weekday()
    weeks, rest = divmod(min(weekday, _LAST_WORKING_DAY) + amount, _LAST_WORKING_DAY + 1)
    return _day(day.toordinal() - weekday + weeks * 7 + rest)


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
    found = re.fullmatch(_RULE, text)
    if not found:
        return None
    days, holidays = _days(found[1] or "Mo-Su")
    if found[2] == "off":
        return DayHours(days, (), holidays)
    parts = [_span(part.strip()) for part in found[2].split(",")]
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


@dataclass(frozen=True, slots=True)
class Gap:
    """A time at which somebody is asked to be there and is not."""

    day: str
    """One of Mo Tu We Th Fr Sa Su PH SH."""
    span: Span


def gap(asked: Hours, given: Hours) -> Gap | None:
    """Find the first time of the week in `asked` that is not in `given`; None where everything is covered.

    Holidays count where both speak of them; where one does not, it is not known what it means by them.
    """
    days = [*zip(_DAYS, asked.week(), given.week(), strict=True)]
    for holiday in _HOLIDAYS:
        both = _on(holiday, asked), _on(holiday, given)
        if both[0] is not None and both[1] is not None:
            days.append((holiday, both[0], both[1]))
    for day, wanted, there in days:
        if left := _uncovered(wanted, there):
            return Gap(day, left)
    return None


def _on(holiday: str, hours: Hours) -> tuple[Span, ...] | None:
    """Give the spans of a kind of holiday; None where nothing is said of it."""
    return next((rule.spans for rule in reversed(hours.rules) if holiday in rule.holidays), None)


def _uncovered(wanted: tuple[Span, ...], there: tuple[Span, ...]) -> Span | None:
    for span in wanted:
        start = span.start
        for other in there:
            if other.start <= start:
                start = max(start, other.end)
        if start < span.end:
            ends = [other.start for other in there if other.start > start]
            return Span(start, min([span.end, *ends]))
    return None
