"""How accessible the handbook is, told from what the audit of this program found; judges nothing."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.audited import TESTED
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words

_PARTS = ("norm", "tested", "known", "unknown", "tell")


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page; it says the same of every handbook that this version of the program builds."""
    yield Page(
        address=addresses.ACCESSIBILITY,
        template="accessibility.html",
        title=words("accessibility.title"),
        description=words("accessibility.description"),
        tab="about",
        data={"tested": TESTED, "ask": book.role(book.policy.settings.ask)},
        entries=tuple(Entry(part, words(f"accessibility.{part}")) for part in _PARTS),
    )
