"""What every format takes: what changed, what is claimed, accepted and found; says nothing itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from handbook_gen.core.model.changes import Change, Comparison
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import TextValue
from handbook_gen.core.problems import Place, Problem, Spot
from handbook_gen.core.telling import Occasion


@dataclass(frozen=True, slots=True)
class Claim:
    """What an author says that a change is, where it weighs more."""

    source: str
    """A short hash of a commit, or the path of a release."""
    claimed: Effect
    found: Effect


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change that somebody has accepted, in the policy or by a label."""

    change: Change
    reason: TextValue | None = None
    by: str = ""
    """A role; nothing for a label."""


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of one comparison."""

    comparison: Comparison
    day: date
    base: str = ""
    """What people call the policy before: a branch, a folder, a commit."""
    head: str = ""
    occasion: Occasion = "proposal"
    """What the policy after is: that says when its changes are felt."""
    findings: tuple[Problem, ...] = ()
    """What the checks find now and did not before."""
    claims: tuple[Claim, ...] = ()
    """The claims of authors that are contradicted."""
    accepted: tuple[Accepted, ...] = ()
    stale: tuple[str, ...] = ()
    """Fingerprints that are accepted and name no change."""
    preview: str = ""
    """The address of the preview."""
    place: Callable[[Spot], Place] | None = None
    """Where a spot stands in the policy after; the loader knows."""
    place_before: Callable[[Spot], Place] | None = None
    """The same in the policy before, for what has gone."""

    @property
    def silent(self) -> bool:
        """Tell whether there is nothing to tell."""
        return not (self.comparison.changes or self.findings or self.claims)

    @property
    def unaccepted(self) -> tuple[Change, ...]:
        """The changes that nobody has accepted."""
        accepted = self.by_fingerprint
        return tuple(c for c in self.comparison.changes if c.fingerprint not in accepted)

    @property
    def by_fingerprint(self) -> Mapping[str, Accepted]:
        """What is accepted, by the fingerprint of the change."""
        return {each.change.fingerprint: each for each in self.accepted}

    def at(self, change: Change) -> Place | None:
        """Tell where a change stands: in the policy after, in the one before where the item has gone."""
        spot = change.spot
        gone = (spot.noun, spot.id) not in self.comparison.after.items
        place = self.place_before if gone else self.place
        return place(spot) if place else None
