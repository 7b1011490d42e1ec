"""How many rules each release changed, by the heaviest that became of each; names none of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from handbook_gen.core.history.comparing import compared
from handbook_gen.core.links import link
from handbook_gen.core.model.changes import LEVELS
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.history import History, Release
from handbook_gen.core.model.rules import Rule

_PAIRS: Final = 256


@dataclass(frozen=True, slots=True)
class _Pair:
    """A release and the one before it; the same where their hashes are."""

    name: tuple[str, str]
    history: History = field(compare=False)
    before: Release = field(compare=False)
    after: Release = field(compare=False)


def counted(history: History, release: Release) -> Mapping[Effect, int]:
    """Count the rules that a release changed compared with the one before; none for the first."""
    before = history.before(release.version)
    if before is None:
        return {}
    pair = _Pair((before.hash, release.hash), history.upto(release.version), before, release)
    return _counted(pair) if all(pair.name) else _counted.__wrapped__(pair)


@lru_cache(maxsize=_PAIRS)
def _counted(pair: _Pair) -> Mapping[Effect, int]:
    book, _ = link(pair.after.policy, pair.after.published, pair.history.days[-1])
    found: dict[str, Effect] = {}
    for change in compared(pair.history, pair.before, book).listed:
        if change.spot.noun == Rule.noun:
            known = found.get(change.spot.id, change.level)
            found[change.spot.id] = min(known, change.level, key=LEVELS.index)
    return Counter(found.values())
