"""The verbs that write policy files: fmt, rule and review; each changes only what it says."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.model.rules import MODALITIES
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Problem
from handbook_gen.core.reader import read
from handbook_gen.core.report import text
from handbook_gen.core.words import Words
from handbook_gen.edit import files, review, rules
from handbook_gen.edit.desk import Desk, RefusedError, UnreadableError
from handbook_gen.edit.formatting import Formatted, formatted, model
from handbook_gen.edit.patch import UnwritableError
from handbook_gen.publish import project

_MODALITY = "should"
"""Of a draft that says nothing else: it binds nobody by accident."""


@click.command()
@options.project
@click.option("--check", is_flag=True)
def fmt(root: Path, check: bool) -> None:  # noqa: FBT001  # click's way
    """Write every policy file in its canonical form; what it says stays the same."""
    words = options.words()
    with _telling(words):
        folder, desk, unread = _opened(root, words)
        language = desk.loaded.policy.settings.languages[0]
        done = {path: _formatted(desk, path, language, words) for path in sorted(desk.sources.files)}
        changed = {p: d.data for p, d in done.items() if d and d.data != desk.sources.files[p]}
        if not check:
            files.replace({folder / path: data for path, data in changed.items()})
    for path in changed:
        click.echo(words(f"edit.{'not_' if check else ''}formatted", path=desk.sources.shown(path)))
    problems = (*unread, *(problem for each in done.values() if each for problem in each.problems))
    _report(problems, desk.texts, words)
    failed = bool(problems) or None in done.values()
    if not failed and not changed:
        click.echo(words("edit.clean"))
    if check and changed:
        click.echo(words("edit.repair"))
    sys.exit(options.PROBLEMS if failed or (check and changed) else 0)


def _formatted(desk: Desk, path: str, language: Language, words: Words) -> Formatted | None:
    """Format a file of the policy language; what nobody reads stays what it is. None: it must not be."""
    kind, data, shown = model(path), desk.sources.files[path], desk.sources.shown(path)
    try:
        return formatted(shown, data, kind, language) if kind else Formatted(data)
    except UnwritableError:
        click.echo(words("edit.unwritable", path=shown), err=True)
        return None


@click.group()
def rule() -> None:
    """Begin a rule, or withdraw one."""


@rule.command()
@click.argument("topic")
@options.project
@click.option("--title-nl")
@click.option("--title-en")
@click.option("--modality", type=click.Choice(MODALITIES), default=_MODALITY, show_default=True)
@click.option("--prefix")
@click.option("--create", is_flag=True)
def new(  # noqa: PLR0913, PLR0917  # an option each
    topic: str,
    root: Path,
    title_nl: str | None,
    title_en: str | None,
    modality: str,
    prefix: str | None,
    create: bool,  # noqa: FBT001  # click's way
) -> None:
    """Add a draft to TOPIC, with a number that was never used."""
    words = options.words()
    given = {"nl": title_nl, "en": title_en}
    with _telling(words):
        folder, desk, _ = _opened(root, words)
        languages = desk.loaded.policy.settings.languages
        wanted = rules.Draft(
            topic=topic,
            modality=modality,
            title=_to_write("title", languages)
            | {k: title for k, title in given.items() if title is not None},
            statement=_to_write("statement", languages),
            because=_to_write("because", languages),
            prefix=prefix,
            create=create,
        )
        done = rules.draft(desk, wanted, sources.published(folder))
        files.replace({folder / done.path: done.data})
    place = read(desk.sources.shown(done.path), done.data).at(("rules", done.index, "id"))
    click.echo(words("edit.drafted", place=f"{place.path}:{place.line}", id=done.id))
    missing = ["title"] * (not title_nl and not title_en) + ["statement", "because", "rest"]
    said = [words(f"edit.fields.{each}") for each in missing]
    click.echo(words("edit.next", fields=words.listed(said)))


def _to_write(part: str, languages: tuple[Language, ...]) -> dict[str, str]:
    """Give what stands in a draft until somebody writes it, in each language of the handbook."""
    return {language: sources.words(language)(f"edit.placeholder.{part}") for language in languages}


@rule.command()
@click.argument("identity", metavar="ID")
@click.option("--by", "successor", metavar="ID")
@options.project
@options.on
def withdraw(identity: str, successor: str | None, root: Path, day: datetime | None) -> None:
    """Withdraw the rule ID; readers find its successor in its place."""
    words = options.words()
    with _telling(words):
        folder, desk, _ = _opened(root, words)
        done = rules.withdraw(desk, identity, successor, options.day_of(day))
        files.replace({folder / path: data for path, data in done.files.items()})
    _tell(desk, identity, successor, done, words)


def _tell(desk: Desk, identity: str, successor: str | None, done: rules.Withdrawn, words: Words) -> None:
    """Say what became of a rule."""
    if successor and done.replaced:
        path = desk.sources.shown(desk.one("rule", successor).path)
        click.echo(words("edit.replaces", path=path, successor=successor, id=identity))
    if done.withdrawn:
        path = desk.sources.shown(desk.one("rule", identity).path)
        click.echo(words("edit.withdrawn", path=path, id=identity))
    if not done.files:
        click.echo(words("edit.nothing", id=identity))
    if waits := done.waits_for:
        facts = {"id": identity, "successor": waits.id}
        if waits.from_ and waits.status != "draft":
            click.echo(words("edit.waits.date", **facts, date=words.date(waits.from_)))
        else:
            click.echo(words("edit.waits.draft", **facts))


@click.command(name="review")
@click.argument("identity", metavar="ID")
@click.option("--next", "following", type=click.DateTime(["%Y-%m-%d"]), required=True)
@options.project
@options.on
def renew(identity: str, following: datetime, root: Path, day: datetime | None) -> None:
    """Renew the review date of ID: a rule, a channel, a reply, or `handbook` or `crisis`."""
    words = options.words()
    with _telling(words):
        folder, desk, _ = _opened(root, words)
        done = review.renew(desk, identity, following.date(), options.day_of(day))
        files.replace({folder / done.path: done.data})
    facts = {"path": desk.sources.shown(done.path), "id": identity, "date": words.date(following.date())}
    if done.before:
        click.echo(words("edit.renewed", **facts, before=done.before))
    else:
        click.echo(words("edit.reviewed", **facts))


@contextmanager
def _telling(words: Words) -> Iterator[None]:
    """Say why nothing was written, and leave with the code for it."""
    try:
        yield
    except RefusedError as error:
        raise click.UsageError(words(f"edit.refused.{error.key}", **error.facts)) from error
    except UnreadableError as error:
        _report(error.problems, error.texts, words)
        sys.exit(options.PROBLEMS)
    except UnwritableError as error:
        click.echo(words("edit.unwritable", path=error), err=True)
        sys.exit(options.PROBLEMS)
    except OSError as error:
        click.echo(words("edit.failed", reason=error), err=True)
        sys.exit(options.UNREADABLE)


def _opened(root: Path, words: Words) -> tuple[Path, Desk, tuple[Problem, ...]]:
    """Find and read the policy of a project; give its folder, and which files cannot be opened."""
    with options.finding(words):
        found = project.found(root.resolve())
        policy, unread = project.policy_of(found)
    return found.policies, Desk(policy), unread


def _report(problems: tuple[Problem, ...], texts: Mapping[str, str], words: Words) -> None:
    """Say what cannot be read, and that it was left alone."""
    if problems:
        click.echo(text.text(problems, texts, words) + "\n", err=True)
    for path in dict.fromkeys(problem.place.path for problem in problems):
        click.echo(words("edit.unread", path=path), err=True)
