"""How soon, how often, until when and at which hours: times compared, and their judges; knows no fields."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from handbook_gen.core.compare.binding import Whom, binds, turns
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, changed
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.times import Duration, Hours, gap

_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
# How many minutes a unit lasts at the least and at the most. A working day may be four hours of service, or
# end after a weekend and holidays; a day of service hours has as many hours as the service.
_CLOCK: Final = {
    "min": (1, 1),
    "h": (_HOUR, _HOUR),
    "d": (_DAY, _DAY),
    "wd": (4 * _HOUR, 5 * _DAY),
    "w": (7 * _DAY, 7 * _DAY),
    "mo": (28 * _DAY, 31 * _DAY),
    "y": (365 * _DAY, 366 * _DAY),
}
_SERVICE: Final = {**_CLOCK, "d": (4 * _HOUR, _DAY), "wd": (4 * _HOUR, _DAY), "w": (20 * _HOUR, 7 * _DAY)}
_EXACT: Final = ({"min": 1, "h": 60}, {"d": 1, "w": 7}, {"mo": 1, "y": 12}, {"wd": 1})
"""Units that are so many times another, whatever is counted."""


def longer(before: Duration, after: Duration, *, service: bool = False) -> int | None:
    """Tell whether a time is longer (1), shorter (-1) or as long (0) as before; None where nobody can."""
    for units in _EXACT:
        if before.unit in units and after.unit in units:
            return sign(after.amount * units[after.unit] - before.amount * units[before.unit])
    (least, most), (low, high) = (_range(each, service=service) for each in (before, after))
    if low == high == least == most:
        return 0
    return 1 if low > most else -1 if high < least else None


def within(whom: Whom) -> Judge:
    """Make a judge of the time within which somebody must act; a shorter one is stricter."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        yield from respond(fact, sides, whom, service=False)

    return judge


def respond(fact: Fact, sides: Sides, whom: Whom, *, service: bool) -> Iterator[Change]:
    """Judge the time within which somebody must act, counted in hours of service or by the clock."""
    if fact.before is None:
        yield binds("response-time-set", "stricter", fact, sides, whom)
    elif fact.after is None:
        yield binds("response-time-dropped", "looser", fact, sides, whom)
    else:
        kind, level = _TIMES[longer(fact.before, fact.after, service=service)]
        yield binds(kind, level, fact, sides, whom)


def every(sooner: str, later: str, whom: Whom, *, longer_is: Effect = "looser") -> Judge:
    """Make a judge of a span that binds: how often, or how long at the least; none binds nobody."""
    shorter_is: Effect = "stricter" if longer_is == "looser" else "looser"

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        level: Effect | None = None
        if fact.before is None or fact.after is None:
            level = "stricter" if fact.before is None else "looser"
        elif way := longer(fact.before, fact.after):
            level = longer_is if way > 0 else shorter_is
        if level:
            yield binds(sooner if level == "stricter" else later, level, fact, sides, whom)
        else:
            same = longer(fact.before, fact.after) == 0
            yield changed("item-changed", "editorial" if same else "undecided", fact)

    return judge


def last_day(later: str, sooner: str) -> Judge:
    """Make a judge of a day up to which something may wait, and which binds nobody; no day is the latest."""

    def judge(fact: Fact, _: Sides) -> Iterator[Change]:
        postponed = (fact.after or date.max) > (fact.before or date.max)
        yield changed(later if postponed else sooner, "administrative", fact)

    return judge


def hours(whom: Whom | None = None) -> Judge:
    """Make a judge of the hours at which somebody is there; without `whom` they only inform."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        kind, level = _hours(fact.before, fact.after)
        if level == "editorial":
            yield changed(kind, level, fact)
        elif whom and kind == "hours-changed" and level == "stricter":
            yield turns(kind, fact, sides, whom)
        elif whom:
            yield binds(kind, level, fact, sides, whom)
        else:
            yield changed(kind, "administrative", fact)

    return judge


_TIMES: Final[dict[int | None, tuple[str, Effect]]] = {
    1: ("response-time-lengthened", "looser"),
    -1: ("response-time-shortened", "stricter"),
    0: ("response-time-changed", "editorial"),
    None: ("response-time-changed", "undecided"),
}


def _hours(before: Hours | None, after: Hours | None) -> tuple[str, Effect]:
    if before is None or after is None:
        return ("hours-extended", "stricter") if before is None else ("hours-shortened", "looser")
    more, less = gap(after, before), gap(before, after)
    if more and not less:
        return "hours-extended", "stricter"
    if less and not more:
        return "hours-shortened", "looser"
    if more or _rests(before) != _rests(after):
        return "hours-changed", "stricter" if more else "undecided"
    return "hours-changed", "editorial"


def _rests(hours: Hours) -> frozenset[object]:
    """Give what is said of holidays, which no week has."""
    return frozenset((kind, rule.spans) for rule in hours.rules for kind in rule.holidays)


def _range(length: Duration, *, service: bool) -> tuple[int, int]:
    least, most = (_SERVICE if service else _CLOCK)[length.unit]
    return length.amount * least, length.amount * most


def sign(number: int | Decimal) -> int:
    """Tell whether a number is more than nothing (1), less (-1) or nothing (0)."""
    return (number > 0) - (number < 0)
