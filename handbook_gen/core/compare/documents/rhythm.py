"""How often we post: what keeping the old rhythm says of the new one, from days to years."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.compare.binding import Whom, binds, turns
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, changed
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.channels import Rhythm

_PERIODS: Final = ("day", "week", "month", "year")
# How many of the shorter fit whole into the longer at the least, and how many it touches at the most.
_WHOLE: Final = {
    ("day", "week"): 7,
    ("day", "month"): 28,
    ("day", "year"): 365,
    ("week", "month"): 3,
    ("week", "year"): 51,
    ("month", "year"): 12,
}
_TOUCHED: Final = {
    ("day", "week"): 7,
    ("day", "month"): 31,
    ("day", "year"): 366,
    ("week", "month"): 6,
    ("week", "year"): 54,
    ("month", "year"): 12,
}


def rhythm(whom: Whom) -> Judge:
    """Make a judge of a rhythm: stricter if who kept the old one may break the new one."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        before, after = fact.before or Rhythm(), fact.after or Rhythm()
        on, back = _keeps(before, after), _keeps(after, before)
        if on and back:
            yield changed("rhythm-changed", "editorial", fact)
        elif on:
            yield binds("rhythm-relaxed", "looser", fact, sides, whom)
        elif back:
            yield binds("rhythm-tightened", "stricter", fact, sides, whom)
        else:
            yield turns("rhythm-changed", fact, sides, whom)

    return judge


def _keeps(one: Rhythm, other: Rhythm) -> bool:
    """Tell whether whoever keeps one rhythm keeps another as well."""
    return _enough(one, other) and _not_too_much(one, other)


def _enough(one: Rhythm, other: Rhythm) -> bool:
    if not other.at_least:
        return True
    times = 1 if one.per == other.per else _WHOLE.get((one.per, other.per), 0)
    return (one.at_least or 0) * times >= other.at_least


def _not_too_much(one: Rhythm, other: Rhythm) -> bool:
    if other.at_most is None:
        return True
    if one.at_most is None:
        return False
    shorter = _PERIODS.index(other.per) < _PERIODS.index(one.per)
    times = 1 if one.per == other.per or shorter else _TOUCHED[one.per, other.per]
    return one.at_most * times <= other.at_most
