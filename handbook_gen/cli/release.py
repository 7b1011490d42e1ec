"""The verb release: what is being worked on becomes a version that nobody changes any more, or reasons."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

import click
from pydantic import ValidationError

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.history import freezing, refusing, rereading
from handbook_gen.core.history.archive import archive
from handbook_gen.core.history.freezing import NOTE, Facts
from handbook_gen.core.history.refusing import Refusal
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import Given, ReleaseKind, parts
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Problem, Severity
from handbook_gen.core.report import released, text
from handbook_gen.core.report.released import Released
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.edit import releasing
from handbook_gen.publish import project
from handbook_gen.publish.job import terminal_language

_BETWEEN: Final = re.compile(r"[;\n]")
_MOST_PARTS: Final = 4
_FORMATS: Final = {"text": released.text, "markdown": released.markdown}


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody asks for: a version, and what it says of itself."""

    version: str
    published: date
    summary: Mapping[str, str | None]
    """By language; under nothing in the first language of the handbook."""
    kind: ReleaseKind | None
    approvals: tuple[Mapping[str, str], ...]


def _version(_: click.Context, __: click.Parameter, given: str) -> str:
    try:
        parts(given)
    except ValueError:
        raise click.BadParameter(options.words()("release.bad_version", value=visible(given))) from None
    return given


def _approvals(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Read ROLE, ROLE:DECISION, ROLE:DECISION:DATE or ROLE:DECISION:DATE:REFERENCE, or several with `;`."""
    found = []
    for each in (one for several in given for one in _BETWEEN.split(several) if one.strip()):
        said = [part.strip() for part in each.split(":", _MOST_PARTS - 1)]
        told = dict(zip(("by", "decision", "date", "reference"), said, strict=False))
        told = {key: value for key, value in told.items() if value}
        try:
            _given(told, date.min)
        except ValidationError:
            raise click.BadParameter(options.words()("release.bad_approval", value=visible(each))) from None
        found.append(told)
    return tuple(found)


def _given(said: Mapping[str, str], day: date) -> Given:
    value: dict[str, Any] = {"date": day.isoformat(), **said}
    return Given.model_validate(value)


@click.command()
@click.argument("version", callback=_version)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--summary")
@click.option("--summary-nl")
@click.option("--summary-en")
@click.option("--kind", type=click.Choice(get_args(ReleaseKind)))
@click.option("--approval", "approvals", multiple=True, callback=_approvals)
@click.option("--dry-run", is_flag=True)
@click.option("--format", "form", type=click.Choice([*_FORMATS]), default="text", show_default=True)
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
    dry_run: bool,  # noqa: FBT001  # click's way
    form: str,
    root: Path,
    language: Language | None,
) -> None:
    """Freeze the policy and its pages as VERSION."""
    words = sources.words(language or terminal_language())
    texts = {"": summary, "nl": summary_nl, "en": summary_en}
    said = _Said(version, published.date(), texts, kind, approvals)
    with options.finding(words):
        found = project.found(root.resolve())
    with nullcontext() if dry_run else _alone(found, words):
        told, files = _frozen(found, said, words)
        if not dry_run:
            _write(found, version, files, words)
    done = "would" if dry_run else "done"
    click.echo(
        words(f"release.{done}", version=version, path=told.folder, count=len(files)), err=form != "text"
    )
    click.echo(_FORMATS[form](told, words))
    for line in _by_the_clock(said.published, words):
        click.echo(line, err=True)
    if not dry_run:
        click.echo(words("release.next", version=version, path=told.folder), err=form != "text")


def _by_the_clock(published: date, words: Words) -> Iterator[str]:
    """Say what follows where a version is not published today: notice counts from the day that it says."""
    today = options.day_of(None)
    if published < today:
        yield words("release.past", day=words.date(published))
    elif published > today:
        yield words("release.ahead", day=words.date(published))


def _frozen(found: project.Project, said: _Said, words: Words) -> tuple[Released, Mapping[str, bytes]]:
    """Give a release as it is told and its files, read again to be sure; else say every reason and leave."""
    with options.finding(words):
        reading = project.read(found, said.published)
    history, book = reading.archive.history, reading.book
    written = {language: reading.written[language] for language in book.languages}
    texts = [] if reading.stops() else [*freezing.texts(reading.policy, written)]
    files = {each.path: each.data for each in sorted(texts, key=lambda each: each.path)}
    sound = reading.whole and not reading.archive.problems
    comparison = refusing.compared(history, book) if sound else None
    pages = _pages(reading, files)
    facts = _facts(said, reading, comparison, words, other_pages=bool(pages))
    faults = tuple(each for each in reading.problems if each.severity is Severity.ERROR)
    refused = [Refusal("errors", {"count": text.summary(faults, words)})] if faults else []
    refused += (
        refusing.refusals(history, book, facts, comparison) if comparison else refusing.claims(history, facts)
    )
    refused += (*rereading.unfit(texts), *rereading.personal(book.policy.people, texts, facts))
    if refused or not comparison:
        _refuse(refused, words, faults, reading.texts)
    files[NOTE] = freezing.note(facts, files)
    _read_again(reading, facts.version, files, words)
    before = history.latest.version if history.latest else ""
    folder = f"{reading.policy.root}/{sources.RELEASES}/{facts.version}"
    return Released(facts, comparison, folder, before, freezing.digest(files[NOTE]), pages), files


def _pages(reading: project.Reading, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Name the hand-written pages that differ from those of the newest release."""
    latest = reading.archive.history.latest
    frozen = reading.frozen.get(latest.version) if latest else None
    there = frozen.files if frozen else {}
    pages = (path for path in sorted({*there, *files}) if path.startswith(freezing.CONTENT))
    return tuple(path for path in pages if there.get(path) != files.get(path))


def _facts(
    said: _Said,
    reading: project.Reading,
    comparison: Comparison | None,
    words: Words,
    *,
    other_pages: bool,
) -> Facts:
    """Put together what a release says of itself; what pages say nobody can judge, so other ones count."""
    latest = reading.archive.history.latest
    given = [_given(each, said.published) for each in said.approvals]
    editorial = comparison and refusing.kind_of(comparison) == "editorial" and not other_pages
    return Facts(
        version=said.version,
        published=said.published,
        kind=said.kind or ("editorial" if editorial else "material"),
        summary=_summary(said.summary, reading.book.languages, words),
        approvals=refusing.agreed(given, comparison) if comparison else tuple(given),
        previous=latest.hash if latest else None,
    )


def _summary(
    given: Mapping[str, str | None], languages: tuple[Language, ...], words: Words
) -> dict[Language, str]:
    """Give the summary in each language; without one it is in the source language."""
    first = languages[0]
    if given[""] and given[first]:
        raise click.UsageError(words("release.two_summaries", option=f"--summary-{first}"))
    texts = {language: (given[language] or "") for language in languages}
    texts[first] = texts[first] or given[""] or ""
    said = {language: "\n".join(text.split("\r\n")).strip() for language, text in texts.items()}
    missing = [language for language, text in said.items() if not text]
    for language in missing if len(missing) < len(languages) else ():
        click.echo(words("release.other_summary", option=f"--summary-{language}"), err=True)
    for needless in (each for each in given if each and given[each] and each not in languages):
        click.echo(words("release.needless_summary", option=f"--summary-{needless}"), err=True)
    return {language: told for language, told in said.items() if told}


def _read_again(reading: project.Reading, version: str, files: Mapping[str, bytes], words: Words) -> None:
    """Read what is to be written as readers will; where it does not say the same, nothing is written."""
    shown = f"{reading.policy.root}/{sources.RELEASES}/{version}"
    again = archive({**reading.frozen, version: Sources(shown, files)})
    refused = [Refusal("unreadable")] if again.problems else []
    made = again.history.release(version)
    if made and not again.problems:
        refused += rereading.differing(reading.book.policy, made.policy)
    if refused:
        texts = {f"{shown}/{path}": data.decode() for path, data in files.items()}
        _refuse(refused, words, again.problems, texts)


@contextmanager
def _alone(found: project.Project, words: Words) -> Iterator[None]:
    """Keep others from making a release meanwhile."""
    try:
        with releasing.alone(found.root):
            yield
    except releasing.BusyError:
        _refuse([Refusal("busy")], words)
    except OSError as error:
        _unwritten(error, words)


def _write(found: project.Project, version: str, files: Mapping[str, bytes], words: Words) -> None:
    try:
        releasing.write(found.policies / sources.RELEASES, version, files)
    except releasing.TakenError:
        _refuse([Refusal("version-taken", {"version": version})], words)
    except OSError as error:
        _unwritten(error, words)


def _unwritten(error: OSError, words: Words) -> NoReturn:
    click.echo(words("release.not_written", reason=error.strerror or error), err=True)
    sys.exit(options.UNREADABLE)


def _refuse(
    refused: Sequence[Refusal],
    words: Words,
    told: tuple[Problem, ...] = (),
    texts: Mapping[str, str] | None = None,
) -> NoReturn:
    """Say every reason, after what was found, and leave."""
    if told:
        click.echo(text.text(told, texts or {}, words) + "\n", err=True)
    for each in refused:
        click.echo(words(f"release.refused.{each.key}", **_facts_of(each, words)), err=True)
    click.echo(words("release.nothing_written"), err=True)
    sys.exit(options.PROBLEMS)


def _facts_of(refusal: Refusal, words: Words) -> Mapping[str, str]:
    """Say levels and subjects as people call them; the rest is shown so that it acts on no terminal."""
    facts = {name: visible(fact) for name, fact in refusal.facts.items()}
    if "because" in facts:
        reasons = facts["because"].split(", ")
        facts["because"] = words.listed([words.known(f"decisions.for.{reason}") for reason in reasons])
    if "level" in facts:
        facts["level"] = words(f"telling.level.{facts['level']}.title")
    return facts
