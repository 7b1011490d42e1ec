"""Which role meets which topic, as a matrix that links."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Modality, Rule, Topic
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.views import named, role_sections, topics
from handbook_gen.core.pictures import Grid, Heading, Mark, grid
from handbook_gen.core.words import Words

# What weighs most colours a cell of the matrix.
_WEIGHT: Final[tuple[Modality, ...]] = ("must-not", "must", "should-not", "should", "may")


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a role meets a topic: how many rules, the weightiest modality, and where they stand."""

    topic: Topic
    number: int
    weight: Modality
    to: str


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the matrix, where rules reach anybody."""
    rows = [(role, _meetings(book, role)) for role in book.policy.roles.roles if book.rules_for(role.id)]
    if not rows:
        return
    met = {meeting.weight for _, meetings in rows for meeting in meetings}
    yield Page(
        address=addresses.COVERAGE,
        template="coverage.html",
        title=words("coverage.title"),
        description=words("coverage.description"),
        tab="about",
        wide=True,
        data={
            "grid": _grid(book, rows, words),
            "weights": [weight for weight in _WEIGHT if weight in met],
            "rows": rows,
        },
    )


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
