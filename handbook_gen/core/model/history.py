"""The releases so far: what each said and when, and what of a rule applied when; computes no periods."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator

from handbook_gen.core import problems as p
from handbook_gen.core.model import Policy, shape
from handbook_gen.core.model.refs import RoleRef
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Date, Form, Item, OpenWord, Plain, Text, TextValue, fault, matching
from handbook_gen.core.model.validity import Days, Validity

if TYPE_CHECKING:
    from handbook_gen.core.model.changes import Comparison

ReleaseKind = Literal["material", "editorial"]
LATEST: Final = "latest"
"""The version that shows what is in force on the day it is built for."""
DRAFT: Final = "draft"
"""The version that shows what is being worked on."""
_VERSION: Final = Form("version", r"[0-9]{1,9}(\.[0-9]{1,9}){0,3}")
_HASH: Final = Form("hash", r"sha256:[0-9a-f]{64}")


def parts(version: str) -> tuple[int, ...]:
    """Give the numbers of a version, by which versions are compared: 2026.10 comes after 2026.9.

    Zeros at the end do not count: 2026.0 is 2026. Raises ValueError for what is no version.
    """
    if not re.fullmatch(_VERSION.pattern, version):
        raise ValueError(version)
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _hashes(value: Any) -> Any:
    """Refuse what gives no hash for a path; each hash is looked at when files are held against it."""
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise fault(p.WRONG_SHAPE, variant="mapping")
    return value


Version = Annotated[str, BeforeValidator(matching(_VERSION, p.BAD_ID, variant="version")), _VERSION]
"""The number of a release: 2026.1."""
Hash = Annotated[str, BeforeValidator(matching(_HASH, p.BAD_ID, variant="hash")), _HASH]


class Given(Item):
    """An approval of a release: who agreed to what, when, and the paper it stands on."""

    by: RoleRef
    decision: OpenWord | None = None
    date: Date
    reference: Plain | None = None


class ReleaseNote(Item):
    """The whole of `releases/<version>/release.yml`."""

    noun: ClassVar[str] = "release"

    version: Version
    published: Date
    summary: Text
    kind: ReleaseKind
    approvals: tuple[Given, ...] = ()
    contents: Annotated[dict[str, str], BeforeValidator(_hashes)]
    """Path below the release → the hash of the bytes there."""
    previous: Hash | None = None
    """Of the bytes of the previous release.yml; nothing in the first."""
    self_: Hash
    """Of the bytes of this file without the line that says so."""


@dataclass(frozen=True)
class Release:
    """One release: its version, the policy as it was published, and what it says of itself."""

    version: str
    policy: Policy
    published: date = date.min
    kind: ReleaseKind = "material"
    summary: TextValue | None = None
    approvals: tuple[Given, ...] = ()
    hash: str = ""
    """Of the bytes of its release.yml, as `sha256sum` gives it; what the next release names as `previous`."""

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules as they are written, by id; drafts are not released, even if they are frozen along."""
        return {rule.id: rule for file in self.policy.topics for rule in file.rules if rule.status != "draft"}

    @cached_property
    def topic_of(self) -> Mapping[str, str]:
        """Rule id → the topic in which the release has it."""
        return {rule.id: file.topic.id for file in self.policy.topics for rule in file.rules}


@dataclass(frozen=True, eq=False)
class History:
    """The releases so far, the oldest first; empty until the first."""

    releases: tuple[Release, ...] = ()

    @property
    def latest(self) -> Release | None:
        """The release that readers know."""
        return self.releases[-1] if self.releases else None

    def known(self, day: date) -> "History":
        """Give the history as it was known on a day: the releases published on it or before."""
        some = tuple(each for each in self.releases if each.published <= day)
        return self if len(some) == len(self.releases) else History(some)

    def upto(self, version: str) -> "History":
        """Give the history up to a version and with it. Raises KeyError where it is not there."""
        for number, each in enumerate(self.releases, 1):
            if each.version == version:
                return History(self.releases[:number])
        raise KeyError(version)

    def release(self, version: str) -> Release | None:
        """Give a release by its version."""
        return next((each for each in self.releases if each.version == version), None)

    def find(self, version: str) -> Release | None:
        """Give a release by its version, also where that is written otherwise: 2026.01 is 2026.1."""
        try:
            wanted = parts(version)
        except ValueError:
            return None
        return next((each for each in self.releases if parts(each.version) == wanted), None)

    def before(self, version: str) -> Release | None:
        """Give the release before one."""
        earlier = self.upto(version).releases[:-1]
        return earlier[-1] if earlier else None

    @cached_property
    def days(self) -> tuple[Days, ...]:
        """For each release what it and those before it tell of days."""
        withdrawn: dict[str, date] = {}
        began: dict[str, date] = {}
        every: list[Days] = []
        for before, release in zip((None, *self.releases), self.releases, strict=False):
            gone = [rule.id for rule in release.rules.values() if rule.status == "withdrawn"]
            withdrawn = {**dict.fromkeys(gone, release.published), **withdrawn}
            if before:
                began = {**_effective(before, withdrawn, release.published), **began}
            every.append(Days(withdrawn, began))
        return tuple(every)

    @cached_property
    def validities(self) -> tuple[Validity, ...]:
        """For each release, from when to when its rules apply by its own text."""
        pairs = zip(self.releases, self.days, strict=True)
        return tuple(Validity(release.rules, days) for release, days in pairs)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The id of every rule that any release contains, in the order in which they came."""
        return tuple(dict.fromkeys(identity for release in self.releases for identity in release.rules))


def _effective(release: Release, withdrawn: Mapping[str, date], day: date) -> Mapping[str, date]:
    """Give the rules of a release that had taken effect by the day on which the next could change them."""
    starts = {rule.id: rule.from_ or date.min for rule in release.rules.values()}
    ends = {rule.id: rule.until or withdrawn.get(rule.id, date.max) for rule in release.rules.values()}
    return {each: start for each, start in starts.items() if start <= day and start < ends[each]}


class Then(StrEnum):
    """What can be said of a rule on a day, as it was known on another: exactly one of these."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    NO_LONGER = "no-longer"
    NEVER = "never"
    UNKNOWN = "unknown-then"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days on which the same is to be said of a rule; without a start or an end it is open."""

    starts: date | None
    ends: date | None
    """The first day after it."""
    then: Then
    release: Release | None = None
    """Where it is in force: the newest release that has this text."""
    rule: Rule | None = None
    """Where it is in force: the text, as it is written."""

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the text of a rule: the first release that had it, and from when it was to apply."""

    number: int
    """1 for the first."""
    release: Release
    rule: Rule


@dataclass(frozen=True, slots=True)
class Life:
    """What became of a rule over the releases: its wordings, the oldest first, and when each was in force."""

    id: str
    wordings: tuple[Wording, ...]
    periods: tuple[Period, ...]

    def at(self, day: date) -> Period:
        """Give what is to be said of a day."""
        return next(period for period in self.periods if period.holds(day))


@dataclass(frozen=True)
class Past:
    """What a handbook that is shown knows of the releases up to it."""

    shown: str
    """The version that is shown: a number, `latest` or `draft`."""
    history: History
    lives: Mapping[str, Life] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → its life, for every rule that a release contains."""
    adopted: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → its text as decided and not yet in force, where an earlier text is what is shown."""
    news: "Comparison | None" = None
    """The version that is shown compared with the release before it; None for the first."""
    among: bool = True
    """Whether the other versions are published beside it, so that they can be linked to."""

    @property
    def numbered(self) -> bool:
        """Tell whether it is a release itself, that must say only what never turns false."""
        return self.shown not in (LATEST, DRAFT)

    @property
    def release(self) -> Release | None:
        """The release that is shown; of `latest` and `draft` the newest."""
        return self.history.latest


def published(policy: Policy) -> Iterator[Item]:
    """Give every item with an id that stands in a policy."""
    for document in policy.documents:
        yield from shape.below(document)
