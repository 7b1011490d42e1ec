"""The page of a proposal: what it changes in meaning, for whom and from when; else there is no such page."""

from collections.abc import Iterator, Mapping

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry as Heading
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.told import Told, anchor_of, entry_of, level_of
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling import (
    Entry,
    Names,
    compared,
    entries,
    follows,
    sections,
    summary,
    turns,
    views,
)
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, in a proposal."""
    if book.proposal is None:
        return
    names = Names(book.proposal, words)
    told = entries(book.proposal.listed)
    levels = [level_of(book, each, names) for each in sections(told, names)]
    after = follows(book.proposal, names)
    roles = views(book.proposal, names)
    answers = compared(book.proposal, names)
    headings = [Heading(f"_{level.name}", words(f"telling.level.{level.name}.title")) for level in levels]
    yield Page(
        address=addresses.PROPOSAL,
        template="proposal.html",
        title=words("proposal.title"),
        description=words("proposal.description"),
        tab="proposal",
        data={
            "levels": levels,
            "summary": summary(told, words),
            "follows": after,
            "answers": answers,
            "turns": turns(book.proposal, names),
            "views": roles,
        },
        entries=(
            *headings,
            *[Heading("_follows", words("telling.heading.follows"))] * bool(after),
            *[Heading("_answers", words("situations.title"))] * bool(answers),
            *[Heading("_roles", words("telling.heading.views"))] * bool(roles),
        ),
    )


def at_home(book: Handbook, words: Words) -> Mapping[tuple[str, str], Told]:
    """Give for each item that changes what its home tells of it, by noun and id."""
    if book.proposal is None:
        return {}
    names = Names(book.proposal, words)
    found: dict[tuple[str, str], list[Change]] = {}
    for change in book.proposal.listed:
        found.setdefault((change.spot.noun, change.spot.id), []).append(change)
    return {
        key: entry_of(book, entry, "", names, anchor=anchor_of(some[0]))
        for key, some in found.items()
        for entry in _whole(key, some)
    }


def _whole(key: tuple[str, str], some: list[Change]) -> Iterator[Entry]:
    """Put all that changes in an item in one entry, whatever the cause."""
    yield Entry(Spot(*key), some[0].level, tuple(some))
