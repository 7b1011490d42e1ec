"""The verb that git calls for a policy file that changed: its meaning, then the lines; writes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from mkdocs.exceptions import ConfigurationError

from handbook_gen.cli import options
from handbook_gen.core.reader import MAX_BYTES
from handbook_gen.core.report import text
from handbook_gen.core.report.changes import FORMATS
from handbook_gen.core.report.changes.told import Told
from handbook_gen.core.report.plain import Version, patch
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish import onefile
from handbook_gen.publish.job import today
from handbook_gen.publish.zone import zone

_NOWHERE: Final = "/dev/null"
_FILE: Final = "100"
"""How the mode of an ordinary file begins: not of a link, nor of a repository within this one."""
_UNMERGED, _SAME_NAME, _RENAMED = 1, 7, 9
"""How many arguments git gives."""


@click.command(name="diff-file")
@click.argument("given", nargs=-1, metavar="PATH …")
def diff_file(given: tuple[str, ...]) -> None:
    """Show what the change of one policy file means; git calls this.

    It gives the path, the old file, its hash and mode, the same of the new one, and of a file that moved
    its new path and what git says of that; of a file with a conflict the path alone.

    Source: https://git-scm.com/docs/git#Documentation/git.txt-GITEXTERNALDIFF
    """
    words = options.words()
    if len(given) == _UNMERGED:
        click.echo(words("driver.unmerged", path=visible(given[0])))
        return
    if len(given) not in (_SAME_NAME, _RENAMED):
        raise click.UsageError(words("driver.arguments"))
    path = given[0]
    moved, info = given[_SAME_NAME:] or (path, "")
    before, after = _version(path, given[1], given[3]), _version(moved, given[4], given[6])
    # What comes before `diff --git` is no part of a patch, and the sign keeps it from looking like one.
    said = "".join(f"# {line}".rstrip() + "\n" for line in _said(before, after, words))
    click.echo(said.encode() + patch(before, after, info), nl=False)


def _version(path: str, file: str, mode: str) -> Version:
    """Read one version: what is too large is left for the reader to say."""
    if file == _NOWHERE:
        return Version(path, None)
    with Path(file).open("rb") as stream:
        return Version(path, stream.read(), mode)


def _said(before: Version, after: Version, words: Words) -> Iterator[str]:
    """Say what it means, line by line, or why that cannot be told."""
    yield words("driver.head", path=visible(after.path))
    if not all(each.data is None or each.mode.startswith(_FILE) for each in (before, after)):
        yield words("driver.no_file")
        return
    try:
        found = onefile.around(Path(after.path))
        if found is None:
            yield words("driver.no_policy")
            return
        old, new = (_within(each, found.policies) for each in (before, after))
        told = onefile.told(found, old, new, today(zone(found)))
    except (ConfigurationError, OSError) as error:
        yield from options.unreadable(error, words).splitlines()
        return
    if isinstance(told, Told):
        yield from FORMATS["text"](told, words).splitlines()
    else:
        yield from (*text.text(told, {}, words).splitlines(), words("driver.unreadable"))


def _within(version: Version, folder: Path) -> Version:
    """Name a version as its policy does; what comes from elsewhere was not there."""
    path = Path(version.path).absolute()
    if not path.is_relative_to(folder):
        return Version("", None)
    data = None if version.data is None else version.data[: MAX_BYTES + 1]
    return replace(version, path=path.relative_to(folder).as_posix(), data=data)
