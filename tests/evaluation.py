"""How well changes are judged on the labelled corpus: `make eval`; of the final half figures only."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import LEVELS
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import LANGUAGES, Language

Half = Literal["tuning", "more", "final"]
HALVES: Final[tuple[Half, ...]] = ("tuning", "more", "final")
SHOWN: Final[tuple[Half, ...]] = ("tuning", "more")
"""The halves on which we tune: of these each miss is printed."""
CORPUS: Final = Path(__file__).parent / "corpus"
DAY: Final = date(2026, 11, 22)
TITLE: Final = {"nl": "Een regel", "en": "A rule"}
RULE: Final[Mapping[str, Any]] = {
    "id": "DISC-01",
    "modality": "must",
    "binds": "employee",
    "audience": ["all-staff"],
    "capacity": "both",
    "reach": "both",
    "channels": ["all"],
    "because": "…",
    "ask": "comms-duty",
    "owner": "hr-policy",
    "from": "2026-01-01",
    "review_by": "2028-01-01",
}
INCLUDING: Final = ("leader", "webcare", "spokesperson")
ROLES: Final = (
    *("employee", "intern", "contractor", "comms-duty", "head-comms", "hr-policy", "legal"),
    *("privacy-officer", *INCLUDING),
)
AUDIENCES: Final = {
    "all-staff": ["employee", "intern", "contractor"],
    "channel-admins": ["webcare", "spokesperson"],
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A rule before and after, with what a lawyer would say of the change."""

    id: str
    language: Language
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    level: Effect
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What we say of a pair."""

    pair: Pair
    level: Effect
    kinds: frozenset[str]

    @property
    def agrees(self) -> bool:
        """Whether we say the level that is expected."""
        return self.level == self.pair.level


def pairs(half: Half, languages: Iterable[Language] = LANGUAGES) -> Iterator[Pair]:
    """Read a half of the corpus."""
    for language in languages:
        text = (CORPUS / f"{language}-{half}.yml").read_text("utf-8")
        for each in yaml.load(text, yaml.BaseLoader):  # noqa: S506  # strings stay strings, and no objects
            yield Pair(
                each["id"], language, each["before"], each["after"], each["level"], frozenset(each["kinds"])
            )


def judge(pair: Pair) -> Judgement:
    """Compare two policies that differ in one rule, as a reviewer's would."""
    found = compare(_book(pair.before, pair.language), _book(pair.after, pair.language))
    return Judgement(
        pair, found.level or "editorial", frozenset(change.kind.name for change in found.changes)
    )


@cache
def judgements(half: Half) -> tuple[Judgement, ...]:
    """Judge a half of the corpus."""
    return tuple(judge(pair) for pair in pairs(half))


def agreement(judged: Iterable[Judgement]) -> float:
    """Give the share of pairs of which we say the expected level."""
    told = [each.agrees for each in judged]
    return sum(told) / len(told)


def complete(judged: Iterable[Judgement]) -> float:
    """Give the share of pairs of which we find every kind that is expected."""
    told = [each.pair.kinds <= each.kinds for each in judged]
    return sum(told) / len(told)


def stricter_called(judged: Iterable[Judgement], *levels: Effect) -> int:
    """Count the pairs that are stricter and that we call one of some levels."""
    return sum(each.pair.level == "stricter" and each.level in levels for each in judged)


def _book(rule: Mapping[str, Any], language: Language) -> Handbook:
    """Link a small policy in one language, with the rule in it."""
    files = {
        "handbook.yml": {
            "schema": "1",
            "organisation": {"id": "example", "name": "…"},
            "languages": [language],
            "ask": "comms-duty",
        },
        "roles.yml": {
            "roles": [
                {"id": each, "name": each, "includes": ["employee"] if each in INCLUDING else []}
                for each in ROLES
            ],
            "audiences": [{"id": each, "name": each, "roles": roles} for each, roles in AUDIENCES.items()],
        },
        "actions.yml": {
            "actions": [{"id": each, "name": each} for each in ("disclose-employer", "share-information")]
        },
        "law.yml": {"law": [{"id": each, "title": each} for each in ("avg-6", "uavg-41")]},
        "channels.yml": {
            "channels": [
                {"id": each, "name": each, "platform": each, "kind": "external"}
                for each in ("instagram", "linkedin", "facebook", "intranet")
            ]
        },
        "rules/disclosure.yml": {
            "topic": {"id": "disclosure", "name": "…"},
            "rules": [{**RULE, "title": TITLE[language], **rule}],
        },
    }
    written = {path: json.dumps(content).encode() for path, content in files.items()}  # JSON is YAML
    book, _ = link(load(Sources("policies", written)).policy, DAY)
    return book


def report(half: Half) -> Iterator[str]:
    """Say how well a half is judged; the pairs themselves only of the half on which we tune."""
    judged = judgements(half)
    yield f"{half}: {_shares(judged)}"
    yield f"  stricter called editorial: {stricter_called(judged, 'editorial')}"
    yield f"  stricter called administrative or looser: {stricter_called(judged, 'administrative', 'looser')}"
    for language in LANGUAGES:
        own = [each for each in judged if each.pair.language == language]
        yield f"  {language}: {_shares(own)}"
    yield "  level           pairs  precision  recall"
    expected, told = Counter(e.pair.level for e in judged), Counter(e.level for e in judged)
    right = Counter(e.level for e in judged if e.agrees)
    for level in LEVELS:
        precision, recall = (right[level] / max(1, each[level]) for each in (told, expected))
        yield f"  {level:14}  {expected[level]:5}  {precision:9.1%}  {recall:6.1%}"
    if half in SHOWN:
        yield from _misses(judged)


def _shares(judged: Sequence[Judgement]) -> str:
    shares = f"{agreement(judged):.1%} agree on level, {complete(judged):.1%} on kinds"
    return f"{len(judged)} pairs, {shares}"


def _misses(judged: Iterable[Judgement]) -> Iterator[str]:
    for each in judged:
        missing = each.pair.kinds - each.kinds
        if not each.agrees or missing:
            yield f"  {each.pair.id}: {each.pair.level} {sorted(each.pair.kinds)}"
            yield f"    told: {each.level} {sorted(each.kinds)}"
            yield f"    {each.pair.before}"
            yield f"    {each.pair.after}"


if __name__ == "__main__":
    for half in HALVES:
        sys.stdout.write("\n".join(report(half)) + "\n\n")
