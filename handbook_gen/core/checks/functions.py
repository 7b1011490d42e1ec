"""HB614–HB616, functions: who still holds them, who answers for those outside, and who stands in."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.people import Person
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_MOST_RELATED: Final = 4
# Who is no single person that could be away.
_NOBODY: Final = ("public", "employer", "body", "works-council")
_OUTSIDE: Final = ("agency", "public")
# Fields in which a function does something, so that it is missed when nobody holds it.
_DUTIES: Final = frozenset(
    (
        *("ask", "owner", "stand_in", "holders", "content", "approver", "responsible", "by", "decides"),
        *("role", "deputy", "inform", "contacts", "to", "carried_out_by", "approved_by", "checked_by"),
        "sponsor",
    )
)


@check("HB614", "leaver-still-listed", Severity.WARNING)
def leaver_still_listed(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find people in people.yml whose last day in a function has passed.

    Why: a name that stays is a name that is called, and often an account that still has its keys.
    Repair: take the entry away, and see that access was withdrawn; name who holds the function now.
    Not asked: who it is: a finding names the function and the day, never the person. A function is vacant
    only where the handbook gives it something to do.
    Source: C35.
    """
    people = book.policy.people
    last = {each.role: number for number, each in _leavers(book)}
    for number, person in _leavers(book):
        vacant = last[person.role] == number and not book.holders(person.role) and _on_duty(book, person.role)
        facts = {"role": person.role, "day": person.until.isoformat() if person.until else ""}
        yield Finding(kind, spot(people, "people", number, "until"), facts, "vacant" if vacant else "")


@check("HB615", "agency-without-responsible", Severity.WARNING)
def agency_without_responsible(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find agencies for whose work nobody inside answers.

    Why: what an agency posts, the organisation has said.
    Repair: name in `responsible` the role inside that gives the agency its work and answers for it.
    Not asked: contractors and interns, who work in a team with a leader of its own.
    Source: A45.
    """
    for role in book.policy.roles.roles:
        if role.kind != "agency":
            continue
        answers = book.role(role.responsible)
        if role.responsible is None:
            yield Finding(kind, spot(role), {"id": role.id})
        elif answers and answers.kind in _OUTSIDE:
            yield Finding(kind, spot(role, "responsible"), {"id": role.id, "other": answers.id}, "outside")


@check("HB616", "owner-without-stand-in", Severity.INFO)
def owner_without_stand_in(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find functions that own rules or channels, held by one person at most, and for whom nobody stands in.

    Why: questions and reviews wait for one person to come back.
    Repair: name in `stand_in` the role that takes over.
    Not asked: functions that several people hold; councils and boards as a body; levels of escalation and the
    final responsibility, which have a stand-in of their own.
    Source: the language, a stand-in is mandatory for owners.
    """
    for identity, owned in _owned(book).items():
        role = book.role(identity)
        if role is None or role.kind in _NOBODY or len(book.holders(identity)) > 1:
            continue
        if role.stand_in in (None, role.id):
            where = spot(role, "stand_in") if role.stand_in else spot(role)
            facts = {"id": identity, "count": str(len(owned))}
            yield Finding(kind, where, facts, related=tuple(owned[:_MOST_RELATED]))


def _leavers(book: Handbook) -> list[tuple[int, Person]]:
    """Give who has gone, with their number in the file, the last to go last."""
    gone = ((n, each) for n, each in enumerate(book.policy.people.people) if _gone(book, each))
    return sorted(gone, key=lambda found: (found[1].until or book.day, found[0]))


def _gone(book: Handbook, person: Person) -> bool:
    return person.until is not None and person.until <= book.day


def _on_duty(book: Handbook, role: str) -> bool:
    """Tell whether the handbook gives a function something to do."""
    cited = book.cited_by.get(("role", role), ())
    return any(where.noun != "people" and not _DUTIES.isdisjoint(where.path) for where in cited)


def _owned(book: Handbook) -> Mapping[str, list[Spot]]:
    """Give what each role owns that readers can see; a rule with the owner of its topic is not counted."""
    found: dict[str, list[Spot]] = {}
    for topic in book.topics.values():
        if topic.owner and book.rules_in(topic.id):
            found.setdefault(topic.owner, []).append(spot(topic, "owner"))
    for rule in book.published:
        if rule.owner and rule.owner != book.topics[book.topic_of[rule.id]].owner:
            found.setdefault(rule.owner, []).append(spot(rule, "owner"))
    for channel in book.policy.channels.channels:
        if channel.owner and channel.status in ("open", "paused"):
            found.setdefault(channel.owner, []).append(spot(channel, "owner"))
    return found
