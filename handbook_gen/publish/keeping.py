"""Numbered versions that were built before, kept by the hash of their release; builds none.

Each is looked at before it is used: what is not as it was built is not given.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from filelock import FileLock

from handbook_gen.core.model.types import Language
from handbook_gen.publish import manifest
from handbook_gen.publish.versions import Version

FOLDER: Final = ".handbook/versions"
_LOCK: Final = "lock"
_LIST: Final = "files.json"
_FILES: Final = "files"
_LETTERS: Final = 32

Hashes = Mapping[str, str]
"""Path → sha256."""


@dataclass(frozen=True, slots=True)
class Store:
    """Where versions are kept, for one address; and sites that stand, in which they may be found too."""

    root: Path
    addresses: tuple[str | None, ...]
    """The address that they were built for: another is another site."""
    sites: Sequence[Path] = ()

    def folder(self, version: Version, language: Language) -> Path:
        """Give where a version is kept."""
        told = "\n".join(
            [version.release.hash if version.release else "", *(a or "" for a in self.addresses)]
        )
        return self.root / hashlib.sha256(told.encode()).hexdigest()[:_LETTERS] / language

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who takes or keeps: two builds of one project wait for each other's copying."""
        self.root.mkdir(parents=True, exist_ok=True)
        with FileLock(self.root / _LOCK):
            yield

    def places(self, version: Version, language: Language) -> Iterator[tuple[Path, Hashes | None]]:
        """Give where a version may be found, with the hashes of its files; None where those are lost."""
        folder = self.folder(version, language)
        if folder.exists():
            yield folder / _FILES, _table(folder / _LIST)
        for site in self.sites:
            hashes = self._standing(site, version, language)
            if hashes:
                yield site / language / version.name, hashes

    def _standing(self, site: Path, version: Version, language: Language) -> Hashes | None:
        """Give the hashes of a version in a site that stands, if it is the same release and address."""
        try:
            found = manifest.read(site)
        except (OSError, ValueError):
            return None
        same = version.release and found["releases"].get(version.name) == version.release.hash
        if not same or found.get("address") != self.addresses[0]:
            return None
        start = f"{language}/{version.name}/"
        return {path.removeprefix(start): h for path, h in found["files"].items() if path.startswith(start)}


def take(store: Store, version: Version, language: Language, target: Path) -> tuple[Hashes | None, bool]:
    """Put a version that was built before in its place; give its hashes, or None where there is none.

    Also tell whether one was there that is no longer as it was built.
    """
    spoilt = False
    with store.alone():
        for folder, hashes in store.places(version, language):
            if hashes and _whole(folder, hashes):
                for path in hashes:
                    _link(folder / path, target / path)
                return hashes, spoilt
            spoilt = True
    return None, spoilt


def keep(store: Store, version: Version, language: Language, built: Path) -> Hashes:
    """Keep a version that was just built: beside its place first, so that nobody meets half of it."""
    folder = store.folder(version, language)
    beside = folder.with_name(f".{language}-{os.getpid()}")
    hashes = {path: manifest.digest(built / path) for path in _paths(built)}
    with store.alone():
        try:
            _sweep(store)
            for path in hashes:
                _link(built / path, beside / _FILES / path)
            (beside / _LIST).write_text(json.dumps(hashes, indent=0, sort_keys=True), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return hashes


def _sweep(store: Store) -> None:
    """Remove what was left by builds that were stopped; only for who is alone."""
    for left in store.root.glob("*/.*-*"):
        shutil.rmtree(left, ignore_errors=True)


def _whole(folder: Path, hashes: Hashes) -> bool:
    """Tell whether every file is there as it was built; a list that leads out of the folder is not ours."""
    if any(".." in path.split("/") or path.startswith("/") for path in hashes):
        return False
    try:
        return all(manifest.digest(folder / path) == expected for path, expected in hashes.items())
    except OSError:
        return False


def _link(source: Path, target: Path) -> None:
    """Let a file stand in two places; as a copy where the file system knows no such links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _table(file: Path) -> Hashes | None:
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _paths(root: Path) -> Iterator[str]:
    return (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file())
