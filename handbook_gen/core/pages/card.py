"""The card of a role: the few rules that it needs most, five to do and five to leave; draws nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Modality, Rule
from handbook_gen.core.pages.views import role_sections

MOST: Final = 5
"""Lines on each side of a card."""
_DO: Final[tuple[Modality, ...]] = ("must", "should", "may")
_DONT: Final[tuple[Modality, ...]] = ("must-not", "should-not")


@dataclass(frozen=True, slots=True)
class Card:
    """What a role does, what it leaves, and whom it asks."""

    role: Role
    do: tuple[Rule, ...]
    dont: tuple[Rule, ...]
    later: frozenset[str]
    """Those that were not in force yet when the version was published, by id."""
    ask: Role | None


def card(book: Handbook, role: Role) -> Card | None:
    """Choose what goes on the card of a role on the handbook's day; none for whom no rule binds.

    A version with a number knows no day: there a rule is on it with the day from which it applies.
    """
    numbered = book.past is not None and book.past.numbered
    sections = dict(role_sections(book, role))
    own, mine = (
        [rule for rule in sections[name] if numbered or book.state(rule) is State.IN_FORCE]
        for name in ("own", "mine")
    )
    do, dont = _chosen(own, mine, _DO), _chosen(own, mine, _DONT)
    later = frozenset(rule.id for rule in (*do, *dont) if book.state(rule) is not State.IN_FORCE)
    asked = book.role(book.policy.settings.ask)
    ask = asked if asked != role else book.role(role.stand_in)
    return Card(role, do, dont, later, ask) if do or dont else None


def _chosen(own: Iterable[Rule], mine: Iterable[Rule], kinds: tuple[Modality, ...]) -> tuple[Rule, ...]:
    """Take the first few: a role's own rules, then by weight, then by how strongly they bind.

    What may be done fills what is left, whoever it is for.
    """

    def place(entry: tuple[Rule, int]) -> tuple[bool, int, int, int]:
        rule, after = entry
        return rule.modality == "may", after, -(rule.weight or 0), kinds.index(rule.modality)

    entries = [(rule, after) for after, some in enumerate((own, mine)) for rule in some]
    found = sorted((each for each in entries if each[0].modality in kinds), key=place)
    return tuple(rule for rule, _ in found[:MOST])
