"""Learns when a handbook covers a question: `python -m tests.search.learning [FOLDER …]`; changes no file.

The questions are our halves called tuning, and those that lie beside the projects in other folders. What is
measured of each is what the engine itself measures; the figures come from questions that a model has not seen
(cross-validation). The numbers in engine/sure.js were learned with two more policies, those of a hospital and
of a chain of shops, which are kept outside of this repository.
"""

import math
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.search.engine import opened, shared
from tests.search.questions import Question, elsewhere, questions

FALSE_AT_MOST: Final = 0.01
"""Share of answerable questions that may be refused: less than we promise, for new ones fare worse."""
FOLDS: Final = 10
ROUNDS: Final = 5
"""Of cross-validation, each with other folds."""
STEPS: Final = 25
"""Of Newton's method; it has settled long before."""
CAUTION: Final = 1.0
"""How much a weight must earn to grow: the ridge."""

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What the engine measures of a question, and whether there is an answer."""

    question: Question
    features: Mapping[str, float]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by name, the bias among them, and from which certainty on a question counts as covered."""

    weights: Mapping[str, float]
    threshold: float = 0.5

    def certainty(self, features: Mapping[str, float]) -> float:
        return _sigmoid(sum(self.weights[name] * value for name, value in {"bias": 1.0, **features}.items()))


def samples(asked: Sequence[Question]) -> Iterator[Sample]:
    """Measure questions; one that names an id needs no model."""
    for question in asked:
        told = shared().ask(opened(question.root, question.language), question.text)
        if not told.named:
            yield Sample(question, told.features, bool(question.right))


def learned(of: Sequence[Sample], caution: float = CAUTION) -> Model:
    """Fit a logistic model in which both sides weigh the same, however many there are of each."""
    names = ("bias", *of[0].features)
    rows = [(1.0, *(each.features[name] for name in names[1:])) for each in of]
    answerable = sum(each.answerable for each in of)
    share = {True: len(of) / 2 / answerable, False: len(of) / 2 / (len(of) - answerable)}
    given = [
        (row, float(each.answerable), share[each.answerable]) for row, each in zip(rows, of, strict=True)
    ]
    weights = [0.0] * len(names)
    for _ in range(STEPS):
        weights = _step(weights, given, caution)
    return Model(dict(zip(names, weights, strict=True)))


def _step(weights: Sequence[float], given: Sequence[tuple[Row, float, float]], caution: float) -> list[float]:
    """Take one step of Newton's method; the bias is not held back."""
    size = len(weights)
    ridge = [0.0001, *[caution] * (size - 1)]
    slope = [-hold * weight for hold, weight in zip(ridge, weights, strict=True)]
    bend = [[ridge[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
    for row, answer, share in given:
        likely = _sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)))
        for i, x in enumerate(row):
            slope[i] += share * (answer - likely) * x
            for j, y in enumerate(row):
                bend[i][j] += share * likely * (1 - likely) * x * y
    return [weight + more for weight, more in zip(weights, _solved(bend, slope), strict=True)]


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a small system of equations by elimination; a ridge keeps it from being singular."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, _ in enumerate(rows):
        best = max(range(at, len(rows)), key=lambda i: abs(rows[i][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for i, row in enumerate(rows):
            if i != at:
                times = row[at] / rows[at][at]
                rows[i] = [a - times * b for a, b in zip(row, rows[at], strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def threshold(certain: Sequence[tuple[float, bool]], false_at_most: float = FALSE_AT_MOST) -> float:
    """Give the highest threshold that refuses no more answerable questions than may be."""
    answerable = sorted(value for value, able in certain if able)
    return answerable[math.floor(false_at_most * len(answerable))]


def validated(of: Sequence[Sample], seed: int) -> list[tuple[float, bool]]:
    """Judge each sample by a model that was learned without it."""
    order = random.Random(seed).sample(range(len(of)), len(of))  # noqa: S311  # no secret
    fold = {number: place % FOLDS for place, number in enumerate(order)}
    told: list[tuple[float, bool]] = []
    for held in range(FOLDS):
        model = learned([each for number, each in enumerate(of) if fold[number] != held])
        mine = [each for number, each in enumerate(of) if fold[number] == held]
        told += [(model.certainty(each.features), each.answerable) for each in mine]
    return told


def recognised(certain: Sequence[tuple[float, bool]], above: float) -> float:
    """Give the share of unanswerable questions that fall below a threshold."""
    unable = [value for value, able in certain if not able]
    return sum(value < above for value in unable) / len(unable)


def report(of: Sequence[Sample]) -> Iterator[str]:
    """Say what was learned, and how well it does on questions that it has not seen."""
    able = sum(each.answerable for each in of)
    yield f"{able} answerable and {len(of) - able} unanswerable questions"
    runs = [validated(of, seed) for seed in range(ROUNDS)]
    for false in (0.0, 0.01, 0.02, 0.03, 0.05, 0.1):
        share = [recognised(run, threshold(run, false)) for run in runs]
        yield f"  refusing {false:4.0%} of the answerable: {sum(share) / len(share):.0%} recognised"
    model = learned(of)
    certain = [(model.certainty(each.features), each.answerable) for each in of]
    limit = threshold(certain)
    yield f"with all of them: {recognised(certain, limit):.0%} recognised"
    for each, (value, _) in zip(of, certain, strict=True):
        if (value >= limit) != each.answerable:
            said = {name: round(much, 2) for name, much in each.features.items()}
            yield f"  {value:.2f} {each.question.style}: {each.question.text} {said}"
    told = ", ".join(f"{name}: {weight:.2f}" for name, weight in model.weights.items())
    yield f"const SURE = {{{told}, threshold: {limit:.3f}}}"


if __name__ == "__main__":
    others = [each for folder in sys.argv[1:] for each in elsewhere(Path(folder))]
    asked = [*questions("tuning"), *others]
    sys.stdout.write("\n".join(report(list(samples(asked)))) + "\n")
