"""The whole site: each language of each version by MkDocs, the root around them, the proof, one swap.

`site/` is never half-written: everything is built beside it and renamed, and what was there stays until then.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from handbook_gen.core.model.history import LATEST, Release
from handbook_gen.core.model.types import Language
from handbook_gen.publish import files, keeping, manifest, project, proof
from handbook_gen.publish.above import Above, above
from handbook_gen.publish.above import files as files_above
from handbook_gen.publish.beside import beside
from handbook_gen.publish.job import NOWHERE, Job
from handbook_gen.publish.news import Site, news
from handbook_gen.publish.project import CONFIG, Project, Reading
from handbook_gen.publish.sealing import seal
from handbook_gen.publish.versions import Version, version_of, versions

_LOST = "404.html"


class UnprovenError(Exception):
    """What was built does not hold every rule; the message names each one that is missing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: which project, where to, and at which address it will be served."""

    root: Path
    out: Path
    address: str | None = None
    """Overrides the address in handbook.yml, for a server on this machine."""
    alone: bool = False
    """Whether only the draft is wanted, for a fast look; a proposal always is a draft alone."""
    rebuild: frozenset[str] = frozenset()
    """The numbered versions to build again, although they are kept."""
    kept: Sequence[Path] = ()
    """Sites that stand, in which numbered versions may be found that need not be built."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, for whoever tells of it."""

    versions: tuple[Version, ...]
    kept: frozenset[str] = frozenset()
    """The versions that had been built before."""
    spoilt: frozenset[str] = frozenset()
    """The versions that were kept, and no longer as they were built: they were built again."""
    early: Release | None = None
    """The first release, where none was published by the day and only the draft could be built."""


class NoPlaceError(Exception):
    """A folder that a site must not be built into; the message is a key of `locale/`, below `build.out`."""


class NoVersionError(Exception):
    """A version to build again that is not published by the day; the message is its number."""


def configured(root: Path) -> Project:
    """Find the folders of a project in its mkdocs.yml.

    Raises ConfigurationError where that is broken, FileNotFoundError where it is not there.
    """
    (root / CONFIG).stat()  # MkDocs would say so in its own words, and in English
    return project.configured(_config(root, Job.told()))


def build(order: Order, reading: Reading, job: Job) -> Built:
    """Build, prove and swap in a site: what is in force on the day, the releases until then, the draft.

    Raises NoPlaceError, NoVersionError, Abort, UnprovenError or OSError, and then nothing has changed.
    """
    _check_place(order, configured(order.root))
    alone = order.alone or bool(job.compare)
    wanted = versions(reading, replace(job, among=not alone))
    job = replace(job, among=len(wanted) > 1)
    if unknown := order.rebuild - {each.name for each in wanted if each.numbered}:
        raise NoVersionError(min(unknown))
    with beside(order.out) as made:
        built = _Building(order, reading, job, made).all(wanted)
    released = reading.archive.history.releases
    return replace(built, early=released[0] if released and not alone and not job.among else None)


@dataclass
class _Building:
    """One build as it goes on: what is missing so far, and the hashes of files that are known already."""

    order: Order
    reading: Reading
    job: Job
    made: Path
    missing: list[str] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)

    @property
    def address(self) -> str | None:
        """Where the site is served."""
        return self.order.address or self.reading.book.policy.settings.address

    @property
    def store(self) -> keeping.Store:
        """Where numbered versions are kept."""
        addresses = (self.address, self.reading.book.policy.settings.address)
        return keeping.Store(self.order.root / keeping.FOLDER, addresses, self.order.kept)

    def all(self, wanted: tuple[Version, ...]) -> Built:
        """Build every version and what stands above them, prove it, and list it."""
        for version in wanted:
            for language in version.languages:
                self._one(version, language)
        root = above(self.reading, self.job, wanted, self.address)
        for language in root.languages:
            lost = self.made / language / root.of(language)[0].name / _LOST
            if lost.is_file():
                shutil.copy(lost, self.made / language / _LOST)
        files.write(self.made, files_above(root))
        if self.job.among:
            history = self.reading.archive.history
            files.write(self.made, news(history, self.job.day, Site(self.made, self.address)))
        self.missing += _unreached(self.made, root)
        if self.missing:
            raise UnprovenError("\n".join(self.missing))
        manifest.write(self.made, self._facts(root), self.hashes)
        return Built(wanted, frozenset(self.kept), frozenset(self.spoilt))

    def _one(self, version: Version, language: Language) -> None:
        """Put one version in one language in its place: as it is kept, or built and proven."""
        target = self.made / language / version.name
        if version.numbered and version.name not in self.order.rebuild:
            hashes, spoilt = keeping.take(self.store, version, language, target)
            self.spoilt |= {version.name} if spoilt else set()
            if hashes is not None:
                self.kept.add(version.name)
                self._known(version, language, hashes)
                return
        missing = self._build(version, language, target)
        self.missing += missing
        if version.numbered and not missing:
            self._known(version, language, keeping.keep(self.store, version, language, target))

    def _build(self, version: Version, language: Language, target: Path) -> list[str]:
        """Build one version in one language; give what is missing from it."""
        day = version.release.published if version.numbered and version.release else self.job.day
        one = replace(self.job, day=day, language=language, version=version.name)
        site_url = f"{(self.address or NOWHERE).rstrip('/')}/{language}/{version.name}/"
        with one.telling():
            mkdocs_build(_config(self.order.root, one, target, site_url))
        seal(target, urlsplit(site_url).path)
        return [*proof.version(target, version_of(self.reading, one)[0], language)]

    def _known(self, version: Version, language: Language, hashes: Mapping[str, str]) -> None:
        self.hashes |= {f"{language}/{version.name}/{path}": each for path, each in hashes.items()}

    def _facts(self, root: Above) -> manifest.Facts:
        return manifest.Facts(
            day=self.job.day,
            releases={
                each.name: each.release.hash for each in root.versions if each.numbered and each.release
            },
            address=self.address,
            rules=manifest.rules(root.books[LATEST]) if LATEST in root.books else {},
        )


def _unreached(made: Path, root: Above) -> Iterator[str]:
    """Name the rules that have no permanent address, of all that ever were."""
    first = root.languages[0]
    known = {identity for each in root.versions if each.release for identity in each.release.rules}
    homes = {identity for language in root.languages for identity in root.homes(language)}
    yield from (f"/: {identity} has no permanent address" for identity in sorted(known - homes))
    yield from proof.permanent(made, {k: f"{first}/{to}" for k, to in root.homes(first).items()}, "/")
    for language in root.languages:
        yield from proof.permanent(made / language, root.homes(language), f"/{language}/")


def _check_place(order: Order, found: Project) -> None:
    """Refuse to build over what a site is built from, and over a folder that holds something else."""
    out = order.out
    if any(out.is_relative_to(own) or own.is_relative_to(out) for own in (found.policies, found.content)):
        raise NoPlaceError("sources")
    if order.root.is_relative_to(out):
        raise NoPlaceError("sources")
    ours = out == order.root / "site" or not out.exists()
    if not ours and not (out.is_dir() and (not any(out.iterdir()) or (out / "index.html").is_file())):
        raise NoPlaceError("not_a_site")


def _config(root: Path, job: Job, target: Path | None = None, address: str | None = None) -> MkDocsConfig:
    given = {"site_dir": str(target)} if target else {}
    with job.telling():
        config = load_config(str(root / CONFIG), **given)
    if address:
        config.site_url = address
    return config
