"""What is written above the versions for readers elsewhere: `changes.json`, feed, calendar; lays out no site.

What a release changed is read from its built version, where the plugin left it; only what is not there, or
was left by an older handbook, is compared again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from handbook_gen import sources
from handbook_gen.core.exports import calendar, changes, feed
from handbook_gen.core.exports.news import FORM, KEPT, Record, record
from handbook_gen.core.history import shown
from handbook_gen.core.history.turning import taken_effect
from handbook_gen.core.links import link
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History, Release
from handbook_gen.core.model.types import Language
from handbook_gen.core.words import Words

Place = Callable[[Language, str], Path]
"""Where a version stands in a language, or would."""
_INDENTED: Final = 1


@dataclass(frozen=True, slots=True)
class Site:
    """The site that it is written for."""

    root: Path
    """With the versions, as `<language>/<version>/`."""
    address: str | None = None
    """Where the site will be served; without one there is no feed."""


def of_version(book: Handbook, words: Words) -> Iterator[tuple[str, str]]:
    """Give what a numbered version keeps of what it changed; nothing for the others."""
    if told := record(book, words):
        yield KEPT, told.model_dump_json(indent=_INDENTED) + "\n"


def news(history: History, day: date, site: Site) -> Iterator[tuple[str, str]]:
    """Give path and text of everything above the versions; nothing where nothing was released by a day."""
    known = history.known(day)
    if known.latest is None:
        return
    book = link(known.latest.policy, day, known.days[-1])[0]
    turns = taken_effect(known, day)
    every = _every(known, site)
    asked = {each.version: each.asks for told in every.values() for each in told}
    for language, told in every.items():
        words = sources.words(language)
        yield f"{language}/{changes.NAME}", changes.changes(told)
        home = f"{site.address.rstrip('/')}/{language}/" if site.address else ""
        frame = calendar.Frame(book, known, asked, home)
        yield f"{language}/{calendar.NAME}", calendar.calendar(frame, words)
        if site.address:
            spoken = (turn for turn in turns if _spoken(known.known(turn.day).latest, language))
            publisher = _publisher(book, site.address, words)
            yield f"{language}/{feed.NAME}", feed.feed(told, spoken, publisher, words)


def _every(known: History, site: Site) -> Mapping[Language, tuple[Record, ...]]:
    """Give for each language, those of the newest release first, the releases that are in it."""
    there = (each.policy.settings.languages for each in reversed(known.releases))
    return {
        language: tuple(
            _told(known, release.version, site, sources.words(language))
            for release in known.releases
            if _spoken(release, language)
        )
        for language in dict.fromkeys(code for some in there for code in some)
    }


def _spoken(release: Release | None, language: Language) -> bool:
    return release is not None and language in release.policy.settings.languages


def _publisher(book: Handbook, address: str, words: Words) -> feed.Publisher:
    organisation = book.policy.settings.organisation
    return feed.Publisher(organisation.id, organisation.name.best(words.language), f"{address.rstrip('/')}/")


def _told(history: History, version: str, site: Site, words: Words) -> Record:
    """Read what a built version keeps of what it changed, or find out again."""
    kept = _kept(site.root / words.language / version / KEPT)
    release = history.release(version)
    if kept and release and (kept.form, kept.hash, kept.language) == (FORM, release.hash, words.language):
        return kept
    told = record(shown.numbered(history, version), words)
    if told is None:
        raise KeyError(version)
    return told


def _kept(file: Path) -> Record | None:
    try:
        return Record.model_validate_json(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None  # it is found out again
