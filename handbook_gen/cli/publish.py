"""The verbs that publish: build and serve."""

import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from mkdocs.exceptions import Abort, ConfigurationError

from handbook_gen import sources
from handbook_gen.cli import options, sides
from handbook_gen.core.model.types import Language
from handbook_gen.core.words import Words
from handbook_gen.publish import project, site
from handbook_gen.publish.job import Job, terminal_language
from handbook_gen.publish.proposed import UnreadableSideError, incomparable, proposed
from handbook_gen.publish.serve import Server
from handbook_gen.publish.serve import serve as serve_site
from handbook_gen.publish.sides import Sides
from handbook_gen.revisions import RevisionError


@click.command()
@options.project
@options.on
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True)
@click.option("--compare", metavar="BASE", callback=sides.name)
@sides.optional
@click.option("--draft", is_flag=True)
@click.option("--rebuild", metavar="VERSION", multiple=True)
@options.language
def build(  # noqa: PLR0913, PLR0917  # an option each
    root: Path,
    day: datetime | None,
    out: Path | None,
    strict: bool,  # noqa: FBT001  # click's way
    compare: str | None,
    optional: bool,  # noqa: FBT001  # the same
    draft: bool,  # noqa: FBT001  # the same
    rebuild: tuple[str, ...],
    language: Language | None,
) -> None:
    """Build the handbook in every language into site/; with BASE as a proposal that changes it."""
    out = (out or root / "site").resolve()
    order = site.Order(root.resolve(), out, alone=draft, rebuild=frozenset(rebuild))
    words = sources.words(language or terminal_language())
    job = Job(options.day_of(day), compare=compare)
    sys.exit(_build(order, job, words, strict=strict, optional=optional))


@click.command()
@options.project
@options.on
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--compare", metavar="BASE", callback=sides.name)
@click.option("--all", "everything", is_flag=True)
@options.language
def serve(  # noqa: PLR0913, PLR0917  # an option each
    root: Path,
    day: datetime | None,
    host: str,
    port: int,
    compare: str | None,
    everything: bool,  # noqa: FBT001  # click's way
    language: Language | None,
) -> None:
    """Build the handbook, serve it on this machine, and build it again on save."""
    root = root.resolve()
    address = f"http://{host}:{port}/"
    order = site.Order(root, root / ".handbook" / "serve", address, alone=not everything)
    words = sources.words(language or terminal_language())
    job = Job(options.day_of(day), compare=compare)

    def first() -> None:
        if _build(order, job, words, telling=True) == options.UNREADABLE:
            sys.exit(options.UNREADABLE)
        click.echo(words("serve.serving", address=address))

    def again() -> None:
        click.echo(words("serve.again"))
        _build(order, job, words, telling=True)

    try:
        found = site.configured(root)
        watched = (found.policies, found.content, root / "overrides", root / project.CONFIG)
        serve_site(Server(first, again, order.out, (host, port)), watched)
    except (ConfigurationError, FileNotFoundError) as error:
        click.echo(options.unreadable(error, words), err=True)
        sys.exit(options.UNREADABLE)
    except OSError as error:
        click.echo(words("serve.no_port", address=address, reason=error.strerror), err=True)
        sys.exit(options.UNREADABLE)


def _build(
    order: site.Order,
    job: Job,
    words: Words,
    *,
    strict: bool = False,
    telling: bool = False,
    optional: bool = False,
) -> int:
    """Build once and say how it went; give the exit code. `telling` says every finding, not only how many."""
    show_warnings()
    started = time.monotonic()
    try:
        reading = project.read(site.configured(order.root), job.day)
        stops = reading.stops(strict=strict)
        if reading.problems and (stops or telling):
            click.echo(reading.report(words) + "\n", err=True)
        if stops:
            click.echo(words("report.stopped", count=reading.stopped(words, strict=strict)), err=True)
            return options.PROBLEMS
        built = site.build(order, reading, _comparable(order, job, words, optional=optional))
    except (site.NoPlaceError, site.NoVersionError) as error:
        click.echo(_misused(error, order, job, words), err=True)
        return options.USAGE
    except (ConfigurationError, OSError, RevisionError, UnreadableSideError) as error:
        click.echo(sides.unreadable(error, words), err=True)
        return options.UNREADABLE
    except site.UnprovenError as error:
        click.echo(words("build.unproven", reason=error), err=True)
        return options.PROBLEMS
    except Abort as error:  # MkDocs and the plugin have said why
        click.echo(error, err=True)
        return options.PROBLEMS
    for line in told(built, job, words):
        click.echo(line, err=True)
    click.echo(_done(order, reading, time.monotonic() - started, words))
    return 0


def _misused(
    error: site.NoPlaceError | site.NoVersionError, order: site.Order, job: Job, words: Words
) -> str:
    """Say what cannot be done as it was asked for."""
    if isinstance(error, site.NoVersionError):
        return words("versions.unknown", version=error, day=words.date(job.day))
    return words(f"build.out.{error}", out=order.out)


def told(built: site.Built, job: Job, words: Words) -> Iterator[str]:
    """Say what a build did that nobody may expect."""
    for version in sorted(built.spoilt):
        yield words("versions.spoilt", version=version)
    if first := built.early:
        published = words.date(first.published)
        yield words("versions.early", day=words.date(job.day), version=first.version, published=published)


def _done(order: site.Order, reading: project.Reading, seconds: float, words: Words) -> str:
    """Say what was built, and how much was found on the way."""
    book = reading.book
    languages = words.listed([sources.words(language)("language") for language in book.languages])
    rules = words.count("rules.number", len(book.published))
    took = f"{seconds:.1f}"
    done = words("build.done", rules=rules, languages=languages, out=_near(order.out), seconds=took)
    found = [words("build.findings", count=reading.summary(words))] if reading.problems else []
    return "\n".join([done, *found])


def _comparable(order: site.Order, job: Job, words: Words, *, optional: bool) -> Job:
    """Say what cannot be compared before anything is built; where it may be so, build without."""
    if job.compare:
        try:
            proposed(Sides(order.root), job.compare, None, frozenset(), job.day)
        except (RevisionError, UnreadableSideError) as error:
            if not (optional and incomparable(error)):
                raise
            click.echo(sides.unreadable(error, words), err=True)
            return replace(job, compare=None)
    return job


def _near(path: Path) -> str:
    """Give a path as seen from here."""
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else str(path)


def show_warnings() -> None:
    """Let MkDocs' warnings through and keep its progress to itself."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.WARNING)
