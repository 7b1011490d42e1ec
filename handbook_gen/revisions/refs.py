"""Refs → commits, and the commit that two of them have in common; fetches nothing, and says what to fetch."""

import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple, Self

from handbook_gen.revisions.fetching import fetch
from handbook_gen.revisions.git import Git, RevisionError

HEAD: Final = "HEAD"
_NEAR: Final = 3
_MOST: Final = 10
"""How many refs are named where none is near."""
_ALL: Final = ("refs/heads", "refs/remotes", "refs/tags")


class Base(NamedTuple):
    """Where two branches came apart."""

    commit: str
    several: bool = False
    """Whether other commits could be called that as well: branches that were merged into each other."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and where in it the project stands."""

    git: Git
    prefix: str = ""
    """The folder of the project below the top, with a slash behind it; nothing at the top."""

    @classmethod
    def around(cls, folder: Path) -> Self:
        """Find the repository that a folder is in, or is itself where it is bare.

        Raises RevisionError where there is none, or none that git is willing to read.
        """
        if all((folder / part).exists() for part in ("HEAD", "objects", "refs")):
            return cls(Git(folder, bare=True))
        git = Git(folder)
        prefix = os.fsdecode(git.ask("rev-parse", "--show-prefix")).removesuffix("\n")
        if git.maybe("rev-parse", "--is-inside-work-tree") != "true":
            raise RevisionError("no_repository", folder=str(folder))
        return cls(git, prefix)

    def has(self, ref: str) -> bool:
        """Tell whether a ref leads to a commit that is here."""
        return bool(self._commit(ref))

    def commit(self, ref: str) -> str:
        """Give the commit that a ref leads to. Raises RevisionError where there is none, with near ones."""
        if found := self._commit(ref):
            return found
        if ref == HEAD:
            raise RevisionError("unborn")
        if near := self._near(ref):
            raise RevisionError("no_ref_near", ref=ref, near=", ".join(near))
        command, then = fetch(self.git, ref, *([HEAD] if self.shallow else []), whole=self.shallow)
        if command:
            raise RevisionError("no_ref_fetch", ref=ref, command=command, then=then)
        branches = self._known("refs/heads", "refs/remotes")
        raise RevisionError("no_ref_branches" if branches else "no_ref", ref=ref, near=_listed(branches))

    def short(self, commit: str) -> str:
        """Give the beginning of a commit's name that people use."""
        return self.git.maybe("rev-parse", "--short", commit) or commit

    def base(self, one: str, other: str) -> Base:
        """Give the commit in which two refs came apart, as a pull request does.

        Raises RevisionError where they have nothing in common, or where this clone cannot tell.
        """
        first, second = self.commit(one), self.commit(other)
        found = self.git.maybe("merge-base", "--all", first, second).split()
        if not (found or self.shallow):
            raise RevisionError("unrelated", one=one, other=other)
        if not found or self._unsure(first, second, found[0]):
            command, _ = fetch(self.git, one, other, whole=True)
            raise RevisionError("shallow" if command else "shallow_alone", ref=one, command=command)
        return Base(found[0], several=len(found) > 1)

    @property
    def shallow(self) -> bool:
        """Tell whether a part of the history was left out when this was cloned."""
        return self.git.maybe("rev-parse", "--is-shallow-repository") == "true"

    def _unsure(self, one: str, other: str, found: str) -> bool:
        """Tell whether a nearer common commit may stand in what was left out of a shallow clone."""
        if found in {one, other} or not self.shallow:
            return False
        cut = self.git.folder / self.git.maybe("rev-parse", "--git-path", "shallow")
        edge = set(cut.read_text("ascii").split())
        return not edge.isdisjoint(self.git.lines("rev-list", f"{one}...{other}"))

    def _near(self, ref: str) -> list[str]:
        """Give refs that may be meant; for a branch of a remote only others of that remote."""
        remote, _, branch = ref.partition("/")
        own = branch and remote in self.git.maybe("remote").split()
        known = self._known(f"refs/remotes/{remote}") if own else self._known(*_ALL)
        if same := [] if own else [each for each in known if each.endswith(f"/{ref}")]:
            return same[:_NEAR]
        names = {each.removeprefix(f"{remote}/" if own else ""): each for each in known}
        close = [] if self.shallow else get_close_matches((branch if own else ref)[:80], names, n=_NEAR)
        return [names[each] for each in close]

    def _known(self, *below: str) -> list[str]:
        """Give refs as people call them, those used last first; what only stands for another is left out."""
        form = "--format=%(refname:short)%00%(symref)"
        lines = self.git.lines("for-each-ref", "--sort=-creatordate", form, *below)
        return [name for name, _, other in (line.partition("\0") for line in lines) if not other]

    def _commit(self, ref: str) -> str:
        if not ref or ref.startswith("-"):
            raise RevisionError("no_ref", ref=ref)
        return self.git.maybe("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:_MOST], *(["…"] if len(names) > _MOST else [])])
