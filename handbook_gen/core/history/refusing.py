"""Why a policy must not be released as it is: what runs backwards, has gone, is not agreed or comes too soon.

What is wrong with the policy itself, its findings, is for whoever reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.history.freezing import Facts
from handbook_gen.core.links import link
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import Given, History, Release, ReleaseKind, parts
from handbook_gen.core.model.rules import Rule

_EDITORIAL: Final = ("editorial", None)
_TOO_SOON: Final = ("too-little-notice", "in-force-in-the-past")
"""Kinds of change: a stricter rule that comes sooner than the house gives notice."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason; its sentence stands below `release.refused` in `locale/`."""

    key: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def compared(history: History, book: Handbook) -> Comparison:
    """Compare what is to be released with the newest release; the first with a policy without rules."""
    before = history.latest.policy if history.latest else replace(book.policy, topics=())
    return compare(link(before, book.day)[0], book)


def kind_of(comparison: Comparison) -> ReleaseKind:
    """Tell whether a release only words differently."""
    return "editorial" if comparison.level in _EDITORIAL else "material"


def refusals(history: History, book: Handbook, facts: Facts, comparison: Comparison) -> Iterator[Refusal]:
    """Give every reason why a policy, linked for the day it is to be published, must not be released."""
    if history.latest:
        yield from _backwards(history, history.latest, facts)
        yield from _too_soon(comparison)
    yield from _ids(history, book)
    yield from _unapproved(book, comparison, facts.approvals)
    if facts.kind == "editorial" and kind_of(comparison) != "editorial":
        yield Refusal("not-editorial", {"level": comparison.level or ""})


def _backwards(history: History, latest: Release, facts: Facts) -> Iterator[Refusal]:
    numbers = parts(facts.version)
    if taken := next((each for each in history.releases if parts(each.version) == numbers), None):
        yield Refusal("version-taken", {"version": taken.version})
    elif numbers < parts(latest.version):
        yield Refusal("version-backwards", {"version": facts.version, "latest": latest.version})
    if facts.published < latest.published:
        days = {"day": facts.published.isoformat(), "before": latest.published.isoformat()}
        yield Refusal("date-backwards", {**days, "latest": latest.version})


def _ids(history: History, book: Handbook) -> Iterator[Refusal]:
    """Name the rules that readers know and that have gone, and those that come back after a withdrawal."""
    last: dict[str, tuple[Release, Rule]] = {}
    withdrawn: dict[str, Release] = {}
    for release in history.releases:
        for rule in release.rules.values():
            last[rule.id] = release, rule
            if rule.status == "withdrawn":
                withdrawn.setdefault(rule.id, release)
    for identity, (release, _) in last.items():
        now = book.rules.get(identity)
        if now is None or now.status == "draft":
            yield Refusal("gone", {"id": identity, "version": release.version})
        elif now.status == "active" and identity in withdrawn:
            yield Refusal("returns", {"id": identity, "version": withdrawn[identity].version})


def _unapproved(book: Handbook, comparison: Comparison, given: Iterable[Given]) -> Iterator[Refusal]:
    """Name the approvals that the policy asks for and that nobody has given, and those of nobody."""
    there = [*given]
    for each in there:
        if book.role(each.by) is None:
            yield Refusal("no-role", {"role": each.by})
    for step in comparison.following:
        if step.what == "approval" and not any(_meets(each, step.who, step.decision) for each in there):
            because = ", ".join(step.because)
            yield Refusal("unapproved", {"role": step.who, "decision": step.decision, "because": because})


def _meets(given: Given, who: str, decision: str) -> bool:
    return given.by == who and given.decision in (None, decision)


def _too_soon(comparison: Comparison) -> Iterator[Refusal]:
    books = (comparison.before, comparison.after)
    if not any(book.policy.settings.norms.notice for book in books):
        return
    for change in comparison.changes:
        if change.kind.name in _TOO_SOON:
            yield Refusal(change.kind.name, {"id": change.spot.id, **change.facts})
