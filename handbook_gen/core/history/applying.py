"""What is to be said of a rule on a day, as it was known on another: the one definition, for all who ask.

Take the newest release that was published on or before the other day. In its text the rule's own dates, its
status and what replaces it decide. Where the day lies before that text takes effect, the text before it still
decides, and so on back – but a text that was changed before it took effect never did, and what ended by a
newer text is not brought back by an older one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from handbook_gen.core.model.history import History, Life, Period, Release, Then, Wording
from handbook_gen.core.model.rules import Rule

UPKEEP: Final = frozenset({"keywords", "owner", "review_by", "visibility"})
"""What a rule says for upkeep, and readers need not read again."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A text of a rule that some releases in a row have, and from when to when it applies by their word."""

    first: Release
    last: Release
    rule: Rule
    starts: date
    ends: date
    """The first day after it."""


def at(history: History, identity: str, day: date, known: date) -> Period:
    """Tell what applied on a day as it was known on another; the period around that day."""
    return next(each for each in periods(history, identity, known) if each.holds(day))


def periods(history: History, identity: str, known: date) -> tuple[Period, ...]:
    """Cut all of time into periods in which the same is to be said of a rule, as it was known on a day."""
    runs = _runs(history.known(known), identity)
    if not runs:
        return (Period(None, None, Then.UNKNOWN),)
    edges = sorted({edge for run in runs for edge in (run.starts, run.ends)} - {date.min, date.max})
    days = [date.min, *edges]
    standing = [run for number, run in enumerate(runs) if not _undone(runs, number)]
    found = _joined([(day, _in_force(standing, day)) for day in days])
    return tuple(_periods(found))


def lives(history: History) -> Mapping[str, Life]:
    """Tell what became of every rule that a release contains, as it is known with all of them."""
    every = date.max
    return {identity: _life(history, identity, every) for identity in history.ids}


def _life(history: History, identity: str, known: date) -> Life:
    wordings: list[Wording] = []
    for run in _runs(history, identity):
        if not wordings or not same(wordings[-1].rule, run.rule):
            wordings.append(Wording(len(wordings) + 1, run.first, run.rule))
    return Life(identity, tuple(wordings), periods(history, identity, known))


def same(one: Rule, other: Rule) -> bool:
    """Tell whether two texts of a rule differ in nothing but upkeep."""
    return one == other or all(
        getattr(one, name) == getattr(other, name) for name in Rule.model_fields if name not in UPKEEP
    )


def _runs(history: History, identity: str) -> tuple[_Run, ...]:
    """Give the texts of a rule, the oldest first; from a release that leaves it out, it has ended."""
    runs: list[_Run] = []
    for release, validity in zip(history.releases, history.validities, strict=True):
        rule = release.rules.get(identity)
        if rule is None:
            if runs and release.published < runs[-1].ends:
                runs.append(replace(runs[-1], ends=release.published))
            continue
        run = _Run(release, release, rule, *validity.span(rule))
        if runs and (runs[-1].rule, runs[-1].starts, runs[-1].ends) == (run.rule, run.starts, run.ends):
            runs[-1] = replace(runs[-1], last=release)
        else:
            runs.append(run)
    return tuple(runs)


def _in_force(standing: Sequence[_Run], day: date) -> _Run | None:
    """Give the text that applied on a day: the newest that had taken effect by then, if nothing ended it."""
    for run in reversed(standing):
        if day >= run.ends:
            return None  # whatever an earlier text says
        if run.starts <= day:
            return run
    return None


def _undone(runs: tuple[_Run, ...], number: int) -> bool:
    """Tell whether a later release changed a text before it took effect: postponed it, or took it back."""
    run = runs[number]
    return any(later.first.published < run.starts and later.rule != run.rule for later in runs[number + 1 :])


def _joined(found: list[tuple[date, _Run | None]]) -> list[tuple[date, _Run | None]]:
    """Put neighbours together of which the same is to be said."""
    return [each for n, each in enumerate(found) if not n or each[1] is not found[n - 1][1]]


def _periods(found: list[tuple[date, _Run | None]]) -> Iterator[Period]:
    applied = [number for number, (_, run) in enumerate(found) if run]
    for number, (day, run) in enumerate(found):
        starts = None if day == date.min else day
        ends = found[number + 1][0] if number + 1 < len(found) else None
        if run:
            yield Period(starts, ends, Then.IN_FORCE, run.last, run.rule)
        elif not applied:
            yield Period(starts, ends, Then.NEVER)
        else:
            yield Period(starts, ends, Then.NO_LONGER if applied[0] < number else Then.NOT_YET)
