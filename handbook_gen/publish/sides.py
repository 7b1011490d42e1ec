"""A ref, a folder, a release or what is being worked on → the policy as it stands there; compares nothing."""

import posixpath
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mkdocs.exceptions import ConfigurationError

from handbook_gen import revisions, sources
from handbook_gen.core.history.archive import Archive
from handbook_gen.core.history.freezing import NOTE, PERSONS
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.history import LATEST, History, Release
from handbook_gen.core.problems import Problem, nearest
from handbook_gen.core.proposal import Given
from handbook_gen.publish import project
from handbook_gen.revisions import HEAD, Repository, RevisionError, Tree

_NONE: Final = frozenset({"no_project", "no_policies", "bad_config"})
"""What is said where a commit holds no handbook, or none that can be found."""
RELEASE: Final = "release:"
"""How the name of a release begins; no ref holds a colon."""
_MARKS: Final = ("handbook.yml", "roles.yml", "rules")
"""What makes a folder a folder of policies."""


@dataclass(frozen=True, slots=True)
class Side:
    """A policy as it stands somewhere."""

    name: str
    """As people call it; nothing for what they are working on."""
    policy: Sources
    problems: tuple[Problem, ...] = ()
    frozen: Mapping[str, Sources] = field(default_factory=lambda: MappingProxyType({}))
    """The files of each release below it, by the name of its folder."""
    commit: str = ""
    """The short name of the commit that it was read at."""
    release: str = ""
    """The version, where it is a release itself."""

    @property
    def releases(self) -> Mapping[str, bytes]:
        """What each release says of itself, by path below the policies."""
        every = self.frozen.items()
        return {f"{sources.RELEASES}/{n}/{NOTE}": s.files[NOTE] for n, s in every if NOTE in s.files}

    @property
    def archive(self) -> Archive:
        """What came of the releases below it."""
        return project.archived(tuple(self.frozen.items()))

    @property
    def published(self) -> date | None:
        """Give the day on which it was published, of a release."""
        release = self.archive.history.release(self.release) if self.release else None
        return release.published if release else None

    @property
    def unproven(self) -> bool:
        """Tell whether it is a release that is not as it was published."""
        return bool(self.release and self.archive.problems)

    @property
    def given(self) -> Given:
        """Give what a version is read from: a release follows those before it."""
        history = self.archive.history
        if self.release:
            upto = history.upto(self.release)
            return Given(self.policy, self.problems, History(upto.releases[:-1]), upto.days[-1])
        return Given(self.policy, self.problems, history, *history.days[-1:])


class NoBaseError(RevisionError):
    """A base with no handbook to compare with, neither where both came apart nor at its tip."""


def _without_persons(side: Side) -> Side:
    """Leave out who holds which function: no release knows, so it is no change."""
    files = {path: data for path, data in side.policy.files.items() if path != PERSONS}
    return replace(side, policy=replace(side.policy, files=files))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides; where they come from git, the tip of the first, and what the commits between them say."""

    before: Side
    after: Side
    tip: Side | None = None
    said: tuple[tuple[revisions.Said, str], ...] = ()
    """With the short name of the commit."""
    several: bool = False
    """Whether there was more than one commit to compare with."""


@dataclass(frozen=True)
class Sides:
    """Where two sides are looked for: in a project, and in the repository around it."""

    root: Path

    def compared(self, base: str, head: str | None) -> Compared:
        """Read what two names stand for; without the second, what is being worked on.

        A name is a ref where there is one, else a folder; with a slash at an end, `.` or `..` it is a folder.
        From a ref it is read where both came apart. With `release:` before it, it is one of our releases.
        Raises RevisionError, ConfigurationError, OSError.
        """
        if any(name and name.startswith(RELEASE) for name in (base, head)):
            after = self._named(head) if head else self._working
            return Compared(_without_persons(self._named(base)), _without_persons(after))
        first, second = self._folder(base), self._folder(head) if head else self.root
        if first is not None:
            after = self._at(head, second) if head else self._working
            return Compared(self._read(base, first), after)
        if second is not None and second.resolve() != self.root:
            return Compared(self._commit(base, self.repository.commit(base)), self._read(head or "", second))
        return self._from_base(base, head if second is None else None)

    def at(self, said: revisions.Said) -> tuple[Side, Side]:
        """Read the policy before and after one commit."""
        return self._commit("", said.parents[0]), self._commit("", said.commit)

    @cached_property
    def repository(self) -> Repository:
        """The repository around the project. Raises RevisionError where there is none."""
        return Repository.around(self.root)

    def _from_base(self, base: str, head: str | None) -> Compared:
        repository = self.repository
        parted = repository.base(base, head or HEAD)
        commit = repository.commit(base)
        tip = None if commit == parted.commit else self._tip(base, commit)
        names = revisions.said(repository, commit, repository.commit(head or HEAD))
        return Compared(
            before=self._parted(base, parted.commit, tip),
            after=self._commit(head, repository.commit(head)) if head else self._working,
            tip=tip,
            said=tuple((each, repository.short(each.commit)) for each in names),
            several=parted.several,
        )

    def _parted(self, base: str, commit: str, tip: Side | None) -> Side:
        """Read where both came apart. Raises NoBaseError where the base has no handbook even now."""
        try:
            return self._commit(base, commit)
        except RevisionError as error:
            if error.key not in _NONE:
                raise
            if tip:
                raise RevisionError("behind", ref=base, command=shlex.quote(base), **error.facts) from error
            raise NoBaseError(error.key, **error.facts) from error

    def _tip(self, base: str, commit: str) -> Side | None:
        """Read the tip of the base; where there is no handbook now, it has given no ids away."""
        try:
            return self._commit(base, commit)
        except RevisionError as error:
            if error.key in _NONE:
                return None
            raise

    def _named(self, name: str) -> Side:
        return self._released(name) if name.startswith(RELEASE) else self._at(name, self._folder(name))

    def _released(self, name: str) -> Side:
        """Read a release of the project. Raises RevisionError where there is none of that name."""
        frozen, archive = project.releases_of(project.found(self.root))
        release = _release(archive, name.removeprefix(RELEASE))
        name = f"{RELEASE}{release.version}"
        return Side(name, archive.policies[release.version], (), frozen, release=release.version)

    def _at(self, name: str, folder: Path | None) -> Side:
        if folder is None:
            return self._commit(name, self.repository.commit(name))
        return self._read(name, folder)

    def _folder(self, name: str) -> Path | None:
        """Give the folder that a name stands for, or nothing where it is a ref."""
        path = Path(name)
        if name in {".", ".."} or name.endswith("/") or name.startswith(("/", "./", "../")):
            return path
        if not path.is_dir():
            return None
        try:
            return None if self.repository.has(name) else path
        except RevisionError:  # without a repository there are folders only
            return path

    @property
    def _working(self) -> Side:
        return self._read("", self.root)

    def _read(self, name: str, folder: Path) -> Side:
        """Read a project on disk, or a folder of policies."""
        if (folder / project.CONFIG).is_file():
            found = project.found(folder.resolve())
            policy, problems = project.policy_of(found)
            return Side(name, policy, problems, sources.archive(found.policies, policy.root)[0])
        if folder.is_dir() and not any((folder / mark).exists() for mark in _MARKS):
            raise RevisionError("no_policy_here", path=str(folder))
        policy, problems = sources.policies(folder, posixpath.normpath(folder.as_posix()))
        return Side(name, policy, problems, sources.archive(folder, policy.root)[0])

    def _commit(self, name: str, commit: str) -> Side:
        """Read the project at a commit; where its policies were then is what its mkdocs.yml says."""
        short = self.repository.short(commit)
        tree = Tree(self.repository, commit).around(project.CONFIG)

        def text(path: str) -> str:
            if (data := tree.file(path)) is None:
                raise RevisionError("no_project", path=path, commit=short)
            return data.decode("utf-8-sig", "replace")

        try:
            folder = project.policies_of(project.CONFIG, text)
        except ConfigurationError as error:
            raise RevisionError("bad_config", commit=short, reason=str(error)) from error
        policy, problems = tree.policies(folder)
        return Side(name, policy, problems, tree.releases(folder), short)


def _release(archive: Archive, version: str) -> Release:
    """Find a release by its number, or the newest. Raises RevisionError where there is none."""
    history = archive.history
    if history.latest is None:
        raise RevisionError("no_releases")
    found = history.latest if version == LATEST else history.find(version)
    if found:
        return found
    known = [each.version for each in reversed(history.releases)]
    if near := nearest(version, known):
        raise RevisionError("no_release_near", version=version, **near)
    raise RevisionError("no_release", version=version, known=", ".join(known))
