"""Which versions of a handbook there are on a day, and the handbook of each; builds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from handbook_gen.core.history import shown
from handbook_gen.core.lines import lines
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import DRAFT, LATEST, Release
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages.corrections import edits
from handbook_gen.publish.job import Job
from handbook_gen.publish.project import Reading
from handbook_gen.revisions import Repository, RevisionError


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the site: `latest`, `draft` or the number of a release."""

    name: str
    languages: tuple[Language, ...]
    release: Release | None = None
    """The release that it is; of `latest` the one that it shows, of the draft none."""

    @property
    def numbered(self) -> bool:
        """Tell whether it is a release itself."""
        return self.name not in (LATEST, DRAFT)


def versions(reading: Reading, job: Job) -> tuple[Version, ...]:
    """Give the versions of a site as readers are offered them: what is in force, releases, the draft.

    Before the first release, and where a build stands alone, there is a draft only.
    """
    draft = Version(DRAFT, reading.book.languages)
    newest_first = reading.archive.history.known(job.day).releases[::-1] if job.among else ()
    if not newest_first:
        return (draft,)
    numbered = [Version(each.version, each.policy.settings.languages, each) for each in newest_first]
    return (replace(numbered[0], name=LATEST), *numbered, draft)


def version_of(reading: Reading, job: Job) -> tuple[Handbook, Mapping[Language, Sources]]:
    """Give the handbook of one version, and the hand-written pages that belong to it.

    Raises ValueError where nothing was released by the day, KeyError for a version that is not there.
    """
    history = reading.archive.history
    if job.version in (None, DRAFT):
        return _placed(shown.draft(reading.book, history), reading, job), reading.written
    if job.version == LATEST:
        book = _latest(history, job.day, reading.book.policy.people)
        version = history.known(job.day).releases[-1].version
    else:
        version = str(job.version)
        book = _numbered(history, version)
    return _placed(book, reading, job), reading.archive.written[version]


# Each language asks again for the same, and so do the proof and the permanent addresses.
_latest = lru_cache(maxsize=2)(shown.latest)
_numbered = lru_cache(maxsize=2)(shown.numbered)


def _placed(book: Handbook, reading: Reading, job: Job) -> Handbook:
    """Say whether there are versions beside it, and where its texts are edited.

    It is found where the handbook is today, not where it was.
    """
    address = reading.book.policy.settings.address
    settings = book.policy.settings.model_copy(update={"address": address})
    past = replace(book.past, among=job.among) if book.past else None
    policy = replace(book.policy, settings=settings)
    return replace(book, policy=policy, past=past, edits=_edits(reading, job))


def _edits(reading: Reading, job: Job) -> Mapping[str, str]:
    """Give the addresses where today's texts are edited; a release is never edited."""
    repository = reading.book.policy.settings.repository
    if repository is None or job.numbered or Path(reading.policy.root).is_absolute():
        return {}
    return edits(repository, _prefix(reading.root), lines(reading.policy))


@lru_cache(maxsize=4)  # asked again for each language
def _prefix(root: Path) -> str:
    """Give the folder of a project below the top of its repository; without git it stands at the top."""
    try:
        return Repository.around(root).prefix
    except RevisionError:
        return ""
