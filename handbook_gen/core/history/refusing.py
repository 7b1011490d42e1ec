"""Why a policy must not be released as it is: what runs backwards, has gone, is not agreed or comes too soon.

What is wrong with the policy itself, its findings, is for whoever reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from handbook_gen.core import characters
from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.history import comparing
from handbook_gen.core.history.freezing import Facts
from handbook_gen.core.links import link
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import Given, History, Release, ReleaseKind, parts
from handbook_gen.core.model.rules import Rule

MOST_SUMMARY: Final = 1_000
"""Characters of a summary: it is read in lists, in feeds and in proposals."""
_EDITORIAL: Final = ("editorial", None)
_TOO_SOON: Final = ("too-little-notice", "in-force-in-the-past")
"""Kinds of change: a stricter rule that comes sooner than the house gives notice."""
_SURROGATES: Final = range(0xD800, 0xE000)
"""What stands for a byte that is no text, where a terminal passes one on."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason; its sentence stands below `release.refused` in `locale/`."""

    key: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def compared(history: History, book: Handbook) -> Comparison:
    """Compare what is to be released with the newest release; the first with a policy without rules."""
    if history.latest:
        return comparing.compared(history, history.latest, book)
    return compare(link(replace(book.policy, topics=()), book.day)[0], book)


def kind_of(comparison: Comparison) -> ReleaseKind:
    """Tell whether a release only words differently."""
    return "editorial" if comparison.level in _EDITORIAL else "material"


def agreed(given: Iterable[Given], comparison: Comparison) -> tuple[Given, ...]:
    """Give each approval once; one without a decision gets what is asked of its role, if that is clear."""
    asked: dict[str, set[str]] = {}
    for step in comparison.following:
        if step.what == "approval":
            asked.setdefault(step.who, set()).add(step.decision)
    known = (
        each.model_copy(update={"decision": next(iter(asked[each.by]))})
        if each.decision is None and len(asked.get(each.by, ())) == 1
        else each
        for each in given
    )
    return tuple(dict.fromkeys(known))


def refusals(history: History, book: Handbook, facts: Facts, comparison: Comparison) -> Iterator[Refusal]:
    """Give every reason why a policy, linked for the day it is to be published, must not be released."""
    yield from claims(history, facts)
    yield from _ids(history, book)
    if history.latest:
        yield from _too_soon(comparison)
    yield from _unapproved(comparison, facts)
    if facts.kind == "editorial" and kind_of(comparison) != "editorial":
        yield Refusal("not-editorial", {"level": comparison.level or ""})


def claims(history: History, facts: Facts) -> Iterator[Refusal]:
    """Give every reason that lies in what a release says of itself, whatever the policy says."""
    if history.latest:
        yield from _backwards(history, history.latest, facts)
    if not facts.summary:
        yield Refusal("no-summary")
    for text in facts.summary.values():
        if len(text) > MOST_SUMMARY:
            yield Refusal("summary-too-long", {"limit": str(MOST_SUMMARY), "size": str(len(text))})
    for text in (*facts.summary.values(), *(each.reference or "" for each in facts.approvals)):
        if unseen := _unseen(text):
            yield Refusal("unseen", {"character": unseen})
    for each in facts.approvals:
        if each.date > facts.published:
            days = {"day": each.date.isoformat(), "published": facts.published.isoformat()}
            yield Refusal("approved-later", {"role": each.by, **days})


def _unseen(text: str) -> str | None:
    """Name the first character that nobody can see, or that no file can hold."""
    lost = next((each for each in text if ord(each) in _SURROGATES), None)
    return f"U+{ord(lost):04X}" if lost else characters.named(text)


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
            key = "gone" if now is None else "draft-again"
            yield Refusal(key, {"id": identity, "version": release.version})
        elif now.status == "active" and identity in withdrawn:
            yield Refusal("returns", {"id": identity, "version": withdrawn[identity].version})


def _unapproved(comparison: Comparison, facts: Facts) -> Iterator[Refusal]:
    """Name the approvals that the policy asks for and that nobody has given, and those of nobody.

    The policy before may ask for the approval of a role that is in that policy only.
    """
    for each in facts.approvals:
        if not any(book.role(each.by) for book in (comparison.after, comparison.before)):
            yield Refusal("no-role", {"role": each.by})
    there = {(each.by, each.decision) for each in facts.approvals}
    for step in comparison.following:
        if step.what == "approval" and (step.who, step.decision) not in there:
            said = {"role": step.who, "decision": step.decision, "because": ", ".join(step.because)}
            yield Refusal("unapproved", {**said, "published": facts.published.isoformat()})


def _too_soon(comparison: Comparison) -> Iterator[Refusal]:
    books = (comparison.before, comparison.after)
    if not any(book.policy.settings.norms.notice for book in books):
        return
    for change in comparison.changes:
        if change.kind.name in _TOO_SOON:
            ends = "-end" * (change.kind.name == _TOO_SOON[0] and _ends(comparison, change.spot.id))
            yield Refusal(f"{change.kind.name}{ends}", {"id": change.spot.id, **change.facts})


def _ends(comparison: Comparison, identity: str) -> bool:
    """Tell whether a rule ends now where it went on: then it is its end that comes too soon."""
    books = (comparison.before, comparison.after)
    rules = [(book, book.rules.get(identity)) for book in books]
    ends = [book.validity.span(rule)[1] if rule else date.max for book, rule in rules]
    gone = rules[1][1] is not None and rules[1][1].status == "withdrawn"
    return gone or ends[1] < ends[0]
