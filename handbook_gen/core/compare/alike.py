"""Which entries of two lists without ids are the same entry, and which are new or gone; judges nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from handbook_gen.core.model.types import LineValue, TextValue

_T = TypeVar("_T", bound=Hashable)
_MOST_PAIRS: Final = 2_500
"""Of longer lists that differ in more than this, entries are told as gone and new."""
_RELATED: Final = 0.3
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Aligned(Generic[_T]):
    """Entries by their places: those that changed, those that have gone, those that are new."""

    changed: tuple[tuple[int, _T, int, _T], ...]
    gone: tuple[tuple[int, _T], ...]
    new: tuple[tuple[int, _T], ...]


def aligned(before: Sequence[_T], after: Sequence[_T], likeness: Callable[[_T, _T], float]) -> Aligned[_T]:
    """Find which entries stayed (and leave them out), then pair the likest of what is left."""
    places: defaultdict[_T, list[int]] = defaultdict(list)
    for place, entry in reversed([*enumerate(after)]):
        places[entry].append(place)
    gone: dict[int, _T] = {}
    for place, entry in enumerate(before):
        if places[entry]:
            places[entry].pop()
        else:
            gone[place] = entry
    new = {place: after[place] for left in places.values() for place in left}
    found = _paired(gone, new, likeness)
    return Aligned(
        tuple((old, gone.pop(old), now, new.pop(now)) for old, now in found),
        tuple(gone.items()),
        tuple(sorted(new.items(), key=lambda entry: entry[0])),
    )


def _paired(
    gone: dict[int, _T], new: dict[int, _T], likeness: Callable[[_T, _T], float]
) -> list[tuple[int, int]]:
    if len(gone) * len(new) > _MOST_PAIRS:
        return []
    scores = [(likeness(x, y), i, j) for i, x in gone.items() for j, y in new.items()]
    olds: set[int] = set()
    nows: set[int] = set()
    found = []
    for score, old, now in sorted(scores, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1] + s[2])):
        if score >= _RELATED and old not in olds and now not in nows:
            found.append((old, now))
            olds.add(old)
            nows.add(now)
    return sorted(found, key=lambda pair: pair[1])


def texts(before: TextValue | LineValue, after: TextValue | LineValue) -> float:
    """Tell how much two texts are alike, from 0 to 1, in the language in which they are most."""
    shared = [(said, after.said(language)) for language, said in before.texts()]
    return max((_alike(_words(one), _words(other)) for one, other in shared if other), default=0.0)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
