"""What a change means for each role: duties, permissions, promises gained and lost; tells no details."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.judging import bound, permits
from handbook_gen.core.compare.rules.fates import Fate
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import PARTIES, Change, RoleChange
from handbook_gen.core.model.rules import Rule

_DUTY: Final = "duties"
_PERMISSION: Final = "permissions"
_PROMISE: Final = "promises"

_Held = Mapping[tuple[str, str], tuple[str, ...]]
"""Role and what a rule is to it → the ids of the rules."""


def role_changes(sides: Sides, fates: Iterable[Fate], changes: Iterable[Change]) -> tuple[RoleChange, ...]:
    """Give each role that is there before and after and for which something differs, in the order of `roles`.

    A rule that was replaced, split or got another id is neither gained nor lost by who has what came of it.
    """
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    shared: dict[tuple[str, str], None] = {}
    for fate in fates:
        old, new = _held(sides.before, fate.before), _held(sides.after, fate.after)
        for (role, what), ids in _only(new, old, fate):
            found[role][f"{what}_gained"] += ids
        for (role, what), ids in _only(old, new, fate):
            found[role][f"{what}_lost"] += ids
        if fate.how != "reused":
            both = (key for key in new if key in old)
            shared |= dict.fromkeys((role, each) for role, what in both for each in new[role, what])
    for role, rule, effect in _effects(shared, changes):
        found[role][effect].append(rule)
    roles = [role.id for role in sides.after.policy.roles.roles if sides.before.role(role.id)]
    return tuple(_role_change(role, found[role]) for role in dict.fromkeys(roles) if role in found)


def _effects(
    shared: Iterable[tuple[str, str]], changes: Iterable[Change]
) -> Iterator[tuple[str, str, Literal["stricter", "looser"]]]:
    """Tell which rules that a role had and has became stricter or looser for it; what is both is stricter."""
    stricter: set[tuple[str, str]] = set()
    looser: set[tuple[str, str]] = set()
    for change in changes:
        if change.spot.noun == Rule.noun:
            stricter |= {(role, change.spot.id) for role in change.stricter_for}
            looser |= {(role, change.spot.id) for role in change.looser_for}
    for role, rule in shared:
        if (role, rule) in stricter:
            yield role, rule, "stricter"
        elif (role, rule) in looser:
            yield role, rule, "looser"


def _role_change(role: str, found: Mapping[str, list[str]]) -> RoleChange:
    return RoleChange(role, **{name: tuple(dict.fromkeys(ids)) for name, ids in found.items()})


def _only(one: _Held, other: _Held, fate: Fate) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Give what a role has on one side only; a rule that was reused is another one."""
    return ((key, ids) for key, ids in one.items() if key not in other or fate.how == "reused")


def _held(book: Handbook, rules: Iterable[Rule]) -> _Held:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for rule in rules:
        for key in _has(book, rule):
            found[key].append(rule.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _has(book: Handbook, rule: Rule) -> frozenset[tuple[str, str]]:
    """Tell what a rule is to whom: who carries out a duty of the employer has a duty as well."""
    what = _PERMISSION if permits(rule) else _DUTY
    whom = bound(book, rule).difference(PARTIES) | frozenset(rule.carried_out_by if what == _DUTY else ())
    promised = book.readers[rule.id] if rule.binds == "employer" and what == _DUTY else frozenset()
    return frozenset({*((role, what) for role in whom), *((role, _PROMISE) for role in promised)})
