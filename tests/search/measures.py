"""How good answers are: success, rank, gain, and honest or false “not covered”; knows no engine."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.search.questions import Question

ANSWERS: Final = 2
"""The grade of a document that answers; one that helps has 1."""
MOST: Final = 10
"""Answers that are looked at."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, the ids it got, best first, and whether the engine said that there is an answer."""

    question: Question
    ids: Sequence[str]
    covered: bool

    @property
    def grades(self) -> tuple[int, ...]:
        return tuple(self.question.right.get(each, 0) for each in self.ids[:MOST])

    def within(self, first: int, grade: int = 1) -> bool:
        """Tell whether a document of a grade or better is among the first."""
        return any(each >= grade for each in self.grades[:first])

    @property
    def missed(self) -> bool:
        """Whether a reader is led astray: nothing right in the first three, or a wrong “covered”."""
        return not (self.covered and self.within(3)) if self.question.right else self.covered


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures of some questions, each from 0 to 1; those that cannot be given are None."""

    questions: int
    unanswerable: int
    first: float | None
    three: float | None
    three_answer: float | None
    """In the first three a document that answers, not one that only helps."""
    reciprocal: float | None
    gain: float | None
    recognised: float | None
    """Of the unanswerable questions, those that are told to be."""
    refused: float | None
    """Of the answerable questions, those of which is said that there is no answer."""


def measured(answered: Iterable[Answered]) -> Measures:
    """Measure some answers; an unanswerable question counts for `recognised` only."""
    told = tuple(answered)
    able = [each for each in told if each.question.right]
    not_able = [each for each in told if not each.question.right]
    return Measures(
        questions=len(told),
        unanswerable=len(not_able),
        first=_mean([each.within(1) for each in able]),
        three=_mean([each.within(3) for each in able]),
        three_answer=_mean([each.within(3, ANSWERS) for each in able]),
        reciprocal=_mean([_reciprocal(each.grades) for each in able]),
        gain=_mean([_gain(each.grades, each.question.right) for each in able]),
        recognised=_mean([not each.covered for each in not_able]),
        refused=_mean([not each.covered for each in able]),
    )


def _reciprocal(grades: Sequence[int]) -> float:
    return next((1 / place for place, grade in enumerate(grades, 1) if grade), 0.0)


def _gain(grades: Sequence[int], right: Mapping[str, int]) -> float:
    """Give nDCG@10: what the order gives, as a part of what the best order would."""
    best = sorted(right.values(), reverse=True)[:MOST]
    return _discounted(grades) / _discounted(best)


def _discounted(grades: Sequence[int]) -> float:
    return sum(((1 << grade) - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
