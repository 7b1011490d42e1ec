"""Two versions of a policy → what there is to tell of one as a change of the other; knows no git."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from handbook_gen.core import problems
from handbook_gen.core.checks import check
from handbook_gen.core.checks.waivers import accepted
from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.compare.documents.acceptances import KIND_NAMES
from handbook_gen.core.history.comparing import compared
from handbook_gen.core.links import link
from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import LEVELS, Change, Comparison
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.history import History
from handbook_gen.core.model.validity import Days
from handbook_gen.core.problems import Finding, Problem
from handbook_gen.core.reader import read
from handbook_gen.core.report.changes import Accepted, Claim, Told

_CLAIM: Final = "editorial"
"""What a release can say of itself that may be wrong; `material` claims nothing."""


@dataclass(frozen=True)
class Version:
    """A policy on a day as it stands somewhere, and what of it could not be read."""

    loaded: Loaded
    book: Handbook
    loose: tuple[Finding, ...]
    """What in it leads nowhere."""
    problems: tuple[Problem, ...]
    history: History = field(default_factory=History)
    """The releases that it follows."""

    @property
    def whole(self) -> bool:
        """Tell whether all of it could be read: else what seems to be gone may only be unreadable."""
        return self.loaded.whole and not problems.errors(self.problems)

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """What there is to find in it, by every check."""
        return (*self.loose, *check(self.book, self.history, whole=True))

    def among(self, codes: Collection[str]) -> tuple[Finding, ...]:
        """Give the same of some checks only."""
        return (*self.loose, *check(self.book, self.history, whole=True, only=codes))


@dataclass(frozen=True, slots=True)
class Given:
    """What a version is read from."""

    policy: Sources
    problems: tuple[Problem, ...] = ()
    """What could not even be opened of it."""
    history: History = field(default_factory=History)
    """The releases that it follows."""
    days: Days | None = None
    """What the releases tell of days; None where there is none."""


def version(given: Given, day: date) -> Version:
    """Read one version."""
    loaded = load(given.policy)
    book, loose = link(loaded.policy, day, given.days)
    told = problems.ordered((*given.problems, *loaded.problems))
    return Version(loaded, book, loose, told, given.history)


def proposal(before: Version, after: Version, tip: Version | None, labels: Collection[str]) -> Told:
    """Tell what one version changes of another, and which of that somebody accepts.

    `tip` is where the version before has got to since; `labels` are fingerprints that are accepted elsewhere.
    """
    comparison = compare(before.book, after.book, taken=tip.book if tip else None)
    agreed = tuple(_accepted(comparison, labels))
    met = {each.change.fingerprint for each in agreed}
    # Committed alone, as before a commit, such a line is about what other commits changed.
    lines = _lines(before, after) if any(map(_acceptable, comparison.changes)) else ()
    return Told(
        comparison=comparison,
        day=after.book.day,
        accepted=agreed,
        stale=tuple(each for each in dict.fromkeys((*lines, *labels)) if each not in met),
        place=after.loaded.place,
        place_before=before.loaded.place,
    )


def fails(told: Told, least: Effect) -> bool:
    """Tell whether anything of a level or above is left to accept; what only follows never is."""
    heavy = LEVELS[: LEVELS.index(least) + 1]
    weighing = (each for each in told.unaccepted if not each.kind.follows)
    return any(change.level in heavy and _acceptable(change) for change in weighing)


def new(before: Version, after: Version) -> tuple[Problem, ...]:
    """Give what there is to find after and was not there before, whatever has moved in a list since."""
    found = _unwaived(after, after.found)
    known = Counter(map(_name, _unwaived(before, before.among({each.kind.code for each in found}))))
    fresh: list[Finding] = []
    for finding in found:
        known[_name(finding)] -= 1
        if known[_name(finding)] < 0:
            fresh.append(finding)
    return problems.ordered(told for each in fresh if (told := after.loaded.problem(each)))


def contradicted(source: str, words: Iterable[str], found: Effect | None) -> Iterator[Claim]:
    """Give the claims that say less than what was found; a word that is no level claims nothing."""
    for word in words:
        claimed = next((level for level in LEVELS if level == word), None)
        if claimed and found and LEVELS.index(found) < LEVELS.index(claimed):
            yield Claim(source, claimed, found)


def released(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Give what new releases say of themselves, with the file that says so."""
    for path in sorted(after.keys() - before.keys()):
        said = read(path, after[path]).value
        if isinstance(said, dict) and said.get("kind") == _CLAIM:
            yield path, _CLAIM


def level(history: History, version: str) -> Effect | None:
    """Tell what a release changes of the one before it; None for the first, and for what is no release."""
    before = history.before(version) if history.release(version) else None
    if before is None:
        return None
    upto = history.upto(version)
    after = upto.releases[-1]
    book, _ = link(after.policy, after.published, upto.days[-1])
    return compared(history, before, book).level or _CLAIM


def _lines(before: Version, after: Version) -> tuple[str, ...]:
    """Give what is accepted now and was not before."""
    known = {each.change for each in before.book.policy.settings.accepted}
    return tuple(each.change for each in after.book.policy.settings.accepted if each.change not in known)


def _accepted(comparison: Comparison, labels: Collection[str]) -> Iterator[Accepted]:
    lines = {each.change: each for each in comparison.after.policy.settings.accepted}
    for change in comparison.changes:
        name = change.fingerprint if _acceptable(change) else ""
        if line := lines.get(name):
            yield Accepted(change, line.reason, line.by)
        elif name in labels:
            yield Accepted(change)


def _acceptable(change: Change) -> bool:
    """Tell whether a change can be accepted: a line that accepts another cannot."""
    return change.kind.name not in KIND_NAMES


def _unwaived(version: Version, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if not accepted(version.book, finding))


def _name(finding: Finding) -> tuple[str, ...]:
    """Give what stays the same about a finding while the policy around it changes: no number in a list."""
    spot = finding.spot
    return finding.kind.code, spot.noun, spot.id, *(step for step in spot.path if isinstance(step, str))
