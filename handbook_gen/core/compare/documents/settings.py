"""The handbook itself: norms, who must agree, read and learn, what is accepted, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.compare import other
from handbook_gen.core.compare.binding import Whom, employer, holds, informs, least, team, turns, widened
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.parts import apart, listed, members
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges, changed
from handbook_gen.core.compare.spans import every, last_day, within
from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Acknowledgement, Approval, Training, Waiver
from handbook_gen.core.model.types import Item


def address(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell that the handbook moves: every permanent address begins with where it stands."""
    if fact.before:
        yield changed("permanent-address-lost", "administrative", fact)
    else:
        yield from other.field(fact, sides)


def language(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell in which languages the handbook is published; the first is the one that counts."""
    for inner in members(fact):
        kind = "language-added" if inner.before is None else "language-removed"
        yield changed(kind, "administrative", inner)
    if fact.before[0] != fact.after[0] and set(fact.before) == set(fact.after):
        yield changed("order-changed", "administrative", fact)


def approval(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge who must agree, and with what: the employer may do less without them."""
    yield from _binding(fact, sides, _APPROVALS, {"when": _WHEN, "note": informing.NOTE}, employer)


def acknowledgement(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge who must confirm having read, how often and after what."""
    whom = _reached(fact)
    judges = {
        "after": widened(*_READING, whom),
        "every": every(*_READING, whom),
        "method": binding(whom, ""),
    }
    yield from _binding(fact, sides, ("acknowledgement-added", "acknowledgement-removed"), judges, whom)


def training(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what an audience must learn, and before what."""
    whom = _reached(fact)
    judges = {"subject": binding(whom)}
    yield from _binding(fact, sides, ("training-added", "training-removed"), judges, whom)


def shown(fact: Fact, _: Sides) -> Iterator[Change]:
    """Judge what an edition shows: somebody must say whether that may be seen, or need not be."""
    if set(fact.after) == set(fact.before):
        yield changed("order-changed", "editorial", fact)
    if gained := tuple(each for each in fact.after if each not in fact.before):
        yield changed("edition-widened", "undecided", fact, before=None, after=gained)
    if lost := tuple(each for each in fact.before if each not in fact.after):
        yield changed("edition-narrowed", "undecided", fact, before=lost, after=None)


def time_zone(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge that all service hours are meant in another zone."""
    yield turns("time-zone-changed", fact, sides, team)


def look(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that the handbook looks otherwise, and says the same."""
    yield changed("item-changed", "editorial", fact)


def member(judges: Mapping[str, Judge], added: str = "entry-added", removed: str = "entry-removed") -> Judge:
    """Make a judge of a member of a list that binds nobody by being there."""
    whole = informs("item-changed", added, removed)

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        there = fact.before is not None and fact.after is not None
        yield from (apart(judges) if there else whole)(fact, sides)

    return judge


def _binding(
    fact: Fact, sides: Sides, kinds: tuple[str, str], judges: Mapping[str, Judge], whom: Whom
) -> Iterator[Change]:
    """Judge a member of a list that binds by being there, else by its fields."""
    there = fact.before is not None and fact.after is not None
    yield from (apart(judges) if there else holds(*kinds, whom))(fact, sides)


def _reached(fact: Fact) -> Whom:
    """Give whom the audience of a member reaches."""
    audience = (fact.after or fact.before).audience

    def whom(item: Item, book: Handbook) -> frozenset[str]:
        return reaching(book)((audience,)) or team(item, book)

    return whom


def _approved(each: Approval) -> tuple[str, str]:
    return each.by, each.decision


def _learnt(each: Training) -> tuple[str, str]:
    return each.audience, each.before or ""


def _read(each: Acknowledgement) -> str:
    return each.audience


def _accepted(each: Waiver) -> tuple[str, str]:
    return each.check, each.about or ""


_APPROVALS: Final = ("approval-added", "approval-removed")
_READING: Final = ("acknowledgement-tightened", "acknowledgement-relaxed")
_WHEN: Final = widened("approval-widened", "approval-narrowed", employer)
_NORMS: Final[Judge] = apart(
    {
        "first_reply": within(team),
        "notice": every("notice-lengthened", "notice-shortened", employer, longer_is="stricter"),
        "review_every": every("reviewed-more-often", "reviewed-less-often", team),
        "grace": every("grace-shortened", "grace-lengthened", team),
        "administrators": least("administrators-raised", "administrators-lowered", team),
    }
)
_UNTIL: Final = last_day("waiver-extended", "waiver-ended")
_WAIVER: Final = member(
    {"reason": informing.REASON, "owner": informing.OWNER, "until": _UNTIL}, "waiver-added", "waiver-removed"
)
_EDITION: Final = member({"name": informing.NAME, "shows": shown})
_WORD: Final = member({"name": informing.NAME})
_LISTED: Final = informs("item-changed", "entry-added", "entry-removed")

JUDGES: Final[Judges] = {
    "settings.organisation": apart(
        {"name": informing.NAME, "time_zone": time_zone, "jurisdictions": informing.LINKS}
    ),
    "settings.languages": language,
    "settings.address": address,
    "settings.corrections": apart({"mail": informing.CONTACT, "issues": informing.CONTACT}),
    "settings.ask": informing.CONTACT,
    "settings.norms": _NORMS,
    "settings.look": look,
    "settings.editions": listed(_EDITION, lambda each: each.id),
    "settings.approvals": listed(approval, _approved),
    "settings.acknowledgement": listed(acknowledgement, _read),
    "settings.training": listed(training, _learnt),
    "settings.waivers": listed(_WAIVER, _accepted),
    "settings.decisions": listed(_LISTED),
    "settings.words": listed(_WORD, lambda each: each.word),
    "settings.signposts": listed(_LISTED),
    "settings.review_by": informing.REVIEW,
}
