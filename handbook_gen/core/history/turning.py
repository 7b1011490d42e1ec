"""The days on which rules begin, change or end, as they were known on a day; tells nothing in words."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final

from handbook_gen.core.history.applying import periods
from handbook_gen.core.model.history import History, Period, Then
from handbook_gen.core.model.rules import Rule

TURNS: Final = ("begins", "changes", "ends")
"""What can happen to a rule on a day."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which something else applies than on the day before."""

    day: date
    begins: tuple[Rule, ...] = ()
    """Rules that were not in force the day before."""
    changes: tuple[Rule, ...] = ()
    """Rules that another text of was in force the day before; with the text from this day on."""
    ends: tuple[Rule, ...] = ()
    """Rules that are no longer in force; with the last text that was."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return self.begins + self.changes + self.ends


def turns(history: History, known: date) -> tuple[Turn, ...]:
    """Give every such day since the first release, as it was known on a day, the earliest first."""
    there = history.known(known)
    if not there.releases:
        return ()
    found: dict[date, dict[str, list[Rule]]] = {}
    for identity in there.ids:
        for day, way, rule in _of_one(periods(there, identity, known)):
            if day >= there.releases[0].published:
                found.setdefault(day, {}).setdefault(way, []).append(rule)
    return tuple(Turn(day, **{way: tuple(some) for way, some in found[day].items()}) for day in sorted(found))


def taken_effect(history: History, day: date) -> tuple[Turn, ...]:
    """Give each day up to one on which something took effect that a release before that day had announced.

    Each is told as it was known on that day itself, so that no later release alters it.
    """
    published = sorted(each.published for each in history.releases)
    known = cache(history.known)  # the same for every day between two releases: it keeps what it finds out
    found: list[Turn] = []
    for each, ids in sorted(_named(history, day).items()):
        before, then = (
            known(published[bisect_right(published, last) - 1]) for last in (each - timedelta(days=1), each)
        )
        found.append(_announced(each, ids, before, then))
    return tuple(turn for turn in found if turn.rules)


def _of_one(periods_: tuple[Period, ...]) -> Iterator[tuple[date, str, Rule]]:
    for before, after in pairwise(periods_):
        if after.starts is None:
            continue
        if after.then is Then.IN_FORCE and after.rule:
            yield after.starts, "changes" if before.then is Then.IN_FORCE else "begins", after.rule
        elif before.then is Then.IN_FORCE and before.rule:
            yield after.starts, "ends", before.rule


def _named(history: History, last: date) -> Mapping[date, Collection[str]]:
    """Give the days that releases name for what was still to come, with the rules it can come to.

    Those are the rules that name the day, and those that they replace from then on.
    """
    found: dict[date, set[str]] = {}
    for release in history.releases:
        for rule in release.rules.values():
            for day in (rule.from_, rule.until):
                if day and release.published < day <= last:
                    found.setdefault(day, set()).update((rule.id, *rule.replaces))
    return found


def _announced(day: date, ids: Collection[str], before: History, then: History) -> Turn:
    """Give what was said to happen on a day by those who knew it the day before, and did."""
    one, other = (_on(day, [each for each in there.ids if each in ids], there) for there in (before, then))
    return Turn(day, **{way: _both(getattr(one, way), getattr(other, way)) for way in TURNS})


def _on(day: date, ids: Collection[str], there: History) -> Turn:
    """Give what happens to some rules on a day, by all the releases that are given."""
    found: dict[str, tuple[Rule, ...]] = {}
    for identity in ids:
        for when, way, rule in _of_one(periods(there, identity, date.max)):
            if when == day:
                found[way] = (*found.get(way, ()), rule)
    return Turn(day, **found)


def _both(one: tuple[Rule, ...], other: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in other if rule in one)
