"""Where a rule holds: for whom, as whom, where and when; which rules meet there. Judges no rule."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final, TypeVar

from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Audience, Role
from handbook_gen.core.model.rules import Binds, Capacity, Rule, RuleException

_T = TypeVar("_T")
Names = frozenset[str]
Circumstances = frozenset[tuple[str, str]]
"""Conditions that hold together, each as its word and its note (nothing where it has none)."""

_MOST_CONDITIONS: Final = 4
"""A rule with more is compared as it stands, without what is wider than it."""
# How capacities overlap. An employer or a team acts officially; `personal` there is about whose accounts.
_AS_STAFF: Final[Mapping[Capacity | None, Names]] = {
    "personal": frozenset({"personal"}),
    "official": frozenset({"official"}),
    "both": frozenset({"personal", "official"}),
    None: frozenset({"personal", "official"}),
}
_AS_EMPLOYER: Final[Mapping[Capacity | None, Names]] = {
    "personal": frozenset({"their accounts"}),
    "official": frozenset({"official"}),
    "both": frozenset({"their accounts", "official"}),
    None: frozenset({"their accounts", "official"}),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule holds; None stands for everybody or everywhere."""

    actors: Names
    """Who must keep it; nobody where it ends before it starts."""
    served: Names | None
    """For whom it is done, where a team or the employer does it."""
    capacity: Names
    reach: Names
    channels: Names | None
    conditions: Circumstances
    start: date
    end: date
    """Not included."""


class Scopes:
    """What gives each rule of a handbook its scope."""

    def __init__(self, book: Handbook) -> None:
        self._book = book
        self._reaching = reaching(book)
        self._known: dict[tuple[str, ...], Names] = {}
        self._scopes: dict[str, Scope] = {}
        self._on: defaultdict[str, set[str]] = defaultdict(set)
        for channel in book.policy.channels.channels:
            self._on[channel.platform].add(channel.id)
        roles = book.policy.roles
        self._we = frozenset({"we", *(f"we:{role.id}" for role in roles.roles)})
        every = (*(role.id for role in roles.roles), *(group.id for group in roles.audiences))
        self._outsiders = self.who(tuple(each for each in every if self._outside(each)))

    def of(self, rule: Rule) -> Scope:
        """Give the scope of a rule, without those whom an exception that still holds leaves out."""
        if rule.id not in self._scopes:
            self._scopes[rule.id] = self._scope(rule)
        return self._scopes[rule.id]

    def _scope(self, rule: Rule) -> Scope:
        actors, served = self._parties(rule)
        exempt = self._exempt(rule)
        start, end = rule.from_ or date.min, self._book.until(rule) or date.max
        return Scope(
            actors=(actors - exempt or actors) if start < end else frozenset(),
            served=served and (served - exempt or served),
            capacity=_capacity(rule.binds, rule.capacity),
            reach=frozenset({"internal", "external"} if rule.reach in (None, "both") else {rule.reach}),
            channels=self._channels(rule.channels),
            conditions=frozenset(
                (each.when, each.note.best(self._book.languages[0]).casefold() if each.note else "")
                for each in rule.conditions
            ),
            start=start,
            end=end,
        )

    def lasting(self, rule: Rule) -> tuple[RuleException, ...]:
        """Give the exceptions that hold when the rule does: not those that have ended."""
        day = max(self._book.day, rule.from_ or date.min)
        return tuple(each for each in rule.exceptions if each.until is None or each.until > day)

    def _parties(self, rule: Rule) -> tuple[Names, Names | None]:
        """Tell who must keep a rule, and for whom they do."""
        if rule.binds == "employee":
            return self.who(rule.audience), None
        if rule.binds == "public":
            return self._outsiders if "all" in rule.audience else self.who(rule.audience), None
        inside = tuple(each for each in rule.audience if not self._outside(each))
        team = inside if rule.binds == "team" else ()
        carriers = self.who(rule.carried_out_by or team)
        actors = carriers | {f"we:{role}" for role in carriers} if carriers else self._we
        return actors, None if team else self.who(rule.audience) or None

    def _exempt(self, rule: Rule) -> Names:
        if not rule.exceptions:
            return frozenset()
        roles = self.who(tuple(each for exception in self.lasting(rule) for each in exception.for_))
        return roles | {f"we:{role}" for role in roles}

    def who(self, audience: tuple[str, ...]) -> Names:
        """Give the roles that an audience reaches, and the names of groups outside that have no roles."""
        if audience not in self._known:
            groups = (self._book.get("audience", each) for each in audience)
            bare = {f"@{g.id}" for g in groups if isinstance(g, Audience) and g.external and not g.roles}
            self._known[audience] = self._reaching(audience) | bare
        return self._known[audience]

    def _outside(self, identity: str) -> bool:
        group, role = self._book.get("audience", identity), self._book.get("role", identity)
        if isinstance(group, Audience):
            return group.external
        return isinstance(role, Role) and role.kind == "public"

    def _channels(self, cited: tuple[str, ...]) -> Names | None:
        """Give the channels meant, those of a platform among them; None for all."""
        if not cited or "all" in cited:
            return None
        platforms = (each for each in cited if not self._book.get("channel", each))
        return frozenset(cited).union(*(self._on[each] for each in platforms))


def meet(one: Scope, other: Scope) -> bool:
    """Tell whether somebody can stand under two rules at once."""
    return (
        _share(one.actors, other.actors)
        and _share(one.served, other.served)
        and _share(one.capacity, other.capacity)
        and _share(one.reach, other.reach)
        and _share(one.channels, other.channels)
        and (one.conditions in _wider(other.conditions) or other.conditions in _wider(one.conditions))
        and one.start < other.end
        and other.start < one.end
    )


class Meetings:
    """Which of many scopes meet which, as bits of a whole number: no two are compared with each other."""

    def __init__(self, scopes: Sequence[Scope]) -> None:
        self._scopes = scopes
        self._actors = _Sharing([each.actors for each in scopes])
        self._served = _Sharing([each.served for each in scopes])
        self._capacity = _Sharing([each.capacity for each in scopes])
        self._reach = _Sharing([each.reach for each in scopes])
        self._channels = _Sharing([each.channels for each in scopes])
        self._conditions = _Conditions([each.conditions for each in scopes])
        self._starting = _Days([each.start for each in scopes])
        self._ending = _Days([each.end for each in scopes])

    def of(self, number: int) -> int:
        """Give the scopes that meet the one with a number: bit n stands for scope n."""
        scope = self._scopes[number]
        return (
            self._actors.meeting(scope.actors)
            & self._served.meeting(scope.served)
            & self._capacity.meeting(scope.capacity)
            & self._reach.meeting(scope.reach)
            & self._channels.meeting(scope.channels)
            & self._conditions.meeting(scope.conditions)
            & self._starting.before(scope.end)
            & ~self._ending.upto(scope.start)
        )


class _Sharing:
    """Which of many sets have a member in common with a set."""

    def __init__(self, sets: Iterable[Names | None]) -> None:
        same = numbered(sets)
        self._whole = same.pop(None, 0)
        self._holding: defaultdict[str, int] = defaultdict(int)
        for each, numbers in same.items():
            for member in each or ():
                self._holding[member] |= numbers
        self._known: dict[Names | None, int] = {None: -1}

    def meeting(self, wanted: Names | None) -> int:
        if wanted not in self._known:
            found = self._whole
            for member in wanted or ():
                found |= self._holding[member]
            self._known[wanted] = found
        return self._known[wanted]


class _Conditions:
    """Which of many circumstances are wider than some, or narrower."""

    def __init__(self, many: Iterable[Circumstances]) -> None:
        self._same = numbered(many)
        self._narrower: defaultdict[Circumstances, int] = defaultdict(int)
        for each, numbers in self._same.items():
            for wider in _wider(each):
                self._narrower[wider] |= numbers

    def meeting(self, wanted: Circumstances) -> int:
        found = self._narrower[wanted]
        for wider in _wider(wanted):
            found |= self._same.get(wider, 0)
        return found


class _Days:
    """Which of many days come before a day."""

    def __init__(self, days: Sequence[date]) -> None:
        self._days = sorted(set(days))
        same = numbered(days)
        self._numbers = [0]
        for day in self._days:
            self._numbers.append(self._numbers[-1] | same[day])

    def before(self, day: date) -> int:
        return self._numbers[bisect_left(self._days, day)]

    def upto(self, day: date) -> int:
        return self._numbers[bisect_right(self._days, day)]


def _capacity(binds: Binds, capacity: Capacity | None) -> Names:
    if binds in ("employee", "public"):
        return _AS_STAFF[capacity]
    return _AS_EMPLOYER["official" if binds == "team" and capacity is None else capacity]


def _share(one: Names | None, other: Names | None) -> bool:
    return one is None or other is None or not one.isdisjoint(other)


def _wider(conditions: Circumstances) -> frozenset[Circumstances]:
    """Give what asks for less: without some of the conditions, or without a note."""
    if len(conditions) > _MOST_CONDITIONS:
        return frozenset({conditions, frozenset()})
    ways = [(None, (when, ""), (when, note)) for when, note in conditions]
    return frozenset(frozenset(each for each in way if each) for way in product(*ways))


def numbered(many: Iterable[_T]) -> dict[_T, int]:
    """Give each different value with the bits of the numbers under which it stands."""
    found: dict[_T, int] = {}
    for number, each in enumerate(many):
        found[each] = found.get(each, 0) | 1 << number
    return found
