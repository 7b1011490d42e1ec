"""Whom items other than rules bind, and makers of judges: what binds more or less, what only informs."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import Judge, Whole, changed, for_whom
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import EMPLOYER, PUBLIC, TEAM, Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Item

Whom = Callable[[Item, Handbook], frozenset[str]]
"""Whom an item of a handbook binds."""

_TURNED: Final[dict[Effect, Effect]] = {"stricter": "looser", "looser": "stricter"}


def team(_: Item, __: Handbook) -> frozenset[str]:
    """Give whoever works on the channels, where no function is named."""
    return frozenset({TEAM})


def public(_: Item, __: Handbook) -> frozenset[str]:
    """Give those who visit the channels."""
    return frozenset({PUBLIC})


def employer(_: Item, __: Handbook) -> frozenset[str]:
    """Give who employs the staff."""
    return frozenset({EMPLOYER})


def owner(item: Item, _: Handbook) -> frozenset[str]:
    """Give the function that an item names as its owner, else the team."""
    return frozenset({getattr(item, "owner", None) or TEAM})


def binds(kind: str, level: Effect, fact: Fact, sides: Sides, whom: Whom, **more: Any) -> Change:
    """Make a change for those bound: stricter for who is bound now, looser for who was bound before.

    So the way back says the same of the same people.
    """
    return changed(kind, level, fact, **_for(level, fact.pair, sides, whom), **more)


def turns(kind: str, fact: Fact, sides: Sides, whom: Whom, **more: Any) -> Change:
    """Make the change that another thing is asked: stricter for those bound before and those now."""
    both = ((fact.pair.before, sides.before), (fact.pair.after, sides.after))
    roles = frozenset[str]().union(*(whom(item, book) for item, book in both if item))
    return changed(kind, "stricter", fact, **for_whom("stricter", roles), **more)


def holds(added: str, removed: str, whom: Whom, changing: str = "") -> Judge:
    """Make a judge of what binds by being there: new or another one is stricter, gone is looser."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        if fact.before and fact.after:
            yield turns(changing, fact, sides, whom)
        elif fact.after:
            yield binds(added, "stricter", fact, sides, whom)
        else:
            yield binds(removed, "looser", fact, sides, whom)

    return judge


def informs(changing: str, added: str = "", removed: str = "") -> Judge:
    """Make a judge of what readers rely on, and which binds nobody to anything else."""

    def judge(fact: Fact, _: Sides) -> Iterator[Change]:
        kind = changing
        if fact.before in (None, (), False):
            kind = added or changing
        elif fact.after in (None, (), False):
            kind = removed or changing
        yield changed(kind, "administrative", fact)

    return judge


def visibility(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that more people may see something, or fewer."""
    kind = "visibility-widened" if fact.after == "public" else "visibility-narrowed"
    yield changed(kind, "administrative", fact)


def ladder(up: str, down: str, rungs: tuple[Any, ...], whom: Whom) -> Judge:
    """Make a judge of a choice on a ladder, the strictest last."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        steps = [rungs.index(each) for each in (fact.before, fact.after)]
        level: Effect = "stricter" if steps[1] > steps[0] else "looser"
        yield binds(up if level == "stricter" else down, level, fact, sides, whom)

    return judge


def least(up: str, down: str, whom: Whom) -> Judge:
    """Make a judge of a number that must at least be reached; where none is given, nothing must."""
    return _limit(up, down, whom, "stricter")


def most(lower: str, higher: str, whom: Whom) -> Judge:
    """Make a judge of a number that must not be passed; where none is given, all is well."""
    return _limit(lower, higher, whom, "looser")


def widened(wider: str, narrower: str, whom: Whom) -> Judge:
    """Make a judge of a set that asks more with every member; the order of its members says nothing."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        was, now = set(fact.before or ()), set(fact.after or ())
        if now - was:
            yield binds(wider, "stricter", fact, sides, whom)
        if was - now:
            yield binds(narrower, "looser", fact, sides, whom)
        if was == now:
            yield changed("order-changed", "editorial", fact)

    return judge


def whole(added: str, removed: str, whom: Whom | None = None) -> Whole:
    """Make a judge of an item that is new or gone: stricter and looser if it binds, else administrative."""

    def judge(pair: Pair, sides: Sides) -> Iterator[Change]:
        kind = added if pair.before is None else removed
        level: Effect = "stricter" if pair.before is None else "looser"
        more = _for(level, pair, sides, whom) if whom else {}
        said: Effect = level if whom else "administrative"
        yield Change(KINDS[kind], said, pair.spot(), before=pair.before, after=pair.after, **more)

    return judge


def _limit(narrower: str, wider: str, whom: Whom, raised: Effect) -> Judge:
    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        if fact.before is None or fact.after is None:
            level: Effect = "stricter" if fact.before is None else "looser"
        else:
            level = raised if fact.after > fact.before else _TURNED[raised]
        yield binds(narrower if level == "stricter" else wider, level, fact, sides, whom)

    return judge


def _for(level: Effect, pair: Pair, sides: Sides, whom: Whom) -> Any:
    item, book = (pair.after, sides.after) if level == "stricter" else (pair.before, sides.before)
    if item is None:
        item, book = (pair.before, sides.before) if pair.after is None else (pair.after, sides.after)
    return for_whom(level, whom(item, book)) if item else {}
