"""Which version of a handbook is built: draft, what is in force on a day, or a release; builds nothing."""

from collections.abc import Mapping

from handbook_gen.core.history import shown
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import DRAFT, LATEST
from handbook_gen.core.model.types import Language
from handbook_gen.publish.job import Job
from handbook_gen.publish.project import Reading


def version_of(reading: Reading, job: Job) -> tuple[Handbook, Mapping[Language, Sources]]:
    """Give the handbook of one version, and the hand-written pages that belong to it.

    Raises ValueError where nothing was released by the day, KeyError for a version that is not there.
    """
    archive = reading.archive
    if job.version in (None, DRAFT):
        return shown.draft(reading.book, archive.history), reading.written
    if job.version == LATEST:
        book = shown.latest(archive.history, job.day, reading.book.policy.people)
        version = archive.history.known(job.day).releases[-1].version
    else:
        version = str(job.version)
        book = shown.numbered(archive.history, version)
    return book, archive.written[version]
