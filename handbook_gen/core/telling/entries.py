"""Changes → entries, the heaviest first: one per item, per cause felt at many, or per kind said of many."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from handbook_gen.core.model.changes import EMPLOYER, LEVELS, Change, heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot

Form = Literal["item", "cause", "kind"]
"""What an entry is about: an item, what changes other items, or a kind that says the same of many."""
PROTECTION: Final = "protection"
"""What is looser for the employer, and was there for staff: told apart from what is looser for them."""
ALIKE: Final = ("too-little-notice",)
"""Kinds that say the same of every rule, so that they are told once for all of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reviewer reads as one thing: an item with all that changed in it, or a cause and its effects."""

    about: Spot
    """The item, or where the cause is; for a kind that is said of many, a spot without an id."""
    level: Effect
    """The heaviest of its changes."""
    changes: tuple[Change, ...]
    form: Form = "item"

    @property
    def section(self) -> str:
        """Where it is told: at its level, or with what protects less than before."""
        sections = {section(change) for change in self.changes if change.level == self.level}
        return PROTECTION if PROTECTION in sections else self.level

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
    found: dict[tuple[Form, Spot, str], list[Change]] = {}
    for change in changes:
        found.setdefault(_group(change), []).append(change)
    grouped = [
        Entry(about, heaviest(c.level for c in some), tuple(sorted(some, key=_weight)), form)
        for (form, about, _), some in found.items()
    ]
    return tuple(sorted(grouped, key=lambda entry: LEVELS.index(entry.level)))


def section(change: Change) -> str:
    """Tell where a change is told: at its level, or with what protects less than before."""
    asks_less = change.level == "looser" and EMPLOYER in change.looser_for
    return PROTECTION if asks_less else change.level


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


def _group(change: Change) -> tuple[Form, Spot, str]:
    """Give what an entry is about; a cause for each section, a kind for each day that it names."""
    if change.kind.name in ALIKE:
        return "kind", Spot(change.spot.noun, "", (change.kind.name,)), change.facts.get("first", "")
    return ("cause", change.cause, section(change)) if change.cause else ("item", _item(change.spot), "")


def _item(spot: Spot) -> Spot:
    return Spot(spot.noun, spot.id)


def _weight(change: Change) -> int:
    return LEVELS.index(change.level)
