"""HB40n and HB41n, channels: goal, readiness, plan and reason; people and replies have their own families."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import told
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.roles import Audience
from handbook_gen.core.model.shape import fields
from handbook_gen.core.model.strategy import Objective
from handbook_gen.core.problems import Finding, Kind, Severity

# One platform that is known by two names.
_SAME_PLATFORM: Final = {"twitter": "x"}
_READINESS: Final = 8
"""How many things must be there before a channel opens."""


def channels(book: Handbook, *statuses: str) -> Iterator[Channel]:
    """Give the channels with one of some statuses, group chats among them."""
    return (channel for channel in book.policy.channels.channels if channel.status in statuses)


def accounts(book: Handbook, *statuses: str) -> Iterator[Channel]:
    """Give the channels that somebody logs in to for the organisation: all but group chats."""
    return (channel for channel in channels(book, *statuses) if channel.kind != "group-chat")


def answers(channel: Channel) -> bool:
    """Tell whether people can answer us here."""
    return bool(channel.replies and channel.replies.open)


@check("HB403", "channel-without-goal", Severity.ERROR)
def channel_without_goal(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels that serve no objective, or none that leads up to a business objective.

    Why: having an account is no strategy; without a goal the means becomes the goal.
    Repair: name an objective at `objectives`, and see that its `parent` leads to one of kind `business`. A
    chosen means that names the channel and an objective counts.
    An internal network is asked where there are objectives that it could serve, a group chat never: people
    work together there, and no strategy opened it. An objective that does not exist is told elsewhere, and so
    is a circle of objectives.
    Source: C12, A11, A54.
    """
    through = _through_means(book)
    known: dict[str, Objective | None] = {}
    for channel in _chosen(book, planned=bool(book.policy.strategy.objectives)):
        goals = [*channel.objectives, *(goal for ref in _refs(channel) for goal in through.get(ref, ()))]
        ends = [_top(book, goal, known) for goal in dict.fromkeys(goals)]
        if not goals:
            yield Finding(kind, spot(channel))
        elif all(end and end.kind != "business" for end in ends):
            last = next(end for end in ends if end)
            where = spot(channel, "objectives")
            yield Finding(kind, where, {"goal": last.id}, "no-business", related=(spot(last),))


def _chosen(book: Handbook, *, planned: bool) -> Iterator[Channel]:
    """Give the open channels that a strategy chose: the public ones, and if it is `planned` internal ones."""
    return (each for each in accounts(book, "open") if planned or each.kind == "external")


def _refs(channel: Channel) -> tuple[str, ...]:
    """Give the ids by which a means can name a channel."""
    return (channel.id, channel.platform, "all")


def _through_means(book: Handbook) -> Mapping[str, list[str]]:
    """Give for each channel or platform the objectives of the means that it is part of."""
    found: dict[str, list[str]] = {}
    for means in book.policy.strategy.means:
        for channel in means.channels if means.chosen and means.objective else ():
            found.setdefault(channel, []).append(means.objective or "")
    return found


def _top(book: Handbook, goal: str, known: dict[str, Objective | None]) -> Objective | None:
    """Follow an objective up; give where it ends, or None where it does not: in a circle, or a loose end."""
    path: dict[str, None] = {}
    end = None
    while (
        goal not in path and goal not in known and isinstance(item := book.get("objective", goal), Objective)
    ):
        path[goal] = None
        if item.kind == "business" or not item.parent:
            end = item
            break
        goal = item.parent
    end = end or known.get(goal)
    known |= dict.fromkeys(path, end)
    return end


@check("HB404", "channel-before-readiness", Severity.ERROR)
def channel_before_readiness(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels that are open while something is missing that comes before the choice of any channel.

    Why: only who knows what it is for, who answers for it and that the board stands behind it can choose a
    channel.
    Repair: answer the five questions at `readiness` in strategy.yml (of `value` both halves), name the
    `final_responsibility`, and record the `board` with its decision and date. Or set the channel to
    `planned`.
    An answer that is still to come (“TBD”) is none. An internal network is asked where some of the questions
    are answered, a group chat never. Dates are not compared: a channel may be older than the questions.
    Source: C13, A24–A29.
    """
    missing = tuple(_unready(book))
    variant = "nothing" if len(missing) == _READINESS else ""
    facts = {} if variant or not missing else {"missing": " ".join(missing)}
    for channel in _chosen(book, planned=bool(book.policy.strategy.readiness)) if missing else ():
        yield Finding(kind, spot(channel, "status"), facts, variant)


def _unready(book: Handbook) -> Iterator[str]:
    strategy = book.policy.strategy
    known = {each.id: each for each in strategy.readiness}
    for question in ("purpose", "problems", "value", "responsibility", "board"):
        given = known.get(question)
        if question == "value":
            yield from (
                f"ready-{half}" for half in ("internal", "external") if not told(getattr(given, half, None))
            )
        elif not (given and told(given.answer)):
            yield f"ready-{question}"
    if not strategy.final_responsibility:
        yield "ready-final-responsibility"
    if not (strategy.board and strategy.board.decision and strategy.board.date):
        yield "ready-board-decision"


def _publishing(book: Handbook) -> Iterator[Channel]:
    """Give the accounts where the organisation speaks: not where it only listens, or colleagues talk."""
    for channel in accounts(book, "open"):
        if channel.direction == "send" or (channel.kind == "external" and channel.direction == "both"):
            yield channel


@check("HB405", "no-rhythm", Severity.WARNING)
def no_rhythm(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels that are posted on without a plan of how often.

    Why: without a rhythm a channel falls silent, or takes more time than anybody wanted.
    Repair: say at `rhythm` how often at least and at most, such as `{at_least: 2, at_most: 5, per: week}`.
    Where you only listen or answer (`direction: receive`), in a group chat and where colleagues talk among
    themselves nobody plans posts.
    Source: C14, A15.
    """
    for channel in _publishing(book):
        rhythm = channel.rhythm
        if not rhythm or (rhythm.at_least is None and rhythm.at_most is None):
            yield Finding(kind, spot(channel))


@check("HB406", "no-devices", Severity.WARNING)
def no_devices(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels that are posted on without saying what people look at it on.

    Why: what is made for a desk is not read on a phone.
    Repair: name them at `devices`, such as `[mobile]`.
    Asked of the same channels as the rhythm.
    Source: C14, A67.
    """
    for channel in _publishing(book):
        if not channel.devices:
            yield Finding(kind, spot(channel))


@check("HB407", "no-channel-audience", Severity.WARNING)
def no_channel_audience(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels that are there for nobody in particular.

    Why: who speaks to everybody is heard by few.
    Repair: name the groups that the channel is for at `audiences`.
    Group chats are not asked: their members are their audience.
    Source: C14, A65, A66.
    """
    for channel in accounts(book, "open"):
        if not channel.audiences:
            yield Finding(kind, spot(channel))


@check("HB408", "no-ladder", Severity.WARNING)
def no_ladder(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find audiences outside that an open public channel is for, of which nobody says what they do online.

    Why: people who only read ask for other things than people who make something; the channel follows from
    that.
    Repair: fill in at least one rung at `groundswell`; an estimate will do, when `source` says so. Told once,
    at the audience. Groups inside, and roles that stand in as an audience, are not asked.
    Source: C14, A65.
    """
    served: dict[str, list[Channel]] = {}
    for channel in accounts(book, "open"):
        for identity in channel.audiences if channel.kind == "external" else ():
            served.setdefault(identity, []).append(channel)
    for identity, by in served.items():
        audience = book.get("audience", identity)
        if isinstance(audience, Audience) and audience.external and not _has_ladder(audience):
            yield Finding(kind, spot(audience), related=tuple(spot(each, "audiences") for each in by))


def _has_ladder(audience: Audience) -> bool:
    rungs = (
        [field.name for field in fields(type(audience.groundswell)) if field.unit]
        if audience.groundswell
        else []
    )
    return any(getattr(audience.groundswell, rung) is not None for rung in rungs)


@check("HB409", "no-channel-tone", Severity.WARNING)
def no_channel_tone(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open channels where we speak or answer, without a tone of voice.

    Why: several people write here; readers should hear one voice.
    Repair: name a profile of tone.yml at `tone`, such as `{profile: friendly}`.
    Group chats, listening posts and networks where colleagues talk among themselves are not asked.
    Source: C14.
    """
    speaking = {channel.id for channel in _publishing(book)}
    for channel in accounts(book, "open"):
        here = channel.id in speaking or (channel.kind == "external" and answers(channel))
        if here and not (channel.tone and channel.tone.profile):
            yield Finding(kind, spot(channel))


@check("HB410", "duplicate-channel", Severity.WARNING)
def duplicate_channel(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels that stand in the register twice: of one kind and name, on one platform.

    Why: one of the two will not be kept up, and then nobody knows which one is true.
    Repair: keep one, or give them names that tell them apart.
    Capitals and @ make no difference. Retired channels may keep their name.
    Source: A19.
    """
    first: dict[tuple[str, str, str], Channel] = {}
    for channel in channels(book, "planned", "open", "paused", "not-used"):
        platform = _SAME_PLATFORM.get(channel.platform, channel.platform)
        names = {" ".join(name.casefold().lstrip("@ ").split()) for _, name in channel.name.texts()}
        others = [first.setdefault((platform, channel.kind, name), channel) for name in sorted(names)]
        if twin := next((other for other in others if other is not channel), None):
            yield Finding(kind, spot(channel, "name"), {"other": twin.id}, related=(spot(twin, "name"),))


@check("HB413", "broadcast-only", Severity.WARNING)
def broadcast_only(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find open public channels that only send, or of which nobody says what happens with an answer.

    Why: on social media people talk back; who does not listen pays for a brochure.
    Repair: say at `replies` who may answer and when they hear back, with `direction: both`. If it is one-way
    on purpose, accept this finding with a waiver that says where people can turn.
    A channel where you listen and say that you do not answer (`open: false`) is no broadcast.
    Source: A03.
    """
    for channel in accounts(book, "open"):
        if channel.kind != "external" or answers(channel):
            continue
        if channel.direction == "send":
            yield Finding(kind, spot(channel, "direction"))
        elif channel.direction == "both" and not channel.replies:
            yield Finding(kind, spot(channel), variant="unanswered")


@check("HB416", "no-reason", Severity.WARNING)
def no_reason(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels, planned or open, of which nobody says why they are there.

    Why: a channel that is there because it can be costs time that something else needs.
    Repair: say at `because` what it serves and why this channel fits best.
    Whether it is a good reason is another check's question.
    Source: A61, C15.
    """
    for channel in channels(book, "planned", "open"):
        if not told(channel.because):
            yield Finding(kind, spot(channel))


@check("HB417", "rejected-without-reason", Severity.WARNING)
def rejected_without_reason(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels that are not used, without the reason or the day on which that is looked at again.

    Why: a choice without a reason is made again in every meeting; one without a date is never made again.
    Repair: say at `because` why not, and at `review_by` when you look again.
    Source: C16, A59.
    """
    for channel in channels(book, "not-used"):
        asked: Mapping[str, object] = {
            "rejected-reason": told(channel.because),
            "rejected-review": channel.review_by,
        }
        if missing := " ".join(key for key, given in asked.items() if not given):
            yield Finding(kind, spot(channel), {"missing": missing})
