"""What judges share: whom a rule binds, what wider and narrower do to them, and how a change is made."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import EMPLOYER, PUBLIC, TEAM, Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule

Judge = Callable[[Fact, Sides], Iterator[Change]]
"""What says which changes a fact is; one per kind of item and field."""
Whole = Callable[[Pair, Sides], Iterator[Change]]
"""The same for an item that is new or gone."""
Judges = Mapping[str, Judge]
"""By noun and field with a dot between, such as `rule.modality`."""

_J = TypeVar("_J")
_PERMITS: Final = "may"


def merged(*tables: Mapping[str, _J]) -> Mapping[str, _J]:
    """Put tables of judges together; no field has two, of which one would never be asked."""
    asked = [name for table in tables for name in table]
    if twice := {name for name in asked if asked.count(name) > 1}:
        raise ValueError(sorted(twice))
    return MappingProxyType({name: judge for table in tables for name, judge in table.items()})


def changed(kind: str, level: Effect, fact: Fact, **more: Any) -> Change:
    """Make the change that a fact is; `more` are fields of Change."""
    values = {"before": fact.before, "after": fact.after, **more}
    return Change(kind=KINDS[kind], level=level, spot=values.pop("spot", fact.spot), **values)


def permits(rule: Rule) -> bool:
    """Tell whether a rule gives leave; all others are duties or prohibitions, `should` among them."""
    return rule.modality == _PERMITS


def bound(book: Handbook, rule: Rule) -> frozenset[str]:
    """Give whom a rule binds: with the employer not those who benefit, with a team also who acts for it."""
    if rule.binds == "employer":
        return frozenset({EMPLOYER})
    if rule.binds == "public":
        return frozenset({PUBLIC})
    if rule.binds == "team":
        return book.readers[rule.id].union(rule.carried_out_by) or frozenset({TEAM})
    return book.readers[rule.id]


def benefits(book: Handbook, rule: Rule) -> frozenset[str]:
    """Give whom a duty of the employer is there for; nobody where a rule binds people themselves."""
    return book.readers[rule.id] if rule.binds == "employer" else frozenset()


def scope(rule: Rule, *, wider: bool) -> Effect:
    """Tell what it does that a rule holds in more cases or in fewer: a wider duty, a narrower leave bind."""
    return "stricter" if wider != permits(rule) else "looser"


def for_whom(level: Effect, roles: frozenset[str]) -> Mapping[str, Any]:
    """Give the field of Change that says for whom a level holds."""
    return {f"{level}_for": roles} if level in ("stricter", "looser") else {}
