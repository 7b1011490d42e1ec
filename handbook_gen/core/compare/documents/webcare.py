"""How soon people hear from us and what we ask of the public: targets, house rules, words to start from."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.compare.binding import binds, holds, informs, public, team, visibility
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.parts import apart, texts
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges
from handbook_gen.core.compare.rules.wording import told
from handbook_gen.core.compare.spans import hours, respond
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import TEAM, Change
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Target

_SERVICE: Final = "service-hours"


def answering(target: Item, book: Handbook) -> frozenset[str]:
    """Give who must keep a reply target: the owners of the channels that name it, else the team."""
    identity = getattr(target, "id", "")
    channels = [
        channel
        for channel in book.policy.channels.channels
        if channel.replies and channel.replies.target == identity
    ]
    return frozenset(channel.owner or TEAM for channel in channels) or frozenset({TEAM})


def reply_time(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge a time within which people hear from us."""
    before, after = fact.pair.before, fact.pair.after
    service = any(isinstance(each, Target) and each.counted_in == _SERVICE for each in (before, after))
    yield from respond(fact, sides, answering, service=service)


def counted_in(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge in which hours a reply target counts: by the clock it goes on at night."""
    if fact.after == _SERVICE:
        yield binds("counted-in-service-hours", "looser", fact, sides, answering)
    else:
        yield binds("counted-in-clock-hours", "stricter", fact, sides, answering)


def house_rule(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what the public may not do on our channels."""
    if fact.before and fact.after:
        yield from binding(public, "prohibition")(fact, sides)
    else:
        yield from holds("house-rule-added", "house-rule-removed", public)(fact, sides)


_HOUSE_RULES: Final[Judge] = apart(
    {
        "welcome": informing.NOTE,
        "not_allowed": texts(house_rule),
        "removal": binding(public, ""),
        "blocking": binding(public, ""),
        "hours": hours(team),
        "personal_data": binding(team, ""),
        "complaints": informing.NOTE,
        "emergency": informing.CONTACT,
    }
)

JUDGES: Final[Judges] = {
    "target.name": informing.NAME,
    "target.first_reply": reply_time,
    "target.holding_reply": reply_time,
    "target.resolution": reply_time,
    "target.counted_in": counted_in,
    "target.because": informing.REASON,
    "webcare.house_rules": _HOUSE_RULES,
    "reply.name": informing.NAME,
    "reply.when": informing.NOTE,
    "reply.text": told("reply-text-changed"),
    "reply.profile": informs("item-changed"),
    "reply.approved_by": informing.OWNER,
    "reply.visibility": visibility,
    "reply.review_by": informing.REVIEW,
}
