"""Changes → entries, the heaviest first: one per item, or per cause that is felt at many."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from handbook_gen.core.model.changes import LEVELS, Change, heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reviewer reads as one thing: an item with all that changed in it, or a cause and its effects."""

    about: Spot
    """The item; or where the cause is, and then `caused` is true."""
    level: Effect
    """The heaviest of its changes."""
    changes: tuple[Change, ...]
    caused: bool = False

    @property
    def items(self) -> tuple[Spot, ...]:
        """The items in which something changes, each once."""
        return tuple(dict.fromkeys(_item(change.spot) for change in self.changes))

    @property
    def parts(self) -> tuple[tuple[Change, ...], ...]:
        """Its changes, those of one text or value together: they are shown as one before and after."""
        found: dict[object, list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.spot.path, repr(change.before), repr(change.after)), []).append(change)
        return tuple(map(tuple, found.values()))


@dataclass(frozen=True, slots=True)
class Felt:
    """One thing that a cause does, for some people, at the items that it does it to."""

    change: Change
    """One of these changes, for all who are concerned."""
    changes: tuple[Change, ...]

    @property
    def items(self) -> tuple[Spot, ...]:
        """The items, each once."""
        return tuple(dict.fromkeys(_item(change.spot) for change in self.changes))


@dataclass(frozen=True, slots=True)
class Count:
    """How much has a level: rules, and other items."""

    rules: int = 0
    others: int = 0


def entries(changes: Iterable[Change]) -> tuple[Entry, ...]:
    """Group changes by item or by cause, the heaviest first; what has a cause is split by level."""
    found: dict[tuple[Spot, Effect | None], list[Change]] = {}
    for change in changes:
        found.setdefault(_group(change), []).append(change)
    grouped = [
        Entry(
            about, heaviest(c.level for c in some), tuple(sorted(some, key=_weight)), caused=level is not None
        )
        for (about, level), some in found.items()
    ]
    return tuple(sorted(grouped, key=lambda entry: LEVELS.index(entry.level)))


def counts(told: Iterable[Entry]) -> Mapping[Effect, Count]:
    """Count the rules and the other items by the heaviest level that each has, the heaviest first."""
    weights: dict[Spot, Effect] = {}
    for entry in told:
        for change in entry.changes:
            item = _item(change.spot)
            weights[item] = heaviest((weights.get(item, change.level), change.level))
    counted: dict[Effect, list[bool]] = {level: [] for level in LEVELS}
    for item, level in weights.items():
        counted[level].append(item.noun == Rule.noun)
    return {level: Count(sum(some), len(some) - sum(some)) for level, some in counted.items() if some}


def felt(entry: Entry, also: Callable[[Change], str]) -> tuple[Felt, ...]:
    """Put together what a cause does to several items, for the same people and with the same `also`."""
    by_item: dict[tuple[Spot, str], list[Change]] = {}
    for change in entry.changes:
        by_item.setdefault((_item(change.spot), change.kind.name), []).append(change)
    found: dict[object, list[Change]] = {}
    for some in by_item.values():
        one = _together(some)
        key = (one.kind.name, one.stricter_for, one.looser_for, one.benefits, also(one))
        found.setdefault(key, []).extend(some)
    return tuple(Felt(_together(some), tuple(some)) for some in found.values())


def _together(some: list[Change]) -> Change:
    """Give one change for all whom several concern."""
    return replace(
        some[0],
        stricter_for=frozenset().union(*(change.stricter_for for change in some)),
        looser_for=frozenset().union(*(change.looser_for for change in some)),
        benefits=frozenset().union(*(change.benefits for change in some)),
    )


def _group(change: Change) -> tuple[Spot, Effect | None]:
    """Give the cause with the level, or the item and no level."""
    return (change.cause, change.level) if change.cause else (_item(change.spot), None)


def _item(spot: Spot) -> Spot:
    return Spot(spot.noun, spot.id)


def _weight(change: Change) -> int:
    return LEVELS.index(change.level)
