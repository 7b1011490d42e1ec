"""HB611–HB613, governance: who must agree, on what ground staff are watched, and who confirms having read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import Acknowledgement, Approval
from handbook_gen.core.model.roles import Audience
from handbook_gen.core.model.rules import Basis, Rule
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_MOST_RELATED: Final = 4
_STAFF: Final = ("monitoring", "staff-data")
_FORBIDS: Final = ("must-not", "should-not")
_OBLIGES: Final = ("must", "must-not")
_CONSENT: Final = ("consent", "instemming")
# A council may be called otherwise by law: where a body consents, staff are represented.
_COUNCILS: Final = ("works-council", "body")
_NETHERLANDS: Final = "NL"
# Topics that are about nothing else, by the name they have in the field.
_ABOUT_STAFF: Final = ("employee-monitoring", "sanctions")
_LOOKED_AT: Final = (
    r"(?:account|profiel|profile|telefoon|phone|laptop|apparaat|device|e-?mail|bericht|post|messag)"
)
_LOOKED_AT_OF: Final = (
    r"(?:medewerker|personeel|werknemer|sollicitant|collega"
    r"|staff|employee|associate|colleague|crew|applicant)"
)
_WATCHES: Final = re.compile(
    r"\b(?:monitort?|monitoren|controleert?|controleren|doorzoekt?|doorzoeken|volgt|volgen|screent|screenen"
    r"|bekijkt|bekijken|monitors?|tracks?|search(?:es)?|screens?|checks?|looks? at|reviews?|inspects?)\b"
    rf"[^.;]{{0,80}}?\b(?:(?:priv[eé]|persoonlijke|personal|private)[ -]?{_LOOKED_AT}"
    rf"|{_LOOKED_AT}\w*\s+(?:van|of)\s+(?:\w+\s+){{0,2}}{_LOOKED_AT_OF}"
    rf"|{_LOOKED_AT_OF}\w*[’']?s?\s+(?:\w+\s+)?{_LOOKED_AT})",
    re.IGNORECASE,
)
"""Somebody goes through what staff have or write; “asks staff about their accounts” is another thing."""
_DENIED: Final = re.compile(r"\b(?:niet|geen|nooit|not|no|never)\b", re.IGNORECASE)
# Who is no person inside, and cannot confirm having read.
_NOBODY: Final = ("public", "employer", "body")


@check("HB611", "approval-not-arranged", Severity.ERROR)
def approval_not_arranged(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that touch monitoring, data of staff or sanctions, to which nobody has to agree.

    Why: such a rule weighs on people who cannot refuse it, and may be void without the consent of those who
    speak for them; also a promise not to monitor is an arrangement about monitoring.
    Repair: add to `approvals` who agrees to it. A Dutch works council gives consent (`decision: consent`)
    where staff are monitored or their data are used: article 27 of the Wet op de ondernemingsraden.
    Not asked: policies without such rules; consent of a works council where `roles` knows none, for small
    employers have none (HB612 asks for it there).
    Source: C23.
    """
    concerned, arranged = _by_touch(book), _arranged(book)
    silent = [touch for touch in _unconsented(book, concerned) if _has_council(book)]
    if silent:
        yield _for_all(kind, concerned, silent, "council")
    nobody = [touch for touch in concerned if touch not in arranged and touch not in silent]
    if nobody:
        yield _for_all(kind, concerned, nobody, "")


@check("HB612", "staff-data-without-basis", Severity.WARNING)
def staff_data_without_basis(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that use data of staff without saying on what ground, for how long, and how staff are told.

    Why: without a ground, an end and a notice the organisation may not use the data, and cannot lean on them
    when it comes to a conflict.
    Repair: fill in `basis` with `law`, `retention` and `notice`; let somebody who knows look at it.
    Not asked: a prohibition without exceptions, under which nothing is recorded; of sanctions only the law;
    rules that do not say what they touch, but for what an employer does in a topic about nothing else, or
    where it goes through accounts or messages of staff in so many words.
    Source: C24.
    """
    for rule in book.published:
        if rule.modality in _FORBIDS and not rule.exceptions:
            continue
        if missing := _without_basis(rule):
            yield Finding(
                kind, spot(rule, "basis" if rule.basis else "touches"), {"missing": " ".join(missing)}
            )
        if not rule.touches and rule.binds == "employer" and rule.modality not in _FORBIDS:
            if book.topic_of[rule.id] in _ABOUT_STAFF:
                yield Finding(kind, spot(rule), {}, "untouched")
            elif _watches(book, rule):
                yield Finding(kind, spot(rule, "statement"), {}, "watches")
    concerned, arranged = _by_touch(book), _arranged(book)
    alone = [touch for touch in _unconsented(book, concerned) if touch in arranged]
    if alone and not _has_council(book):
        yield _for_all(kind, concerned, alone, "council")


@check("HB613", "acknowledgement-gap", Severity.WARNING)
def acknowledgement_gap(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find groups that must keep rules, and of whom nobody asks whether they have read them.

    Why: a rule that somebody never saw prevents nothing, and holds up badly when it matters.
    Repair: add the group to `acknowledgement` in handbook.yml, with how they confirm and how often.
    Not asked: advice and permissions; duties of the employer; the public, and boards and councils as a body;
    a group of whom every role is asked as part of another group.
    Source: C25, A22.
    """
    settings = book.policy.settings
    bound = _bound(book)
    if not settings.acknowledgement:
        if bound:
            yield Finding(kind, spot(settings), {}, "none")
        return
    for number, each in enumerate(settings.acknowledgement):
        if missing := _vague(each):
            where = spot(settings, "acknowledgement", number)
            yield Finding(kind, where, {"id": each.audience, "missing": missing}, "incomplete")
    asked = {role for each in settings.acknowledgement for role in _roles(book, each.audience)}
    for group, rules in bound.items():
        roles = _roles(book, group)
        if left := [role for role in roles if not asked & _also(book, role)]:
            item = book.get("audience", group) or book.role(group)
            where = spot(item) if item else spot(settings, "acknowledgement")
            facts = {"id": group, "known": ", ".join(left[:_MOST_RELATED])}
            related = tuple(spot(rule) for rule in rules[:_MOST_RELATED])
            yield Finding(kind, where, facts, "part" if len(left) < len(roles) else "", related)


def _watches(book: Handbook, rule: Rule) -> bool:
    """Tell whether a rule has the employer go through what staff have or write, by its own words."""
    said = [text for each in book.languages if (text := rule.statement.said(each))]
    return any(_WATCHES.search(text) and not _DENIED.search(text) for text in said)


def _by_touch(book: Handbook) -> Mapping[str, list[Spot]]:
    """Give what published rules touch, and where they say so."""
    found: dict[str, list[Spot]] = {}
    for rule in book.published:
        for number, touch in enumerate(rule.touches):
            found.setdefault(touch, []).append(spot(rule, "touches", number))
    return found


def _for_all(
    kind: Kind, concerned: Mapping[str, list[Spot]], touches: Iterable[str], variant: str
) -> Finding:
    """Tell something of all rules that touch something once: at the first, with the next few beside it."""
    spots: dict[str, Spot] = {}
    for touch in touches:
        for each in concerned[touch]:
            spots.setdefault(each.id, each)
    first, *others = spots.values()
    facts = {"missing": " ".join(f"touch-{touch}" for touch in touches), "known": ", ".join(touches)}
    return Finding(kind, first, facts, variant, tuple(others[:_MOST_RELATED]))


def _arranged(book: Handbook) -> frozenset[str]:
    """Give what somebody has to agree to."""
    return frozenset(touch for approval in book.policy.settings.approvals for touch in approval.when)


def _has_council(book: Handbook) -> bool:
    return any(role.kind == "works-council" for role in book.policy.roles.roles)


def _unconsented(book: Handbook, concerned: Mapping[str, list[Spot]]) -> list[str]:
    """Give what rules of a Dutch employer touch without the consent of those who speak for staff."""
    settings = book.policy.settings
    if _NETHERLANDS not in (each.upper() for each in settings.organisation.jurisdictions):
        return []
    given = {t for each in settings.approvals if _consents(book, each) for t in each.when}
    return [touch for touch in _STAFF if touch in concerned and touch not in given]


def _consents(book: Handbook, approval: Approval) -> bool:
    role = book.role(approval.by)
    return role is None or (role.kind in _COUNCILS and approval.decision in _CONSENT)


def _without_basis(rule: Rule) -> list[str]:
    """Name what a rule that touches staff does not say; any law that it cites counts as its ground."""
    basis = rule.basis or Basis()
    used = any(touch in _STAFF for touch in rule.touches)
    asked = {
        "ground": rule.touches and not (basis.law or rule.law),
        "retention": used and not basis.retention,
        "notice": used and not basis.notice,
    }
    return [key for key, lacking in asked.items() if lacking]


def _bound(book: Handbook) -> Mapping[str, list[Rule]]:
    """Give each group of people inside that must keep rules, with those rules."""
    found: dict[str, list[Rule]] = {}
    for rule in book.published:
        if rule.modality in _OBLIGES and rule.binds in ("employee", "team"):
            for group in rule.audience:
                found.setdefault(group, []).append(rule)
    return {group: rules for group, rules in found.items() if _roles(book, group)}


def _roles(book: Handbook, group: str) -> tuple[str, ...]:
    """Give the roles of people inside that a group, a role or `all` stands for."""
    item = book.get("audience", group)
    named: Iterable[str] = (group,)
    if isinstance(item, Audience):
        named = () if item.external else item.roles
    elif group == "all":
        named = (role.id for role in book.policy.roles.roles)
    known = (role for each in named if (role := book.role(each)))
    return tuple(role.id for role in known if role.kind not in _NOBODY)


def _also(book: Handbook, identity: str) -> frozenset[str]:
    """Give a role and all that it includes, directly or not: it is asked where one of them is."""
    found, waiting = {identity}, [identity]
    while waiting:
        role = book.role(waiting.pop())
        new = {*role.includes} - found if role else set()
        found |= new
        waiting += new
    return frozenset(found)


def _vague(asked: Acknowledgement) -> str:
    """Name what an acknowledgement does not say: how, and how often or after what."""
    missing = ["method"] * (not asked.method) + ["interval"] * (not asked.every and not asked.after)
    return " ".join(missing)
