"""What a change at one place does to a rule elsewhere: rules switched off or on, groups of an exception.

A rule that comes or goes takes along what it switches off; a role that changes can come into an exception, or
leave it. Judges no field of the rule that this happens to.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import Judges, benefits, bound, changed, for_whom, scope
from handbook_gen.core.compare.rules.audience import link_between, on_both
from handbook_gen.core.compare.rules.exceptions import Reach, acting, concerned, named, served
from handbook_gen.core.compare.rules.fates import Fate
from handbook_gen.core.compare.rules.ruling import both, extent, informs, listed, paired, restated, side
from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.rules import Rule

_GONE: Final = frozenset({State.DRAFT, State.WITHDRAWN, State.ENDED})


def overrides(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge at the overriding rule what happens to each that it switches off, for those both reach."""
    before, after = both(fact)
    came = [each for each in fact.after if each not in fact.before]
    went = [each for each in fact.before if each not in fact.after]
    yield from (_switched(fact, sides, each, after, off=True) for each in came)
    yield from (_switched(fact, sides, each, before, off=False) for each in went)
    if not came and not went:
        yield restated("order-changed", fact)


def switched_by(fates: Iterable[Fate], sides: Sides) -> Iterator[Change]:
    """Tell the rules that are switched off by a rule that came, or are back because a rule went."""
    for fate in fates:
        if fate.how in ("new", "gone"):
            off = fate.how == "new"
            rule = (*fate.after, *fate.before)[0]
            held = ((), rule.overrides) if off else (rule.overrides, ())
            fact = Fact(fate.pair, "overrides", *held)
            found = (_switched(fact, sides, each, rule, off=off) for each in rule.overrides)
            yield from (change for change in found if change.level in ("stricter", "looser"))


def _switched(fact: Fact, sides: Sides, other: str, rule: Rule, *, off: bool) -> Change:
    """Tell what happens to the other rule: as it stood if it is switched off, as it stands if it is back."""
    kind = "override-added" if off else "override-removed"
    told = {"before": None if off else other, "after": other if off else None, "facts": {"rule": other}}
    book, home = (sides.after, sides.before) if off else (sides.before, sides.after)
    target = home.rules.get(other)
    if target is None or home.state(target) in _GONE:
        return informs(kind, fact, **told)
    whom = _meeting(bound(book, rule) | book.readers[rule.id], home, target)
    if not whom:
        return informs(kind, fact, **told)
    level = scope(target, wider=not off)
    return changed(kind, level, fact, benefits=benefits(home, target), **for_whom(level, whom), **told)


def _meeting(reached: frozenset[str], home: Handbook, target: Rule) -> frozenset[str]:
    """Give those bound by the rule that is switched off whom the other concerns as well."""
    bound_by = bound(home, target)
    return bound_by & reached or (bound_by if home.readers[target.id] & reached else frozenset())


def exempted(sides: Sides) -> Iterator[Change]:
    """Tell who is in an exception, or is no more, because a role or a group changed and not the exception."""
    if sides.before.policy.roles == sides.after.policy.roles:
        return
    old = {rule.id: rule for rule in sides.before.published if rule.exceptions}
    reach = reaching(sides.before), reaching(sides.after)
    for rule in sides.after.published:
        if rule.id in old:
            yield from _regrouped(Pair(Rule.noun, old[rule.id], rule), sides, reach)


def _regrouped(pair: Pair, sides: Sides, reach: tuple[Reach, Reach]) -> Iterator[Change]:
    before, after = paired(pair)
    for place, exception in enumerate(after.exceptions):
        if not exception.for_ or exception not in before.exceptions:
            continue
        every = concerned(sides.before, before) & concerned(sides.after, after)
        anybody = acting(before, after)
        was, now = (named(each, exception.for_, every, anybody=anybody) for each in reach)
        moved = was ^ now
        known = frozenset(role for role in moved if on_both(sides, role)) if anybody else moved & every
        for role in sorted(known):
            found = Fact(pair, f"exceptions.{place}.for", None, None)
            yield _moved(found, sides, role, exception.for_, came=role in now)


def _moved(fact: Fact, sides: Sides, role: str, groups: tuple[str, ...], *, came: bool) -> Change:
    """Tell one role that an exception now is there for, or no more, with what brought that about."""
    with_, without = (sides.after, sides.before) if came else (sides.before, sides.after)
    kind = "exception-widened" if came else "exception-narrowed"
    cause = link_between(role, groups, with_, without)
    told: dict[str, Any] = {"before": None if came else role, "after": role if came else None}
    rule = both(fact)[0 if came else 1]
    whom = {"whom": frozenset({role})} if rule.binds in ("employee", "team") else {}
    gain = served(*side(fact, sides, wider=not came), frozenset({role}))
    told |= {"cause": cause, "facts": {"roles": listed([role])}, "benefits": gain}
    return extent(kind, fact, sides, wider=not came, **told, **whom)


JUDGES: Final[Judges] = {"rule.overrides": overrides}
