"""Puts a release in its folder, whole or not at all, one at a time; what it holds is said elsewhere."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

_UNFINISHED: Final = ".unfinished-"
_LOCK: Final = ".handbook/release.lock"
"""Below the project, where git keeps nothing."""


class TakenError(Exception):
    """A folder for that version is there already."""


class BusyError(Exception):
    """Somebody else is making a release here at this moment."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep others from making a release of a project: two at once would both follow the same one.

    Whoever is killed holds it no longer. Raises BusyError, and OSError where nothing can be written.
    """
    file = root / _LOCK
    file.parent.mkdir(exist_ok=True)
    try:
        with FileLock(file, timeout=0):
            yield
    except Timeout as error:
        raise BusyError from error


def write(releases: Path, version: str, files: Mapping[str, bytes]) -> Path:
    """Write the files of a release beside its place and move them there as one folder; give that folder.

    What an earlier attempt left half-written goes. Raises TakenError and OSError; then nothing has changed.
    """
    target = releases / version
    if target.exists():
        raise TakenError(version)
    first = not releases.exists()
    releases.mkdir(parents=True, exist_ok=True)
    beside = releases / f"{_UNFINISHED}{version}-{os.getpid()}"
    try:
        for left in releases.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)
        for path, data in files.items():
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            _kept(file, data)
        for folder in (*(each for each in beside.rglob("*") if each.is_dir()), beside):
            _listed(folder)
        beside.rename(target)
        _listed(releases)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if first and not any(releases.iterdir()):
            releases.rmdir()
    return target


def _listed(folder: Path) -> None:
    """See to it that what stands in a folder is on the disk, where a system can do that for folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _kept(file: Path, data: bytes) -> None:
    """Write a file so that it is on the disk, and not only on its way there."""
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
