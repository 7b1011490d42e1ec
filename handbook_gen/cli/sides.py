"""What verbs that compare share: the name of a side, and why one cannot be read; reads nothing itself."""

import re
import shlex
from pathlib import Path
from typing import Final

import click

from handbook_gen.cli import options
from handbook_gen.core import problems
from handbook_gen.core.report import text
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish.proposed import UnreadableSideError
from handbook_gen.revisions import HEAD, RevisionError

# No ref holds two dots, and beside those of a range stands no slash; one to a folder above has one.
_RANGE: Final = re.compile(r"(?P<base>.*[^./])\.{2,3}(?P<head>(?:[^./].*)?)", re.DOTALL)


optional = click.option("--optional", is_flag=True)


def name(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Read the name of a ref or a folder; refuse what looks like an option, and nothing."""
    if given is not None and (not given or given.startswith("-")):
        raise click.BadParameter(options.words()("diff.bad_name", value=visible(given)))
    return given


def parted(base: str, head: str | None) -> tuple[str, str | None]:
    """Read `base..head` and `base...head` as git does; here both are compared from where they came apart."""
    found = None if head or Path(base).exists() else _RANGE.fullmatch(base)
    return (found["base"], found["head"] or HEAD) if found else (base, head)


def unreadable(error: Exception, words: Words) -> str:
    """Say why a side, or the project itself, cannot be read."""
    if isinstance(error, RevisionError):
        return words(f"diff.fault.{error.key}", **{name: visible(fact) for name, fact in error.facts.items()})
    if isinstance(error, UnreadableSideError):
        return _broken(error, words)
    return options.unreadable(error, words)


def _broken(error: UnreadableSideError, words: Words) -> str:
    policy = error.side.policy
    texts = {policy.shown(path): data.decode("utf-8-sig", "replace") for path, data in policy.files.items()}
    told = problems.errors(error.version.problems)
    side = error.side
    facts = {"side": visible(side.name) or words("diff.working"), "commit": side.commit}
    heading = words(f"diff.unreadable.{error.way}", **facts, command=shlex.quote(visible(side.name)))
    return f"{heading}\n\n{text.text(told, texts, words)}"
