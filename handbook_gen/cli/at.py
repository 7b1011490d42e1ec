"""The verb at: what applied on a day, as it was known on another; the definition stands in `core/history`."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.model.history import History
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import nearest
from handbook_gen.core.report.applied import FORMATS, asked
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish import project
from handbook_gen.publish.job import terminal_language

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(_: click.Context, __: click.Parameter, given: str | None) -> date | None:
    """Read a day as people write it in a policy, and in no other way."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given if _DAY.fullmatch(given) else "")
    except ValueError:
        raise click.BadParameter(options.words()("at.bad_day", value=visible(given))) from None


@click.command()
@click.argument("day", metavar="DATE", callback=_day)
@click.argument("rule", required=False)
@click.option("--known", metavar="DATE", callback=_day)
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True)
@options.project
@options.language
def at(
    day: date, rule: str | None, known: date | None, form: str, root: Path, language: Language | None
) -> None:
    """Tell what applied on DATE, of one RULE or of all, as it was known on another day."""
    words = sources.words(language or terminal_language())
    with options.finding(words):
        _, archive = project.releases_of(project.found(root.resolve()))
    history = archive.history
    if archive.unread:
        click.echo(words("at.unread", versions=words.listed([*map(visible, archive.unread)])), err=True)
        sys.exit(options.UNREADABLE)
    if archive.problems:
        click.echo(words("at.unproven"), err=True)
    if history.latest is None:
        click.echo(words("at.no_releases"), err=True)
        sys.exit(options.PROBLEMS)
    now = options.day_of(None)
    if known is None:
        _tell_future(history, now, words)
    wanted = _known_rule(rule, history, words) if rule is not None else None
    click.echo(FORMATS[form](asked(history, day, known or now, wanted), words))
    sys.exit(options.PROBLEMS if archive.problems else 0)


def _tell_future(history: History, now: date, words: Words) -> None:
    """Say that releases lie in the future: then the clock was set back, or somebody published ahead."""
    later = [each for each in history.releases if each.published > now]
    if later:
        newest = max(later, key=lambda each: each.published)
        facts = {"version": newest.version, "day": words.date(newest.published), "today": words.date(now)}
        click.echo(words.count("at.future", len(later), **facts), err=True)


def _known_rule(given: str, history: History, words: Words) -> str:
    """Give the id of a rule however it is written; say where no release ever contained it."""
    identity = given.strip().upper()
    if identity not in history.ids:
        near = nearest(identity, history.ids)
        key = "at.no_rule_near" if near else "at.no_rule"
        click.echo(words(key, id=visible(identity), **near), err=True)
    return identity
