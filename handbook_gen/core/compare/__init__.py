"""Two handbooks → what changed in meaning: facts first, judgement second; words are for others.

Every field has a judge below, or the judge of last resort. A new judge needs a line here.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.compare import other, rules, scope
from handbook_gen.core.compare.facts import Pair, Sides, facts, pairs, rule_facts
from handbook_gen.core.compare.judging import Judge, Whole
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import LEVELS, Change, Comparison

JUDGES: Final[Mapping[str, Judge]] = MappingProxyType({**scope.JUDGES})
WHOLES: Final[Mapping[str, Whole]] = MappingProxyType({})
"""By noun: judges of items that are new or gone."""


def compare(before: Handbook, after: Handbook) -> Comparison:
    """Compare two handbooks that are linked for the same day."""
    sides = Sides(before, after)
    found = (*rules.wholes(sides), *_rules(sides), *_items(sides))
    return Comparison(before, after, tuple(sorted(found, key=lambda change: LEVELS.index(change.level))))


def _rules(sides: Sides) -> Iterator[Change]:
    for pair in rules.continuing(sides):
        for fact in rule_facts(sides, pair):
            yield from JUDGES.get(f"rule.{fact.key}", other.field)(fact, sides)


def _items(sides: Sides) -> Iterator[Change]:
    for pair in pairs(sides):
        if pair.before is None or pair.after is None:
            yield from WHOLES.get(pair.noun, other.whole)(pair, sides)
        else:
            for fact in facts(pair):
                yield from JUDGES.get(f"{pair.noun}.{fact.key}", other.field)(fact, sides)


__all__ = ["JUDGES", "KINDS", "Pair", "compare"]
