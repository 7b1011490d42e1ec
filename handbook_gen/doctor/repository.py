"""What the doctor asks git: hooks, the diff driver, the history; it fetches and configures nothing."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from handbook_gen import sources
from handbook_gen.core.history.freezing import NOTE
from handbook_gen.core.report.plain import ITEM
from handbook_gen.doctor.found import Found, State
from handbook_gen.doctor.patient import Patient
from handbook_gen.revisions.git import Git, RevisionError

COMMAND: Final = "handbook diff-file"
DRIVER: Final = "handbook"
CONFIGURED: Final = (
    f"git config diff.{DRIVER}.command '{COMMAND}'",
    f"git config diff.{DRIVER}.xfuncname '{ITEM}'",
)
_HOOKS: Final = ".pre-commit-config.yaml"
_OURS: Final = re.compile(r"\bhandbook (fmt|check|diff)\b|\bhandbook-(fmt|check|diff)\b")
_FRAMEWORK: Final = re.compile(r"\bpre[-_]commit\b")
_SCP: Final = re.compile(r"(?:[^@/]+@)?([^:/]+):(?!//)(.+)")


@dataclass(frozen=True, slots=True)
class Clone:
    """The repository around a project, and its top."""

    git: Git
    top: Path
    patient: Patient


def absent(error: RevisionError) -> Found:
    """Say why git has nothing to say: no repository, no git, or one that git does not trust."""
    if error.key == "no_repository":
        return Found("repository", State.MISSING, commands=("git init --initial-branch main",))
    variant = "no_git" if error.key == "no_git" else "refused"
    return Found("repository", State.UNKNOWN, {"folder": "", "reason": error.key} | error.facts, variant)


def place(clone: Clone) -> Iterator[Found]:
    """Say of a project below the top that hooks and workflows run at the top, and what that asks for."""
    root = clone.patient.root.resolve()
    if root != clone.top.resolve():
        yield Found("place", State.UNKNOWN, {"folder": root.relative_to(clone.top.resolve()).as_posix()})


def hooks(clone: Clone) -> Iterator[Found]:
    """Look for a hook that runs before a commit, and whether it comes to us."""
    hook = _hook_folder(clone) / "pre-commit"
    runs = hook.is_file() and os.access(hook, os.X_OK)
    text = hook.read_text("utf-8", "replace") if hook.is_file() else ""
    listed = bool(_OURS.search(_text(clone.top / _HOOKS)))
    install = ("pip install pre-commit", "pre-commit install")
    if runs and (_OURS.search(text) or (_FRAMEWORK.search(text) and listed)):
        yield Found("hooks", State.OK)
    elif runs and not _FRAMEWORK.search(text):
        yield Found("hooks", State.MISSING, {"hook": str(hook)}, variant="other")
    elif not listed:
        yield Found("hooks", State.MISSING, {"file": _HOOKS}, variant="unlisted")
    else:
        yield Found("hooks", State.MISSING, variant="off" if text and not runs else "none", commands=install)


def _hook_folder(clone: Clone) -> Path:
    """Give the folder of hooks that git would use; we ourselves ask git to run none."""
    said = clone.git.maybe("config", "--type=path", "--get-all", "core.hooksPath").splitlines()
    own = [each for each in said if each != os.devnull]
    if own:
        return clone.top / own[-1]
    return clone.top / clone.git.maybe("rev-parse", "--path-format=absolute", "--git-common-dir") / "hooks"


def driver(clone: Clone) -> Iterator[Found]:
    """Look whether git knows how to show a policy file, and whether it is told for which files."""
    command = clone.git.maybe("config", "--get", f"diff.{DRIVER}.command")
    program = command.partition(" ")[0]
    if not command:
        yield Found("driver", State.MISSING, commands=CONFIGURED)
    elif COMMAND.partition(" ")[2] not in command or not shutil.which(program):
        yield Found("driver", State.OUTDATED, {"command": command}, "command", CONFIGURED)
    elif not clone.git.maybe("config", "--get", f"diff.{DRIVER}.xfuncname"):
        yield Found("driver", State.OUTDATED, {"command": command}, "names", CONFIGURED[1:])
    else:
        yield Found("driver", State.OK)
    policies = clone.patient.project.policies
    file = policies / "handbook.yml"
    said = clone.git.maybe("check-attr", "diff", "--", str(file))
    facts = {"line": f"{clone.patient.given.folder}/**/*.yml diff={DRIVER}"}
    yield Found("attributes", State.OK if said.endswith(f": diff: {DRIVER}") else State.MISSING, facts)


def line_ends(clone: Clone) -> Iterator[Found]:
    """Look whether git leaves the line ends of releases alone; nothing where there is no release."""
    folder = clone.patient.project.policies / sources.RELEASES
    note = next(iter(sorted(folder.glob(f"*/{NOTE}"))), None)
    if note:
        said = clone.git.maybe("check-attr", "text", "--", str(note))
        facts = {"line": f"{clone.patient.given.folder}/{sources.RELEASES}/** -text"}
        yield Found("line_ends", State.OK if said.endswith(": unset") else State.MISSING, facts)


def history(clone: Clone) -> Iterator[Found]:
    """Look how much of the history is here, and whether the branch is behind where it came from."""
    shallow = clone.git.maybe("rev-parse", "--is-shallow-repository") == "true"
    commands = ("git fetch --unshallow",) if shallow else ()
    yield Found("history", State.MISSING if shallow else State.OK, commands=commands)
    upstream = clone.git.maybe("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if not upstream:
        yield Found("branch", State.UNKNOWN, variant="no_upstream" if _remote(clone) else "no_remote")
        return
    behind = clone.git.maybe("rev-list", "--count", "HEAD..@{upstream}")
    facts = {"upstream": upstream, "n": behind}
    if not behind:
        yield Found("branch", State.UNKNOWN, facts, variant="gone")
    elif behind == "0":
        yield Found("branch", State.OK, facts)
    else:
        yield Found("branch", State.OUTDATED, facts, commands=("git pull",))


def protection(clone: Clone) -> Iterator[Found]:
    """Name what only the code host knows, with where to look."""
    host, address = _host(_remote(clone))
    for name in ("protection", "checks", "approvals"):
        yield Found(name, State.UNKNOWN, {"address": address}, variant=host)


def _remote(clone: Clone) -> str:
    remotes = clone.git.maybe("remote").splitlines()
    name = "origin" if "origin" in remotes else next(iter(remotes), "")
    return clone.git.maybe("config", "--get", f"remote.{name}.url") if name else ""


def _host(remote: str) -> tuple[str, str]:
    """Tell the kind of host and the address of the repository there; a password in it is left out."""
    scp = _SCP.fullmatch(remote)
    parts = urlsplit(remote)
    name, path = (scp[1], scp[2]) if scp else (parts.hostname or "", parts.path)
    kind = next((each for each in ("github", "gitlab") if each in name), "elsewhere")
    path = path.strip("/").removesuffix(".git")
    return kind, f"https://{name}/{path}" if kind != "elsewhere" and path else ""


def _text(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.is_file() else ""


LOOKS: Final[tuple[Callable[[Clone], Iterator[Found]], ...]] = (
    place,
    hooks,
    driver,
    line_ends,
    history,
    protection,
)
