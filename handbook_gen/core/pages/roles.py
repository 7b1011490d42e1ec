"""The pages per role: what applies to me, what I may expect, what I carry out."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import MODALITIES, Rule
from handbook_gen.core.model.types import Item
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import by_topic
from handbook_gen.core.words import Words

# What a role can answer for, beside the rules that name it.
_OWNED: Final = ("topic", "channel", "level", "step", "objective", "reply", "law", "role")


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
    sections = [(name, by_topic(book, rules, words)) for name, rules in _sections(book, role) if rules]
    mine = dict(_sections(book, role))["mine"]
    answers_for = _answers_for(book, role)
    decided = [each for each in book.policy.settings.decisions if each.by == role.id]
    return Page(
        address=addresses.address(book, "role", role.id),
        template="role.html",
        title=role.name.best(words.language),
        description=words("role.description", role=role.name.best(words.language)),
        tab="roles",
        data={
            "role": role,
            "sections": sections,
            "reachable": bool(role.contact or book.holders(role.id)),
            "answers_for": answers_for,
            "decided": decided,
            "counts": [(m, n) for m in MODALITIES if (n := sum(rule.modality == m for rule in mine))],
            "includes": [included for i in role.includes if (included := book.role(i))],
            "stand_in": book.role(role.stand_in),
            "responsible": book.role(role.responsible),
        },
        entries=(
            *(Entry(name, words(f"role.{name}.title")) for name, _ in sections),
            *([Entry("answers-for", words("role.answers_for.title"))] if answers_for or decided else []),
        ),
    )


def _sections(book: Handbook, role: Role) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Split what concerns a role: what it must keep, what it may expect, what it does for others."""
    reaching = book.rules_for(role.id)
    promised = tuple(rule for rule in reaching if rule.binds == "employer")
    duties = tuple(
        rule
        for rule in book.published
        if role.id in rule.carried_out_by or (role.kind == "employer" and rule.binds == "employer")
    )
    return (
        ("mine", tuple(rule for rule in reaching if rule.binds != "employer")),
        ("promised", promised),
        ("duties", duties),
    )


def _answers_for(book: Handbook, role: Role) -> list[tuple[str, list[Item]]]:
    """Give what names a role as the one to turn to, by kind: topics, channels, levels, goals and the like."""
    spots = book.cited_by.get(("role", role.id), ())
    found: dict[str, dict[str, Item]] = {noun: {} for noun in _OWNED}
    for spot in spots:
        item = book.get(spot.noun, spot.id)
        if item and spot.noun in found:
            found[spot.noun][spot.id] = item
    return [(noun, [*items.values()]) for noun, items in found.items() if items]
