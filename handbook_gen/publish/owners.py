"""CODEOWNERS on disk: where the code host looks for it, and what should stand there; writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from handbook_gen.core.exports import Given, codeowners
from handbook_gen.publish.project import CONFIG, Project

# Where GitHub or GitLab looks, the place that GitHub takes first, first.
_PLACES: Final = (".github", "", "docs", ".gitlab")


# What tells a host how to check a proposal.
_FOLDERS: Final = (".github", ".gitlab")
_FILES: Final = (".gitlab-ci.yml",)


@dataclass(frozen=True, slots=True)
class Owners:
    """One file: where it stands or would stand, what is there, and what should be."""

    file: Path
    there: bytes | None
    wanted: bytes

    @property
    def current(self) -> bool:
        """Tell whether it is as it should be."""
        return self.there == self.wanted


class OutsideError(Exception):
    """A folder of policies that is not in the repository of its project."""


def owners(project: Project, given: Given) -> Owners:
    """Give the file that names the owners of a policy.

    Raises OutsideError, codeowners.BrokenError and OSError.
    """
    top = repository(project.root)
    policies = project.policies.resolve()
    if not policies.is_relative_to(top):
        raise OutsideError
    file = _place(top)
    there = file.read_bytes() if file.is_file() else None
    placed = replace(given, folder=policies.relative_to(top).as_posix())
    try:
        return Owners(file, there, codeowners.merged(there or b"", placed, _with_it(project, top, file)))
    except codeowners.BrokenError:
        raise codeowners.BrokenError(file) from None


def _with_it(project: Project, top: Path, file: Path) -> Iterator[str]:
    """Give what belongs to the handbook beside its policy, by path in the repository.

    Of a project below the top, what stands at the top is not the handbook's alone.
    """
    root, content = project.root.resolve(), project.content.resolve()
    if content.is_relative_to(top) and content != top:
        yield f"{content.relative_to(top).as_posix()}/"
    yield (root / CONFIG).relative_to(top).as_posix()
    if root == top:
        yield from (f"{name}/" for name in _FOLDERS if (top / name).is_dir())
        yield from (name for name in _FILES if (top / name).is_file())
        yield file.relative_to(top).as_posix()


def repository(folder: Path) -> Path:
    """Give the top of the repository that a folder stands in; without a repository the folder itself."""
    folder = folder.resolve()
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)


def _place(top: Path) -> Path:
    """Give the file that is there; else a place that the hosts know for which there is something here.

    GitLab does not look in `.github/`; both look at the top.
    """
    there = [file for place in _PLACES if (file := top / place / codeowners.NAME).is_file()]
    if there:
        return there[0]
    gitlab = (top / ".gitlab").exists() or (top / ".gitlab-ci.yml").exists()
    if (top / ".github").is_dir() and not gitlab:
        return top / ".github" / codeowners.NAME
    return top / codeowners.NAME
