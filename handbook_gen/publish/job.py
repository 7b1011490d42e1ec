"""What the environment says: the day, the language of the terminal, and what `publish` tells the plugin."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Self
from zoneinfo import ZoneInfo

from handbook_gen.core.model.history import DRAFT, LATEST
from handbook_gen.core.model.types import LANGUAGES, Language

NOWHERE: Final = "https://handbook.invalid"
"""Stands for the address of a handbook that has none: Material compares site maps, and those need one."""


def today(zone: str | None = None) -> date:
    """Give the day that everything is built for: SOURCE_DATE_EPOCH where it is set, else today.

    `zone` is the time zone in which it is today; without one it is that of this machine.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).astimezone(ZoneInfo(zone) if zone else None).date()


def terminal_language() -> Language:
    """Give the language of the person at the terminal: Dutch where the environment says so, else English."""
    spoken = next((said for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (said := os.environ.get(name))), "")
    return "nl" if spoken.lower().startswith("nl") else "en"


@dataclass(frozen=True, slots=True)
class Job:
    """One build: a language, a version and a day; without a language a preview of the source language."""

    day: date
    language: Language | None = None
    version: str | None = None
    compare: str | None = None
    """What it is shown as a proposal against: a ref or a folder, as `handbook diff` takes them."""
    among: bool = False
    """Whether the other versions are published beside it."""

    @property
    def numbered(self) -> bool:
        """Tell whether it is a release that is built."""
        return self.version not in (None, LATEST, DRAFT)

    @classmethod
    def told(cls, zone: str | None = None) -> Self:
        """Read what the environment says; a plain `mkdocs build` is told nothing: it is today in `zone`."""
        language = os.environ.get("HANDBOOK_LANGUAGE")
        day = os.environ.get("HANDBOOK_DAY")
        return cls(
            date.fromisoformat(day) if day else today(zone),
            next((known for known in LANGUAGES if known == language), None),
            os.environ.get("HANDBOOK_VERSION"),
            os.environ.get("HANDBOOK_COMPARE"),
            bool(os.environ.get("HANDBOOK_AMONG")),
        )

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tell the plugin, for as long as the build lasts.

        The date of a release is part of it, whatever the environment says that today is.
        """
        midnight = str(int(datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).timestamp()))
        epoch = None if self.numbered else os.environ.get("SOURCE_DATE_EPOCH")
        given: Mapping[str, str | None] = {
            "HANDBOOK_LANGUAGE": self.language,
            "HANDBOOK_VERSION": self.version,
            "HANDBOOK_COMPARE": self.compare,
            "HANDBOOK_DAY": self.day.isoformat(),
            "HANDBOOK_AMONG": "1" if self.among else None,
            "SOURCE_DATE_EPOCH": epoch or midnight,
            "NO_MKDOCS_2_WARNING": "1",  # Material prints a page about MkDocs 2 otherwise
        }
        before = {name: os.environ.get(name) for name in given}
        _set(given)
        try:
            yield
        finally:
            _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
