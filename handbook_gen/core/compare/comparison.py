"""Two handbooks → what changed in meaning: facts first, judgement second; words are for others.

Every field has a judge below, or the judge of last resort. A new judge needs a line here.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from handbook_gen.core.compare import follows, other, renames, situations, views
from handbook_gen.core.compare.documents import (
    acceptances,
    channels,
    crisis,
    registers,
    roles,
    settings,
    strategy,
    tone,
    triage,
    webcare,
)
from handbook_gen.core.compare.facts import Pair, Sides, facts, pairs, rule_facts
from handbook_gen.core.compare.judging import Judge, Whole, merged
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.once import once
from handbook_gen.core.compare.rules import (
    around,
    audience,
    dates,
    elsewhere,
    exceptions,
    fates,
    scope,
    wholes,
    wording,
)
from handbook_gen.core.compare.taken import changed_nouns, taken_ids
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import LEVELS, Change, Comparison
from handbook_gen.core.problems import Spot

JUDGES: Final[Mapping[str, Judge]] = merged(
    scope.JUDGES,
    audience.JUDGES,
    exceptions.JUDGES,
    elsewhere.JUDGES,
    wording.JUDGES,
    around.JUDGES,
    acceptances.JUDGES,
    wholes.JUDGES,
    dates.JUDGES,
    roles.JUDGES,
    triage.JUDGES,
    webcare.JUDGES,
    crisis.JUDGES,
    channels.JUDGES,
    strategy.JUDGES,
    tone.JUDGES,
    registers.JUDGES,
    settings.JUDGES,
)
WHOLES: Final[Mapping[str, Whole]] = merged(
    roles.WHOLES,
    triage.WHOLES,
    channels.WHOLES,
    strategy.WHOLES,
    tone.WHOLES,
)
"""By noun: judges of items that are new or gone."""


def compare(before: Handbook, after: Handbook, taken: Handbook | None = None) -> Comparison:
    """Compare two handbooks that are linked for the same day.

    `taken` is the base of a branch as it is now, where `before` is what the branch began from: ids that both
    gave away since then are told.
    """
    sides, names = renames.settled(Sides(before, after))
    became = fates.fates(sides)
    found = [*wholes.told(became, sides, partial(_rule, sides)), *_items(sides), *_ids(sides, taken)]
    found += [*elsewhere.switched_by(became, sides), *elsewhere.exempted(sides)]
    found += [*renames.told(names), *_unseen(sides, found)]
    steps = tuple(follows.following(sides, found))
    found += [*dates.notices(sides, found), *dates.overdue(sides, found)]
    told = _sorted(sides, tuple(once([*found, *follows.required(steps, found)])))
    roles = views.role_changes(sides, became, found)
    answering = partial(situations.situations, sides, became)
    return Comparison(before, after, told, roles, steps, answering)


def _rule(sides: Sides, pair: Pair) -> Iterator[Change]:
    """Compare a rule with what it was, or with the rule that it took over from."""
    judged = (
        change
        for fact in rule_facts(sides, pair)
        for change in JUDGES.get(f"rule.{fact.key}", other.field)(fact, sides)
    )
    yield from wholes.from_elsewhere((*judged, *dates.ends(pair, sides)), pair)


def _ids(sides: Sides, taken: Handbook | None) -> Iterator[Change]:
    yield from taken_ids(sides, taken)
    yield from changed_nouns(sides)


def _unseen(sides: Sides, found: Sequence[Change]) -> Iterator[Change]:
    """Tell that something stands in another order, where two policies differ and no judge saw in what."""
    if not found and sides.before.policy != sides.after.policy:
        yield Change(KINDS["order-changed"], "editorial", Spot("settings", ""))


def _sorted(sides: Sides, found: Sequence[Change]) -> tuple[Change, ...]:
    """Put the heaviest first; within a level in the order of the new policy, and last what has gone."""
    keys = dict.fromkeys((*sides.after.items, *sides.before.items)) if found else {}
    order = {key: number for number, key in enumerate(keys)}
    return tuple(
        sorted(
            found,
            key=lambda change: (
                LEVELS.index(change.level),
                order.get((change.spot.noun, change.spot.id), len(order)),
            ),
        )
    )


def _items(sides: Sides) -> Iterator[Change]:
    for pair in pairs(sides):
        if pair.before is None or pair.after is None:
            yield from WHOLES.get(pair.noun, other.whole)(pair, sides)
        else:
            for fact in facts(pair):
                yield from JUDGES.get(f"{pair.noun}.{fact.key}", other.field)(fact, sides)
