"""Functions, the groups they stand in, and topics: who is reached, how and when; names no person."""

from collections.abc import Iterator
from typing import Any, Final

from handbook_gen.core.compare.binding import informs, visibility, whole
from handbook_gen.core.compare.documents.informing import CONTACT, NAME, NOTE, OWNER, STAND_IN
from handbook_gen.core.compare.documents.parts import apart
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges, Whole, changed
from handbook_gen.core.compare.rules.audience import link_between
from handbook_gen.core.compare.spans import hours
from handbook_gen.core.model.changes import Change


def includes(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell which roles a role or a group now has in it, unless that is told at the rules that follow it."""
    if not _follows(fact, sides):
        for inner in _gained_and_lost(fact):
            kind = "includes-widened" if inner.before is None else "includes-narrowed"
            yield changed(kind, "administrative", inner)
        if set(fact.before) == set(fact.after):
            yield changed("order-changed", "editorial", fact)


def _gained_and_lost(fact: Fact) -> Iterator[Fact]:
    for index, role in enumerate(fact.after):
        if role not in fact.before:
            yield Fact(fact.pair, f"{fact.key}.{index}", None, (role,))
    for role in fact.before:
        if role not in fact.after:
            yield Fact(fact.pair, fact.key, (role,), None)


def _follows(fact: Fact, sides: Sides) -> bool:
    """Tell whether a rule that names whom it named now reaches others because of this role or group."""
    here = fact.pair.spot(fact.key)
    names = [{role.id for role in book.policy.roles.roles} for book in (sides.before, sides.after)]
    old = {rule.id: rule for rule in sides.before.published}
    for rule in sides.after.published:
        was = old.get(rule.id)
        if was is None or was.audience != rule.audience:
            continue
        before, after = sides.before.readers[rule.id], sides.after.readers[rule.id]
        for role in (before ^ after) & names[0] & names[1]:
            with_, without = (sides.after, sides.before) if role in after else (sides.before, sides.after)
            if link_between(role, rule.audience, with_, without) == here:
                return True
    return False


def people(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell which functions are held by another, or are reached otherwise; never by whom, nor where."""
    before, after = _held(fact.before), _held(fact.after)
    told = False
    for role in dict.fromkeys((*after, *before)):
        kind = _holding(before.get(role, ()), after.get(role, ()))
        if kind:
            told = True
            yield changed(kind, "administrative", fact, before=role, after=role, facts={"role": role})
    if not told:
        yield changed("order-changed", "editorial", fact, before=None, after=None)


def _held(persons: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    roles = dict.fromkeys(person.role for person in persons)
    return {role: tuple(person for person in persons if person.role == role) for role in roles}


def _holding(before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    if set(before) == set(after):
        return ""
    was, now = ({person.name for person in each} for each in (before, after))
    if was == now:
        return "holder-details-changed"
    if was < now:
        return "holder-added"
    return "holder-removed" if now < was else "holder-changed"


_CONTACT: Final[Judge] = apart(
    {"mail": CONTACT, "phone": CONTACT, "chat": CONTACT, "hours": hours(), "visibility": visibility}
)

JUDGES: Final[Judges] = {
    "role.name": NAME,
    "role.includes": includes,
    "role.stand_in": STAND_IN,
    "role.contact": _CONTACT,
    "role.responsible": OWNER,
    "role.tasks": NOTE,
    "role.competence": NOTE,
    "audience.name": NAME,
    "audience.roles": includes,
    "audience.groundswell": informs("item-changed"),
    "topic.name": NAME,
    "topic.summary": NOTE,
    "topic.ask": CONTACT,
    "topic.owner": OWNER,
    "action.name": NAME,
    "people.people": people,
}
WHOLES: Final[dict[str, Whole]] = {
    "role": whole("role-added", "role-removed"),
    "audience": whole("audience-added", "audience-removed"),
}
