"""Which role meets which topic, which channel serves which goal: matrices that link, and their holes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Modality, Rule, Topic
from handbook_gen.core.model.strategy import Objective
from handbook_gen.core.model.types import Item
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import role_sections, topics
from handbook_gen.core.pictures import Grid, Heading, Mark, grid
from handbook_gen.core.words import Words

_USED: Final = ("planned", "open", "paused")
# Whom no rule for people can reach.
_NOBODY: Final = ("employer", "public", "body")
# What weighs most colours a cell of the matrix.
_WEIGHT: Final[tuple[Modality, ...]] = ("must-not", "must", "should-not", "should", "may")


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a role meets a topic: how many rules, the weightiest modality, and where they stand."""

    topic: Topic
    number: int
    weight: Modality
    to: str


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that nothing reaches or serves: what is missing, and where."""

    kind: str
    items: tuple[Item, ...]


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the matrices, where there is anything to draw."""
    rows = [(role, _meetings(book, role)) for role in book.policy.roles.roles if book.rules_for(role.id)]
    served = _served(book)
    if not rows and not served:
        return
    met = {meeting.weight for _, meetings in rows for meeting in meetings}
    parts = {"rules": bool(rows), "goals": bool(served)}
    yield Page(
        address=addresses.COVERAGE,
        template="coverage.html",
        title=words("coverage.title"),
        description=words("coverage.description"),
        tab="about",
        wide=True,
        data={
            "grid": _grid(book, rows, words) if rows else None,
            "weights": [weight for weight in _WEIGHT if weight in met],
            "rows": rows,
            "goals": _goals(book, served, words) if served else None,
            "served": served,
            "holes": {part: _holes(book, part) for part in parts},
        },
        entries=tuple(Entry(part, words(f"coverage.{part}")) for part, there in parts.items() if there),
    )


def _served(book: Handbook) -> list[tuple[Objective, list[Channel]]]:
    """Give each goal for a channel, with the channels that serve it."""
    using = [c for c in book.policy.channels.channels if c.status in _USED]
    return [
        (goal, [channel for channel in using if goal.id in channel.objectives])
        for goal in book.policy.strategy.objectives
        if goal.kind == "channel" or any(goal.id in channel.objectives for channel in using)
    ]


def _goals(book: Handbook, served: list[tuple[Objective, list[Channel]]], words: Words) -> Grid:
    columns = [channel for channel in book.policy.channels.channels if channel.status in _USED]
    place = {channel.id: number for number, channel in enumerate(columns)}

    def called(item: Objective | Channel) -> str:
        return item.called(words.language) if isinstance(item, Channel) else named(item, words)

    def heading(item: Objective | Channel) -> Heading:
        return Heading(called(item), addresses.address(book, item.noun, item.id))

    marks = [
        Mark(
            row,
            place[channel.id],
            "●",
            f"{called(goal)} · {called(channel)}",
            "may",
            addresses.address(book, "channel", channel.id),
        )
        for row, (goal, channels) in enumerate(served)
        for channel in channels
    ]
    return grid([heading(goal) for goal, _ in served], [heading(channel) for channel in columns], marks)


def _holes(book: Handbook, part: str) -> list[Hole]:
    """Name what stands empty: in the matrix of rules, or in that of goals."""
    strategy, channels = book.policy.strategy, book.policy.channels.channels
    found: dict[str, list[Item]] = {}
    if part == "rules":
        inside = (role for role in book.policy.roles.roles if role.kind not in _NOBODY)
        found["roles"] = [role for role in inside if not book.rules_for(role.id)]
        found["topics"] = [topic for topic in book.topics.values() if not book.rules_in(topic.id)]
    else:
        cited = {goal for channel in channels if channel.status in _USED for goal in channel.objectives}
        goals = [goal for goal in strategy.objectives if goal.kind == "channel"]
        found["goals"] = [goal for goal in goals if goal.id not in cited]
        found["channels"] = [c for c in channels if c.status == "open" and not c.objectives]
    return [Hole(kind, tuple(items)) for kind, items in found.items() if items]


def _grid(book: Handbook, rows: list[tuple[Role, list[Meeting]]], words: Words) -> Grid:
    columns = [topic for topic in topics(book, words) if book.rules_in(topic.id)]
    place = {topic.id: number for number, topic in enumerate(columns)}

    def heading(item: Role | Topic) -> Heading:
        return Heading(named(item, words), addresses.address(book, item.noun, item.id))

    marks = [
        Mark(
            row,
            place[meeting.topic.id],
            str(meeting.number),
            f"{named(role, words)} · {named(meeting.topic, words)}",
            meeting.weight,
            meeting.to,
        )
        for row, (role, meetings) in enumerate(rows)
        for meeting in meetings
    ]
    return grid([heading(role) for role, _ in rows], [heading(topic) for topic in columns], marks)


def _meetings(book: Handbook, role: Role) -> list[Meeting]:
    """Give each topic that a role meets; its place is the first part of the role's page that names it."""
    found: dict[str, list[Rule]] = {}
    places: dict[str, str] = {}
    for part, rules in role_sections(book, role):
        for rule in rules if part != "duties" else ():
            topic = book.topic_of[rule.id]
            found.setdefault(topic, []).append(rule)
            places.setdefault(topic, f"{addresses.address(book, 'role', role.id)}#{part}-{topic}")
    return [
        Meeting(
            book.topics[topic],
            len(rules),
            min((rule.modality for rule in rules), key=_WEIGHT.index),
            places[topic],
        )
        for topic, rules in found.items()
    ]
