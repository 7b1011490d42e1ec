"""What a check is: a permanent code, a name, a weight, and a question; its docstring is its documentation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History
from handbook_gen.core.problems import Finding, Kind, Severity


@dataclass(frozen=True, slots=True)
class Asked:
    """What questions are asked of: a handbook, the releases before it, and what the others found."""

    book: Handbook
    history: History = field(default_factory=History)
    found: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One question, with the kind of problem that its findings are."""

    kind: Kind
    ask: Callable[[Asked], Iterator[Finding]]
    documentation: str
    local: bool = False
    """Whether it looks at one text at a time: then it is asked of a policy that is read in part, too."""
    last: bool = False
    """Whether it looks at what the other checks found."""


Question = Callable[[Handbook, Kind], Iterator[Finding]]
Comparison = Callable[[Handbook, History, Kind], Iterator[Finding]]
Afterthought = Callable[[Handbook, tuple[Finding, ...], Kind], Iterator[Finding]]


def check(
    code: str, name: str, severity: Severity, *, stops: bool = False, local: bool = False, quoted: bool = True
) -> Callable[[Question], Check]:
    """Make a function into a check: it is given the handbook and its own kind, and yields findings."""
    kind = Kind(code, name, severity, stops=stops, quoted=quoted)

    def register(question: Question) -> Check:
        return Check(kind, lambda asked: question(asked.book, kind), question.__doc__ or "", local=local)

    return register


def compared(code: str, name: str, severity: Severity) -> Callable[[Comparison], Check]:
    """Make a function into a check that also takes the releases so far."""
    kind = Kind(code, name, severity, stops=False)

    def register(question: Comparison) -> Check:
        return Check(kind, lambda asked: question(asked.book, asked.history, kind), question.__doc__ or "")

    return register


def afterwards(code: str, name: str, severity: Severity) -> Callable[[Afterthought], Check]:
    """Make a function into a check that also takes what every other check found."""
    kind = Kind(code, name, severity, stops=False)

    def register(question: Afterthought) -> Check:
        return Check(
            kind, lambda asked: question(asked.book, asked.found, kind), question.__doc__ or "", last=True
        )

    return register
