"""The ways through a guide: every order in which its questions can be answered; knows no rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from handbook_gen.core.model.guides import Answer, Guide, Question

MOST_WAYS: Final = 2_000
"""More ways than this through one guide help nobody, and each is a page."""
MOST_ANSWERS: Final = 20
"""Nobody answers more than this to learn one thing, and the address of a page is as long as its answers."""

Given = tuple[Question, Answer]


@dataclass(frozen=True, slots=True)
class Way:
    """The answers given so far, and the question that comes now; None at the end of a way."""

    guide: Guide
    given: tuple[Given, ...] = ()
    question: Question | None = None

    @property
    def ends(self) -> bool:
        """Tell whether every question has been answered."""
        return self.question is None

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of the answers given, which are also its address."""
        return tuple(answer.id for _, answer in self.given)

    def onwards(self) -> tuple["Way", ...]:
        """Give the ways after each answer to the question that comes now."""
        if not self.question or len(self.given) == MOST_ANSWERS:
            return ()
        return tuple(self._after(self.question, answer) for answer in self.question.answers)

    def _after(self, question: Question, answer: Answer) -> "Way":
        met = {answered.id for answered, _ in self.given} | {question.id}
        following = _question(self.guide, answer.to) if answer.to not in met else None
        return Way(self.guide, (*self.given, (question, answer)), following)


def ways(guide: Guide) -> Iterator[Way]:
    """Give every way through a guide, from its first question on, each after the one that it goes on from.

    No more than the first `MOST_WAYS`; `cut` tells of more. A circle ends a way where it closes.
    """
    yield from islice(_ways(guide), MOST_WAYS)


def cut(guide: Guide) -> bool:
    """Tell whether there are more ways than `ways` gives, or longer ones."""
    found = [*islice(_ways(guide), MOST_WAYS + 1)]
    return len(found) > MOST_WAYS or any(way.question and len(way.given) == MOST_ANSWERS for way in found)


def answered(guide: Guide, ids: tuple[str, ...]) -> tuple[Answer, ...]:
    """Give the answers that ids stand for, from the first question on; as far as they can be followed."""
    way: Way | None = Way(guide, (), first(guide))
    given: tuple[Answer, ...] = ()
    for identity in ids:
        way = next((each for each in way.onwards() if each.answers[-1] == identity), None) if way else None
        given = tuple(answer for _, answer in way.given) if way else given
    return given


def first(guide: Guide) -> Question | None:
    """Give the question that a guide begins with."""
    if guide.start:
        return _question(guide, guide.start)
    return next(iter(guide.questions), None)


def open_ends(guide: Guide) -> Iterator[Way]:
    """Give the ways that do not end as they should.

    They stand before a question without answers, or lead to one that does not exist or was asked before.
    """
    for way in ways(guide):
        last = way.given[-1][1] if way.given else None
        if (way.question and not way.question.answers) or (way.ends and last and last.to):
            yield way


def _ways(guide: Guide) -> Iterator[Way]:
    question = first(guide)
    waiting = [Way(guide, (), question)] if question else []
    while waiting:
        way = waiting.pop()
        yield way
        waiting += reversed(way.onwards())


def _question(guide: Guide, identity: str | None) -> Question | None:
    return next((each for each in guide.questions if each.id == identity), None)
