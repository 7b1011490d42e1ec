"""Both sides of the bargain: what the organisation must do, and what its people may always do."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.views import by_topic
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of what the employer must do, and the page of what employees may."""
    duties = tuple(rule for rule in book.published if rule.binds == "employer")
    freedoms = tuple(rule for rule in book.published if rule.binds == "employee" and rule.modality == "may")
    untouched = tuple(rule for rule in book.published if rule.rights)
    for side, address, rules in (
        ("duties", addresses.DUTIES, duties),
        ("rights", addresses.RIGHTS, freedoms + untouched),
    ):
        if rules:
            first = duties if side == "duties" else freedoms
            yield Page(
                address=address,
                template=f"{side}.html",
                title=words(f"sides.{side}.title"),
                description=words(f"sides.{side}.description"),
                tab="rules",
                data={
                    "groups": by_topic(book, first, words),
                    "number": len(first),
                    "untouched": untouched,
                    "carried_out_by": {rule.id: _carriers(book, rule) for rule in duties},
                },
            )


def _carriers(book: Handbook, rule: Rule) -> list[Role]:
    return [role for i in rule.carried_out_by if (role := book.role(i))]
