"""Guides as pages: one for each way, with the question that comes next or the answer; judges no rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.guide import Met, Outcome, Part, Verdict, Way, outcome, situation, ways
from handbook_gen.core.guide.situation import roles_of
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.deeds import Deeds
from handbook_gen.core.model.guides import Answer, Guide, Question
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.branches import Found, address, next_ones, tree
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.views import ExceptionView, exception
from handbook_gen.core.words import Words

_WEBCARE: Final = frozenset({"step", "level", "target", "reply", "webcare"})
"""Where a role is named that has work in webcare."""
_FREE: Final = (Part.ADVISES, Part.ALLOWS)
"""What leaves the reader free."""
_MANY: Final = 6
"""More rules than this beside those that decide are folded."""
_NAMED: Final = 3
"""How many rules a description names."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that was given, and where another can be chosen."""

    question: Question
    answer: Answer
    address: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that an answer rests on, with what its part depends on."""

    met: Met
    unless: tuple[ExceptionView, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Rules that belong to an answer and do not decide it."""

    name: str
    rules: tuple[Rule, ...]

    @property
    def many(self) -> bool:
        """Tell whether they would stand in the way of what matters more."""
        return len(self.rules) > _MANY


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make a page for every way through every guide; menus list only where a guide begins."""
    deeds = Deeds(book.policy.actions.actions)
    for guide in book.policy.guides.guides:
        tab = _tab(book, guide)
        every = tuple(ways(guide))
        found = {
            way.answers: outcome(book, deeds, situation(book, way), guide.ask) for way in every if way.ends
        }
        for way in every:
            if way.ends:
                yield _answer(book, way, found[way.answers], tab, words)
            else:
                yield _question(way, found, tab, words)


def _tab(book: Handbook, guide: Guide) -> str:
    """Give the tab of a guide: that of webcare, where those who work there are its readers and not everybody.

    A role that others include, such as employee, is everybody's.
    """
    readers = roles_of(book, guide.for_)
    broad = {each for role in book.policy.roles.roles for each in role.includes}
    spots = (spot for reader in readers for spot in book.cited_by.get(("role", reader), ()))
    return "webcare" if not readers & broad and any(spot.noun in _WEBCARE for spot in spots) else "rules"


def _question(way: Way, found: Found, tab: str, words: Words) -> Page:
    """Make the page of a question; the first one holds the whole guide."""
    guide, question = way.guide, way.question
    name = guide.name.best(words.language)
    return Page(
        address=address(way),
        template="guide.html",
        title=question.ask.best(words.language) if question and way.given else name,
        description=_told(way, words) if way.given else words("guide.description", name=name),
        tab=tab,
        listed=not way.given,
        data={
            "guide": guide,
            "question": question,
            "number": len(way.given) + 1,
            "given": _given(way),
            "choices": next_ones(way, found),
            "whole": () if way.given else tree(way, found),
        },
    )


def _told(way: Way, words: Words) -> str:
    return words("guide.so_far", guide=way.guide.name.best(words.language), answers=_said(way, words))


def _said(way: Way, words: Words) -> str:
    return words("guide.between").join(answer.answer.best(words.language) for _, answer in way.given)


def _given(way: Way) -> tuple[Said, ...]:
    """Give the answers given, each with the address of its question."""
    return tuple(
        Said(question, answer, addresses.along(way.guide.id, way.answers[:number]))
        for number, (question, answer) in enumerate(way.given)
    )


def _answer(book: Handbook, way: Way, found: Outcome, tab: str, words: Words) -> Page:
    """Make the page of an answer."""
    verdict = words(f"guide.verdict.{found.verdict}")
    return Page(
        address=address(way),
        template="guide-answer.html",
        title=words("guide.title", answers=_said(way, words), verdict=verdict),
        description=_described(found, words),
        tab=tab,
        listed=False,
        data={
            "guide": way.guide,
            "given": _given(way),
            "verdict": found.verdict.value,
            "lead": _lead(found),
            "first": [_ground(book, met) for met in _first(found)],
            "grounds": [_ground(book, met) for met in found.deciding],
            "beside": tuple(each for each in _beside(found) if each.rules),
            "later": found.later,
            "ask": found.ask,
            "computed": _computed(book, words),
        },
    )


def _described(found: Outcome, words: Words) -> str:
    lead = words(f"guide.lead.{_lead(found)}")
    titles = [met.rule.title.best(words.language) for met in found.deciding[:_NAMED]]
    return words("guide.told", lead=lead, rules="; ".join(titles)) if titles else lead


def _lead(found: Outcome) -> str:
    """Name the sentence that goes with an answer."""
    if found.verdict is Verdict.YES and _required(found):
        return "required"
    if found.verdict is Verdict.YES and _advised(found):
        return "advised"
    if found.verdict is Verdict.ASK and found.met:
        return "unsure"
    return found.verdict.value


def _first(found: Outcome) -> tuple[Met, ...]:
    """Give what somebody has to keep to who does it: right below the answer."""
    match found.verdict:
        case Verdict.ONLY_IF:
            # What has to be done comes before what is only forbidden to others.
            return tuple(sorted(found.deciding, key=lambda met: met.part is Part.FORBIDS))
        case Verdict.YES:
            return (*_required(found), *_advised(found), *_kept(found))
        case Verdict.RATHER_NOT:
            return _kept(found)
        case _:
            return ()


def _required(found: Outcome) -> tuple[Met, ...]:
    return tuple(met for met in found.met if met.part is Part.REQUIRES)


def _advised(found: Outcome) -> tuple[Met, ...]:
    """Give what advises the very thing that is asked about."""
    return tuple(met for met in found.deciding if met.rule.modality == "should" and met.part is Part.ALLOWS)


def _kept(found: Outcome) -> tuple[Met, ...]:
    """Give what binds and does not decide."""
    return tuple(met for met in found.met if met not in found.deciding and met.part not in _FREE)


def _beside(found: Outcome) -> Iterator[Beside]:
    free = [met for met in found.met if met not in found.deciding and met.part in _FREE]
    yield Beside("kept", _rules([met for met in _kept(found) if met not in _first(found)]))
    yield Beside("advised", _rules([met for met in free if met.part is Part.ADVISES]))
    yield Beside("allowed", _rules([met for met in free if met.part is Part.ALLOWS]))
    yield Beside("promised", found.promised)


def _rules(some: Sequence[Met]) -> tuple[Rule, ...]:
    return tuple(met.rule for met in some)


def _ground(book: Handbook, met: Met) -> Ground:
    return Ground(met, tuple(exception(book, each) for each in met.unless))


def _computed(book: Handbook, words: Words) -> str:
    """Say what an answer was computed from: a version that never changes says no more than which."""
    past = book.past
    if past and past.release and past.numbered:
        return words("guide.computed_version", version=past.release.version)
    return words("guide.computed", day=words.date(book.day))
