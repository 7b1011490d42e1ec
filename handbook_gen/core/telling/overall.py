"""What is said of a comparison as a whole: counts, what it means per role, what follows from it; no form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.changes import Comparison, Following, RoleChange
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.entries import Entry, counts
from handbook_gen.core.telling.names import Names
from handbook_gen.core.words import Words

GAINS: Final = (
    "duties_gained",
    "duties_lost",
    "permissions_gained",
    "permissions_lost",
    "promises_gained",
    "promises_lost",
    "stricter",
    "looser",
)
"""What a role can have more or less of: the fields of RoleChange that hold ids of rules."""


@dataclass(frozen=True, slots=True)
class View:
    """What changes for one role, or for several for whom it is the same."""

    whom: str
    sums: tuple[str, ...]
    """Such as `2 plichten meer`."""
    named: tuple[tuple[str, tuple[str, ...]], ...]
    """The same with the rules by name."""


def summary(told: Iterable[Entry], words: Words) -> str:
    """Count the rules and the other items of each level, in one line."""
    parts = []
    for level, count in counts(told).items():
        some = [
            words.count(f"telling.count.{kind}", number)
            for kind, number in (("rules", count.rules), ("others", count.others))
            if number
        ]
        parts.append(words(f"telling.level.{level}.counted", count=words.listed(some)))
    return words("telling.semicolon").join(parts)


def views(comparison: Comparison, names: Names) -> tuple[View, ...]:
    """Say what the comparison means per role; roles for whom it means the same are told together."""
    found: dict[tuple[tuple[str, ...], ...], list[RoleChange]] = {}
    for role in comparison.roles:
        found.setdefault(tuple(getattr(role, gain) for gain in GAINS), []).append(role)
    most_first = sorted(found.items(), key=lambda each: -sum(map(len, each[0])))
    return tuple(_view(roles, names) for _, roles in most_first)


def _view(roles: list[RoleChange], names: Names) -> View:
    whom = names.whom(frozenset(each.role for each in roles))
    return View(whom, sums(roles[0], names.words), tuple(_named(roles[0], names)))


def follows(comparison: Comparison, names: Names) -> tuple[str, ...]:
    """Say what must happen because of the comparison."""
    return tuple(dict.fromkeys(_follows(each, names) for each in comparison.following))


def sums(role: RoleChange, words: Words) -> tuple[str, ...]:
    """Say what changes for one role in numbers."""
    numbers = ((gain, len(getattr(role, gain))) for gain in GAINS)
    return tuple(words.count(f"telling.view.{gain}", number) for gain, number in numbers if number)


def _named(role: RoleChange, names: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    for gain in GAINS:
        if rules := getattr(role, gain):
            said = names.words.count(f"telling.view.{gain}", len(rules))
            yield said, tuple(names.called(Spot(Rule.noun, rule)) for rule in rules)


def _follows(each: Following, names: Names) -> str:
    words = names.words
    because = words.listed([words.known(f"decisions.for.{reason}") for reason in each.because])
    if each.what == "notice":
        return words("telling.follows.notice", day=words.date(each.day) if each.day else "?")
    who = names.ref(("audience", "role"), each.who)
    facts = {"who": who, "because": because, "decision": words.known(f"decisions.kind.{each.decision}")}
    said = words(f"telling.follows.{each.what}", **facts)
    return f"{said} {words('telling.follows.former')}" if each.former else said
