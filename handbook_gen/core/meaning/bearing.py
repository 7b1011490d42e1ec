"""What it does to narrow or to widen a part of a rule, by its force and by where the part stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.meaning.findings import Bearing, turned
from handbook_gen.core.meaning.modality import BANS, DUTIES, LEAVES

_T: Final[Bearing] = "tighter"
_L: Final[Bearing] = "looser"
_U: Final[Bearing] = "unknown"

# What it does to narrow what a clause says: (in a duty, in a prohibition, in a permission).
_NARROWED: Final[Mapping[str, tuple[Bearing, Bearing, Bearing]]] = {
    "main": (_U, _L, _T),
    "condition": (_L, _L, _T),
    "proviso": (_T, _T, _L),
    "provided": (_U, _U, _T),
    "onlyif": (_U, _U, _T),
    "before": (_L, _U, _U),
    "without": (_U, _T, _U),
}
# What it does to add a whole clause.
_ADDED: Final[Mapping[str, tuple[Bearing, Bearing, Bearing]]] = {
    "proviso": (_L, _L, _T),
    "provided": (_U, _U, _T),
    "onlyif": (_U, _U, _T),
    "condition": (_L, _L, _T),
    "before": (_T, _L, _T),
    "after": (_U, _L, _T),
    "until": (_U, _L, _T),
    "without": (_T, _L, _U),
    "because": (_U, _L, _U),
}
_UNKNOWN: Final[tuple[Bearing, Bearing, Bearing]] = (_U, _U, _U)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words stand: in which kind of clause, and of what force."""

    clause: str
    force: str

    @property
    def narrowed(self) -> Bearing:
        """Tell what it does to make what is said here cover less."""
        return _by_force(_NARROWED.get(self.clause, _UNKNOWN), self.force)

    @property
    def widened(self) -> Bearing:
        """Tell what it does to make what is said here cover more."""
        return turned(self.narrowed)

    @property
    def added(self) -> Bearing:
        """Tell what it does to add the clause as a whole."""
        return _by_force(_ADDED.get(self.clause, _UNKNOWN), self.force)

    @property
    def duty(self) -> bool:
        """Tell whether this is what somebody has to do."""
        return self.clause == "main" and self.force in DUTIES


def _by_force(row: tuple[Bearing, Bearing, Bearing], force: str) -> Bearing:
    for which, group in zip(row, (DUTIES, BANS, LEAVES), strict=True):
        if force in group:
            return which
    return "unknown"
