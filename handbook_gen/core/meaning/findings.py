"""What two texts differ in, without a direction of time: each can be turned round; judges no whole."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from handbook_gen.core.model.handbook import Effect

Bearing = Literal["tighter", "looser", "both", "unknown", "beside"]
"""What a difference does to who is bound; `both` to some this, to others that; `beside`: to nobody."""

_PAIRS: Final = """
    negation-added negation-removed
    duty-word-tightened duty-word-relaxed
    number-raised number-lowered
    duration-lengthened duration-shortened
    date-later date-earlier
    proviso-added proviso-removed
    restriction-added restriction-removed
    part-added part-removed
    example-added example-removed
    reason-added reason-removed
"""
_OPPOSITE: Final = MappingProxyType(
    {
        name: other
        for one, two in (line.split() for line in _PAIRS.strip().splitlines())
        for name, other in ((one, two), (two, one))
    }
)
_TURNED: Final[dict[Bearing, Bearing]] = {"tighter": "looser", "looser": "tighter"}
_LEVELS: Final[dict[Bearing, Effect]] = {
    "tighter": "stricter",
    "both": "stricter",
    "unknown": "undecided",
    "looser": "looser",
    "beside": "administrative",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: the name of a kind of change, what it does, and the words concerned."""

    kind: str
    bearing: Bearing
    before: str = ""
    after: str = ""

    @property
    def level(self) -> Effect:
        """Give the level of this difference alone."""
        return _LEVELS[self.bearing]

    def turned(self) -> "Finding":
        """Give the same difference seen from the other side."""
        kind = _OPPOSITE.get(self.kind, self.kind)
        return Finding(kind, _TURNED.get(self.bearing, self.bearing), self.after, self.before)


def turned(bearing: Bearing) -> Bearing:
    """Give what the opposite change does."""
    return _TURNED.get(bearing, bearing)
