"""Keeps two publishers of one place apart, and tells who holds it; knows nothing of sites."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from filelock import FileLock, Timeout

_LOCK: Final = "lock"
_HOLDER: Final = "holder.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, and since when."""

    pid: int
    host: str
    since: datetime

    @classmethod
    def me(cls, now: datetime) -> Self:
        """Give this process."""
        return cls(os.getpid(), socket.gethostname(), now)


class HeldError(Exception):
    """Somebody else holds the lock; `holder` is None where it has not yet said who it is."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def held(folder: Path, me: Holder, wait: float = 0) -> Iterator[Holder | None]:
    """Hold the lock in a folder, and give who was stopped while holding it, where somebody was.

    The operating system lets go of the lock of a process that ends, however it ends; its name stays behind.
    Raises HeldError where it is still held after `wait` seconds, and OSError.
    """
    said = folder / _HOLDER
    try:
        with FileLock(folder / _LOCK, timeout=wait):
            stale = _holder(said)
            write(said, {"pid": me.pid, "host": me.host, "since": me.since.isoformat()})
            try:
                yield stale
            finally:
                said.unlink(missing_ok=True)
    except Timeout as error:
        raise HeldError(_holder(said)) from error


def _holder(file: Path) -> Holder | None:
    try:
        told = json.loads(file.read_bytes())
        return Holder(int(told["pid"]), str(told["host"]), datetime.fromisoformat(told["since"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):  # not written by us; that the lock was or is held stays true
        return None


def write(file: Path, value: object) -> None:
    """Write a small file in one go: who reads it at any moment finds the old one or the new one."""
    beside = file.with_name(f".{file.name}")
    text = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False)
    try:
        beside.write_text(f"{text}\n", encoding="utf-8")
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
