"""The page for when it gets serious: who decides, within what time, and who stands in."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.webcare import Level
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import counting, levels
from handbook_gen.core.pictures import Edge, Node, drawing
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the levels."""
    ordered = levels(book)
    if not ordered:
        return
    boxes = [Node(level.id, _words(book, level, words), "level", f"#{level.id}") for level in ordered]
    arrows = [Edge(level.id, level.next) for level in ordered if level.next]
    yield Page(
        address=addresses.ESCALATION,
        template="escalation.html",
        title=words("escalation.title"),
        description=words("escalation.description"),
        tab="webcare",
        data={
            "levels": [_level(book, level) for level in ordered],
            "drawing": drawing(boxes, arrows, "right") if arrows else None,
            "crisis": bool((crisis := book.policy.webcare.crisis) and crisis.says),
        },
        entries=tuple(Entry(level.id, level.name.best(words.language)) for level in ordered),
    )


def _words(book: Handbook, level: Level, words: Words) -> str:
    owner = book.role(level.owner)
    within = words.duration(level.within) if level.within else ""
    return " · ".join(
        part for part in (named(level, words), named(owner, words) if owner else "", within) if part
    )


def _level(book: Handbook, level: Level) -> dict[str, object]:
    return {
        "level": level,
        "owner": (owner := book.role(level.owner)),
        "counting": counting(level, owner),
        "stand_in": book.role(level.stand_in),
        "inform": [role for i in level.inform if (role := book.role(i))],
        "next": book.get("level", level.next),
    }
