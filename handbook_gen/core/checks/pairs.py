"""Rules side by side: which deeds come to the same, what one rule says of another, and who came first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from handbook_gen.core.checks.scopes import Meetings, Scopes
from handbook_gen.core.model.actions import Action
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Modality, Rule
from handbook_gen.core.problems import Spot

# What cannot be kept together: about one deed, and about a deed and its contrary. `may` leaves people free to
# follow advice; and one can leave both a deed and its contrary.
_AGAINST: Final[Mapping[Modality, tuple[Modality, ...]]] = {
    "must": ("must-not", "should-not"),
    "should": ("must-not", "should-not"),
    "may": ("must-not",),
    "must-not": ("must", "should", "may"),
    "should-not": ("must", "should"),
}
_AGAINST_CONTRARY: Final[Mapping[Modality, tuple[Modality, ...]]] = {
    "must": ("must", "should", "may"),
    "should": ("must", "should"),
    "may": ("must",),
    "must-not": (),
    "should-not": (),
}
_MOST_TOLD: Final = 3
# Where a rule says how it stands to another.
_SETTLING: Final = ("overrides", "replaces", "exceptions", "statement", "rights", "conditions")


class Deeds:
    """Which actions come to the same, and which are contraries; circles do no harm."""

    def __init__(self, actions: Sequence[Action]) -> None:
        known = {each.id for each in actions}
        same = [(each.id, each.same_as) for each in actions if each.same_as in known]
        contrary = [(each.id, each.opposite_of) for each in actions if each.opposite_of in known]
        self._one = _joined(known, same)
        self._related = _joined(known, [*same, *contrary])
        self._contraries: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in ((self._one[a], self._one[b or ""]) for a, b in contrary):
            if one != other:
                self._contraries[one].add(other)
                self._contraries[other].add(one)

    def of(self, rule: Rule) -> str:
        """Give the action that stands for all that come to the same as a rule's, if it has one."""
        return self._one.get(rule.action or "", "")

    def field(self, rule: Rule) -> str:
        """Give the action that stands for all that have to do with a rule's, contraries among them."""
        return self._related.get(rule.action or "", "")

    def against(self, rule: Rule) -> Iterator[tuple[str, Modality]]:
        """Give the deeds, with a modality, that cannot be kept together with a rule."""
        own = self.of(rule)
        yield from ((own, modality) for modality in _AGAINST[rule.modality])
        for contrary in sorted(self._contraries.get(own, ())):
            yield from ((contrary, modality) for modality in _AGAINST_CONTRARY[rule.modality])


def by_age(book: Handbook) -> list[Rule]:
    """Give the published rules from old to new; of one day, as they stand in the files."""
    return sorted(book.published, key=lambda rule: rule.from_.toordinal() if rule.from_ else 0)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The rules before a rule that are opposed to it, hold where it does, and are not settled with it."""

    rule: Rule
    first: tuple[Rule, ...]
    """The oldest of them."""
    left: int
    """How many more there are."""


def earlier(
    book: Handbook, scopes: Scopes, rules: Sequence[Rule], opposed: Sequence[int]
) -> Iterator[Earlier]:
    """Give each rule with what it stands against; `opposed` has the bits of the rules opposed to each."""
    if not any(opposed):
        return
    settled = _settled(book, scopes, rules)
    meetings = Meetings([scopes.of(rule) for rule in rules])
    for number, rule in enumerate(rules):
        found = opposed[number] & ((1 << number) - 1) & ~settled[number]
        if found and (found := found & meetings.of(number)):
            first = tuple(rules[each] for each in islice(_bits(found), _MOST_TOLD))
            yield Earlier(rule, first, found.bit_count() - len(first))


def _joined(known: Iterable[str], pairs: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    """Give each id the one that stands for all it is joined with."""
    above = {each: each for each in known}

    def top(each: str) -> str:
        while above[each] != each:
            above[each] = each = above[above[each]]
        return each

    for one, other in pairs:
        above[top(one)] = top(other or one)
    return {each: top(each) for each in above}


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _settled(book: Handbook, scopes: Scopes, rules: Sequence[Rule]) -> list[int]:
    """Tell for each rule which others say how they stand to it, or it to them."""
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    settled = [0] * len(rules)
    for number, rule in enumerate(rules):
        for name in _naming(book, scopes, rule):
            if (other := numbers.get(name)) is not None:
                settled[number] |= 1 << other
                settled[other] |= 1 << number
    return settled


def _naming(book: Handbook, scopes: Scopes, rule: Rule) -> set[str]:
    """Give the rules that name a rule or one it replaced, and those it replaced."""
    before = _followed([rule.id], lambda old: book.rules[old].replaces if old in book.rules else ())
    return before | {
        spot.id
        for old in before
        for spot in book.cited_by.get(("rule", old), ())
        if spot.noun == "rule" and spot.path[0] in _SETTLING and _lasts(book, scopes, spot)
    }


def _lasts(book: Handbook, scopes: Scopes, spot: Spot) -> bool:
    """Tell whether what a rule says of another still holds: not where an exception has ended."""
    if spot.path[0] != "exceptions":
        return True
    rule = book.rules[spot.id]
    return rule.exceptions[int(spot.path[1])] in scopes.lasting(rule)


def _followed(start: Iterable[str], onwards: Callable[[str], Iterable[str]]) -> set[str]:
    """Give some ids and all that lies behind them; a circle is walked once."""
    seen = set(start)
    waiting = [*seen]
    while waiting:
        new = {*onwards(waiting.pop())} - seen
        seen |= new
        waiting += new
    return seen
