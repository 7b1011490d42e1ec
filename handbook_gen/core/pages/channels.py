"""The register of channels: those we use, and beside them those we do not use and why."""

from collections.abc import Iterator
from typing import Any, Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import groups
from handbook_gen.core.pictures import Dots, dots
from handbook_gen.core.words import Words

_STATUSES: Final = ("open", "paused", "planned", "not-used", "retired")
_USED: Final = ("open", "paused", "planned")


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of channels."""
    channels = book.policy.channels.channels
    if not channels:
        return
    by_status = [(status, [_card(book, c) for c in channels if c.status == status]) for status in _STATUSES]
    shown = [(status, cards) for status, cards in by_status if cards]
    used = [channel for channel in channels if channel.status in _USED]
    rhythms = [(channel, drawn) for channel in used if (drawn := _rhythm(channel))]
    yield Page(
        address=addresses.CHANNELS,
        template="channels.html",
        title=words("channels.title"),
        description=words("channels.description"),
        tab="channels",
        data={"groups": shown, "rhythms": rhythms},
        entries=(
            *[Entry("_rhythm", words("small.rhythm.title"))] * bool(rhythms),
            *(
                Entry(
                    f"_{status}",
                    words(f"channel.status.{status}.title"),
                    tuple(
                        Entry(card["channel"].id, card["channel"].called(words.language)) for card in cards
                    ),
                )
                for status, cards in shown
            ),
        ),
    )


def _rhythm(channel: Channel) -> Dots | None:
    """Draw how often a channel is used, where the policy says so."""
    rhythm = channel.rhythm
    if not rhythm or not (rhythm.at_least or rhythm.at_most):
        return None
    return dots(rhythm.at_least or 0, rhythm.at_most or rhythm.at_least or 0)


def _card(book: Handbook, channel: Channel) -> dict[str, Any]:
    replies = channel.replies
    return {
        "channel": channel,
        "owner": book.role(channel.owner),
        "objectives": [o for i in channel.objectives if (o := book.get("objective", i))],
        "audiences": groups(book, channel.audiences),
        "profile": book.get("profile", channel.tone.profile if channel.tone else None),
        "content": book.role(channel.content),
        "target": book.get("target", replies.target if replies else None),
        "holders": [
            role for i in (channel.custody.holders if channel.custody else ()) if (role := book.role(i))
        ],
    }
