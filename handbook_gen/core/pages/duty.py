"""The duty card: whom to ring and what to do first, on one sheet; what comes after stands on other pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from markupsafe import Markup, escape

from handbook_gen.core import text
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import LATEST
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.times import Duration, Hours
from handbook_gen.core.model.types import TextValue
from handbook_gen.core.model.webcare import Level, Step
from handbook_gen.core.naming import called, named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.views import counting, levels
from handbook_gen.core.words import Words

_FIRST: Final = 3
"""How many things somebody under stress does before reading on."""
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_a-z]|[‘“'\"0-9])")
_ANSWERS: Final = ("if_yes", "if_no", "aha", "oh_oh", "grey")


@dataclass(frozen=True, slots=True)
class Turn:
    """A level with who takes it on, who stands in, and in which hours."""

    level: Level
    owner: Role | None
    stand_in: Role | None
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class Emergency:
    """A kind of emergency: how to know it, what to do first, who does that and where the rest stands."""

    title: str
    sign: str
    """The question and the answer that lead here; nothing where no question does."""
    things: tuple[str, ...]
    more: bool
    """Whether there is more to do than these."""
    owner: Role | None
    within: Duration | None
    address: str


@dataclass(frozen=True, slots=True)
class Duty:
    """All that stands on the card."""

    turns: tuple[Turn, ...]
    emergencies: tuple[Emergency, ...]
    places: tuple[tuple[str, str, str], ...]
    """Where the rest stands: its name in `locale/`, the address in this version, the address on paper."""


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the duty card."""
    if card := duty(book, words):
        yield Page(
            address=addresses.DUTY,
            template="duty.html",
            title=words("duty.title"),
            description=words("duty.description"),
            tab="webcare",
            data={"duty": card},
        )


def duty(book: Handbook, words: Words) -> Duty | None:
    """Put together what stands on the card; None where nobody is named and nothing is to be done."""
    turns = tuple(_turn(book, level) for level in levels(book))
    emergencies = (*_escalated(book, words), *_planned(book, words))
    return Duty(turns, emergencies, tuple(_places(book, words))) if turns or emergencies else None


def _turn(book: Handbook, level: Level) -> Turn:
    owner = book.role(level.owner)
    return Turn(level, owner, book.role(level.stand_in), counting(level, owner))


def _escalated(book: Handbook, words: Words) -> Iterator[Emergency]:
    """Give what the triage hands on to a level."""
    triage = book.policy.webcare.triage
    steps = triage.steps if triage else ()
    signs = dict(reversed([*_signs(steps, words)]))
    for step in steps:
        if step.do and step.escalate:
            things = _sentences(book, step.do, words)
            yield Emergency(
                title=named(step, words),
                sign=signs.get(step.id, ""),
                things=things[:_FIRST],
                more=len(things) > _FIRST,
                owner=book.role(step.owner),
                within=step.within,
                address=f"{addresses.TRIAGE}#{step.id}",
            )


def _signs(steps: tuple[Step, ...], words: Words) -> Iterator[tuple[str, str]]:
    """Tell by which question and answer each step is reached."""
    for step in steps:
        for name in _ANSWERS:
            if to := getattr(step, name):
                yield to, f"{named(step, words)} {words(f'triage.mark.{name}')}"


def _planned(book: Handbook, words: Words) -> Iterator[Emergency]:
    """Give what the crisis plan has a list for."""
    crisis = book.policy.webcare.crisis
    hijacked, dark = (crisis.hijacked_account, crisis.going_dark) if crisis else (None, None)
    if hijacked and hijacked.steps:
        things = tuple(_plain(book, step, words) for step in hijacked.steps)
        first = next((role for i in hijacked.contacts if (role := book.role(i))), None)
        yield _listed("hijacked", things, first, words)
    if dark and dark.order:
        order = tuple(_capital(called(book, f"crisis.stop.{each}", words)) for each in dark.order)
        yield _listed("going-dark", order, book.role(dark.decides), words)


def _listed(part: str, things: tuple[str, ...], owner: Role | None, words: Words) -> Emergency:
    return Emergency(
        title=words(f"crisis.{part}.title"),
        sign="",
        things=things[:_FIRST],
        more=len(things) > _FIRST,
        owner=owner,
        within=None,
        address=f"{addresses.CRISIS}#{part}",
    )


def _places(book: Handbook, words: Words) -> Iterator[tuple[str, str, str]]:
    webcare, root = book.policy.webcare, _published(book, words)
    there: Mapping[str, tuple[object, str]] = {
        "triage": (webcare.triage and webcare.triage.steps, addresses.TRIAGE),
        "replies": (webcare.replies, addresses.REPLIES),
        "crisis": (webcare.crisis and webcare.crisis.says, addresses.CRISIS),
    }
    for name, (filled, address) in there.items():
        if filled:
            yield name, address, root and root + address


def _published(book: Handbook, words: Words) -> str:
    """Give the address under which what is in force is published; nothing where that is not known."""
    address = book.policy.settings.address
    return f"{address.rstrip('/')}/{words.language}/{LATEST}/" if address and book.past else ""


def _sentences(book: Handbook, told: TextValue, words: Words) -> tuple[str, ...]:
    return tuple(islice(_SENTENCE.split(_plain(book, told, words)), _FIRST + 1))


def _plain(book: Handbook, told: TextValue, words: Words) -> str:
    """Give the words of a text, with the names of what it mentions and without links: paper has none."""

    def mention(target: str) -> Markup:
        found = book.mentioned(target)
        return escape(named(found[1], words) if found else target)

    return text.plain(text.html(told.best(words.language), mention))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
