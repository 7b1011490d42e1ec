"""A guide as a map: what lies behind each answer, each part said once; decides no answer."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core.guide import Outcome, Verdict, Way
from handbook_gen.core.model.guides import Answer, Question
from handbook_gen.core.pages import addresses

_FEW: Final = 6
"""What ends in so few ways is told again: that is easier to read than where it stands."""

Found = Mapping[tuple[str, ...], Outcome]
"""What each way comes to, by the answers given."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An answer that can be given, where it leads, and what lies behind it."""

    answer: Answer
    address: str
    question: Question | None
    verdict: Verdict | None
    """What it comes to, where the way ends."""
    branches: tuple["Branch", ...] = ()
    like: Answer | None = None
    """Another answer after which the very same follows; then `branches` is left out."""


def address(way: Way) -> str:
    """Give where a way stands, relative to the root of a version."""
    return addresses.along(way.guide.id, way.answers)


def next_ones(way: Way, found: Found) -> tuple[Branch, ...]:
    """Give the answers that can be given now, without what lies behind them."""
    return tuple(_branch(after, found) for after in way.onwards())


def tree(way: Way, found: Found) -> tuple[Branch, ...]:
    """Give all that lies behind a way; what is long and comes again just so, only where it comes first."""
    return _below(way, found, {})


def _branch(after: Way, found: Found) -> Branch:
    verdict = found[after.answers].verdict if after.ends else None
    return Branch(after.given[-1][1], address(after), after.question, verdict)


def _below(way: Way, found: Found, told: dict[Hashable, Branch]) -> tuple[Branch, ...]:
    return tuple(_told(after, found, told) for after in way.onwards())


def _told(after: Way, found: Found, told: dict[Hashable, Branch]) -> Branch:
    branch = _branch(after, found)
    first = told.setdefault(_print(after, found), branch)
    if first is not branch and _ends(after) > _FEW:
        return replace(branch, like=first.answer)
    return replace(branch, branches=_below(after, found, told))


def _print(way: Way, found: Found) -> Hashable:
    """Give what parts of a guide share that ask the same and come to the same by the same rules."""
    if way.ends:
        outcome = found[way.answers]
        return (outcome.verdict, *(met.rule.id for met in outcome.deciding))
    return (way.question and way.question.id, *(_print(after, found) for after in way.onwards()))


def _ends(way: Way) -> int:
    return sum(map(_ends, way.onwards())) if way.question else 1
