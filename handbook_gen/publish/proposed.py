"""Two sides read → what is told of the one as a change of the other, with what its authors claim."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from handbook_gen.core import proposal
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.proposal import Version
from handbook_gen.core.report.changes import Claim, Told
from handbook_gen.core.telling import Occasion
from handbook_gen.publish.sides import Compared, NoBaseError, Side, Sides
from handbook_gen.revisions import RevisionError, Said


class UnreadableSideError(Exception):
    """A side that cannot be read as a whole: what seems to be gone may only be unreadable."""

    def __init__(self, side: Side, version: Version, way: str = "side") -> None:
        super().__init__(side.name)
        self.side = side
        self.version = version
        self.way = way
        """What it is: a `side`; the `base`; or a base that is `behind`, for at its tip it can be read."""


def incomparable(error: Exception) -> bool:
    """Tell whether there is nothing to compare with, and would not be if everything were up to date."""
    return isinstance(error, NoBaseError) or (isinstance(error, UnreadableSideError) and error.way == "base")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was compared, and what is told of it."""

    told: Told
    before: Version
    after: Version
    compared: Compared


def proposed(sides: Sides, base: str, head: str | None, labels: frozenset[str], day: date) -> Proposed:
    """Compare what two names stand for. Raises what `Sides.compared` does, and UnreadableSideError."""
    compared = sides.compared(base, head)
    day = compared.after.published or day  # what a release did does not change with the day of asking
    moved = compared.tip and compared.tip.policy.files != compared.before.policy.files
    tip = _version(compared.tip, day) if compared.tip and moved else None
    before = _version(compared.before, day)
    if not before.whole:
        raise UnreadableSideError(compared.before, before, _way(compared.before, tip))
    after = _whole(compared.after, day)
    told = proposal.proposal(before, after, tip, labels)
    claims = tuple(_contradicted(compared, told.comparison, lambda said: _level(sides, said, day)))
    occasion: Occasion = "release" if compared.after.release else "proposal"
    told = replace(
        told, base=compared.before.name, head=compared.after.name, claims=claims, occasion=occasion
    )
    return Proposed(told, before, after, compared)


def _contradicted(
    compared: Compared, comparison: Comparison, level: Callable[[Said], Effect | None]
) -> Iterator[Claim]:
    """Give the claims that are wrong: of the whole, and of what that commit changed of it."""
    whole = comparison.level
    after = compared.after
    for path, claim in proposal.released(compared.before.releases, after.releases):
        changed = proposal.level(after.archive.history, path.split("/")[1]) or whole
        yield from proposal.contradicted(f"{after.policy.root}/{path}", (claim,), changed)
    for said, short in compared.said:
        if [*proposal.contradicted(short, said.words, whole)]:
            yield from proposal.contradicted(short, said.words, level(said) or whole)


def _level(sides: Sides, said: Said, day: date) -> Effect | None:
    """Tell what one commit changes; nothing of a merge, or where its parent is not here or not readable."""
    if len(said.parents) != 1:
        return None
    try:
        before, after = (_whole(side, day) for side in sides.at(said))
    except (RevisionError, UnreadableSideError):
        return None
    return proposal.proposal(before, after, None, frozenset()).comparison.level or "editorial"


def _way(before: Side, tip: Version | None) -> str:
    if not before.commit:
        return "side"
    return "behind" if tip and tip.whole else "base"


def _whole(side: Side, day: date) -> Version:
    version = _version(side, day)
    if not version.whole:
        raise UnreadableSideError(side, version)
    return version


def _version(side: Side, day: date) -> Version:
    return proposal.version(side.given, day)
