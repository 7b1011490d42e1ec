"""The verbs that put a site before its readers: publish, and rollback to what stood before."""

import errno
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
from mkdocs.exceptions import Abort, ConfigurationError

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.cli.publish import show_warnings, told
from handbook_gen.core.model.types import Language
from handbook_gen.core.words import Words
from handbook_gen.publish import installing, project, site
from handbook_gen.publish.installing import Call, Installed, NotASiteError
from handbook_gen.publish.job import Job, terminal_language
from handbook_gen.publish.locking import HeldError, Holder
from handbook_gen.publish.place import CURRENT, NotOursError
from handbook_gen.publish.swapping import NoLinksError, NoSiteError

_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_MOST_NAMED: Final = 10

_place = click.argument("place", metavar="DIR", type=click.Path(path_type=Path))
_wait = click.option("--wait", type=click.FloatRange(0), default=0, metavar="SECONDS")


class _StoppedError(Exception):
    """The policy holds something that no handbook can be built from; the message is for people."""


class _MisusedError(Exception):
    """What was asked for is not there; the message is for people."""


@click.command()
@_place
@options.project
@options.on
@click.option("--site", "built", type=click.Path(path_type=Path))
@click.option("--rebuild", metavar="VERSION", multiple=True)
@click.option("--keep", type=click.IntRange(1), default=3, show_default=True)
@click.option("--two-folders", "folders", is_flag=True)
@_wait
@options.language
def publish(  # noqa: PLR0913, PLR0917  # an option each
    place: Path,
    root: Path,
    day: datetime | None,
    built: Path | None,
    rebuild: tuple[str, ...],
    keep: int,
    folders: bool,  # noqa: FBT001  # click's way
    wait: float,
    language: Language | None,
) -> None:
    """Build the handbook, or take one that was built, and let it stand in DIR."""
    words = sources.words(language or terminal_language())
    if built and (rebuild or day):
        raise click.UsageError(words("publish.built_already", option="--rebuild" if rebuild else "--on"))
    call = Call(place.resolve(), Holder.me(datetime.now(UTC)), keep, folders, wait, _stale(words))
    with _telling(call, words):
        make = _copy(built.resolve()) if built else _build(call, root.resolve(), rebuild, day, words)
        done = installing.install(call, make)
    _tell(done, call, words, "done")


@click.command()
@_place
@click.option("--to", metavar="NAME")
@_wait
@options.language
def rollback(place: Path, to: str | None, wait: float, language: Language | None) -> None:
    """Let the site stand in DIR again that stood before."""
    words = sources.words(language or terminal_language())
    call = Call(place.resolve(), Holder.me(datetime.now(UTC)), wait=wait, told=_stale(words))
    with _telling(call, words):
        done = installing.rollback(call, to)
    _tell(done, call, words, "back")


def _copy(built: Path) -> installing.Make:
    return lambda out, _: installing.copy(built, out)


def _build(
    call: Call, root: Path, rebuild: tuple[str, ...], day: datetime | None, words: Words
) -> installing.Make:
    found = site.configured(root)
    installing.check_place(call.root, (found.policies, found.content), root)
    job = Job(options.day_of(day))
    show_warnings()

    def make(out: Path, standing: Path | None) -> None:
        reading = project.read(found, job.day)
        if reading.stops():
            click.echo(reading.report(words) + "\n", err=True)
            raise _StoppedError(words("report.stopped", count=reading.stopped(words)))
        kept = (standing,) if standing else ()
        try:
            built = site.build(site.Order(root, out, rebuild=frozenset(rebuild), kept=kept), reading, job)
        except site.NoVersionError as error:
            said = words("versions.unknown", version=error, day=words.date(job.day))
            raise _MisusedError(said) from error
        for line in told(built, job, words):
            click.echo(line, err=True)
        if reading.problems:
            click.echo(words("build.findings", count=reading.summary(words)))

    return make


@contextmanager
def _telling(call: Call, words: Words) -> Iterator[None]:
    """Say why nothing was published, and leave with the code for it."""
    before = _standing(call)
    try:
        yield
    except _KNOWN as error:
        code, reason = next(told for kind, told in _REASONS.items() if isinstance(error, kind))
        click.echo(reason(error, call, words), err=True)
        after = _standing(call)
        if after and not isinstance(error, HeldError):  # who holds the lock may be swapping
            click.echo(words("publish.stands" if after == before else "publish.stands_now"), err=True)
        sys.exit(code)


def _standing(call: Call) -> int | None:
    """Give the number that the file system has for the folder that is served; None if none can be read."""
    try:
        return (call.root / CURRENT).stat().st_ino
    except OSError:
        return None


def _unwritten(error: OSError, call: Call, words: Words) -> str:
    if isinstance(error, FileNotFoundError):
        return options.unreadable(error, words)
    key = "full" if error.errno in _FULL else "closed" if error.errno in _CLOSED else "other"
    path = call.root if key == "full" else _where(error, call)  # what was being copied is not what is full
    return words(f"publish.failed.{key}", path=path, reason=error.strerror or error)


def _where(error: OSError, call: Call) -> str:
    return click.format_filename(error.filename) if error.filename else str(call.root)


def _held(error: HeldError, _: Call, words: Words) -> str:
    return (
        words("publish.held", **_facts(error.holder)) if error.holder else words("publish.held_by_somebody")
    )


def _facts(holder: Holder) -> dict[str, object]:
    since = holder.since.astimezone().isoformat(" ", "seconds")
    return {"pid": holder.pid, "host": holder.host, "since": since}


def _no_site(error: NoSiteError, _: Call, words: Words) -> str:
    said = words("publish.no_such_site", name=error.name) if error.name else words("publish.none_before")
    others = words("publish.others", names=", ".join(error.names)) if error.names else ""
    return f"{said} {others}".rstrip()


def _not_a_site(error: NotASiteError, _: Call, words: Words) -> str:
    named = "\n".join(f"  {path}" for path in error.paths[:_MOST_NAMED])
    more = len(error.paths) - _MOST_NAMED
    rest = [words.count("publish.more", more)] if more > 0 else []
    return "\n".join([words(f"publish.site.{error}"), *([named] if named else []), *rest])


def _stale(words: Words) -> Callable[[Holder], None]:
    return lambda holder: click.echo(words("publish.stale", **_facts(holder)), err=True)


def _tell(done: Installed, call: Call, words: Words, verb: str) -> None:
    """Say what stands, what stood before and how to get it back, and what became of older sites."""
    name, before = done.swapped.name, done.swapped.before
    form = "links" if name else "folders"
    click.echo(words(f"publish.{verb}.{form}", name=name, place=call.root / CURRENT))
    if before:
        click.echo(words(f"publish.before.{verb}_{form}", name=before, dir=call.root))
    if done.removed:
        click.echo(words("publish.removed", names=", ".join(done.removed)))
    if done.trouble:
        reason = done.trouble.strerror or done.trouble
        click.echo(words("publish.not_tidied", path=_where(done.trouble, call), reason=reason), err=True)


_Reason = Callable[[Any, Call, Words], str]
_REASONS: Final[Mapping[type[Exception], tuple[int, _Reason]]] = {
    _StoppedError: (options.PROBLEMS, lambda e, *_: str(e)),
    Abort: (options.PROBLEMS, lambda e, *_: str(e)),  # MkDocs and the plugin have said why
    site.UnprovenError: (options.PROBLEMS, lambda e, _, words: words("build.unproven", reason=e)),
    NotASiteError: (options.PROBLEMS, _not_a_site),
    HeldError: (options.PROBLEMS, _held),
    NoLinksError: (options.PROBLEMS, lambda _, call, words: words("publish.no_links", place=call.root)),
    _MisusedError: (options.USAGE, lambda e, *_: str(e)),
    NotOursError: (options.USAGE, lambda e, call, words: words(f"publish.place.{e}", place=call.root)),
    NoSiteError: (options.USAGE, _no_site),
    ConfigurationError: (options.UNREADABLE, lambda e, _, words: options.unreadable(e, words)),
    OSError: (options.UNREADABLE, _unwritten),
}
_KNOWN: Final = tuple(_REASONS)
