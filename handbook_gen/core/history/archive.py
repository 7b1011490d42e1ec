"""The files of every release → the history, and all that is wrong with them; decides nothing about days.

A release is read by the same loader as a draft. What does not match its hash is told and still read, so that
whoever looks for what was changed sees it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from handbook_gen.core import problems as p
from handbook_gen.core.canonical import SUFFIX
from handbook_gen.core.history.freezing import CONTENT, NOTE, POLICY, digest, without_self
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import Policy
from handbook_gen.core.model.history import History, Release, ReleaseNote, parts
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.problems import Place, Problem
from handbook_gen.core.validation import File, understand


@dataclass(frozen=True)
class Archive:
    """Every release there is, with its pages, and what is wrong."""

    history: History = field(default_factory=History)
    written: Mapping[str, Mapping[Language, Sources]] = field(default_factory=lambda: MappingProxyType({}))
    """Version → the hand-written pages of that release."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bound:
    """One release as it lies there."""

    folder: str
    files: Sources
    note: ReleaseNote
    said: File
    """Its release.yml, for the places of what it says."""

    @property
    def hash(self) -> str:
        return digest(self.files.files[NOTE])

    def at(self, *path: str) -> Place:
        """Tell where release.yml says something."""
        return self.said.document.at(path)


def archive(releases: Mapping[str, Sources]) -> Archive:
    """Read every release; `releases` are their files by the name of their folder."""
    problems: list[Problem] = []
    bound = [each for folder in sorted(releases) if (each := _bound(folder, releases[folder], problems))]
    bound.sort(key=lambda each: (parts(each.note.version), each.folder))
    problems += _chain(bound)
    history: list[Release] = []
    written: dict[str, Mapping[Language, Sources]] = {}
    for each in bound:
        problems += _contents(each)
        loaded = load(_policy(each))
        problems += loaded.problems
        history.append(_release(each, loaded.policy))
        written[each.note.version] = {language: _pages(each, language) for language in LANGUAGES}
    return Archive(History(tuple(history)), written, p.ordered(problems))


def _bound(folder: str, files: Sources, problems: list[Problem]) -> _Bound | None:
    """Read what a release says of itself; None where it cannot be read."""
    path = files.shown(NOTE)
    if NOTE not in files.files:
        problems.append(Problem(p.RELEASE_INCOMPLETE, Place(files.root), {"version": folder}))
        return None
    said = understand(path, files.files[NOTE], ReleaseNote, "nl")
    problems += said.problems
    if not isinstance(said.item, ReleaseNote):
        return None
    bound = _Bound(folder, files, said.item, said)
    if said.item.version != folder:
        problems.append(_told(bound, p.RELEASE_MISPLACED, "version", folder=folder))
    if said.item.self_ != digest(without_self(files.files[NOTE])):
        problems.append(_told(bound, p.RELEASE_NOTE_ALTERED, "self"))
    return bound


def _chain(bound: Iterable[_Bound]) -> Iterator[Problem]:
    """Hold every release against the one before it: its number, its day, and the hash that binds them."""
    every = [*bound]
    if every and every[0].note.previous:
        yield replace(_told(every[0], p.RELEASE_CHAIN_BROKEN, "previous"), variant="first")
    for before, after in pairwise(every):
        facts = {"other": before.note.version, "expected": before.hash}
        if parts(before.note.version) == parts(after.note.version):
            yield _told(after, p.SAME_RELEASE, "version", **facts)
            continue
        if after.note.published < before.note.published:
            days = {"day": after.note.published.isoformat(), "before": before.note.published.isoformat()}
            yield _told(after, p.RELEASES_OUT_OF_ORDER, "published", **facts, **days)
        if after.note.previous != before.hash:
            yield _told(after, p.RELEASE_CHAIN_BROKEN, "previous", **facts)


def _contents(bound: _Bound) -> Iterator[Problem]:
    """Hold every frozen text against its hash."""
    there = {path: data for path, data in bound.files.files.items() if path != NOTE}
    for path, expected in bound.note.contents.items():
        if path not in there:
            yield _told(bound, p.RELEASE_TEXT_MISSING, "contents", path, path=bound.files.shown(path))
        elif digest(there[path]) != expected:
            facts = {"version": bound.note.version, "found": digest(there[path]), "expected": expected}
            yield Problem(p.RELEASE_TEXT_ALTERED, Place(bound.files.shown(path)), facts)
    for path in there.keys() - bound.note.contents.keys():
        facts = {"version": bound.note.version}
        yield Problem(p.RELEASE_TEXT_ADDED, Place(bound.files.shown(path)), facts)


def _told(bound: _Bound, kind: p.Kind, *path: str, **facts: str) -> Problem:
    """Tell what is wrong with what a release says of itself, where it says so."""
    return Problem(kind, bound.at(*path), {"version": bound.note.version, **facts})


def _policy(bound: _Bound) -> Sources:
    """Give the frozen policy as the sources of a draft, that are shown by their own names."""
    files = {
        f"{path.removeprefix(POLICY).removesuffix(SUFFIX)}.yml": data
        for path, data in bound.files.files.items()
        if path.startswith(POLICY) and path.endswith(SUFFIX)
    }
    return Sources(f"{bound.files.root}/{POLICY.rstrip('/')}", files, suffix=SUFFIX)


def _pages(bound: _Bound, language: Language) -> Sources:
    start = f"{CONTENT}{language}/"
    files = {path.removeprefix(start): d for path, d in bound.files.files.items() if path.startswith(start)}
    return Sources(f"{bound.files.root}/{start.rstrip('/')}", files)


def _release(bound: _Bound, policy: Policy) -> Release:
    note = bound.note
    return Release(
        version=note.version,
        policy=policy,
        published=note.published,
        kind=note.kind,
        summary=note.summary,
        approvals=note.approvals,
        hash=bound.hash,
    )
