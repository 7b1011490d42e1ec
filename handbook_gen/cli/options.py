"""What several verbs share: where the project is, for which day, in which language; exit codes."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.core.words import Words
from handbook_gen.publish.job import terminal_language, today

PROBLEMS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3

project = click.option(
    "--project",
    "root",
    type=click.Path(path_type=Path),
    default=".",
    help="The folder with mkdocs.yml; this folder by default.",
)
on = click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As of this day (2027-01-31); today by default.",
)


def words() -> Words:
    """Give our own words in the language of the person at the terminal."""
    return sources.words(terminal_language())


def day_of(given: datetime | None) -> date:
    """Give the day that was asked for, else today."""
    return given.date() if given else today()
