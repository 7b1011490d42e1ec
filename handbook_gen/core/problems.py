"""What can be wrong and where; nothing here decides whether something is wrong or how it is shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Final


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file as an editor names it: lines and columns count from 1, columns in code points."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can be wrong: a permanent code, a name for the fault, and its weight.

    The sentences (what is wrong, how to repair it) stand in `locale/` under the name.
    """

    code: str
    name: str
    severity: Severity = Severity.ERROR
    stops: bool = True
    """Whether an error of this kind keeps the handbook from being built: then the handbook itself would be
    wrong, or do harm. What is wrong with the organisation's arrangements is told, and does not keep the rest
    from its readers."""
    quoted: bool = True
    """Whether a report may show the line: not where the fault is that something stands there at all."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of an item, named as the policy names it; the loader knows where in which file that is."""

    noun: str
    """What the item is, such as `rule` or `role`."""
    id: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding at one place; `facts` fill in the sentences of its kind, or of one `variant` of it."""

    kind: Kind
    place: Place
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    variant: str = ""
    related: tuple[Place, ...] = ()
    spot: Spot | None = None
    """The same place in the policy's own terms, where it has one."""

    @property
    def severity(self) -> Severity:
        """The weight of its kind."""
        return self.kind.severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the policy's own terms, before it has a place."""

    kind: Kind
    spot: Spot
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    variant: str = ""
    related: tuple[Spot, ...] = ()


_NUMBERED: Final = re.compile(r"[A-Z]+-([0-9]{1,9})")


def nearest(word: str, candidates: Iterable[str]) -> Mapping[str, str]:
    """Give the fact `near` where a candidate resembles `word`, for "did you mean"."""
    number = _NUMBERED.fullmatch(word[:80])
    known = {each.casefold(): each for each in candidates if not number or _same(number, each)}
    found = get_close_matches(word[:80].casefold(), known, n=1, cutoff=0.8 if number else 0.7)
    return {"near": known[found[0]]} if found else {}


def _same(number: re.Match[str], candidate: str) -> bool:
    """Tell whether a candidate has this number: `DISC-02` looks like `DISC-01` and is another rule."""
    other = _NUMBERED.fullmatch(candidate)
    return other is not None and int(other[1]) == int(number[1])


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by place, so that a reader walks each file once from top to bottom; how many more comes last."""

    def key(p: Problem) -> tuple[object, ...]:
        return p.place, p.kind is MORE_PROBLEMS, p.kind.code, sorted(p.facts.items())

    return tuple(sorted(problems, key=key))


def capped(problems: Iterable[Problem], most: int) -> tuple[Problem, ...]:
    """Keep the first `most` of each file and count the rest: nobody reads the second hundred."""
    told: list[Problem] = []
    for _, some in groupby(ordered(problems), key=lambda problem: problem.place.path):
        every = [*some]
        counted = sum(int(problem.facts["count"]) for problem in every if problem.kind is MORE_PROBLEMS)
        named = [problem for problem in every if problem.kind is not MORE_PROBLEMS]
        told += named[:most]
        if left := counted + len(named[most:]):
            told.append(Problem(MORE_PROBLEMS, named[:most][-1].place, {"count": str(left)}))
    return tuple(told)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep those that stop a build."""
    return tuple(p for p in problems if p.severity is Severity.ERROR and p.kind.stops)


# HB00n and HB01n: bytes, characters and YAML.
NOT_UTF8: Final = Kind("HB001", "not-utf-8")
FORBIDDEN_CHARACTER: Final = Kind("HB002", "forbidden-character")
YAML_SYNTAX: Final = Kind("HB003", "yaml-syntax")
DUPLICATE_KEY: Final = Kind("HB004", "duplicate-key")
ALIAS: Final = Kind("HB005", "alias")
ANCHOR: Final = Kind("HB006", "anchor")
MERGE_KEY: Final = Kind("HB007", "merge-key")
TAG: Final = Kind("HB008", "tag")
SEVERAL_DOCUMENTS: Final = Kind("HB009", "several-documents")
TAB_INDENTATION: Final = Kind("HB010", "tab-indentation")
FILE_TOO_LARGE: Final = Kind("HB011", "file-too-large")
TOO_DEEP: Final = Kind("HB012", "too-deep")
LINK_LEAVES_FOLDER: Final = Kind("HB013", "link-leaves-folder")
NAMES_DIFFER_IN_CASE: Final = Kind("HB014", "names-differ-in-case")
UNREADABLE_FILE: Final = Kind("HB015", "unreadable-file")
COMPOUND_KEY: Final = Kind("HB016", "compound-key")
TEXT_IN_REMARK: Final = Kind("HB017", "text-in-remark")
MORE_PROBLEMS: Final = Kind("HB019", "more-problems")

# HB02n and HB03n: the shape of a document and the values of its fields.
UNKNOWN_DOCUMENT: Final = Kind("HB020", "unknown-document")
MISSING_DOCUMENT: Final = Kind("HB021", "missing-document")
UNKNOWN_KEY: Final = Kind("HB022", "unknown-key")
MISSING_KEY: Final = Kind("HB023", "missing-key")
WRONG_SHAPE: Final = Kind("HB024", "wrong-shape")
UNKNOWN_CHOICE: Final = Kind("HB025", "unknown-choice")
BAD_ID: Final = Kind("HB026", "bad-id")
BAD_DATE: Final = Kind("HB027", "bad-date")
BAD_DURATION: Final = Kind("HB028", "bad-duration")
BAD_HOURS: Final = Kind("HB029", "bad-hours")
BAD_NUMBER: Final = Kind("HB030", "bad-number")
BAD_BOOLEAN: Final = Kind("HB031", "bad-boolean")
BAD_ADDRESS: Final = Kind("HB032", "bad-address")
NOT_ONE_LINE: Final = Kind("HB033", "not-one-line")
EMPTY_TEXT: Final = Kind("HB034", "empty-text")
BAD_TIME_ZONE: Final = Kind("HB035", "bad-time-zone")
TOPIC_FILE_NAME: Final = Kind("HB036", "topic-file-name")
UNSUPPORTED_SCHEMA: Final = Kind("HB037", "unsupported-schema")
EMPTY_LIST: Final = Kind("HB038", "empty-list")
REPEATED: Final = Kind("HB039", "repeated")
TEXT_TOO_LONG: Final = Kind("HB040", "text-too-long")
BAD_COLOUR: Final = Kind("HB041", "bad-colour")
BAD_TYPEFACE: Final = Kind("HB042", "bad-typeface")
BAD_PICTURE: Final = Kind("HB043", "bad-picture")

# HB1nn: identity and references.
DANGLING_REFERENCE: Final = Kind("HB101", "dangling-reference")
WRONG_KIND_OF_REFERENCE: Final = Kind("HB102", "wrong-kind-of-reference")
DUPLICATE_ID: Final = Kind("HB103", "duplicate-id")
UNKNOWN_MENTION: Final = Kind("HB104", "unknown-mention")
INCLUDE_CYCLE: Final = Kind("HB105", "include-cycle")
UNKNOWN_FACT: Final = Kind("HB106", "unknown-fact")

# HB6nn: the site around the policy.
NAV_IN_MKDOCS: Final = Kind("HB601", "nav-in-mkdocs")
MISSING_TWIN: Final = Kind("HB602", "missing-twin")
BAD_FRONT_MATTER: Final = Kind("HB603", "bad-front-matter")
ADDRESS_TAKEN: Final = Kind("HB604", "address-taken")

# HB9nn: releases.
RELEASE_TEXT_ALTERED: Final = Kind("HB901", "release-text-altered")
RELEASE_TEXT_MISSING: Final = Kind("HB902", "release-text-missing")
RELEASE_TEXT_ADDED: Final = Kind("HB903", "release-text-added", quoted=False)
RELEASE_NOTE_ALTERED: Final = Kind("HB904", "release-note-altered")
RELEASE_CHAIN_BROKEN: Final = Kind("HB905", "release-chain-broken")
RELEASE_MISPLACED: Final = Kind("HB906", "release-misplaced")
RELEASE_INCOMPLETE: Final = Kind("HB907", "release-incomplete")
RELEASES_OUT_OF_ORDER: Final = Kind("HB908", "releases-out-of-order")
SAME_RELEASE: Final = Kind("HB909", "same-release")

REFERENCES: Final = (DANGLING_REFERENCE, WRONG_KIND_OF_REFERENCE, UNKNOWN_MENTION)
"""Findings that may only follow from an item that could not be read."""

READING: Final = tuple(kind for kind in list(globals().values()) if isinstance(kind, Kind))
"""Every kind that reading, loading and linking know; checks register their own."""

BY_NAME: Final = MappingProxyType({kind.name: kind for kind in READING})
