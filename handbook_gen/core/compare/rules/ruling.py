"""What judges of rules share: the rules behind a fact, and what it does that one holds more or less."""

from collections.abc import Iterable
from typing import Any, Final

from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import benefits, bound, changed, for_whom, scope
from handbook_gen.core.meaning import Force
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import EMPLOYER, Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Modality, Rule

_FORCES: Final[dict[Modality, Force]] = {
    "must": "duty",
    "should": "duty",
    "must-not": "prohibition",
    "should-not": "prohibition",
    "may": "permission",
}


def paired(pair: Pair) -> tuple[Rule, Rule]:
    """Give the rule before and after; the judges of rules are asked of pairs of rules only."""
    before, after = pair.before, pair.after
    if not isinstance(before, Rule) or not isinstance(after, Rule):
        raise TypeError(pair.noun)
    return before, after


def both(fact: Fact) -> tuple[Rule, Rule]:
    """Give the rule before and after in which a fact is found."""
    return paired(fact.pair)


def forces(fact: Fact) -> tuple[Force, Force]:
    """Say what the modality makes of a statement, before and after."""
    before, after = both(fact)
    return _FORCES[before.modality], _FORCES[after.modality]


def side(fact: Fact, sides: Sides, *, wider: bool) -> tuple[Handbook, Rule]:
    """Give the side that tells what a difference does: where a rule holds in more cases the new one."""
    before, after = both(fact)
    return (sides.after, after) if wider else (sides.before, before)


def extent(kind: str, fact: Fact, sides: Sides, *, wider: bool, **more: Any) -> Change:
    """Make the change that a rule holds in more cases, or in fewer, for all whom it binds or for `whom`."""
    book, rule = side(fact, sides, wider=wider)
    whom = more.pop("whom", bound(book, rule))
    level = more.pop("level", scope(rule, wider=wider))
    good = more.pop("benefits", benefits(book, rule))
    return changed(kind, level, fact, benefits=good, **for_whom(level, whom), **more)


def restated(kind: str, fact: Fact, **more: Any) -> Change:
    """Make the change that something is said in another way, and means the same."""
    return changed(kind, "editorial", fact, **more)


def informs(kind: str, fact: Fact, **more: Any) -> Change:
    """Make a change that leaves duties and permissions as they are, and that readers rely on."""
    return changed(kind, "administrative", fact, **more)


def everyone(sides: Sides, fact: Fact) -> frozenset[str]:
    """Give all whom a rule binds after a change, or bound before where it now binds nobody."""
    before, after = both(fact)
    return bound(sides.after, after) or bound(sides.before, before)


def good(sides: Sides, fact: Fact) -> frozenset[str]:
    """Give whom a duty of the employer is there for after a change."""
    return benefits(sides.after, both(fact)[1])


def on_employer(level: Effect, kind: str, fact: Fact, sides: Sides, **more: Any) -> Change:
    """Make a change of what the employer must keep to, whomever the rule itself binds; staff gain by it."""
    readers = sides.after.readers[both(fact)[1].id]
    whom = for_whom(level, frozenset({EMPLOYER}))
    return changed(kind, level, fact, benefits=readers, **whom, **more)


def listed(ids: Iterable[str]) -> str:
    """Write ids as a fact: in an order of their own, with commas between."""
    return ", ".join(sorted(ids))
