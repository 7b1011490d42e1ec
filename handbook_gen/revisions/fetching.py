"""Which `git fetch` brings what a clone lacks, to be typed by whoever is at the terminal; fetches nothing."""

import re
import shlex
from typing import Final, NamedTuple

from handbook_gen.revisions.git import Git

_HASH: Final = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_STEPS: Final = re.compile(r"[~^]|@\{")
"""Where the name of a ref ends and the way from there begins, as in HEAD~1."""


class Fetch(NamedTuple):
    """A command, and what the first ref is called after it; both empty where nothing can be fetched."""

    command: str = ""
    then: str = ""


class _Wish(NamedTuple):
    remote: str
    specs: tuple[str, ...]
    then: str


def fetch(git: Git, *refs: str, whole: bool) -> Fetch:
    """Give the command that fetches some refs, and with `whole` all that came before them.

    Each ref is fetched by its name at the remote where it has one, else by a commit that must be there.
    """
    remotes = git.maybe("remote").split()
    if not remotes:
        return Fetch()
    usual = _remote(git, remotes)
    first, *others = (_wish(git, ref, remotes, usual) for ref in refs)
    if first is None:
        return Fetch()
    wishes = [first, *(wish for wish in others if wish and wish.remote == first.remote)]
    specs = dict.fromkeys(spec for wish in wishes for spec in wish.specs)
    command = shlex.join(["git", "fetch", *(["--unshallow"] if whole else []), first.remote, *specs])
    return Fetch(command, first.then)


def _remote(git: Git, remotes: list[str]) -> str:
    """Give the remote that the current branch belongs to, else the usual one."""
    branch = git.maybe("symbolic-ref", "--quiet", "--short", "HEAD")
    own = git.maybe("config", "--get", f"branch.{branch}.remote") if branch else ""
    if own in remotes:
        return own
    return "origin" if "origin" in remotes else remotes[0]


def _wish(git: Git, ref: str, remotes: list[str], usual: str) -> _Wish | None:
    if steps := _STEPS.search(ref):
        start = _wish(git, ref[: steps.start()] or "HEAD", remotes, usual)
        return start and start._replace(then=ref)
    name = git.maybe("symbolic-ref", "--quiet", "HEAD") if ref == "HEAD" else ref
    name = name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    form = "--format=%(upstream:remotename) %(upstream:remoteref)"
    if name and (upstream := git.maybe("for-each-ref", form, f"refs/heads/{name}").split()):
        return _branch(upstream[0], upstream[-1].removeprefix("refs/heads/"))
    first, _, rest = name.partition("/")
    if rest and first in remotes:
        return _branch(first, rest)
    if commit := git.maybe("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"):
        return _known(git, commit, usual)
    if _HASH.fullmatch(ref):
        return _Wish(usual, (ref,), ref)
    return _branch(usual, name) if git.maybe("check-ref-format", "--branch", name) else None


def _branch(remote: str, name: str) -> _Wish:
    return _Wish(remote, (f"+refs/heads/{name}:refs/remotes/{remote}/{name}",), f"{remote}/{name}")


def _known(git: Git, commit: str, remote: str) -> _Wish:
    """Ask for a commit that the remote has: our own last one may never have been there."""
    form = "--format=%(refname:lstrip=3)"
    branches = git.maybe("for-each-ref", form, f"--contains={commit}", f"refs/remotes/{remote}").split()
    if named := [each for each in branches if each != "HEAD"]:
        return _branch(remote, named[0])
    # Where the history was cut off, the remote has what it was cut at.
    edge = git.maybe("rev-list", "--max-parents=0", commit).split()
    return _Wish(remote, tuple(edge), commit)
