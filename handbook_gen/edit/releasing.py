"""Puts a release in its folder, whole or not at all; what it holds is said elsewhere."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_UNFINISHED: Final = ".unfinished-"


class TakenError(Exception):
    """A folder for that version is there already."""


def write(releases: Path, version: str, files: Mapping[str, bytes]) -> Path:
    """Write the files of a release beside its place and move them there as one folder; give that folder.

    What an earlier attempt left half-written goes. Raises TakenError and OSError; then nothing has changed.
    """
    target = releases / version
    if target.exists():
        raise TakenError(version)
    releases.mkdir(parents=True, exist_ok=True)
    for left in releases.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    beside = releases / f"{_UNFINISHED}{version}-{os.getpid()}"
    try:
        for path, data in files.items():
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            _kept(file, data)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def _kept(file: Path, data: bytes) -> None:
    """Write a file so that it is on the disk, and not only on its way there."""
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
