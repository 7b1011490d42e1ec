"""CODEOWNERS on disk: where the code host looks for it, and what should stand there; writes nothing."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from handbook_gen.core.exports import Given, codeowners
from handbook_gen.publish.project import Project

# Where GitHub or GitLab looks, the place that GitHub takes first, first.
_PLACES: Final = (".github", "", "docs", ".gitlab")


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
        return Owners(file, there, codeowners.merged(there or b"", placed))
    except codeowners.BrokenError:
        raise codeowners.BrokenError(file) from None


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
