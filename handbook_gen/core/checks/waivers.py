"""HB68n, waivers: a finding accepted on paper, by somebody, for a while; and which waiver accepts which."""

from collections.abc import Iterator

from handbook_gen.core.checks.check import afterwards, check
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.problems import READING, Finding, Kind, Severity, Spot

_FAMILY = "HB68"


def accepted(book: Handbook, finding: Finding) -> Waiver | None:
    """Give the waiver that accepts a finding, if there is one that is complete and has not expired."""
    if finding.kind.stops or finding.kind.code.startswith(_FAMILY):
        return None
    return next((each for _, each in _valid(book) if _meant(book, each, finding)), None)


@check("HB681", "incomplete-waiver", Severity.WARNING)
def incomplete_waiver(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find waivers without an owner or an end date; such a waiver accepts nothing.

    Why: who accepts a finding for ever, in nobody's name, has switched a check off.
    Repair: name the role that answers for it, and the day on which it is looked at again.
    Source: issue of findings, a waiver needs reason, owner and end date.
    """
    for index, waiver in enumerate(book.policy.settings.waivers):
        missing = " ".join(key for key in ("owner", "until") if getattr(waiver, key) is None)
        if missing:
            yield Finding(kind, _spot(index), {"code": waiver.check, "missing": missing})


@check("HB682", "expired-waiver", Severity.WARNING)
def expired_waiver(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find waivers whose last day has passed; what they accepted is told again.

    Why: the end date was the promise to look again.
    Repair: repair what was accepted, or decide anew and write down until when.
    Source: an expired waiver is itself a finding.
    """
    for index, waiver in enumerate(book.policy.settings.waivers):
        if waiver.until and waiver.until <= book.day:
            facts = {"code": waiver.check, "day": waiver.until.isoformat()}
            yield Finding(kind, _spot(index, "until"), facts)


@afterwards("HB683", "unused-waiver", Severity.WARNING)
def unused_waiver(book: Handbook, found: tuple[Finding, ...], kind: Kind) -> Iterator[Finding]:
    """Find waivers that accept nothing (any more).

    Why: it would hide the next finding of the kind, which nobody has looked at.
    Repair: take the waiver away; if it is meant for something else, correct `check` or `about`.
    Source: an unused waiver is itself a finding.
    """
    for index, waiver in _valid(book):
        if not any(_meant(book, waiver, finding) for finding in found):
            yield Finding(kind, _spot(index), {"code": waiver.check})


@check("HB684", "needless-waiver", Severity.WARNING)
def needless_waiver(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find waivers for what cannot be accepted: what keeps the handbook from being built, and waivers.

    Why: what cannot be read, a dangling reference or a secret cannot be agreed away.
    Repair: take the waiver away and repair the fault.
    """
    never = {each.code for each in READING}
    for index, waiver in enumerate(book.policy.settings.waivers):
        if waiver.check in never or waiver.check.startswith(_FAMILY):
            yield Finding(kind, _spot(index, "check"), {"code": waiver.check})


def _valid(book: Handbook) -> Iterator[tuple[int, Waiver]]:
    """Give the waivers that are complete and have not expired, with their number."""
    for index, waiver in enumerate(book.policy.settings.waivers):
        if waiver.owner and waiver.until and waiver.until > book.day:
            yield index, waiver


def _meant(book: Handbook, waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a waiver is about a finding: about its item, its topic, or the whole policy."""
    if waiver.check != finding.kind.code:
        return False
    return waiver.about in (None, finding.spot.id, book.topic_of.get(finding.spot.id))


def _spot(index: int, *path: str | int) -> Spot:
    return Spot("settings", "", ("waivers", index, *path))
