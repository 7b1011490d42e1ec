"""Channels: whether they are in use, how their keys are kept, how often we post and whether we answer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import wraps
from typing import Any, Final

from handbook_gen.core.compare import other
from handbook_gen.core.compare.binding import binds, holds, informs, ladder, visibility
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.parts import apart, listed
from handbook_gen.core.compare.documents.rhythm import rhythm
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import Judge, Judges, Whole, changed, for_whom
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.spans import hours, respond
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import TEAM, Change
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Target

_THERE: Final = ("open", "paused")
_PLANNED, _REFUSED = "planned", "not-used"
_TIMES: Final = ("first_reply", "holding_reply", "resolution")
_COMPARED: Final = ("response-time-shortened", "response-time-lengthened")
"""What times that are alike are told as, where some of them are new or gone."""
_LADDER: Final = (None, "none", "text-message", "two-step-pin", "authenticator-app", "security-key")


def posting(item: Item, _: Handbook) -> frozenset[str]:
    """Give who decides what is posted on a channel, else who owns it."""
    return frozenset({getattr(item, "content", None) or getattr(item, "owner", None) or TEAM})


def answering(item: Item, _: Handbook) -> frozenset[str]:
    """Give who answers for replies on a channel."""
    return frozenset({getattr(item, "owner", None) or TEAM})


def keeping(item: Item, book: Handbook) -> frozenset[str]:
    """Give who holds the keys of a channel."""
    custody = item.custody if isinstance(item, Channel) else None
    return frozenset(custody.holders) if custody and custody.holders else answering(item, book)


def there(item: Item | None) -> bool:
    """Tell whether a channel is in use; what is planned or closed binds nobody."""
    return isinstance(item, Channel) and item.status in _THERE


def in_use(judge: Judge) -> Judge:
    """Make a judge that calls nothing stricter or looser on a channel that is not in use before and after."""

    @wraps(judge)
    def judging(fact: Fact, sides: Sides) -> Iterator[Change]:
        used = there(fact.pair.before) and there(fact.pair.after)
        for change in judge(fact, sides):
            bare = replace(change, level="administrative", stricter_for=frozenset(), looser_for=frozenset())
            yield change if used or change.level in ("administrative", "editorial") else bare

    return judging


def status(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge whether a channel is opened, paused, closed, planned or refused."""
    kind, level = _turn(fact.before, fact.after)
    yield _attached(kind, level, fact.pair, sides, before=fact.before, after=fact.after)


def whole(pair: Pair, sides: Sides) -> Iterator[Change]:
    """Judge a channel that is new in the register, or gone from it."""
    kind, level = _turn(getattr(pair.before, "status", None), getattr(pair.after, "status", None))
    yield _attached(kind, level, pair, sides, before=pair.before, after=pair.after)


def key_holder(fact: Fact, _: Sides) -> Iterator[Change]:
    """Judge who holds the keys: who no longer may must hand them over."""
    added = fact.before is None
    kind = "key-holder-added" if added else "key-holder-removed"
    level: Effect = "looser" if added else "stricter"
    yield changed(kind, level, fact, **for_whom(level, frozenset({fact.after or fact.before})))


def authentication(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge how the keys are guarded; that nothing is said is no more than nothing."""
    if {fact.before, fact.after} == {None, "none"}:
        yield changed("item-changed", "administrative", fact)
    else:
        up, down = "authentication-strengthened", "authentication-weakened"
        yield from ladder(up, down, _LADDER, keeping)(fact, sides)


def profile(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Leave open what another profile does: its traits are words."""
    if fact.before and fact.after:
        yield changed("profile-changed", "undecided", fact)
    else:
        yield binds("profile-changed", "stricter" if fact.after else "looser", fact, sides, posting)


def target(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge that a channel keeps another reply target, by the times of both; those alike are one fact."""
    old, new = sides.before.get("target", fact.before), sides.after.get("target", fact.after)
    if not isinstance(old, Target) and not isinstance(new, Target):
        yield changed("item-changed", "administrative", fact)
        return
    service = "service-hours" in {getattr(each, "counted_in", "") for each in (old, new)}
    found: defaultdict[Effect, dict[str, Change]] = defaultdict(dict)
    for field in _TIMES:
        times = (getattr(each, field, None) for each in (old, new))
        inner = Fact(fact.pair, fact.key, *times)
        for change in (
            respond(inner, sides, answering, service=service) if inner.before != inner.after else ()
        ):
            found[change.level][field] = change
    for by_field in found.values():
        kinds = {change.kind.name: change for change in by_field.values()}
        one = next((kinds[name] for name in _COMPARED if name in kinds), next(iter(kinds.values())))
        yield replace(one, before=fact.before, after=fact.after, facts={"times": ", ".join(by_field)})
    if not found:
        yield changed("item-changed", "administrative", fact)


def _turn(before: str | None, after: str | None) -> tuple[str, Effect]:
    """Name what a status becomes, and what it does to those who answer and post."""
    was, now = (each in _THERE for each in (before, after))
    if was != now:
        return ("channel-opened", "stricter") if now else ("channel-closed", "looser")
    if now:
        return ("channel-resumed", "stricter") if after == "open" else ("channel-paused", "looser")
    if _REFUSED in (before, after):
        kind = "channel-rejected" if after == _REFUSED else "channel-reconsidered"
    elif _PLANNED in (before, after):
        kind = "channel-planned" if after == _PLANNED else "channel-unplanned"
    else:
        kind = "item-added" if before is None else "item-removed"
    return kind, "administrative"


def _attached(kind: str, level: Effect, pair: Pair, sides: Sides, **told: Any) -> Change:
    """Make a change of status: it binds where answers or a rhythm are asked, else it only informs."""
    item, book = (pair.after, sides.after) if level == "stricter" else (pair.before, sides.before)
    whom: frozenset[str] = frozenset()
    if level != "administrative" and isinstance(item, Channel):
        if item.replies and item.replies.open:
            whom |= answering(item, book)
        if item.rhythm and item.rhythm.at_least:
            whom |= posting(item, book)
    where = pair.spot("status") if pair.before and pair.after else pair.spot()
    said: Effect = level if whom else "administrative"
    return Change(KINDS[kind], said, where, **for_whom(said, whom), **told)


def where(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell another platform or kind of a channel: where rules name those, others may hold on it now."""
    identity = fact.pair.spot().id
    ways = (fact.before, fact.after)
    rules = (rule for book in (sides.before, sides.after) for rule in book.published)
    felt = any(
        rule.reach in ways or (set(ways) & set(rule.channels) and identity not in rule.channels)
        for rule in rules
    )
    yield changed("item-changed", "undecided" if felt else "administrative", fact)


_ADDRESSED: Final = "form-of-address-changed"
address: Final = holds(_ADDRESSED, _ADDRESSED, posting, _ADDRESSED)
"""Judge how people are addressed, je or u: whoever writes as before now does so wrongly."""
_KEPT: Final = holds("item-changed", "item-changed", keeping, changing="item-changed")
# Where people can answer us, somebody must answer them.
_ANSWERABLE: Final = holds("replies-opened", "replies-closed", answering)
_CUSTODY: Final[Judge] = apart(
    {
        "holders": listed(in_use(key_holder)),
        "store": in_use(_KEPT),
        "recovery": in_use(binding(keeping)),
        "authentication": in_use(authentication),
        "leavers": in_use(binding(keeping)),
    }
)
_REPLIES: Final[Judge] = apart(
    {
        "open": in_use(_ANSWERABLE),
        "hours": in_use(hours(answering)),
        "outside_hours": in_use(binding(answering)),
        "target": in_use(target),
    }
)

JUDGES: Final[Judges] = {
    "channel.name": informing.NAME,
    "channel.platform": in_use(where),
    "channel.kind": in_use(where),
    "channel.status": status,
    "channel.because": informing.REASON,
    "channel.characteristics": informing.NOTE,
    "channel.objectives": informing.LINKS,
    "channel.audiences": informing.LINKS,
    "channel.owner": informing.OWNER,
    "channel.content": informing.OWNER,
    "channel.custody": _CUSTODY,
    "channel.devices": informing.LINKS,
    "channel.rhythm": in_use(rhythm(posting)),
    "channel.tone": apart({"profile": in_use(profile), "address": in_use(address)}),
    "channel.replies": _REPLIES,
    "channel.cost": informing.NOTE,
    "channel.expected_return": informing.NOTE,
    "channel.paid": informs("item-changed", "advertising-started", "advertising-stopped"),
    "channel.visibility": visibility,
    "channel.opened": other.field,
    "channel.review_by": informing.REVIEW,
    "channel.retirement": informing.NOTE,
}
WHOLES: Final[dict[str, Whole]] = {"channel": whole}
