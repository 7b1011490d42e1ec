"""What follows from changes, by both settings: who must agree, who reads again, and from when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.judging import benefits, bound
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.rules.dates import first_day, stricter_rules
from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import LEVELS, PUBLIC, TEAM, Change, Following
from handbook_gen.core.model.handbook import Effect, Touches
from handbook_gen.core.model.roles import Audience
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot

_SUBJECTS: Final[Mapping[str, Touches]] = {"consequence": "sanctions", "basis": "staff-data"}
"""Fields that touch a subject by being there, whatever the rule itself says that it touches."""
_ECHO: Final = "title-follows"
"""Told of a title that says no more than its rule: nobody is asked because of it."""
_KINDS: Final = {"approval": "approval-required", "acknowledgement": "acknowledgement-required"}

Concerned = Mapping[Effect, frozenset[str] | None]
"""Level → for whom a change is of that level; None where it cannot be said, and may be anybody."""


def following(sides: Sides, found: Iterable[Change]) -> Iterator[Following]:
    """Give what must happen because of changes, by the settings before and after together.

    A proposal cannot vote away who must agree to it: what the policy before asks for is asked for as well.
    """
    told = tuple(found)
    yield from _both(_approvals(sides, told, sides.after), _approvals(sides, told, sides.before))
    yield from _both(
        _acknowledgements(sides, told, sides.after), _acknowledgements(sides, told, sides.before)
    )
    if (day := first_day(sides)) and stricter_rules(told):
        yield Following("notice", "", ("stricter",), day, Spot("settings", "", ("norms", "notice")))


def _both(after: Iterable[Following], before: Iterable[Following]) -> Iterator[Following]:
    """Put together what both ask of the same people; what only the policy before asks comes last."""
    asked = {(each.who, each.decision): each for each in after}
    for each in before:
        key = each.who, each.decision
        same = asked.get(key)
        because = tuple(dict.fromkeys((*(same.because if same else ()), *each.because)))
        asked[key] = replace(same or _former(each), because=because)
    yield from asked.values()


def required(steps: Iterable[Following], found: Iterable[Change]) -> Iterator[Change]:
    """Tell the same as changes; they weigh no more than what they follow from, and never bind anybody."""
    level: Effect = "editorial" if all(each.level == "editorial" for each in found) else "administrative"
    for step in steps:
        if step.what in _KINDS and step.spot:
            facts = {"who": step.who, "because": ", ".join(step.because)}
            yield Change(KINDS[_KINDS[step.what]], level, step.spot, after=step.who, facts=facts)


def _former(each: Following) -> Following:
    """Say that only the policy before asks for it; in the new one there is no line for it any more."""
    field = each.spot.path[:1] if each.spot else ()
    return replace(each, former=True, spot=Spot("settings", "", field))


def _approvals(sides: Sides, told: tuple[Change, ...], book: Handbook) -> Iterator[Following]:
    asked = {*(change.level for change in told if change.kind.name != _ECHO), *_touched(sides, told)}
    for number, approval in enumerate(book.policy.settings.approvals):
        if because := tuple(each for each in dict.fromkeys(approval.when) if each in asked):
            where = _place("approvals", number)
            yield Following("approval", approval.by, because, spot=where, decision=approval.decision)


def _touched(sides: Sides, told: Iterable[Change]) -> Iterator[str]:
    """Give what the rules touch, or touched, that changed in more than form, and what those changes touch."""
    for change in told:
        if change.spot.noun == Rule.noun and change.level != "editorial":
            old = sides.before.rules.get((change.was or change.spot).id)
            new = sides.after.rules.get(change.spot.id)
            yield from (touch for rule in (old, new) if rule for touch in rule.touches)
            yield from _subjects(change)


def _subjects(change: Change) -> Iterator[Touches]:
    """Give what a change touches by the field that it is in, or that a rule has which came or went."""
    for field, subject in _SUBJECTS.items():
        ends = (change.before, change.after)
        before, after = (getattr(each, field) if isinstance(each, Rule) else None for each in ends)
        if change.spot.path[:1] == (field,) or before != after:
            yield subject


def _acknowledgements(sides: Sides, told: tuple[Change, ...], book: Handbook) -> Iterator[Following]:
    asked = book.policy.settings.acknowledgement
    if not any(each.after for each in asked):
        return
    every = [concerned(sides, change) for change in told]
    reach = reaching(book)
    for number, each in enumerate(asked):
        audience = with_team(book, reach([each.audience])) | _outside(book, each.audience)
        met = {level for some in every for level, whom in some.items() if meets(whom, audience)}
        if because := tuple(level for level in LEVELS if level in met and level in each.after):
            where = _place("acknowledgement", number)
            yield Following("acknowledgement", each.audience, because, spot=where)


def meets(whom: frozenset[str] | None, audience: frozenset[str]) -> bool:
    """Tell whether a change concerns any of some roles; one of which nobody can say so concerns all."""
    return whom is None or bool(whom & audience)


def concerned(sides: Sides, change: Change) -> Concerned:
    """Tell for whom a change is of which level: what is stricter for some may be looser for others."""
    if change.stricter_for or change.looser_for:
        return {"stricter": change.stricter_for, "looser": change.looser_for}
    if change.spot.noun != Rule.noun:
        return {change.level: None}
    books = (sides.before, (change.was or change.spot).id), (sides.after, change.spot.id)
    rules = [(book, rule) for book, identity in books if (rule := book.rules.get(identity))]
    return {change.level: frozenset(w for each in rules for w in bound(*each) | benefits(*each))}


def with_team(book: Handbook, roles: frozenset[str]) -> frozenset[str]:
    """Add the team to roles that keep or fill a channel of ours."""
    channels = book.policy.channels.channels
    keeping = {each for channel in channels for each in (channel.owner, channel.content)}
    keeping |= {each for channel in channels if channel.custody for each in channel.custody.holders}
    return roles | {TEAM} if roles & keeping else roles


def _outside(book: Handbook, name: str) -> frozenset[str]:
    """Give the public where an audience is outside."""
    audience = book.get("audience", name)
    return frozenset({PUBLIC}) if isinstance(audience, Audience) and audience.external else frozenset()


def _place(field: str, number: int) -> Spot:
    return Spot("settings", "", (field, number))
