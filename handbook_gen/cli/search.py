"""The verb search: asks a built site what its own search would answer; nothing is ranked here."""

import sys
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.model.types import Language
from handbook_gen.core.report.found import FORMATS, Found
from handbook_gen.core.search.engine import Asking, EngineError
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish.job import terminal_language
from handbook_gen.publish.searchable import NoIndexError, NoVersionError, Searchable, Site

_SITE: Final = "site"
_MOST: Final = 100
NOT_COVERED: Final = 1
_BROKEN: Final = (AttributeError, LookupError, TypeError, ValueError)
"""What comes of data that has another shape than ours."""


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--version", metavar="VERSION")
@click.option("--site", "folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1, _MOST), default=10, show_default=True)
@click.option("--json", "form", flag_value="json", default="text")
@options.project
@options.language
def search(  # noqa: PLR0913, PLR0917  # an option each
    query: tuple[str, ...],
    version: str | None,
    folder: Path | None,
    limit: int,
    form: str,
    root: Path,
    language: Language | None,
) -> None:
    """Ask a built site a question, as a reader does in a browser."""
    words = sources.words(language or terminal_language())
    asked = " ".join(query).encode("utf-8", "replace").decode()  # what is no text is no question
    if not asked.strip():
        raise click.UsageError(words("searched.nothing"))
    site = _site(folder or root / _SITE, words)
    there = _searchable(site, _language(site, language, words), version, words)
    found = _asked(asked, there, limit, words)
    click.echo(FORMATS[form](found, sources.words(there.language)))
    sys.exit(0 if found.covered else NOT_COVERED)


def _site(folder: Path, words: Words) -> Site:
    """Read what is on a site; where there is none, say how to get one."""
    shown = click.format_filename(folder)
    try:
        return Site.read(folder)
    except (FileNotFoundError, NotADirectoryError):
        click.echo(words("searched.no_site", site=shown), err=True)
    except ValueError:
        click.echo(words("searched.bad_site", site=shown), err=True)
    except OSError as error:
        click.echo(options.unreadable(error, words), err=True)
    sys.exit(options.UNREADABLE)


def _language(site: Site, wanted: Language | None, words: Words) -> Language:
    """Give the language to search in: that of the terminal where the site has it."""
    known = site.languages()
    if wanted and wanted not in known:
        raise click.UsageError(words("searched.no_language", wanted=wanted, known=words.listed(known)))
    if not known:
        click.echo(words("searched.bad_site", site=click.format_filename(site.root)), err=True)
        sys.exit(options.UNREADABLE)
    return wanted or (terminal_language() if terminal_language() in known else known[0])


def _searchable(site: Site, language: Language, version: str | None, words: Words) -> Searchable:
    """Read one version of a site; where it is not there or cannot be searched, say so."""
    try:
        return site.searchable(language, version)
    except NoVersionError as error:
        facts = {"wanted": visible(str(error)), "known": words.listed(error.known)}
        raise click.UsageError(words("searched.no_version", **facts)) from None
    except (NoIndexError, *_BROKEN):
        _no_index(version, words)
    except OSError as error:
        click.echo(options.unreadable(error, words), err=True)
    sys.exit(options.UNREADABLE)


def _asked(query: str, there: Searchable, most: int, words: Words) -> Found:
    """Let the engine of that version answer."""
    try:
        with Asking(there.script, there.manifest, there.files) as engine:
            answer = engine.answer(query, most)
        ask = {"id": answer["ask"], **there.manifest["ask"]["roles"].get(answer["ask"], {})}
    except (EngineError, *_BROKEN):
        _no_index(there.version, words)
        sys.exit(options.UNREADABLE)
    return Found(query, there.language, there.version, there.address, answer, ask)


def _no_index(version: str | None, words: Words) -> None:
    """Say that a version has no search of this kind, and how it gets one."""
    key = "searched.no_index_numbered" if version and version[0].isdigit() else "searched.no_index"
    click.echo(words(key, version=visible(version or "")), err=True)
