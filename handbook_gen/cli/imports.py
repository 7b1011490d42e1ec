"""The verb that takes in what was edited elsewhere: import; unless asked it writes nothing."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.exports import Given, sheet
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.report import text
from handbook_gen.core.sentences import repair, visible, what
from handbook_gen.core.words import Words
from handbook_gen.edit import files
from handbook_gen.edit.desk import Desk, UnreadableError
from handbook_gen.edit.merge import Merged, merged
from handbook_gen.edit.patch import UnwritableError
from handbook_gen.edit.rows import Refusal
from handbook_gen.edit.sheet import Edit, compared
from handbook_gen.edit.workbook import MOST_BYTES, DamagedError
from handbook_gen.publish import project
from handbook_gen.publish.job import terminal_language

_LONGEST: Final = 300
"""Characters of a text that are told; who wants the rest looks in the cell."""
_SHORT: Final = 60
_CELL: Final = re.compile(r"!(?P<column>[A-Z]+)(?P<row>[0-9]+)")


@dataclass(frozen=True, slots=True)
class _Opened:
    """The policy of a project, where it is, and words to speak of it."""

    folder: Path
    desk: Desk
    given: Given

    @property
    def words(self) -> Words:
        """Our words, those of the policy language too."""
        return self.given.said


@click.group(name="import")
def import_() -> None:
    """Take in what was edited in another program."""


@import_.command(name="xlsx")
@click.argument("file", type=click.Path(path_type=Path))
@options.project
@click.option("--write", is_flag=True)
@options.language
@options.on
def import_sheet(
    file: Path,
    root: Path,
    write: bool,  # noqa: FBT001  # click's way
    language: Language | None,
    day: datetime | None,
) -> None:
    """Take in the rules that were edited in FILE, a workbook that `handbook export xlsx` made.

    Exits with 0 if all of it was understood, 1 if not, 2 if FILE is no such workbook, 3 where nothing can be
    read or written.
    """
    opened = _open(root, language or terminal_language())
    words = opened.words
    with _telling(words, file):
        found = compared(_bytes(file), opened.desk)
        done = merged(opened.desk, found.edits, options.day_of(day))
        if write and done.files:
            _write(opened, done)
    refusals = tuple(sorted((*found.refusals, *done.refusals), key=_order))
    click.echo("\n\n".join(_told(opened, done.edits, refusals, len(found.already), written=write)))
    sys.exit(options.PROBLEMS if refusals else 0)


@contextmanager
def _telling(words: Words, file: Path) -> Iterator[None]:
    """Say why nothing was taken in, and leave with the code for it."""
    try:
        yield
    except DamagedError as error:
        raise click.UsageError(
            words(f"sheet.damaged.{error.key}", file=click.format_filename(file))
        ) from error
    except UnreadableError as error:
        click.echo(f"{text.text(error.problems, error.texts, words)}\n\n{words('sheet.unread')}", err=True)
        sys.exit(options.PROBLEMS)
    except UnwritableError as error:
        click.echo(words("sheet.unwritable", path=error), err=True)
        sys.exit(options.PROBLEMS)
    except OSError as error:
        click.echo(words("sheet.failed", reason=error), err=True)
        sys.exit(options.UNREADABLE)


def _open(root: Path, language: Language) -> _Opened:
    said = sources.words(language)
    with options.finding(said):
        found = project.found(root.resolve())
        policy, _ = project.policy_of(found)
    words = {each: sources.words(each, "language") for each in LANGUAGES}
    desk = Desk(policy)
    return _Opened(found.policies, desk, Given(policy, desk.loaded, words, language, policy.root))


def _bytes(file: Path) -> bytes:
    """Read a workbook; of one that is larger than it may be unpacked, one byte more than that."""
    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _write(opened: _Opened, done: Merged) -> None:
    """Write what changes, unless a file was changed since it was read: that would be overwritten."""
    now, _ = sources.policies(opened.folder, opened.desk.sources.root)
    for path in done.files:
        if now.files.get(path) != opened.desk.sources.files[path]:
            raise UnwritableError(opened.desk.sources.shown(path))
    files.replace({opened.folder / path: data for path, data in done.files.items()})


def _told(
    opened: _Opened, edits: tuple[Edit, ...], refusals: tuple[Refusal, ...], already: int, *, written: bool
) -> Iterator[str]:
    """Say what changes, what was not understood, and what was done."""
    words = opened.words
    if edits:
        yield "\n".join(line for each in edits for line in _edit(opened, each))
    yield from ("\n".join(_refusal(opened, each)) for each in refusals)
    counted = [("sheet.written" if written else "sheet.would", len(edits))]
    counted += [("sheet.already", already), ("sheet.left", len(refusals))]
    closing = [words.count(key, number) for key, number in counted if number] or [words("sheet.same")]
    yield "\n".join([*closing, *([words("sheet.write")] if edits and not written else [])])


def _order(refusal: Refusal) -> tuple[int, int, str]:
    """Sort what is about the whole first, then by row and column."""
    place = _CELL.search(refusal.cell)
    return (int(place["row"]), len(place["column"]), place["column"]) if place else (0, 0, "")


def _edit(opened: _Opened, edit: Edit) -> Iterator[str]:
    yield f"{edit.rule}: {sheet.heading(opened.given, edit.column)} ({edit.cell})"
    yield from (f"  - {line}" for line in _lines(edit.before))
    yield from (f"  + {line}" for line in _lines(edit.after))


def _lines(told: str) -> Iterator[str]:
    cut = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
    return (visible(line) for line in cut.split("\n") if told)


def _refusal(opened: _Opened, refusal: Refusal) -> Iterator[str]:
    words = opened.words
    about = [refusal.rule] if refusal.rule else []
    about += [sheet.heading(opened.given, refusal.column)] if refusal.column else []
    lead = f"{', '.join(about)}: " if about else ""
    if refusal.problem:
        reason, help_ = what(refusal.problem, words), repair(refusal.problem, words)
    else:
        facts = {name: _short(fact) for name, fact in refusal.facts.items()}
        reason, help_ = (words(f"sheet.refused.{refusal.key}.{part}", **facts) for part in ("what", "help"))
    yield f"{visible(refusal.cell)}: {lead}{reason}"
    yield f"  {words('report.help')} {help_}"


def _short(fact: str) -> str:
    """Cut what came from the workbook to one short line."""
    line = " ".join(fact.split())
    return visible(line if len(line) <= _SHORT else f"{line[:_SHORT]}…")
