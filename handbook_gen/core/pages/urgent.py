"""The ways out of an emergency that stand on every page; decides nothing about their look."""

from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Urgent:
    """What stands above every page for who is in a hurry."""

    title: str
    ways: tuple[tuple[str, str], ...]
    """Words and address of each, relative to the root of a version."""


def urgent(book: Handbook, pages: tuple[Page, ...], words: Words) -> Urgent:
    """Give the ways that the policy has a page for; without webcare it is whom to ask."""
    there = {page.address for page in pages}
    crisis = next((to for to in (addresses.CRISIS, addresses.ESCALATION) if to in there), "")
    ways = [(words("urgent.webcare"), addresses.TRIAGE)] * (addresses.TRIAGE in there)
    ways += [(words("urgent.crisis"), crisis)] * bool(crisis)
    ask = book.role(book.policy.settings.ask)
    if ways or ask is None:
        return Urgent(words("urgent.title"), tuple(ways))
    return Urgent(words("urgent.help"), ((named(ask, words), addresses.address(book, "role", ask.id)),))
