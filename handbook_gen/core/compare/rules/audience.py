"""Whom a rule reaches, audiences and roles expanded: who comes in, who goes out, and where that came from.

A change of a role or of an audience is told at the rules that it widens or narrows, with its cause. Roles
that are new or gone are told at the roles, unless the rule itself names them. Judges no other field.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, benefits, bound
from handbook_gen.core.compare.rules.ruling import both, extent, listed, restated, side
from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.roles import Audience, Role
from handbook_gen.core.problems import Spot

_BARE: Final = "@"
"""Begins the name of a group that has no roles of ours, such as readers outside."""


def audience(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge the audience that a rule names, and what changed in roles and groups on the way."""
    before, after = both(fact)
    old, new = _reached(sides.before, before.audience), _reached(sides.after, after.audience)
    found = (
        *_ins_and_outs(fact, sides, new - old, wider=True),
        *_ins_and_outs(fact, sides, old - new, wider=False),
    )
    yield from found
    if all(change.cause for change in found):
        yield restated("audience-restated", fact)


def readers(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge the same where the rule names whom it named: then a role or a group changed."""
    before, after = both(fact)
    if before.audience != after.audience:
        return
    old, new = sides.before.readers[before.id], sides.after.readers[after.id]
    yield from _ins_and_outs(fact, sides, new - old, wider=True)
    yield from _ins_and_outs(fact, sides, old - new, wider=False)


def _reached(book: Handbook, names: Iterable[str]) -> frozenset[str]:
    """Give the roles that names stand for, and the names that stand for nobody of ours."""
    names = tuple(names)
    groups = ((each, book.get("audience", each)) for each in names)
    bare = {_BARE + each for each, group in groups if _is_bare(book, each, group)}
    return reaching(book)(names) | bare


def _is_bare(book: Handbook, name: str, group: object) -> bool:
    known = book.get("role", name) is not None or name == "all"
    return not known and not (isinstance(group, Audience) and group.roles)


def _ins_and_outs(fact: Fact, sides: Sides, roles: frozenset[str], *, wider: bool) -> Iterator[Change]:
    """Tell who came in, or who went out: those by the rule itself, then those by each other cause."""
    causes: defaultdict[Spot | None, set[str]] = defaultdict(set)
    for role in sorted(roles):
        causes[_cause(fact, sides, role, wider=wider)].add(role)
    for cause, some in causes.items():
        known = frozenset(some) if cause is None else frozenset(each for each in some if on_both(sides, each))
        if known:
            yield _told(fact, sides, known, cause, wider=wider)


def _told(fact: Fact, sides: Sides, roles: frozenset[str], cause: Spot | None, *, wider: bool) -> Change:
    book, rule = side(fact, sides, wider=wider)
    inside = frozenset(each for each in roles if not each.startswith(_BARE))
    facts = {"roles": listed(each.removeprefix(_BARE) for each in roles)}
    served = inside if benefits(book, rule) else frozenset()
    whom = _moved(fact, sides, inside, wider=wider)
    more: dict[str, Any] = {"cause": cause, "facts": facts, "whom": whom, "benefits": served}
    if not whom and inside:
        more["level"] = "administrative"
    if cause is not None:
        empty: frozenset[str] = frozenset()
        more |= {"before": empty if wider else roles, "after": roles if wider else empty}
    kind = "audience-widened" if wider else "audience-narrowed"
    return extent(kind, fact, sides, wider=wider, **more)


def _moved(fact: Fact, sides: Sides, inside: frozenset[str], *, wider: bool) -> frozenset[str]:
    """Give who is bound anew or no more; who carries a rule out for a team is bound by it whoever it reaches.

    Where only readers outside came or went, it is all whom the rule binds.
    """
    book, rule = side(fact, sides, wider=wider)
    every = bound(book, rule)
    if rule.binds not in ("employee", "team"):
        return every
    other = side(fact, sides, wider=not wider)[1]
    stay = other.carried_out_by if other.binds == rule.binds == "team" else ()
    return (inside & every).difference(stay) if inside else every if rule.binds == "team" else inside


def on_both(sides: Sides, role: str) -> bool:
    """Tell whether a role is there before and after."""
    return sides.before.role(role) is not None and sides.after.role(role) is not None


def _cause(fact: Fact, sides: Sides, role: str, *, wider: bool) -> Spot | None:
    """Find what brought a role in, or read backwards what took it out; None where the rule itself did.

    Where roles alone would have done it, and the names in the rule alone would not, it is the roles.
    """
    before, after = both(fact)
    old, new = (sides.before, before.audience), (sides.after, after.audience)
    (without, some), (with_, others) = (old, new) if wider else (new, old)
    if some != others:
        named_alone = role in reaching(without)(others)
        roles_alone = role in reaching(with_)(some)
        if named_alone or not roles_alone:
            return None
    return link_between(role, some if some != others else others, with_, without)


def link_between(role: str, names: tuple[str, ...], with_: Handbook, without: Handbook) -> Spot | None:
    """Find the first link on the way from a role to the names in a rule that only one handbook has."""
    steps: dict[str, str] = {role: ""}
    waiting = [role]
    while waiting:
        here = waiting.pop(0)
        if group := _named(here, names, with_):
            return _first_new(_way(here, steps), without) or _group(group, here, without)
        item = with_.role(here)
        for other in item.includes if item else ():
            if other not in steps:
                steps[other] = here
                waiting.append(other)
    return None


def _named(role: str, names: tuple[str, ...], book: Handbook) -> str:
    """Give the name in a rule that stands for a role itself; nothing where none does."""
    for name in names:
        group = book.get("audience", name)
        if role in group.roles if isinstance(group, Audience) else name == role:
            return name
    return "all" if "all" in names and role in reaching(book)(("all",)) else ""


def _way(end: str, steps: dict[str, str]) -> tuple[str, ...]:
    """Give the roles from the one asked for to the one that is named."""
    way = [end]
    while steps[way[-1]]:
        way.append(steps[way[-1]])
    return tuple(reversed(way))


def _first_new(way: tuple[str, ...], without: Handbook) -> Spot | None:
    for one, other in pairwise(way):
        item = without.role(one)
        if not isinstance(item, Role) or other not in item.includes:
            return Spot("role", one, ("includes",))
    return None


def _group(name: str, role: str, without: Handbook) -> Spot | None:
    """Name the audience that gained a role, or the role that `all` now means."""
    group = without.get("audience", name)
    if name == "all":
        return Spot("role", role, ("kind",))
    known = isinstance(group, Audience) and role in group.roles
    return None if known or name == role else Spot("audience", name, ("roles",))


JUDGES: Final[Judges] = {"rule.audience": audience, "rule.readers": readers}
