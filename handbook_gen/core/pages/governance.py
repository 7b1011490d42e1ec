"""How the handbook is kept: decisions, approvals, reading, training, waivers; and who meets which topic."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.refs import ANY
from handbook_gen.core.model.roles import Role
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import groups, named, role_sections, topics
from handbook_gen.core.pictures import Heading, grid
from handbook_gen.core.words import Words

# What weighs most colours a cell of the matrix.
_WEIGHT: Final = ("must-not", "must", "should-not", "should", "may")


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of decisions, and the matrix of roles and topics."""
    settings = book.policy.settings
    parts: dict[str, list[Any]] = {
        "decisions": [
            (each, book.role(each.by)) for each in sorted(settings.decisions, key=lambda d: d.date)[::-1]
        ],
        "approvals": [(each, book.role(each.by)) for each in settings.approvals],
        "acknowledgement": [(each, groups(book, (each.audience,))) for each in settings.acknowledgement],
        "training": [(each, groups(book, (each.audience,))) for each in settings.training],
        "editions": list(settings.editions),
        "waivers": [
            (each, _about(book, each.about), book.role(each.owner))
            for each in settings.waivers
            if not each.until or each.until > book.day
        ],
    }
    shown = {part: rows for part, rows in parts.items() if rows}
    if shown:
        yield Page(
            address=addresses.DECISIONS,
            template="decisions.html",
            title=words("decisions.title"),
            description=words("decisions.description"),
            tab="about",
            data={"parts": shown},
            entries=tuple(Entry(part, words(f"decisions.{part}")) for part in shown),
        )
    if any(book.rules_for(role.id) for role in book.policy.roles.roles):
        yield _coverage(book, words)


def _about(book: Handbook, identity: str | None) -> Any:
    return next((item for noun in ANY if identity and (item := book.get(noun, identity))), None)


def _coverage(book: Handbook, words: Words) -> Page:
    roles = [role for role in book.policy.roles.roles if book.rules_for(role.id)]
    columns = [topic for topic in topics(book, words) if book.rules_in(topic.id)]
    place = {topic.id: number for number, topic in enumerate(columns)}
    counted = [(role, _counts(book, role)) for role in roles]
    cells = [
        (
            row,
            place[topic],
            str(number),
            f"{named(role, words)} · {named(book.topics[topic], words)}",
            weight,
            to,
        )
        for row, (role, counts) in enumerate(counted)
        for topic, (number, weight, to) in counts.items()
    ]
    return Page(
        address=addresses.COVERAGE,
        template="coverage.html",
        title=words("coverage.title"),
        description=words("coverage.description"),
        tab="about",
        wide=True,
        data={
            "grid": grid(
                [Heading(named(role, words), addresses.address(book, "role", role.id)) for role in roles],
                [
                    Heading(named(topic, words), addresses.address(book, "topic", topic.id))
                    for topic in columns
                ],
                cells,
            ),
            "weights": [weight for weight in _WEIGHT if any(cell[4] == weight for cell in cells)],
            "rows": [
                (role, [(book.topics[topic], number, to) for topic, (number, _, to) in counts.items()])
                for role, counts in counted
            ],
        },
    )


def _counts(book: Handbook, role: Role) -> dict[str, tuple[int, str, str]]:
    """Give for each topic that a role meets how many rules, the weightiest modality, where they stand."""
    number = Counter(book.topic_of[rule.id] for rule in book.rules_for(role.id))
    found: dict[str, tuple[int, str, str]] = {}
    for part, rules in role_sections(book, role):
        for rule in rules if part != "duties" else ():
            topic = book.topic_of[rule.id]
            _, weight, to = found.get(topic, (0, rule.modality, f"roles/{role.id}/#{part}-{topic}"))
            found[topic] = (number[topic], min(weight, rule.modality, key=_WEIGHT.index), to)
    return found
