"""A ref, a folder or what is being worked on → the policy as it stands there; compares and judges nothing."""

import posixpath
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mkdocs.exceptions import ConfigurationError

from handbook_gen import revisions, sources
from handbook_gen.core.loader import Sources
from handbook_gen.core.problems import Problem
from handbook_gen.publish import project
from handbook_gen.revisions import HEAD, Repository, RevisionError, Tree

_NONE: Final = frozenset({"no_project", "no_policies", "bad_config"})
"""What is said where a commit holds no handbook, or none that can be found."""
_MARKS: Final = ("handbook.yml", "roles.yml", "rules")
"""What makes a folder a folder of policies."""


@dataclass(frozen=True, slots=True)
class Side:
    """A policy as it stands somewhere."""

    name: str
    """As people call it; nothing for what they are working on."""
    policy: Sources
    problems: tuple[Problem, ...] = ()
    releases: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """What each release says of itself, by path below the policies."""
    commit: str = ""
    """The short name of the commit that it was read at."""


class NoBaseError(RevisionError):
    """A base with no handbook to compare with, neither where both came apart nor at its tip."""


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
        From a ref it is read where both came apart. Raises RevisionError, ConfigurationError, OSError.
        """
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
            return Side(name, policy, problems, sources.releases(found.policies))
        if folder.is_dir() and not any((folder / mark).exists() for mark in _MARKS):
            raise RevisionError("no_policy_here", path=str(folder))
        policy, problems = sources.policies(folder, posixpath.normpath(folder.as_posix()))
        return Side(name, policy, problems, sources.releases(folder))

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
