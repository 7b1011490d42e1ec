"""The verb that posts: comment; it takes what `handbook diff` wrote to where the proposal is discussed."""

import errno
import os
import re
import stat
import sys
from pathlib import Path
from typing import Final

import click

from handbook_gen import hosting, sources
from handbook_gen.cli import options
from handbook_gen.core.model.types import Language
from handbook_gen.core.words import Words
from handbook_gen.hosting import body, posting
from handbook_gen.hosting.gitlab import TOKEN
from handbook_gen.hosting.posting import Host
from handbook_gen.hosting.web import HostError
from handbook_gen.publish.job import terminal_language

_COMMIT: Final = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--host", "name", type=click.Choice([*hosting.HOSTS]), required=True)
@click.option("--commit", metavar="HASH")
@click.option("--branch", metavar="REPOSITORY:BRANCH")
@click.option("--number", type=click.IntRange(min=1))
@click.option("--preview", metavar="URL")
@click.option("--optional", is_flag=True)
@options.language
def comment(  # noqa: PLR0913, PLR0917  # an option each
    file: Path,
    name: str,
    commit: str | None,
    branch: str | None,
    number: int | None,
    preview: str | None,
    optional: bool,  # noqa: FBT001  # click's way
    language: Language | None,
) -> None:
    """Keep one comment on a proposal as FILE says."""
    words = sources.words(language or terminal_language())
    if (commit is None) == (number is None):
        raise click.UsageError(words("comment.which"))
    if optional and not os.environ.get(TOKEN if name == "gitlab" else "GITHUB_TOKEN"):
        click.echo(words(f"comment.no_token.{name}"))
        return
    try:
        host = hosting.reach(name, os.environ)
        said = _said(file, (host.home, *([preview] if preview else [])), words)
        found = number or _found(host, commit or "", branch, words)
        outcome = posting.post(host, found, said) if found else "moved"
    except HostError as error:
        click.echo(words(f"comment.fault.{error.reason}", **error.facts), err=True)
        sys.exit(options.UNREADABLE)
    click.echo(words(f"comment.done.{outcome}", number=found))


def _said(file: Path, homes: tuple[str, ...], words: Words) -> str:
    """Read the comment; refuse what `handbook diff` cannot have written."""
    try:
        data = _bytes(file)
    except OSError as error:
        shown = click.format_filename(file)
        click.echo(words("comment.unreadable", path=shown, reason=error.strerror), err=True)
        sys.exit(options.UNREADABLE)
    found = body.read(data, homes)
    if isinstance(found, body.Refusal):
        reason = words(f"comment.refused.{found.reason}", what=found.what)
        click.echo(words("comment.refusal", reason=reason), err=True)
        sys.exit(options.UNREADABLE)
    return found


def _bytes(file: Path) -> bytes:
    """Read a file that others made: neither what a link leads to, nor what never ends."""
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(opened, "rb") as stream:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
        return stream.read(body.MOST_BYTES + 1)


def _found(host: Host, commit: str, branch: str | None, words: Words) -> int | None:
    """Look up whose commit it is; what a proposal says of its own number counts for nothing.

    Anybody can propose a commit of somebody else, for another target: then the branch tells them apart.
    """
    if not re.fullmatch(_COMMIT, commit):
        raise click.UsageError(words("comment.no_commit"))
    numbers = sorted({each.number for each in host.proposals(commit) if branch in (None, each.branch)})
    if len(numbers) > 1:
        several = words.listed([str(number) for number in numbers])
        click.echo(words("comment.several", numbers=several), err=True)
        sys.exit(options.UNREADABLE)
    return numbers[0] if numbers else None
