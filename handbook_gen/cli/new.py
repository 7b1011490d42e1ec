"""The verb that begins: new; it lays a project down and says what to do next."""

import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.model.types import Language
from handbook_gen.core.words import Words
from handbook_gen.edit import scaffold
from handbook_gen.publish.job import terminal_language

# Corner, side, and what to draw them with where the terminal knows nothing but ASCII.
_LINES: Final = "┌─┐│└┘"
_PLAIN: Final = "+-+|++"
_WIDEST: Final = 80


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--empty", is_flag=True)
@options.language
@options.on
def new(
    folder: Path,
    empty: bool,  # noqa: FBT001  # click's way
    language: Language | None,
    day: datetime | None,
) -> None:
    """Begin a handbook in DIR, a new or an empty folder."""
    words = sources.words(language or terminal_language())
    shown = click.format_filename(folder)
    try:
        make = scaffold.empty if empty else scaffold.model
        scaffold.lay_down(make(words, options.day_of(day)), folder.resolve())
    except scaffold.TakenError:
        click.echo(words("new.taken", folder=shown), err=True)
        sys.exit(options.USAGE)
    except OSError as error:
        click.echo(words("new.failed", folder=shown, reason=error.strerror), err=True)
        sys.exit(options.UNREADABLE)
    said = [words("new.made", folder=shown), "", *_steps(folder, words, "empty" if empty else "model")]
    click.echo("\n".join(_boxed(said, sys.stdout.encoding)))


def _steps(folder: Path, words: Words, kind: str) -> Iterator[str]:
    """Give the next steps, each with the commands to type."""
    there = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    git = [] if (folder / ".git").exists() else ["git init --initial-branch main"]
    commit = f'git commit --message "{words("new.commit")}"'
    steps: tuple[tuple[str, list[str]], ...] = (
        (words("new.steps.look"), [*there, "handbook serve"]),
        (words("new.steps.own"), []),
        (words(f"new.steps.rules.{kind}"), []),
        (words("new.steps.check"), ["handbook check"]),
        (words("new.steps.keep"), [*git, "git add .", commit]),
    )
    for number, (text, commands) in enumerate(steps, 1):
        yield f"{number}. {text}"
        yield from (f"   $ {command}" for command in commands)


def _boxed(lines: Iterable[str], encoding: str) -> Iterator[str]:
    """Draw a box around lines, as wide as the terminal at most, of what the terminal can show."""
    wide = min(shutil.get_terminal_size().columns, _WIDEST) - 4
    said = [line.encode(encoding, "replace").decode(encoding) for line in lines]
    rows = [row for line in said for row in _wrapped(line, wide)]
    wide = max(map(len, rows))
    try:
        _LINES.encode(encoding)
    except UnicodeEncodeError:
        left, across, right, side, low_left, low_right = _PLAIN
    else:
        left, across, right, side, low_left, low_right = _LINES
    edge = across * (wide + 2)
    yield f"{left}{edge}{right}"
    yield from (f"{side} {row:{wide}} {side}" for row in rows)
    yield f"{low_left}{edge}{low_right}"


def _wrapped(line: str, wide: int) -> list[str]:
    """Wrap a text below itself; leave a command in one piece, so that it can be copied."""
    if line.startswith("   $"):
        return [line]
    rest = "   " if line[:1].isdigit() else ""
    return wrap(line, wide, subsequent_indent=rest, break_long_words=False) or [""]
