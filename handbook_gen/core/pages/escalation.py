"""The page for when it gets serious: who decides, within what time, and who stands in."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.webcare import Level
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import named
from handbook_gen.core.pictures import Edge, Node, drawing
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the levels."""
    levels = _in_order(book.policy.webcare.escalation)
    if not levels:
        return
    boxes = [Node(level.id, _words(book, level, words), "level", f"#{level.id}") for level in levels]
    arrows = [Edge(level.id, level.next) for level in levels if level.next]
    yield Page(
        address=addresses.ESCALATION,
        template="escalation.html",
        title=words("escalation.title"),
        description=words("escalation.description"),
        tab="webcare",
        data={
            "levels": [_level(book, level) for level in levels],
            "drawing": drawing(boxes, arrows, "right") if arrows else None,
            "crisis": bool((crisis := book.policy.webcare.crisis) and crisis.says),
        },
        entries=tuple(Entry(level.id, level.name.best(words.language)) for level in levels),
    )


def _words(book: Handbook, level: Level, words: Words) -> str:
    owner = book.role(level.owner)
    within = words.duration(level.within) if level.within else ""
    return " · ".join(
        part for part in (named(level, words), named(owner, words) if owner else "", within) if part
    )


def _in_order(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """Order levels by what each names as the next, from those that nobody names."""
    by_id = {level.id: level for level in levels}
    named_next = {level.next for level in levels}
    ordered: dict[str, Level] = {}
    for start in [level for level in levels if level.id not in named_next] or list(levels):
        step: Level | None = start
        while step and step.id not in ordered:
            ordered[step.id] = step
            step = by_id.get(step.next or "")
    return tuple({**ordered, **by_id}[identity] for identity in {**ordered, **by_id})


def _level(book: Handbook, level: Level) -> dict[str, object]:
    return {
        "level": level,
        "owner": book.role(level.owner),
        "stand_in": book.role(level.stand_in),
        "inform": [role for i in level.inform if (role := book.role(i))],
        "next": book.get("level", level.next),
    }
