"""The verb release: what is being worked on becomes a version that nobody changes any more, or reasons."""

import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.history import freezing, refusing
from handbook_gen.core.history.archive import archive
from handbook_gen.core.history.freezing import NOTE, Facts
from handbook_gen.core.history.refusing import Refusal
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.history import Given, ReleaseKind, parts
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Severity
from handbook_gen.core.report import text
from handbook_gen.core.words import Words
from handbook_gen.edit import releasing
from handbook_gen.publish import project
from handbook_gen.publish.job import terminal_language

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_PARTS: Final = 4


def _version(_: click.Context, __: click.Parameter, given: str) -> str:
    try:
        parts(given)
    except ValueError:
        raise click.BadParameter(options.words()("release.bad_version", value=given)) from None
    return given


def _approvals(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Read ROLE, ROLE:DECISION, ROLE:DECISION:DATE or ROLE:DECISION:DATE:REFERENCE."""
    found = []
    for each in given:
        role, *rest = [part.strip() for part in each.split(":", _MOST_PARTS - 1)]
        said = {"by": role, **dict(zip(("decision", "date", "reference"), rest, strict=False))}
        if not role or (said.get("date") and not _DAY.fullmatch(said["date"])):
            raise click.BadParameter(options.words()("release.bad_approval", value=each))
        found.append({key: value for key, value in said.items() if value})
    return tuple(found)


@click.command()
@click.argument("version", callback=_version)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--summary")
@click.option("--summary-nl")
@click.option("--summary-en")
@click.option("--kind", type=click.Choice(get_args(ReleaseKind)))
@click.option("--approval", "approvals", multiple=True, callback=_approvals)
@options.project
@options.language
def release(  # noqa: PLR0913, PLR0917  # an option each
    version: str,
    published: datetime,
    summary: str | None,
    summary_nl: str | None,
    summary_en: str | None,
    kind: ReleaseKind | None,
    approvals: tuple[dict[str, str], ...],
    root: Path,
    language: Language | None,
) -> None:
    """Freeze the policy and its pages as VERSION."""
    words = sources.words(language or terminal_language())
    day = published.date()
    with options.finding(words):
        found = project.found(root.resolve())
        reading = project.read(found, day)
    if faults := tuple(each for each in reading.problems if each.severity is Severity.ERROR):
        click.echo(text.text(faults, reading.texts, words) + "\n", err=True)
        _refuse([Refusal("errors", {"count": text.summary(faults, words)})], words)
    history = reading.archive.history
    book = link(reading.book.policy, day, history.withdrawn[-1] if history.releases else None)[0]
    comparison = refusing.compared(history, book)
    given = {"": summary, "nl": summary_nl, "en": summary_en}
    facts = Facts(
        version=version,
        published=day,
        kind=kind or refusing.kind_of(comparison),
        summary=_summary(given, book.languages, words),
        approvals=tuple(_given(each, day) for each in approvals),
        previous=history.latest.hash if history.latest else None,
    )
    if refused := [*refusing.refusals(history, book, facts, comparison)]:
        _refuse(refused, words)
    _write(found, reading, facts, words)


def _summary(
    given: dict[str, str | None], languages: tuple[Language, ...], words: Words
) -> dict[Language, str]:
    """Give the summary in each language; without one it is in the source language."""
    said: dict[Language, str] = {}
    for language in languages:
        told = (given[language] or (given[""] if language == languages[0] else None) or "").strip()
        if told:
            said[language] = told
    if not said:
        raise click.UsageError(words("release.no_summary"))
    for language in languages:
        if language not in said:
            click.echo(words("release.other_summary", option=f"--summary-{language}"), err=True)
    return said


def _given(said: dict[str, str], day: date) -> Given:
    value: dict[str, Any] = {"date": day.isoformat(), **said}
    return Given.model_validate(value)


def _write(found: project.Project, reading: project.Reading, facts: Facts, words: Words) -> None:
    written = {language: reading.written[language] for language in reading.book.languages}
    files = dict(freezing.frozen(reading.policy, written))
    files[NOTE] = freezing.note(facts, files)
    shown = f"{reading.policy.root}/{sources.RELEASES}/{facts.version}"
    again = archive({**reading.frozen, facts.version: Sources(shown, files)})
    if again.problems:
        texts = {f"{shown}/{path}": data.decode() for path, data in files.items()}
        click.echo(text.text(again.problems, texts, words) + "\n", err=True)
        _refuse([Refusal("unreadable")], words)
    try:
        releasing.write(found.policies / sources.RELEASES, facts.version, files)
    except releasing.TakenError:
        _refuse([Refusal("version-taken", {"version": facts.version})], words)
    except OSError as error:
        click.echo(words("release.not_written", reason=error.strerror or error), err=True)
        sys.exit(options.UNREADABLE)
    click.echo(words("release.done", version=facts.version, path=shown, count=len(files)))
    click.echo(words("release.hash", hash=freezing.digest(files[NOTE])))


def _refuse(refused: list[Refusal], words: Words) -> NoReturn:
    for each in refused:
        click.echo(words(f"release.refused.{each.key}", **each.facts), err=True)
    click.echo(words("release.nothing_written"), err=True)
    sys.exit(options.PROBLEMS)
