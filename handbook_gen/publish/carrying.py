"""Keeps assets and indexes of the site that stood before beside a new one; changes none of its files."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from handbook_gen.publish.locking import write
from handbook_gen.publish.manifest import KEPT, digest

_FOLDERS: Final = {"assets", "search"}
_KINDS: Final = {".css", ".js"}  # which an organisation may keep anywhere
_HASHED: Final = re.compile(r"\.[0-9a-f]{8,}\.")


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


def listed(site: Path) -> Mapping[str, str]:
    """Give the files of a site that belong to the one before it, with their hashes."""
    try:
        told = json.loads((site / KEPT).read_bytes())
    except (FileNotFoundError, ValueError):  # a broken list tells of nothing; then more is kept, never less
        return {}
    return told if isinstance(told, dict) else {}


def _hashed(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site)
        loaded = path.suffix in _KINDS or _FOLDERS & set(path.parts[:-1])
        if loaded and _HASHED.search(path.name) and file.is_file():
            yield path.as_posix()


def _same(old: Path, new: Path) -> None:
    """Put a file in a second place; as a copy where the file system has or allows no hard links."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        beside = new.with_name(f".{new.name}")
        shutil.copy(old, beside)
        beside.replace(new)
