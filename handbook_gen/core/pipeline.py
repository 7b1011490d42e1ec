"""The way in on one screen: sources in, problems and a handbook out; `edition` is the way out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handbook_gen.core import content, problems
from handbook_gen.core.checks import check
from handbook_gen.core.checks.waivers import accepted
from handbook_gen.core.links import link
from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.model.history import History
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Finding, Problem
from handbook_gen.core.reader import MAX_PROBLEMS


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a policy gave: a handbook of all that could be read, and all that is wrong."""

    book: Handbook
    problems: tuple[Problem, ...]
    waived: tuple[tuple[Problem, Waiver], ...] = ()
    """What is wrong and was accepted, with the waiver."""
    whole: bool = True
    """Whether every check was asked: not of a policy that could not be read as a whole."""


def read(
    policy: Sources, written: Mapping[Language, Sources], day: date, history: History | None = None
) -> Reading:
    """Read a policy and the hand-written pages around it, and follow every id, mention and question."""
    loaded = load(policy)
    past = history or History()
    book, loose = link(loaded.policy, day, past.days[-1] if past.releases else None)
    book = _judged(book, check(book, past, whole=loaded.whole))
    told = [*loaded.problems, *_placed(loaded, (*loose, *book.findings))]
    told += [problem for problem in content.check(book, written) if not _follows(loaded, problem)]
    faults = (problem for problem in told if problem.kind.stops)
    findings = (problem for problem in told if not problem.kind.stops)
    waived = ((loaded.problem(finding), waiver) for finding, waiver in book.waived)
    return Reading(
        book,
        problems.ordered((*problems.capped(faults, MAX_PROBLEMS), *findings)),
        tuple((problem, waiver) for problem, waiver in waived if problem),
        loaded.whole,
    )


def _judged(book: Handbook, found: tuple[Finding, ...]) -> Handbook:
    """Keep apart what was found and what a waiver accepts."""
    waived = [(finding, accepted(book, finding)) for finding in found]
    return replace(
        book,
        findings=tuple(finding for finding, waiver in waived if not waiver),
        waived=tuple((finding, waiver) for finding, waiver in waived if waiver),
    )


def _placed(loaded: Loaded, findings: tuple[Finding, ...]) -> Iterator[Problem]:
    """Give findings their places; those that only follow from what could not be read are not told."""
    for finding in findings:
        if not _follows(loaded, finding) and (problem := loaded.problem(finding)):
            yield problem


def _follows(loaded: Loaded, told: Finding | Problem) -> bool:
    """Tell whether an id seems to lead nowhere only because its item could not be read."""
    reference = told.kind in problems.REFERENCES
    return reference and loaded.knows(told.facts["wanted"].split(), told.facts["id"])
