"""The form of what an audit found: which tools saw how many pages, what they report; finds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handbook_gen.core.model.types import Language


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that looked at pages, and how often it had something to report that is not accepted."""

    name: str
    version: str
    aim: str
    """What it looks for: a key below `accessibility.aims`."""
    views: int
    """How many pages it saw, each language, look and width counted."""
    reports: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a tool reports and is known, with the reason why it stands."""

    tool: str
    rule: str
    reason: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Tested:
    """What was tested on a day; `tests` are keys below `accessibility.tests`, of tests that passed."""

    day: date
    version: str
    theme: str
    browser: str
    kinds: int
    tools: tuple[Tool, ...]
    tests: tuple[str, ...]
    accepted: tuple[Accepted, ...]
