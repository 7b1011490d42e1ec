"""Changes that are one: those that say the same of the same thing are told once; judges nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handbook_gen.core.model.changes import LEVELS, Change


def once(found: Iterable[Change]) -> Iterator[Change]:
    """Give each change once, with the heaviest level and for all concerned, where the first of them stands.

    Who accepts a change does so by its fingerprint, and so accepts all that have it.
    """
    spots: defaultdict[object, list[Change]] = defaultdict(list)
    for change in found:
        where = tuple(step for step in change.spot.path if isinstance(step, str))
        spots[change.kind.name, change.spot.noun, change.spot.id, where].append(change)
    for some in spots.values():
        if len(some) == 1:
            yield some[0]
            continue
        same: defaultdict[str, list[Change]] = defaultdict(list)
        for change in some:
            same[change.fingerprint].append(change)
        yield from map(_together, same.values())


def _together(some: list[Change]) -> Change:
    """Give the heaviest of some changes, for everybody whom any of them concerns."""
    return replace(
        min(some, key=lambda change: LEVELS.index(change.level)),
        stricter_for=frozenset().union(*(change.stricter_for for change in some)),
        looser_for=frozenset().union(*(change.looser_for for change in some)),
        benefits=frozenset().union(*(change.benefits for change in some)),
    )
