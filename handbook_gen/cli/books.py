"""The verbs that bind the handbook as one document: a PDF for paper, a file of HTML for a stick."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from handbook_gen import paper, sources
from handbook_gen.cli import options
from handbook_gen.core import problems, volume
from handbook_gen.core.edition import Edition
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.pages import addresses
from handbook_gen.core.words import Words
from handbook_gen.edit import files
from handbook_gen.publish import onebook, project
from handbook_gen.publish.binding import NoVersionError, Shown, shown
from handbook_gen.publish.job import Job, terminal_language


@dataclass(frozen=True, slots=True)
class _Order:
    """One document that was asked for: of which version, in which language, as which file."""

    shown: Shown
    edition: Edition
    words: Words

    @property
    def online(self) -> str:
        return self.shown.online(self.edition.language)

    def bound(self, choice: volume.Choice) -> volume.Bound:
        return volume.bind(choice, self.edition.renderer, self.online)


@click.command()
@click.option("--role")
@click.option("--duty", is_flag=True)
@click.option("--version")
@options.on
@options.project
@click.option("--language", type=click.Choice(LANGUAGES))
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True)
def pdf(  # noqa: PLR0913, PLR0917  # an option each
    role: str | None,
    duty: bool,  # noqa: FBT001  # click's way
    version: str | None,
    day: datetime | None,
    root: Path,
    language: Language | None,
    out: Path | None,
    force: bool,  # noqa: FBT001  # click's way
) -> None:
    """Set the handbook as a PDF: whole, what one role needs, or the card of who is on duty."""
    words = options.words()
    if role and duty:
        raise click.UsageError(words("paper.both"))
    order = _order(root.resolve(), version, day, language)
    choice, name = _chosen(order, role) if role else _duty(order) if duty else _whole(order)
    renderer, on = order.edition.renderer, order.shown.job.day
    html = volume.sheets(order.bound(choice), renderer, on)
    try:
        made = paper.pdf(html, paper.Sheet(sources.bound_sheet("paper"), sources.symbols(), on))
    except paper.NoLibraryError as error:
        click.echo(words("paper.no_library", reason=error), err=True)
        sys.exit(options.UNREADABLE)
    _write(made, out or root / f"{name}-{order.edition.language}.pdf", words, force=force)


@click.command()
@click.option("--version")
@options.on
@options.project
@click.option("--language", type=click.Choice(LANGUAGES))
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True)
def html(
    version: str | None,
    day: datetime | None,
    root: Path,
    language: Language | None,
    out: Path | None,
    force: bool,  # noqa: FBT001  # click's way
) -> None:
    """Make one file of the whole handbook, that opens from a stick and searches itself."""
    order = _order(root.resolve(), version, day, language)
    written = order.shown.written(order.edition)
    bound = order.bound(volume.whole(order.edition.pages, written, consulted=True))
    job = order.shown.job
    made = onebook.html(bound, order.edition, written, job.day, str(job.version))
    _write(made.encode(), out or root / f"handbook-{order.edition.language}.html", order.words, force=force)


def _order(root: Path, version: str | None, day: datetime | None, language: Language | None) -> _Order:
    """Read what is asked for, or say why it cannot be."""
    words = options.words()
    job = Job(options.day_of(day), version=version)
    with options.finding(words):
        found = project.found(root)
        reading = project.read(found, job.day)
    if reading.stops():
        click.echo(reading.report(words), err=True)
        sys.exit(options.PROBLEMS)
    try:
        there = shown(found, reading, job)
    except NoVersionError as error:
        known = words.listed(error.known)
        raise click.UsageError(words("paper.no_version", version=error, known=known)) from None
    return _Order(there, there.edition(_spoken(there, language, words)), words)


def _spoken(there: Shown, wanted: Language | None, words: Words) -> Language:
    """Give the language to bind: that of the terminal where the handbook has it."""
    known = there.book.languages
    if wanted and wanted not in known:
        raise click.UsageError(words("paper.no_language", known=words.listed(known)))
    return wanted or (terminal_language() if terminal_language() in known else known[0])


def _whole(order: _Order) -> tuple[volume.Choice, str]:
    written = order.shown.written(order.edition)
    return volume.whole(order.edition.pages, written, consulted=False), "handbook"


def _chosen(order: _Order, identity: str) -> tuple[volume.Choice, str]:
    """Choose what a role needs, or say that there is no such role."""
    book, words = order.shown.book, order.words
    role = book.role(identity)
    if role is None:
        known = [each.id for each in book.policy.roles.roles]
        near = problems.nearest(identity, known)
        key = "paper.no_role_near" if near else "paper.no_role"
        raise click.UsageError(words(key, role=identity, known=words.listed(known), **near))
    return volume.of_role(order.edition.pages, book, role), f"handbook-{identity}"


def _duty(order: _Order) -> tuple[volume.Choice, str]:
    """Choose the card of who is on duty, or say that this handbook has none."""
    choice = volume.single(order.edition.pages, addresses.DUTY)
    if not choice.pages:
        click.echo(order.words("paper.no_duty"), err=True)
        sys.exit(options.PROBLEMS)
    return choice, "duty-card"


def _write(data: bytes, file: Path, words: Words, *, force: bool) -> None:
    """Write a document; where one stands that is different, nothing is written unasked."""
    shown = click.format_filename(file)
    try:
        if not force and file.exists() and file.read_bytes() != data:
            click.echo(words("paper.taken", file=shown), err=True)
            sys.exit(options.USAGE)
        files.replace({file: data})
    except OSError as error:
        click.echo(words("edit.failed", reason=error), err=True)
        sys.exit(options.UNREADABLE)
    click.echo(words("paper.wrote", file=shown), err=True)
