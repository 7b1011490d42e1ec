"""A comparison → what it means for each role, rule by rule, counted once for all who tell it; no words.

The page of changes, `changes.json` and what people sign again take their numbers from here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.follows import Concerned, concerned, meets, with_team
from handbook_gen.core.history.applying import UPKEEP
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import EMPLOYER, Change, Comparison, RoleChange, heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule

WAYS: Final = ("stricter", "new", "gone", "looser", "undecided", "other", "worded")
"""What can become of a rule for a role, in the order in which it is told."""
_WAY: Final[Mapping[Effect, str]] = MappingProxyType(
    {
        "stricter": "stricter",
        "undecided": "undecided",
        "looser": "looser",
        "administrative": "other",
        "editorial": "worded",
    }
)
_GAINED: Final = ("duties_gained", "permissions_gained", "promises_gained")
_LOST: Final = ("duties_lost", "permissions_lost", "promises_lost")


@dataclass(frozen=True, slots=True)
class RoleNews:
    """What becomes different for one role: ids of rules, each in one of the lists."""

    role: str
    stricter: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    looser: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    """Rules that say something else, of which nobody can prove whether they ask more or less."""
    other: tuple[str, ...] = ()
    """Rules of which only what stands around them is different: whom to ask, what the employer promises."""
    worded: tuple[str, ...] = ()
    """Rules that are only worded differently."""
    levels: Mapping[str, frozenset[Effect]] = field(default_factory=dict)
    """Rule id → what the changes in it ask of this role, or no longer do: what it may have to sign for."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every rule that is in one of the lists, as they are told."""
        return tuple(identity for way in WAYS for identity in getattr(self, way))

    def way(self, identity: str) -> str:
        """Tell what becomes of a rule for this role; nothing where nothing does."""
        return next((way for way in WAYS if identity in getattr(self, way)), "")


def news(comparison: Comparison) -> Mapping[str, RoleNews]:
    """Tell for each role of the handbook after, in its order, for which anything is different."""
    sides = Sides(comparison.before, comparison.after)
    of_rules = (
        change
        for change in comparison.listed
        if change.spot.noun == Rule.noun and UPKEEP.isdisjoint(change.spot.path[:1])
    )
    changes = [(change, concerned(sides, change)) for change in of_rules]
    known = {each.role: each for each in comparison.roles}
    found: dict[str, RoleNews] = {}
    for role in comparison.after.policy.roles.roles:
        if comparison.before.role(role.id) is None:
            some = _from_nothing(comparison.after, role.id)
        else:
            some = _told(comparison, known.get(role.id, RoleChange(role.id)), changes)
        if some.ids:
            found[role.id] = some
    return MappingProxyType(found)


def rules_of(book: Handbook, role: str) -> tuple[Rule, ...]:
    """Give every rule of a role: those that reach it, and those that it carries out for others."""
    reaching = {rule.id for rule in book.rules_for(role)}
    return tuple(rule for rule in book.published if rule.id in reaching or role in rule.carried_out_by)


def beside(comparison: Comparison, role: str, levels: Collection[Effect]) -> tuple[Change, ...]:
    """Give what changes at some levels for a role, or for all, elsewhere than in a rule."""
    sides = Sides(comparison.before, comparison.after)
    whom = with_team(comparison.after, frozenset((role,)))
    elsewhere = (change for change in comparison.listed if change.spot.noun != Rule.noun)
    return tuple(
        change
        for change in elsewhere
        if any(level in levels and meets(some, whom) for level, some in concerned(sides, change).items())
    )


def _from_nothing(book: Handbook, role: str) -> RoleNews:
    """Tell a role that was not there before: all of its rules are new to it."""
    ids = tuple(rule.id for rule in rules_of(book, role))
    return RoleNews(role, new=ids, levels=dict.fromkeys(ids, frozenset[Effect](("stricter",))))


def _told(comparison: Comparison, role: RoleChange, changes: list[tuple[Change, Concerned]]) -> RoleNews:
    whom = with_team(comparison.after, frozenset((role.role,)))
    levels: dict[str, set[Effect]] = {}
    felt: dict[str, set[Effect]] = {}
    for change, concerns in changes:
        met = {level for level, some in concerns.items() if meets(some, whom)}
        levels.setdefault(change.spot.id, set()).update(met)
        if not met and _carries_out(comparison, role.role, change):
            met = {level for level, some in concerns.items() if meets(some, frozenset((EMPLOYER,)))}
        elif not met and role.role in change.benefits:
            met = {"administrative"}
        felt.setdefault(change.spot.id, set()).update(met)
    ways = dict(_ways(comparison, role, felt))
    lists = {way: tuple(each for each, its in ways.items() if its == way) for way in WAYS}
    asking = {each: frozenset(some) for each, some in levels.items() if some and each in ways}
    return RoleNews(role.role, **lists, levels=asking)


def _carries_out(comparison: Comparison, role: str, change: Change) -> bool:
    """Tell whether a role does for the employer what a rule asks of it."""
    books = (comparison.before, (change.was or change.spot).id), (comparison.after, change.spot.id)
    return any(
        rule.binds == "employer" and role in rule.carried_out_by
        for book, identity in books
        if (rule := book.rules.get(identity))
    )


def _ways(
    comparison: Comparison, role: RoleChange, levels: Mapping[str, set[Effect]]
) -> Iterator[tuple[str, str]]:
    """Give what becomes of each rule, in the order of the handbook; leave that became a duty is stricter."""
    gained = {each for name in _GAINED for each in getattr(role, name)}
    lost = {each for name in _LOST for each in getattr(role, name)}
    stricter, looser = frozenset(role.stricter), frozenset(role.looser)
    there = {rule.id for rule in comparison.after.published}
    for identity in dict.fromkeys((*comparison.after.rules, *comparison.before.rules)):
        if identity in gained and identity in lost:
            yield identity, "stricter" if identity in role.duties_gained else "looser"
        elif identity in gained or identity in lost:
            yield identity, "new" if identity in gained else "gone"
        elif identity in stricter or identity in looser:
            yield identity, "stricter" if identity in stricter else "looser"
        elif levels.get(identity) and identity in there:
            yield identity, _WAY[heaviest(levels[identity])]
