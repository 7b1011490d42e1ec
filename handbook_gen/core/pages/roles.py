"""The pages per role: what applies to me, what I may expect, what I carry out."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import MODALITIES
from handbook_gen.core.model.types import Item
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.card import card
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import by_topic, role_sections
from handbook_gen.core.telling import sums
from handbook_gen.core.words import Words

# What a role can answer for, by the fields that say so; a mention in a text says nothing of the kind.
_OWNED: Final = ("topic", "channel", "level", "step", "objective", "reply", "law", "ambassador", "promise")
_FIELDS: Final = frozenset(
    ("ask", "owner", "stand_in", "content", "holders", "approved_by", "checked_by", "to", "behaviours")
)


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the overview of roles and audiences, and a page per role."""
    roles = book.policy.roles.roles
    rows = [(role, len(book.rules_for(role.id))) for role in roles]
    yield Page(
        address=addresses.ROLES,
        template="roles.html",
        title=words("roles.title"),
        description=words("roles.description"),
        tab="roles",
        data={
            "bound": [row for row in rows if row[1]],
            "others": [role for role, number in rows if not number],
            "audiences": [(a, [book.role(r) for r in a.roles]) for a in book.policy.roles.audiences],
        },
    )
    for role in roles:
        yield _role(book, role, words)


def _role(book: Handbook, role: Role, words: Words) -> Page:
    split = role_sections(book, role)
    sections = [(name, by_topic(book, rules, words)) for name, rules in split if rules]
    mine = [rule for name, rules in split if name in ("own", "mine") for rule in rules]
    answers_for = _answers_for(book, role)
    quick = card(book, role)
    comes_in = Entry("answers-for", words("role.answers_for.title"))
    approves = any(each.by == role.id for each in book.policy.settings.approvals)
    decided = [each for each in book.policy.settings.decisions if each.by == role.id]
    return Page(
        address=addresses.address(book, "role", role.id),
        template="role.html",
        title=role.name.best(words.language),
        description=words("role.description", role=role.name.best(words.language)),
        tab="roles",
        data={
            "role": role,
            "card": quick,
            "felt": _felt(book, role, words),
            "sections": sections,
            "reachable": bool(role.contact or book.holders(role.id)),
            "answers_for": answers_for,
            "decided": decided,
            "approves": approves,
            "counts": [(m, n) for m in MODALITIES if (n := sum(rule.modality == m for rule in mine))],
            "includes": [included for i in role.includes if (included := book.role(i))],
            "stand_in": book.role(role.stand_in),
            "responsible": book.role(role.responsible),
        },
        entries=(
            *([Entry("_card", words("card.title"))] if quick else []),
            *(Entry(name, words(f"role.{name}.title")) for name, _ in sections),
            *([comes_in] if answers_for or decided or approves else []),
        ),
    )


def _felt(book: Handbook, role: Role, words: Words) -> tuple[str, ...]:
    """Say in numbers what a proposal changes for a role."""
    changes = book.proposal.roles if book.proposal else ()
    return next((sums(change, words) for change in changes if change.role == role.id), ())


def _answers_for(book: Handbook, role: Role) -> list[tuple[str, list[Item]]]:
    """Give what a role answers for, by kind: topics, channels, levels, goals and the like."""
    spots = book.cited_by.get(("role", role.id), ())
    found: dict[str, dict[str, Item]] = {noun: {} for noun in _OWNED}
    for spot in spots:
        item = book.get(spot.noun, spot.id)
        if item and spot.noun in found and _FIELDS & {str(step) for step in spot.path}:
            found[spot.noun][spot.id] = item
    return [(noun, [*items.values()]) for noun, items in found.items() if items]
