"""Asks git; what a repository brings along (hooks, filters, replacements, remotes) is not run or reached."""

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_OPTIONS: Final = (
    *("--no-pager", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    # A bare repository among the files of another would bring its own configuration.
    *("-c", "safe.bareRepository=explicit"),
)
# A hook tells git where it runs; that is found again from the folder. What somebody configured stays.
_KEPT: Final = re.compile(
    "GIT_(CONFIG.*|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|(ALTERNATE_)?OBJECT_DIRECTOR.*)"
)
_TOLD: Final = {
    "LC_ALL": "C",  # its messages are read below
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # the same, for a git that does not know it
}
_OWNED: Final = re.compile("dubious ownership in repository at '(.*)'")
_FAULTS: Final = {
    "not a git repository": "no_repository",
    "must be run in a work tree": "no_repository",
    "dubious ownership": "ownership",
    "promisor remote": "partial",
    "lazy fetching disabled": "partial",
    "transport '": "partial",  # what is missing was to be fetched, and that is not allowed here
}


class RevisionError(Exception):
    """What cannot be had from git: `key` names the sentence that says so, `facts` fill it in."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(f"{key} {facts}")
        self.key = key
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Git:
    """One repository, named by a folder in its work tree, or by itself where it is bare."""

    folder: Path
    bare: bool = False

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Give what git answers. Raises RevisionError where it cannot."""
        done = self._run(words, given)
        if done.returncode:
            raise self._fault(done.stderr.decode("utf-8", "replace"))
        return done.stdout

    def lines(self, *words: str) -> list[str]:
        """Give what git answers, line by line."""
        return self.ask(*words).decode("utf-8", "backslashreplace").split("\n")[:-1]

    def maybe(self, *words: str) -> str:
        """Give what git answers in one line, or nothing where it says no."""
        done = self._run(words)
        return "" if done.returncode else os.fsdecode(done.stdout).strip()

    def _run(self, words: tuple[str, ...], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        where = (f"--git-dir={self.folder}",) if self.bare else ("-C", str(self.folder))
        kept = {name: value for name, value in os.environ.items() if _passes(name)}
        command = ("git", *where, *_OPTIONS, *words)
        try:
            return subprocess.run(  # noqa: S603  # no shell, and what people type comes after --end-of-options
                command, input=given, capture_output=True, check=False, env={**kept, **_TOLD}
            )
        except FileNotFoundError as error:
            raise RevisionError("no_git") from error

    def _fault(self, said: str) -> RevisionError:
        found = next((key for sign, key in _FAULTS.items() if sign in said), "git_failed")
        lines = said.strip().splitlines()
        reason = next((line for line in lines if line.startswith("fatal: ")), "".join(lines[:1]))
        owned = _OWNED.search(said)
        folder = owned[1] if owned else str(self.folder)
        return RevisionError(
            found, folder=folder, reason=reason.removeprefix("fatal: "), command=shlex.quote(folder)
        )


def _passes(name: str) -> bool:
    return not name.startswith("GIT_") or bool(_KEPT.fullmatch(name))
