"""Who they are to us: audiences on the ladder, what we promise them, those who speak for us."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Audience, Groundswell
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import channels
from handbook_gen.core.pictures import bars
from handbook_gen.core.words import Words

_RUNGS: Final = (
    *("creators", "conversationalists", "critics", "collectors"),
    *("joiners", "spectators", "inactives"),
)


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the pages of audiences, promises and ambassadors."""
    audiences = [audience for audience in book.policy.roles.audiences if audience.groundswell]
    if audiences:
        yield _audiences(book, audiences, words)
    if book.policy.strategy.promises:
        yield _promises(book, words)
    if book.policy.strategy.ambassadors:
        yield _ambassadors(book, words)


def _audiences(book: Handbook, audiences: list[Audience], words: Words) -> Page:
    every = book.policy.channels.channels
    rows = [
        (audience, rungs, bars([(words(f"ladder.{name}"), percent) for name, percent in rungs]), used)
        for audience in audiences
        for rungs in (_rungs(audience.groundswell),)
        for used in ([c for c in every if audience.id in c.audiences and c.status == "open"],)
    ]
    return Page(
        address=addresses.AUDIENCES,
        template="audiences.html",
        title=words("audiences.title"),
        description=words("audiences.description"),
        tab="strategy",
        data={"rows": rows, "rungs": _RUNGS},
        entries=tuple(Entry(f"ladder-{a.id}", a.name.best(words.language)) for a in audiences),
    )


def _rungs(given: Groundswell | None) -> list[tuple[str, int]]:
    found = [(name, getattr(given, name)) for name in _RUNGS]
    return [(name, percent) for name, percent in found if percent is not None]


def _promises(book: Handbook, words: Words) -> Page:
    promises = book.policy.strategy.promises
    rows = [
        (
            promise,
            [(each, book.role(each.owner), channels(book, each.channels)) for each in promise.behaviours],
        )
        for promise in promises
    ]
    return Page(
        address=addresses.PROMISES,
        template="promises.html",
        title=words("promises.title"),
        description=words("promises.description"),
        tab="strategy",
        data={"rows": rows},
        entries=tuple(Entry(promise.id, named(promise, words)) for promise in promises),
    )


def _ambassadors(book: Handbook, words: Words) -> Page:
    rows = [
        (each, next(iter(book.shown([each.disclosure or ""])), None), book.role(each.ask))
        for each in book.policy.strategy.ambassadors
    ]
    return Page(
        address=addresses.AMBASSADORS,
        template="ambassadors.html",
        title=words("ambassadors.title"),
        description=words("ambassadors.description"),
        tab="strategy",
        data={"rows": rows},
        entries=tuple(Entry(each.id, each.who.best(words.language)) for each, _, _ in rows),
    )
