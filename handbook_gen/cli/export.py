"""The verbs that make files for other programs: schema and export; what stands there already is kept."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import books, options
from handbook_gen.core.exports import Given, codeowners, losses, schema, sheet, sveltia
from handbook_gen.core.loader import load
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.reference import FILES
from handbook_gen.core.report import text
from handbook_gen.core.words import Words
from handbook_gen.edit import files, scaffold
from handbook_gen.edit.desk import Desk, UnreadableError
from handbook_gen.edit.sheet import readable
from handbook_gen.publish import owners, project
from handbook_gen.publish.job import terminal_language

_DOCUMENTS: Final = tuple(schema.schema_name(path).removesuffix(".schema.json") for path in FILES)


@dataclass(frozen=True, slots=True)
class _Project:
    root: Path
    given: Given
    words: Words


@click.command(name="schema")
@click.argument("document", required=False, type=click.Choice(_DOCUMENTS))
@options.project
@click.option("--write", is_flag=True)
def show_schema(document: str | None, root: Path, write: bool) -> None:  # noqa: FBT001  # click's way
    """Print the policy language as JSON Schema, with the ids of this policy; of one DOCUMENT, or of all."""
    read = _read(root, None)
    if write:
        with _writing(read.words):
            # The schemas are ours, made anew each time; the settings are not.
            _write(schema.files(read.given), read.root / scaffold.SCHEMAS, read.words, force=True)
            _tell_editor(read)
        return
    path = next((path for path, name in zip(FILES, _DOCUMENTS, strict=True) if name == document), None)
    made = schema.document(read.given, path) if path else schema.whole(read.given)
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))


@click.group()
def export() -> None:
    """Make files for other programs."""


export.add_command(books.pdf)
export.add_command(books.html)


@export.command(name="sveltia")
@options.project
@options.language
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True)
def export_sveltia(
    root: Path,
    language: Language | None,
    out: Path | None,
    force: bool,  # noqa: FBT001  # click's way
) -> None:
    """Make forms for those without git: the configuration of Sveltia CMS, and a page that opens it."""
    read = _read(root, language)
    if lost := losses.losses(read.given):
        for each in lost:
            reason = read.words(f"exports.lost.{each.reason}")
            click.echo(f"{each.place.path}:{each.place.line}:{each.place.column}: {reason}", err=True)
        click.echo(read.words("exports.lost.repair"), err=True)
        sys.exit(options.PROBLEMS)
    folder = out or read.root / "admin"
    forms = dict(sources.scaffold("forms"))
    forms["index.html"] = sveltia.page(read.given, forms["index.html"])
    with _writing(read.words):
        _write({**forms, **sveltia.files(read.given)}, folder, read.words, force=force)
    click.echo(read.words("exports.sveltia.next", folder=folder, package=sveltia.PACKAGE))


@export.command(name="xlsx")
@options.project
@options.language
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True)
def export_xlsx(
    root: Path,
    language: Language | None,
    out: Path | None,
    force: bool,  # noqa: FBT001  # click's way
) -> None:
    """Make a spreadsheet of the rules, to be edited and taken in again with `handbook import xlsx`."""
    read = _read(root, language)
    try:
        readable(Desk(read.given.sources))
        file = out or read.root / sheet.NAME
        with _writing(read.words):
            _write({file.name: sheet.workbook(read.given)}, file.parent, read.words, force=force)
    except UnreadableError as error:
        told = text.text(error.problems, error.texts, read.words)
        click.echo(f"{told}\n\n{read.words('sheet.unreadable')}", err=True)
        sys.exit(options.PROBLEMS)
    click.echo(read.words("sheet.next", file=click.format_filename(file)))


@export.command(name="codeowners")
@options.project
@click.option("--write", is_flag=True)
@click.option("--check", is_flag=True)
def export_codeowners(root: Path, write: bool, check: bool) -> None:  # noqa: FBT001  # click's way
    """Tell GitHub and GitLab whom to ask about which file, from who answers for it in the policy."""
    words = options.words()
    if check and write:
        raise click.UsageError(words("codeowners.both"))
    found = _owners(root, words)
    shown = click.format_filename(found.file)
    if check:
        key = "same" if found.current else "absent" if found.there is None else "differs"
        click.echo(words(f"codeowners.{key}", file=shown), err=not found.current)
        sys.exit(0 if found.current else options.PROBLEMS)
    if not write:
        click.echo(found.wanted, nl=False)
        return
    with _writing(words):
        files.replace({found.file: found.wanted})
    click.echo(words("codeowners.written", file=shown), err=True)


def _owners(root: Path, words: Words) -> owners.Owners:
    """Find the file of owners and what it should hold, or say why that cannot be told."""
    read = _read(root, None)
    try:
        if read.given.loaded.whole:
            with options.finding(words):
                return owners.owners(project.found(read.root), read.given)
        failed = words("codeowners.in_part")
    except owners.OutsideError:
        failed = words("codeowners.outside", folder=read.given.folder)
    except codeowners.BrokenError as error:
        failed = words("codeowners.broken", file=error, begin=codeowners.BEGIN, end=codeowners.END)
    click.echo(failed, err=True)
    sys.exit(options.UNREADABLE)


def _read(root: Path, language: Language | None) -> _Project:
    """Read a policy as far as it goes; what is wrong with it is for `check` to say."""
    said = sources.words(language or terminal_language())
    root = root.resolve()
    with options.finding(said):
        policy, _ = project.policy_of(project.found(root))
    words = {each: sources.words(each, "language") for each in LANGUAGES}
    return _Project(root, Given(policy, load(policy), words, said.language, policy.root), said)


@contextmanager
def _writing(words: Words) -> Iterator[None]:
    """Say why something cannot be written, and leave with the code for it."""
    try:
        yield
    except OSError as error:
        click.echo(words("edit.failed", reason=error), err=True)
        sys.exit(options.UNREADABLE)


def _write(made: Mapping[str, bytes], folder: Path, words: Words, *, force: bool) -> None:
    """Write files, all or none: where one stands that is different, nothing is written unasked."""
    taken = [p for p, data in made.items() if (folder / p).exists() and (folder / p).read_bytes() != data]
    if taken and not force:
        click.echo(words("exports.taken", files=", ".join(taken), folder=folder), err=True)
        sys.exit(options.USAGE)
    files.replace({folder / path: data for path, data in made.items()})
    click.echo(words.count("exports.written", len(made), folder=folder), err=True)


def _tell_editor(read: _Project) -> None:
    """Write the settings of VS Code where there are none; else say what belongs in them."""
    settings, file = scaffold.settings(read.given), read.root / scaffold.SETTINGS
    if file.exists() and file.read_text("utf-8") != settings.decode():
        click.echo(read.words("exports.settings", file=scaffold.SETTINGS), err=True)
        click.echo(settings, nl=False)
        return
    files.replace({file: settings})
