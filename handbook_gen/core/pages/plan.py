"""From goal to adjustment in seven steps, and the case for all of it on one sheet."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words

_STEPS: Final = ("objectives", "audiences", "channels", "devices", "concept", "work", "measure")


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the step plan and the pitch."""
    strategy = book.policy.strategy
    if strategy.objectives or strategy.adjustments:
        yield _steps(book, words)
    if strategy.pitch:
        final = strategy.final_responsibility
        yield Page(
            address=addresses.PITCH,
            template="pitch.html",
            title=words("pitch.title"),
            description=words("pitch.description"),
            tab="strategy",
            data={
                "pitch": strategy.pitch,
                "responsible": book.role(final.role) if final else None,
                "objectives": [o for o in strategy.objectives if o.kind == "business"],
            },
        )


def _steps(book: Handbook, words: Words) -> Page:
    strategy, channels = book.policy.strategy, book.policy.channels.channels
    used = [channel for channel in channels if channel.status in ("open", "paused", "planned")]
    return Page(
        address=addresses.STEPS,
        template="steps.html",
        title=words("steps.title"),
        description=words("steps.description"),
        tab="strategy",
        data={
            "objectives": [o for o in strategy.objectives if o.kind == "channel"] or strategy.objectives,
            "audiences": [a for a in book.policy.roles.audiences if a.groundswell],
            "used": used,
            "measured": bool(strategy.objectives),
            "rhythms": [c for c in used if c.rhythm and (c.rhythm.at_least or c.rhythm.at_most is not None)],
            "refused": [channel for channel in channels if channel.status in ("not-used", "retired")],
            "devices": sorted({device for channel in used for device in channel.devices}),
            "concept": strategy.concept,
            "adjustments": sorted(strategy.adjustments, key=lambda each: each.date, reverse=True),
        },
        entries=(
            *(Entry(step, words(f"steps.{step}.title")) for step in _STEPS),
            *([Entry("adjustments", words("steps.adjustments"))] if strategy.adjustments else []),
        ),
    )
