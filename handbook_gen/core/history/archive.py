"""The files of every release → the history, and all that is wrong with them; decides nothing about days.

A release is read by the same loader as a draft. What does not match its hash is told once and still read, so
that whoever looks for what was changed sees it; what was never frozen is told and not read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from handbook_gen.core import problems as p
from handbook_gen.core.canonical import SUFFIX
from handbook_gen.core.history.freezing import CONTENT, NOTE, POLICY, digest, sealed
from handbook_gen.core.loader import Sources, load, source_language
from handbook_gen.core.model import Policy
from handbook_gen.core.model.history import History, Release, ReleaseNote, parts
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.problems import Place, Problem
from handbook_gen.core.reader import MAX_BYTES
from handbook_gen.core.validation import File, understand


@dataclass(frozen=True)
class Archive:
    """Every release there is, with its pages, and what is wrong."""

    history: History = field(default_factory=History)
    written: Mapping[str, Mapping[Language, Sources]] = field(default_factory=lambda: MappingProxyType({}))
    """Version → the hand-written pages of that release."""
    problems: tuple[Problem, ...] = ()
    policies: Mapping[str, Sources] = field(default_factory=lambda: MappingProxyType({}))
    """Version → the frozen policy, as the sources of a draft."""
    unread: tuple[str, ...] = ()
    """The releases of which something cannot be read: what seems not to stand in them may do so."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """One release as it lies there."""

    folder: str
    files: Sources
    said: File
    """Its release.yml, for the places of what it says."""
    note: ReleaseNote | None
    """What it says, where that can be read."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """What it is sorted by: where it says no version, the name of its folder."""
        try:
            return parts(self.note.version if self.note else self.folder)
        except ValueError:
            return ()

    @property
    def whole(self) -> bool:
        """Tell whether release.yml is what it was, as far as it knows itself."""
        return sealed(self.files.files[NOTE])

    @property
    def hash(self) -> str:
        return digest(self.files.files[NOTE])

    @property
    def frozen(self) -> Iterator[tuple[str, bytes]]:
        """Give the files that belong to it: not those that were put beside them later."""
        named = self.note.contents if self.note else {}
        return ((path, data) for path, data in self.files.files.items() if path in named)

    def at(self, *path: str) -> Place:
        """Tell where release.yml says something."""
        return self.said.document.at(path)


def archive(releases: Mapping[str, Sources]) -> Archive:
    """Read every release; `releases` are their files by the name of their folder."""
    problems: list[Problem] = []
    bound = [_bound(folder, files, problems) for folder, files in releases.items()]
    bound.sort(key=lambda each: (each.numbers, each.folder))
    problems += _chain(bound)
    history: list[Release] = []
    written: dict[str, Mapping[Language, Sources]] = {}
    policies: dict[str, Sources] = {}
    unread = [each.folder for each in bound if not each.note]
    for each, note in ((each, each.note) for each in bound if each.note):
        policy = _policy(each)
        loaded = load(policy)
        problems += _contents(each, note, loaded.problems)
        unread += [note.version] * (not loaded.whole)
        history.append(_release(each, note, loaded.policy))
        written.setdefault(note.version, {language: _pages(each, language) for language in LANGUAGES})
        policies.setdefault(note.version, policy)
    return Archive(History(tuple(history)), written, p.ordered(problems), policies, tuple(unread))


def _bound(folder: str, files: Sources, problems: list[Problem]) -> _Bound:
    """Read what a release says of itself."""
    source = source_language(_draft(files.root, files.files.items()))
    said = understand(files.shown(NOTE), files.files.get(NOTE, b""), ReleaseNote, source)
    bound = _Bound(folder, files, said, said.item if isinstance(said.item, ReleaseNote) else None)
    if NOTE in files.files:
        problems += _said(bound)
    elif NOTE not in files.unread:
        problems.append(Problem(p.RELEASE_INCOMPLETE, Place(files.root), {"version": folder}))
    return bound


def _said(bound: _Bound) -> Iterator[Problem]:
    """Tell what is wrong with release.yml: once where it was changed, at what cannot be read in it."""
    if not bound.whole:
        altered = _told(bound, p.RELEASE_NOTE_ALTERED, "self")
        yield replace(altered, place=min((each.place for each in bound.said.problems), default=altered.place))
        return
    yield from bound.said.problems
    if bound.note and bound.note.version != bound.folder:
        yield _told(bound, p.RELEASE_MISPLACED, "version", folder=bound.folder)


def _chain(bound: Iterable[_Bound]) -> Iterator[Problem]:
    """Hold every release against the one before it: its number, its day, and the hash that binds them.

    Where the one before was changed that is told of it, and the bond is not told to be broken as well; where
    two have one number, nobody knows which of them belongs in the chain.
    """
    every = [*bound]
    numbers = Counter(each.numbers for each in every)
    if every and every[0].note and every[0].note.previous:
        yield replace(_told(every[0], p.RELEASE_CHAIN_BROKEN, "previous"), variant="first")
    for before, after in pairwise(every):
        if before.note is None or after.note is None:
            continue
        facts = {"other": before.note.version}
        if before.numbers == after.numbers:
            both = {"version": after.folder, "other": before.folder}
            yield _told(after, p.SAME_RELEASE, "version", **both)
            continue
        if after.note.published < before.note.published:
            days = {"day": after.note.published.isoformat(), "from": before.note.published.isoformat()}
            yield _told(after, p.RELEASES_OUT_OF_ORDER, "published", **facts, **days)
        one = numbers[before.numbers] == numbers[after.numbers] == 1
        if one and before.whole and after.note.previous != before.hash:
            yield _unbound(after, after.note.previous, {**facts, "expected": before.hash})


def _unbound(after: _Bound, previous: str | None, facts: Mapping[str, str]) -> Problem:
    """Tell that a release does not name the one before it, or names another."""
    if previous is None:
        return replace(_told(after, p.RELEASE_CHAIN_BROKEN, **facts), variant="unbound")
    return _told(after, p.RELEASE_CHAIN_BROKEN, "previous", **facts, hash=previous)


def _contents(bound: _Bound, note: ReleaseNote, faults: tuple[Problem, ...]) -> Iterator[Problem]:
    """Hold every frozen text against its hash; `faults` are what the loader says of them.

    What was changed is told once, at the first thing in it that cannot be read, if there is any.
    """
    there = {path: data for path, data in bound.files.files.items() if path != NOTE}
    told: set[str] = set()
    for path, expected in note.contents.items():
        place = bound.files.shown(path)
        if path in bound.files.unread:
            pass  # told by whoever could not read it
        elif path not in there:
            facts = {"path": place}
            yield _told(bound, p.RELEASE_TEXT_MISSING, "contents", path, **facts)
        elif digest(there[path]) != expected:
            first = min((each.place for each in faults if each.place.path == place), default=Place(place))
            yield _altered(bound, note, there[path], first, expected)
        else:
            continue
        told.add(place)
    for path in there.keys() - note.contents.keys():
        yield Problem(p.RELEASE_TEXT_ADDED, Place(bound.files.shown(path)), {"version": note.version})
    yield from (each for each in faults if each.place.path not in told)


def _altered(bound: _Bound, note: ReleaseNote, data: bytes, place: Place, expected: str) -> Problem:
    """Tell that a text has another hash than release.yml says, and which of the two can have been changed."""
    facts = {"version": note.version, "expected": expected, "hash": digest(data)}
    variant = "large" if len(data) > MAX_BYTES else "" if bound.whole else "either"
    return Problem(p.RELEASE_TEXT_ALTERED, place, facts, variant)


def _told(bound: _Bound, kind: p.Kind, *path: str, **facts: str) -> Problem:
    """Tell what is wrong with what a release says of itself, where it says so."""
    version = bound.note.version if bound.note else bound.folder
    return Problem(kind, bound.at(*path), {"version": version, **facts})


def _policy(bound: _Bound) -> Sources:
    """Give the frozen policy as the sources of a draft, that are shown by their own names."""
    return _draft(bound.files.root, bound.frozen)


def _draft(root: str, frozen: Iterable[tuple[str, bytes]]) -> Sources:
    files = {
        f"{path.removeprefix(POLICY).removesuffix(SUFFIX)}.yml": data
        for path, data in frozen
        if path.startswith(POLICY) and path.endswith(SUFFIX)
    }
    return Sources(f"{root}/{POLICY.rstrip('/')}", files, suffix=SUFFIX)


def _pages(bound: _Bound, language: Language) -> Sources:
    start = f"{CONTENT}{language}/"
    files = {path.removeprefix(start): data for path, data in bound.frozen if path.startswith(start)}
    return Sources(f"{bound.files.root}/{start.rstrip('/')}", files)


def _release(bound: _Bound, note: ReleaseNote, policy: Policy) -> Release:
    return Release(
        version=note.version,
        policy=policy,
        published=note.published,
        kind=note.kind,
        summary=note.summary,
        approvals=note.approvals,
        hash=bound.hash,
    )
