"""Keeps assets and indexes of the site that stood before beside a new one; changes none of its files."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from handbook_gen.publish.kept import KEPT, lasting, listed
from handbook_gen.publish.locking import write
from handbook_gen.publish.manifest import digest


def carry(old: Path, new: Path) -> None:
    """Keep what a page of the old site may still ask for, so that a swap takes nothing from its readers.

    Only files with a hash in their name, and only those of the old site itself, not what it kept in turn.
    They are written down first, so that none is there unaccounted for. Raises OSError.
    """
    told = listed(old)
    wanted = {path: old / path for path in _hashed(old) if path not in told and not (new / path).exists()}
    if wanted:
        hashes = {path: digest(file) for path, file in wanted.items()}
        write(new / KEPT, {**listed(new), **hashes})
    for path, file in wanted.items():
        _same(file, new / path)


def _hashed(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if lasting(path) and file.is_file():
            yield path


def _same(old: Path, new: Path) -> None:
    """Put a file in a second place; as a copy where the file system has or allows no hard links."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        beside = new.with_name(f".{new.name}")
        shutil.copy(old, beside)
        beside.replace(new)
