"""The verbs that publish: build and serve."""

import logging
import sys
import time
from datetime import datetime
from pathlib import Path

import click
from mkdocs.exceptions import Abort, ConfigurationError

from handbook_gen import sources
from handbook_gen.cli import options, sides
from handbook_gen.publish import project, site
from handbook_gen.publish.job import Job
from handbook_gen.publish.proposed import UnreadableSideError, proposed
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
def build(
    root: Path,
    day: datetime | None,
    out: Path | None,
    strict: bool,  # noqa: FBT001  # click's way
    compare: str | None,
) -> None:
    """Build the handbook in every language into site/; with BASE as a proposal that changes it."""
    order = site.Order(root.resolve(), (out or root / "site").resolve())
    sys.exit(_build(order, Job(options.day_of(day), compare=compare), strict=strict))


@click.command()
@options.project
@options.on
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--compare", metavar="BASE", callback=sides.name)
def serve(root: Path, day: datetime | None, host: str, port: int, compare: str | None) -> None:
    """Build the handbook, serve it on this machine, and build it again on save."""
    root = root.resolve()
    address = f"http://{host}:{port}/"
    order = site.Order(root, root / ".handbook" / "serve", address)
    words = options.words()
    job = Job(options.day_of(day), compare=compare)

    def first() -> None:
        if _build(order, job, telling=True) == options.UNREADABLE:
            sys.exit(options.UNREADABLE)
        click.echo(words("serve.serving", address=address))

    def again() -> None:
        click.echo(words("serve.again"))
        _build(order, job, telling=True)

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


def _build(order: site.Order, job: Job, *, strict: bool = False, telling: bool = False) -> int:
    """Build once and say how it went; give the exit code. `telling` says every finding, not only how many."""
    words = options.words()
    _show_warnings()
    started = time.monotonic()
    try:
        reading = project.read(site.configured(order.root), job.day)
        stops = reading.stops(strict=strict)
        if reading.problems and (stops or telling):
            click.echo(reading.report(words) + "\n", err=True)
        if stops:
            click.echo(words("report.stopped", count=reading.stopped(words, strict=strict)), err=True)
            return options.PROBLEMS
        if job.compare:  # what cannot be compared is said before anything is built
            proposed(Sides(order.root), job.compare, None, frozenset(), job.day)
        site.build(order, reading.book, job)
    except site.NoPlaceError as error:
        click.echo(words(f"build.out.{error}", out=order.out), err=True)
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
    seconds = f"{time.monotonic() - started:.1f}"
    book = reading.book
    languages = words.listed([sources.words(language)("language") for language in book.languages])
    rules = words.count("rules.number", len(book.published))
    click.echo(words("build.done", rules=rules, languages=languages, out=_near(order.out), seconds=seconds))
    if reading.problems:
        click.echo(words("build.findings", count=reading.summary(words)))
    return 0


def _near(path: Path) -> str:
    """Give a path as seen from here."""
    return f"{path.relative_to(Path.cwd())}/" if path.is_relative_to(Path.cwd()) else str(path)


def _show_warnings() -> None:
    """Let MkDocs' warnings through and keep its progress to itself."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.WARNING)
