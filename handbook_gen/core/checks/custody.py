"""HB40n to HB42n, custody: who answers for a channel, and who holds its keys; group chats have none."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.channels import accounts, channels
from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel, Custody
from handbook_gen.core.model.roles import Role
from handbook_gen.core.problems import Finding, Kind, Severity

# Kinds of role that leave soon, or work for somebody else. Volunteers may be all that an association has.
_PASSING: Final = ("intern", "student", "agency")


@check("HB401", "channel-without-owner", Severity.ERROR)
def channel_without_owner(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels in use, open or paused, that nobody owns; group chats too.

    Why: where nobody is in charge, nobody notices that it goes wrong, and nobody may decide to stop.
    Repair: name the role that answers for the channel at `owner`.
    Planned, retired and rejected channels are not asked.
    Source: C11.
    """
    for channel in channels(book, "open", "paused"):
        if not channel.owner:
            yield Finding(kind, spot(channel))


@check("HB402", "too-few-administrators", Severity.ERROR)
def too_few_administrators(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find accounts, open or paused, that too few people can get into.

    Why: when the only one with the keys is ill, leaves or is locked out, nobody can stop or correct anything.
    Repair: name more roles at `holders`, or more persons in those roles in people.yml.
    How many is the norm `administrators` of handbook.yml, two if it is not given. A role counts as one person
    unless people.yml names more; several roles of one person, if people.yml says so, count as one. A team
    (`level: team`) of which no persons are known has the benefit of the doubt.
    Group chats are not asked: any member can start one again.
    Source: C11.
    """
    least = book.policy.settings.norms.administrators
    for channel in accounts(book, "open", "paused"):
        holders = _holders(channel)
        there = _administrators(book, holders)
        if there < least and not any(_is_team(book, holder) for holder in holders):
            facts = {"count": str(there), "least": str(least)} if there else {"least": str(least)}
            yield Finding(kind, spot(channel, "custody", "holders"), facts, "" if there else "nobody")


def _holders(channel: Channel) -> tuple[str, ...]:
    return tuple(dict.fromkeys(channel.custody.holders)) if channel.custody else ()


def _administrators(book: Handbook, roles: tuple[str, ...]) -> int:
    """Count people: the persons that are known, and one for each role of which none is."""
    persons = {role: {person.name.casefold() for person in book.holders(role)} for role in roles}
    return len(set().union(*persons.values())) + sum(not known for known in persons.values())


def _is_team(book: Handbook, identity: str) -> bool:
    """Tell whether a role is held by several people, whoever they are."""
    role = book.role(identity)
    return bool(role and role.level == "team" and not book.holders(identity))


@check("HB418", "security-baseline", Severity.WARNING)
def security_baseline(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open accounts of which it is not written down how they are kept safe.

    Why: most accounts are lost through a password that leaked, or an administrator who left.
    Repair: say at `custody` how you log in (`authentication`, not `none`), where the keys are kept (`store`),
    how to get access back (`recovery`) and what happens when somebody leaves (`leavers`).
    A text message as second step is weak, and not told. Group chats are not asked.
    Source: C34.
    """
    for channel in accounts(book, "open"):
        kept = channel.custody or Custody()
        asked: Mapping[str, object] = {
            "safe-authentication": kept.authentication not in (None, "none"),
            "safe-store": kept.store,
            "safe-recovery": kept.recovery,
            "safe-leavers": kept.leavers,
        }
        if missing := " ".join(key for key, given in asked.items() if not given):
            yield Finding(kind, spot(channel, "custody"), {"missing": missing})


@check("HB419", "intern-accountable", Severity.WARNING)
def intern_accountable(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find accounts that an intern, student or agency answers for, or alone holds the keys of.

    Why: it looks cheap, until something goes wrong that takes knowledge of the organisation, and a mandate;
    and the keys leave with whoever leaves.
    Repair: make a role inside the owner, and give it the keys as well; an intern or agency can still do the
    work. Volunteers and contractors are not told: of an association they may be all there is.
    Source: C20, A02.
    """
    for channel in accounts(book, "open", "paused"):
        if owner := _passing(book, channel.owner):
            yield Finding(kind, spot(channel, "owner"), _facts(owner), related=(spot(owner, "kind"),))
        holders = [_passing(book, holder) for holder in _holders(channel)]
        outside = [role for role in holders if role]
        if outside and len(outside) == len(holders):
            where = spot(channel, "custody", "holders")
            yield Finding(kind, where, _facts(outside[0]), "keys", (spot(outside[0], "kind"),))


def _passing(book: Handbook, identity: str | None) -> Role | None:
    role = book.role(identity)
    return role if role and role.kind in _PASSING else None


def _facts(role: Role) -> Mapping[str, str]:
    return {"role": role.id, "kind": role.kind}


@check("HB420", "custody-equals-content", Severity.WARNING)
def custody_equals_content(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open accounts where the only one with the keys is also the one who decides what is posted.

    Why: then nobody can hold back a post, and nobody can take one down when that one is away.
    Repair: give another role the keys as well, or let another role decide the content.
    A role that people.yml names several persons of is not told.
    Source: C36.
    """
    for channel in accounts(book, "open"):
        holders = _holders(channel)
        if not (holders and channel.content) or _is_team(book, channel.content):
            continue
        if _administrators(book, (*holders, channel.content)) == 1:
            facts = {"role": holders[0]}
            where = spot(channel, "custody", "holders")
            yield Finding(kind, where, facts, related=(spot(channel, "content"),))


@check("HB422", "owner-without-assignment", Severity.WARNING)
def owner_without_assignment(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find roles that own an open channel without a written assignment.

    Why: who is not told what to reach does what comes up.
    Repair: write at `tasks` of the role what it does and decides.
    Told once, at the role. Owners of group chats are not asked.
    Source: A14.
    """
    owned: dict[str, list[Channel]] = {}
    for channel in accounts(book, "open"):
        owned.setdefault(channel.owner or "", []).append(channel)
    for identity, theirs in owned.items():
        if (role := book.role(identity)) and not role.tasks:
            facts = {"channel": theirs[0].id}
            yield Finding(kind, spot(role), facts, related=tuple(spot(each, "owner") for each in theirs))
