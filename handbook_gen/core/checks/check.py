"""What a check is: a permanent code, a name, a weight, and a question; its docstring is its documentation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.problems import Finding, Kind, Severity

Question = Callable[[Handbook], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One question, with the kind of problem that its findings are."""

    kind: Kind
    ask: Question
    documentation: str


def check(
    code: str, name: str, severity: Severity
) -> Callable[[Callable[[Handbook, Kind], Iterator[Finding]]], Check]:
    """Make a function into a check: it is given the handbook and its own kind, and yields findings."""
    kind = Kind(code, name, severity)

    def register(question: Callable[[Handbook, Kind], Iterator[Finding]]) -> Check:
        return Check(kind, lambda book: question(book, kind), question.__doc__ or "")

    return register
