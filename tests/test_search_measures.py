"""The measures by which the search is judged, on answers small enough to count by hand; no engine."""

from math import log2
from pathlib import Path

import pytest

from tests.search.learning import Sample, learned, recognised, threshold
from tests.search.measures import Answered, Measures, measured
from tests.search.questions import HALVES, STYLES, Question, questions


def question(right: dict[str, int]) -> Question:
    return Question("?", "keyword", Path(), "nl", right)


def test_each_measure_counts_what_it_says() -> None:
    told = measured(
        [
            Answered(question({"A": 2, "B": 1}), ["A", "B"], covered=True),
            Answered(question({"A": 2, "B": 1}), ["x", "B", "y", "A"], covered=False),
            Answered(question({}), ["x"], covered=False),
            Answered(question({}), ["x"], covered=True),
        ]
    )
    assert told == Measures(
        questions=4,
        unanswerable=2,
        first=0.5,
        three=1.0,
        three_answer=0.5,
        reciprocal=0.75,
        gain=(1 + (1 / log2(3) + 3 / log2(5)) / (3 + 1 / log2(3))) / 2,
        recognised=0.5,
        refused=0.5,
    )


def test_a_model_learns_what_separates_and_a_threshold_what_may_be_refused() -> None:
    points = [(0.9, True), (0.8, True), (0.7, True), (0.3, False), (0.2, False)]
    model = learned([Sample(question({}), {"coverage": value}, able) for value, able in points])
    certain = [(model.certainty({"coverage": value}), able) for value, able in points]
    assert recognised(certain, threshold(certain, 0)) == 1.0
    assert threshold([(0.1, True), (0.2, True), (0.3, True), (0.4, True)], 0.25) == 0.2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_questions_are_as_many_and_of_as_many_kinds_as_we_say(language: str) -> None:
    every = [each for half in HALVES for each in questions(half) if each.language == language]
    assert len(every) >= 80
    assert {each.style for each in every} == set(STYLES)
    assert len({each.text for each in every}) == len(every)
    assert sum(not each.right for each in every) * 10 >= len(every)
    assert [each for each in every if (each.style == "unanswerable") != (not each.right)] == []
