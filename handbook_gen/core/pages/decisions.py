"""How the handbook is kept: decisions, approvals, reading, training and editions."""

from collections.abc import Iterator
from typing import Any

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import groups
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of decisions, where there is anything on it."""
    settings = book.policy.settings
    parts: dict[str, list[Any]] = {
        "decisions": [
            (each, book.role(each.by)) for each in sorted(settings.decisions, key=lambda d: d.date)[::-1]
        ],
        "approvals": [(each, book.role(each.by)) for each in settings.approvals],
        "acknowledgement": [(each, groups(book, (each.audience,))) for each in settings.acknowledgement],
        "training": [(each, groups(book, (each.audience,))) for each in settings.training],
        "editions": list(settings.editions),
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
