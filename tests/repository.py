"""A real git repository for tests, whatever the machine it runs on is configured to; asserts nothing."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.conftest import Project, small

WHO: Final[Mapping[str, str]] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Bakker",
    "GIT_AUTHOR_EMAIL": "bakker@example.org",
    "GIT_COMMITTER_NAME": "Bakker",
    "GIT_COMMITTER_EMAIL": "bakker@example.org",
    "GIT_AUTHOR_DATE": "2026-11-01T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-01T12:00:00Z",
    "GIT_ALLOW_PROTOCOL": "file",
}
BREAD: Final = "policies/rules/bread.yml"
DAILY: Final = "statement: Bak elke dag."


@dataclass(frozen=True)
class Repo(Project):
    """A project in a repository of its own."""

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env={**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **WHO},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
        return done.stdout.strip()

    def commit(self, message: str = "Wijziging") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def reads(self, old: str, new: str, message: str = "Wijziging", path: str = BREAD) -> str:
        """Change a text and commit that."""
        self.change(path, old, new)
        return self.commit(message)


def started(root: Path, *changes: Mapping[str, str], at: str = "", options: tuple[str, ...] = ()) -> Repo:
    """Make the smallest project in a repository, at its top or in a folder of it, with one commit on main."""
    root.mkdir(parents=True, exist_ok=True)
    top = Repo(root)
    top.git("init", "--quiet", "--initial-branch=main", *options)
    small(root / at, *changes)
    top.commit("Eerste")
    return top
