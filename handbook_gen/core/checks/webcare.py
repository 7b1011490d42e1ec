"""HB41n to HB43n, webcare: reply times, house rules, escalation and crisis plan; not the triage."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.channels import accounts, answers
from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.times import Duration, Gap, Hours, gap
from handbook_gen.core.model.webcare import Crisis, HouseRules, Level, Target
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_FIRST_REPLY: Final = Duration(1, "h")
"""The norm where the house has none of its own."""
_HOUR: Final = 60
_WORKING_DAY: Final = 8 * _HOUR
_DAY: Final = 24 * _HOUR
_DAYS: Final = {"d": 1, "wd": 1, "w": 7, "mo": 30, "y": 365}
_CRISIS: Final = 6
"""How many parts a crisis plan has."""


@check("HB411", "reply-target-missing", Severity.WARNING)
def reply_target_missing(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels where people can answer us, without a reply target or the hours that it counts in.

    Why: people wait by their own clock; a promise without hours is one that nobody can keep.
    Repair: name the target at `replies`, and the `hours` in which you answer. A target that counts in
    `clock-hours` needs no hours.
    Group chats are not asked: there colleagues answer each other.
    Source: C10, A05, A16, A23.
    """
    for channel in accounts(book, "open"):
        replies = channel.replies
        if not replies or not replies.open:
            continue
        target = book.get("target", replies.target)
        counted = target.counted_in if isinstance(target, Target) else "service-hours"
        unasked = counted == "clock-hours" or (replies.target and not target)
        asked: Mapping[str, object] = {
            "reply-target": replies.target,
            "reply-hours": replies.hours or unasked,
        }
        if missing := " ".join(key for key, given in asked.items() if not given):
            yield Finding(kind, spot(channel, "replies"), {"missing": missing})


@check("HB412", "reply-target-slow", Severity.WARNING)
def reply_target_slow(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels whose first reply may take longer than the house norm, without a written reason.

    Why: whoever hears nothing within the hour asks again somewhere else, and louder.
    Repair: take a faster target, or say at `because` of the target why it takes longer.
    The norm is `first_reply` of handbook.yml, an hour if it is not given. What is slower only if a working
    day has eight hours, or only if it has twenty-four, is not told. Group chats are not asked.
    Source: C10, A23.
    """
    norm = book.policy.settings.norms.first_reply or _FIRST_REPLY
    for channel in accounts(book, "open"):
        target = book.get("target", channel.replies.target) if channel.replies and answers(channel) else None
        if isinstance(target, Target) and not target.because and _longer(target.first_reply, norm):
            facts = {"target": target.id, "time": str(target.first_reply), "norm": str(norm)}
            where = spot(channel, "replies", "target")
            yield Finding(kind, where, facts, related=(spot(target, "first_reply"),))


def _longer(one: Duration, other: Duration) -> bool:
    """Tell whether a length of time is the longer one, in hours of service and by the clock."""
    return all(_minutes(one, day) > _minutes(other, day) for day in (_WORKING_DAY, _DAY))


def _minutes(length: Duration, day: int) -> int:
    if length.unit in _DAYS:
        return length.amount * _DAYS[length.unit] * day
    return length.amount * (_HOUR if length.unit == "h" else 1)


def _talking(book: Handbook) -> list[Channel]:
    """Give the open public channels where people can answer us."""
    return [each for each in accounts(book, "open") if each.kind == "external" and answers(each)]


@check("HB421", "no-house-rules", Severity.WARNING)
def no_house_rules(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find policies with public channels where people can answer, and no complete house rules for them.

    Why: without rules told beforehand, taking away a comment is censorship to whoever wrote it.
    Repair: say at `house_rules` in webcare.yml what is not allowed, what happens with it (`removal`) and in
    which `hours` you keep watch.
    Told once; the channels stand beside it.
    Source: C42.
    """
    rules = book.policy.webcare.house_rules
    given = rules or HouseRules()
    asked = {
        "house-not-allowed": given.not_allowed,
        "house-removal": given.removal,
        "house-hours": given.hours,
    }
    missing = " ".join(key for key, there in asked.items() if not there)
    talking = _talking(book)
    if talking and missing:
        facts = {"missing": missing} if rules else {}
        related = tuple(spot(channel, "replies") for channel in talking)
        yield Finding(kind, Spot("webcare", "", ("house_rules",)), facts, "" if rules else "none", related)


@check("HB431", "escalation-without-stand-in", Severity.ERROR)
def escalation_without_stand_in(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find levels of the escalation without two different people who can be reached in the level's hours.

    Why: it goes wrong on the one evening that the only one who may decide is on a plane.
    Repair: name an `owner` and another role as `stand_in`, and see that the `hours` of both, at `contact` in
    roles.yml, cover the `hours` of the level. Where a level has no hours, the stand-in is asked for those of
    the owner. Roles without hours are not asked for them. Holidays count where both speak of them.
    Source: C07.
    """
    for level in book.policy.webcare.escalation:
        asked = {"level-owner": level.owner, "level-stand-in": level.stand_in}
        owner, other = book.role(level.owner), book.role(level.stand_in)
        known = owner.stand_in if owner else None
        if missing := " ".join(key for key, given in asked.items() if not given):
            if missing == "level-stand-in" and known and known != level.owner:
                yield Finding(kind, spot(level), {"role": known, "owner": level.owner or ""}, "elsewhere")
            else:
                yield Finding(kind, spot(level), {"missing": missing})
        elif level.owner == level.stand_in:
            yield Finding(kind, spot(level, "stand_in"), {"role": level.stand_in or ""}, "same")
        elif owner and other:
            yield from _reached(book, level, owner, other, kind)


def _reached(book: Handbook, level: Level, owner: Role, other: Role, kind: Kind) -> Iterator[Finding]:
    """Hold two different roles against the persons in them, and against the hours of the level."""
    persons = [
        {" ".join(person.name.casefold().split()) for person in book.holders(role.id)}
        for role in (owner, other)
    ]
    if persons[0] == persons[1] and len(persons[0]) == 1:
        facts = {"role": other.id, "owner": owner.id}
        yield Finding(kind, spot(level, "stand_in"), facts, "one-person")
    there = _hours(owner), _hours(other)
    if level.hours and there[0] and (left := gap(level.hours, there[0])):
        yield _absent(kind, spot(level, "owner"), left, owner, spot(level, "hours"))
    if level.hours and there[1] and (left := gap(level.hours, there[1])):
        yield _absent(kind, spot(level, "stand_in"), left, other, spot(level, "hours"))
    elif not level.hours and there[0] and there[1] and (left := gap(there[0], there[1])):
        yield _absent(kind, spot(level, "stand_in"), left, other, spot(owner, "contact", "hours"))


def _hours(role: Role) -> Hours | None:
    return role.contact.hours if role.contact else None


def _absent(kind: Kind, where: Spot, left: Gap, role: Role, because: Spot) -> Finding:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (left.span.start, left.span.end))
    facts = {"role": role.id, "missing": f"on-{left.day.lower()}", "start": start, "end": end}
    variant = "hours" if because.noun == "level" else "owner-hours"
    return Finding(kind, where, facts, variant, related=(spot(role, "contact", "hours"), because))


@check("HB432", "escalation-chain-broken", Severity.ERROR)
def escalation_chain_broken(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find levels that say too little to escalate by, stop below the top, or lead round in a circle.

    Why: under pressure people follow what it says, and no further.
    Repair: give each level `when` and `within`, and each but the top `next`.
    Several levels may lead to the same one, and they may stand in either order: of two that lead no further
    the top is the one at the end that `next` leads to.
    Source: C08.
    """
    levels = {level.id: level for level in book.policy.webcare.escalation}
    top = _top(levels)
    for level in levels.values():
        if missing := " ".join(f"level-{key}" for key in ("when", "within") if not getattr(level, key)):
            yield Finding(kind, spot(level), {"missing": missing})
        if not level.next and level.id != top:
            yield Finding(kind, spot(level), {"top": top}, "second-top", (spot(levels[top]),))
    for circle in _circles(levels):
        shown = " → ".join((*circle, circle[0]))
        yield Finding(kind, spot(levels[circle[0]], "next"), {"circle": shown}, "circle")


def _top(levels: Mapping[str, Level]) -> str:
    """Give the highest level: of those without `next` the last, or the first where `next` leads back."""
    order = {identity: number for number, identity in enumerate(levels)}
    steps = [order[level.next] - order[level.id] for level in levels.values() if level.next in order]
    tops = [identity for identity, level in levels.items() if not level.next]
    if not tops:
        return ""
    return tops[-1] if sum(step > 0 for step in steps) * 2 >= len(steps) else tops[0]


def _circles(levels: Mapping[str, Level]) -> Iterator[list[str]]:
    """Give the circles that levels lead round in, each from its first level on."""
    order = {identity: number for number, identity in enumerate(levels)}
    followed = set[str]()
    for start in levels:
        path: list[str] = []
        here = start
        while here in levels and here not in followed:
            path.append(here)
            followed.add(here)
            here = levels[here].next or ""
        if here in path:
            circle = path[path.index(here) :]
            first = circle.index(min(circle, key=order.__getitem__))
            yield circle[first:] + circle[:first]


@check("HB436", "crisis-plan-incomplete", Severity.WARNING)
def crisis_plan_incomplete(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find policies with an open public channel that are not ready for the day it goes wrong.

    Why: on that day nobody has time to think of who decides, who speaks, and how to get the account back.
    Repair: fill in `escalation` and, at `crisis`, `going_dark`, `spokesperson`, `hijacked_account`,
    `last_exercise` and `after_action`, in webcare.yml.
    Told once. A policy without public channels of its own, or that only listens there, is not asked.
    Source: C41, A53.
    """
    outside = [
        each
        for each in accounts(book, "open")
        if each.kind == "external" and (each.direction != "receive" or answers(each))
    ]
    missing = tuple(_unprepared(book))
    if outside and missing:
        everything = len(missing) == _CRISIS
        facts = {} if everything else {"missing": " ".join(missing)}
        yield Finding(kind, Spot("webcare", "", ("crisis",)), facts, "nothing" if everything else "")


def _unprepared(book: Handbook) -> Iterator[str]:
    crisis = book.policy.webcare.crisis or Crisis()
    asked: Mapping[str, object] = {
        "crisis-levels": book.policy.webcare.escalation,
        "crisis-going-dark": crisis.going_dark and crisis.going_dark.says,
        "crisis-spokesperson": crisis.spokesperson,
        "crisis-hijacked": crisis.hijacked_account and crisis.hijacked_account.steps,
        "crisis-exercise": crisis.last_exercise,
        "crisis-after": crisis.after_action and crisis.after_action.says,
    }
    return (key for key, given in asked.items() if not given)
