"""Puts a new folder in the place of an old one, one at a time, and mends what was stopped; builds nothing."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """Give a folder to build in that takes the place of `out` at the end; where anything is raised, not.

    Who comes while another is building waits. Raises OSError.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(out.with_name(f".{out.name}-lock")):
        _mend(out)
        made = out.with_name(f".{out.name}-new-{os.getpid()}")  # beside, so that it can be renamed
        try:
            yield made
            _swap(made, out)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _mend(out: Path) -> None:
    """Put back what stood, where somebody was stopped between two renames; remove what else was left."""
    for old in sorted(_left(out, "old"), key=lambda path: path.stat().st_mtime, reverse=True):
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(out)
    for made in _left(out, "new"):
        shutil.rmtree(made, ignore_errors=True)


def _left(out: Path, kind: str) -> list[Path]:
    name = re.compile(rf"\.{re.escape(out.name)}-{kind}-[0-9]+")
    found = (path for path in out.parent.iterdir() if name.fullmatch(path.name))
    return [path for path in found if path.is_dir() and not path.is_symlink()]


def _swap(made: Path, out: Path) -> None:
    """Put the new folder in the place of the old one, which goes only when the new one stands."""
    old = out.with_name(f".{out.name}-old-{os.getpid()}")
    if out.exists():
        out.rename(old)
    try:
        made.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
