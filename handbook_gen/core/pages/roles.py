"""The pages per role: what applies to me, what I may expect, what I carry out."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import MODALITIES, Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import by_topic
from handbook_gen.core.words import Words


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
    return Page(
        address=addresses.address(book, "role", role.id),
        template="role.html",
        title=role.name.best(words.language),
        description=words("role.description", role=role.name.best(words.language)),
        tab="roles",
        data={
            "role": role,
            "sections": sections,
            "counts": [(m, n) for m in MODALITIES if (n := sum(rule.modality == m for rule in mine))],
            "includes": [included for i in role.includes if (included := book.role(i))],
            "stand_in": book.role(role.stand_in),
            "responsible": book.role(role.responsible),
        },
        entries=tuple(Entry(name, words(f"role.{name}.title")) for name, _ in sections),
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
