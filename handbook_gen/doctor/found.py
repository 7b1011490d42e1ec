"""One thing that was looked at, and how it is; what is said of it stands in `locale/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """How it is."""

    OK = "ok"
    MISSING = "missing"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"
    """What cannot be seen from here."""

    @property
    def needs_work(self) -> bool:
        """Tell whether something is to be done."""
        return self in (State.MISSING, State.OUTDATED)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing, its state, and the facts that fill in its sentences."""

    name: str
    state: State
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    variant: str = ""
    """Which of several sentences on this state, where there are several."""
    commands: tuple[str, ...] = ()
    """What to type to repair it."""
