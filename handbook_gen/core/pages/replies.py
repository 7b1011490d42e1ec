"""What people outside get from us: within what time, in which words, and under which house rules."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.webcare import Target
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pictures import week
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the pages of reply texts, reply times and house rules."""
    webcare = book.policy.webcare
    if webcare.replies:
        yield _texts(book, words)
    if webcare.targets:
        yield _times(book, words)
    if webcare.house_rules and webcare.house_rules.says:
        yield Page(
            address=addresses.HOUSE_RULES,
            template="house-rules.html",
            title=words("house_rules.title"),
            description=words("house_rules.description"),
            tab="webcare",
            data={"house": webcare.house_rules},
        )


def _texts(book: Handbook, words: Words) -> Page:
    replies = book.policy.webcare.replies
    return Page(
        address=addresses.REPLIES,
        template="replies.html",
        title=words("replies.title"),
        description=words("replies.description"),
        tab="webcare",
        data={
            "replies": [
                (each, book.get("profile", each.profile), book.role(each.approved_by)) for each in replies
            ]
        },
        entries=tuple(Entry(each.id, named(each, words)) for each in replies),
    )


def _times(book: Handbook, words: Words) -> Page:
    targets = book.policy.webcare.targets
    channels = [c for c in book.policy.channels.channels if c.status in ("open", "paused") and c.replies]
    return Page(
        address=addresses.REPLY_TIMES,
        template="reply-times.html",
        title=words("reply_times.title"),
        description=words("reply_times.description"),
        tab="webcare",
        data={
            "parts": [
                (part, [(c, _target(book, c.replies.target if c.replies else None)) for c in some])
                for part, some in _sides(channels)
                if some
            ],
            "targets": [
                (target, [c for c in channels if c.replies and c.replies.target == target.id])
                for target in targets
            ],
            "weeks": {c.id: week(c.replies.hours.week()) for c in channels if c.replies and c.replies.hours},
            "zone": book.policy.settings.organisation.time_zone.replace("_", " "),
            "norm": book.policy.settings.norms.first_reply,
        },
        entries=tuple(Entry(target.id, named(target, words)) for target in targets),
    )


def _target(book: Handbook, identity: str | None) -> Target | None:
    target = book.get("target", identity)
    return target if isinstance(target, Target) else None


def _sides(channels: list[Channel]) -> tuple[tuple[str, list[Channel]], ...]:
    """Part the channels that the public reads from those that only colleagues read."""
    outside = [channel for channel in channels if channel.kind == "external"]
    return ("channels", outside), ("inside", [channel for channel in channels if channel not in outside])
