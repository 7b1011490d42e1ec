"""One version of a handbook in one language, ready to be bound as one document; binds and writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen import sources
from handbook_gen.core.edition import Edition, edition_of
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import DRAFT, LATEST
from handbook_gen.core.model.types import Language
from handbook_gen.core.volume import Written
from handbook_gen.publish import written
from handbook_gen.publish.job import Job
from handbook_gen.publish.project import Project, Reading
from handbook_gen.publish.versions import version_of

_LATEST_OR_DRAFT: Final = (LATEST, DRAFT)


class NoVersionError(Exception):
    """A version that is not there by the day; the message is its number, `known` are those that are."""

    def __init__(self, version: str, known: tuple[str, ...]) -> None:
        super().__init__(version)
        self.known = known


@dataclass(frozen=True)
class Shown:
    """A version of a handbook as it is shown on a day, and the hand-written pages that belong to it."""

    found: Project
    book: Handbook
    pages: Mapping[Language, Sources]
    job: Job

    def edition(self, language: Language) -> Edition:
        """Make its pages in one language."""
        return edition_of(self.book, sources.words(language), sources.templates())

    def written(self, edition: Edition) -> tuple[Written, ...]:
        """Make HTML of what was written by hand. Raises ConfigurationError."""
        pages = self.pages.get(edition.language)
        return written.written(self.found, pages, edition.renderer) if pages else ()

    def online(self, language: Language) -> str:
        """Give where this version is published in a language, where that is known."""
        address = self.book.policy.settings.address
        return f"{address.rstrip('/')}/{language}/{self.job.version}/" if address else ""


def shown(found: Project, reading: Reading, job: Job) -> Shown:
    """Show a version; without one what is in force, or the draft where nothing was released by the day.

    Raises NoVersionError.
    """
    known = reading.archive.history.known(job.day)
    version = job.version or (LATEST if known.latest else DRAFT)
    day = job.day
    if version not in _LATEST_OR_DRAFT:
        release = known.find(version)
        if release is None:
            raise NoVersionError(version, (*_LATEST_OR_DRAFT, *(each.version for each in known.releases)))
        version, day = release.version, release.published
    elif version == LATEST and known.latest is None:
        raise NoVersionError(version, (DRAFT,))
    one = Job(day, version=version)
    book, pages = version_of(reading, one)
    return Shown(found, book, pages, one)
