"""What several verbs share: where the project is, for which day, in which language; exit codes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click
from mkdocs.exceptions import ConfigurationError

from handbook_gen import sources
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.core.words import Words
from handbook_gen.publish.job import terminal_language, today
from handbook_gen.publish.project import found
from handbook_gen.publish.zone import zone

PROBLEMS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3

project = click.option("--project", "root", type=click.Path(path_type=Path), default=".")
on = click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]))

language = click.option("--language", type=click.Choice(LANGUAGES))


def words() -> Words:
    """Give our own words in the language of the person at the terminal."""
    return sources.words(terminal_language())


@contextmanager
def finding(words: Words) -> Iterator[None]:
    """Say why a project cannot be read, and leave with the code for it."""
    try:
        yield
    except (ConfigurationError, OSError) as error:
        click.echo(unreadable(error, words), err=True)
        sys.exit(UNREADABLE)


def unreadable(error: Exception, words: Words) -> str:
    """Say why a project cannot be read; where there is none, how to get to one."""
    if isinstance(error, FileNotFoundError | NotADirectoryError) and error.filename:
        return words("build.nothing_there", path=click.format_filename(error.filename))
    return words("build.no_project", reason=getattr(error, "strerror", None) or error)


def day_of(given: datetime | None) -> date:
    """Give the day that was asked for, else today, as it is where the organisation of the project is."""
    return given.date() if given else today(_zone())


def _zone() -> str | None:
    """Give the time zone of the project that the verb is about; None where there is none, or none yet."""
    context = click.get_current_context(silent=True)
    root = context.params.get("root") if context else None
    try:
        return zone(found(root.resolve())) if isinstance(root, Path) else None
    except (ConfigurationError, OSError):
        return None  # whoever reads the project says what is wrong with it
