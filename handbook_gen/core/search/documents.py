"""Every document of a handbook in one language: rules, items, and pages that are neither."""

from collections.abc import Mapping
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.search.document import OTHER_KINDS, Document, joined
from handbook_gen.core.search.items import items
from handbook_gen.core.search.rules import Say, rules
from handbook_gen.core.words import Words

# Where the texts of a document stand that belong to no item of their own.
_AROUND: Final[Mapping[tuple[str, str], str]] = {
    ("webcare", "crisis"): addresses.CRISIS,
    ("webcare", "house_rules"): addresses.HOUSE_RULES,
    ("strategy", "placement"): addresses.STRATEGY,
    ("strategy", "concept"): addresses.STRATEGY,
    ("strategy", "pitch"): addresses.PITCH,
    ("strategy", "adjustments"): addresses.STEPS,
    ("settings", "decisions"): addresses.DECISIONS,
    ("settings", "acknowledgement"): addresses.DECISIONS,
    ("settings", "training"): addresses.DECISIONS,
}


def documents(book: Handbook, pages: tuple[Page, ...], words: Words, say: Say) -> tuple[Document, ...]:
    """Make the documents of a handbook in one language; what a proposal changes is not in force."""
    found = (*rules(book, words, say), *items(book, words, say))
    known = {document.address for document in found} | {addresses.PROPOSAL, addresses.SEARCH}
    around = _around(book, say)
    whole = (
        Document(
            id=f"page/{page.address}",
            kind="page",
            address=page.address,
            title=page.title,
            statement=page.description,
            reasons=joined(*around.get(page.address, [])),
            weight=OTHER_KINDS,
        )
        for page in pages
        if page.listed and page.address not in known
    )
    return (*found, *whole)


def _around(book: Handbook, say: Say) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item, said in book.sayings:
        address = _AROUND.get((item.noun, str(said.path[0])))
        if address:
            found.setdefault(address, []).append(say(said.text))
    return found
