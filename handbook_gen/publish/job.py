"""What the environment says: the day, the language of the terminal, and what `publish` tells the plugin."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self

from handbook_gen.core.model.types import LANGUAGES, Language

DRAFT = "draft"


def today() -> date:
    """Give the day that everything is built for: SOURCE_DATE_EPOCH where it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).astimezone().date()


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

    @classmethod
    def told(cls) -> Self:
        """Read what the environment says; a plain `mkdocs build` is told nothing."""
        language = os.environ.get("HANDBOOK_LANGUAGE")
        day = os.environ.get("HANDBOOK_DAY")
        return cls(
            date.fromisoformat(day) if day else today(),
            next((known for known in LANGUAGES if known == language), None),
            os.environ.get("HANDBOOK_VERSION"),
            os.environ.get("HANDBOOK_COMPARE"),
        )

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tell the plugin, for as long as the build lasts."""
        midnight = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        given: Mapping[str, str | None] = {
            "HANDBOOK_LANGUAGE": self.language,
            "HANDBOOK_VERSION": self.version,
            "HANDBOOK_COMPARE": self.compare,
            "HANDBOOK_DAY": self.day.isoformat(),
            "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or str(int(midnight.timestamp())),
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
