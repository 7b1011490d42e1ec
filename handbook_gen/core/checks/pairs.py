"""Rules side by side: what one rule says of another, and who came first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from handbook_gen.core.checks.scopes import Meetings, Scopes
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot

_MOST_TOLD: Final = 3
# Where a rule says how it stands to another.
_SETTLING: Final = ("overrides", "replaces", "exceptions", "statement", "rights", "conditions")


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
    known = settled(book, scopes, rules)
    meetings = Meetings([scopes.of(rule) for rule in rules])
    for number, rule in enumerate(rules):
        found = opposed[number] & ((1 << number) - 1) & ~known[number]
        if found and (found := found & meetings.of(number)):
            first = tuple(rules[each] for each in islice(_bits(found), _MOST_TOLD))
            yield Earlier(rule, first, found.bit_count() - len(first))


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def settled(book: Handbook, scopes: Scopes, rules: Sequence[Rule]) -> list[int]:
    """Tell for each rule, in bits, which others say how they stand to it, or it to them."""
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    known = [0] * len(rules)
    for number, rule in enumerate(rules):
        for name in _naming(book, scopes, rule):
            if (other := numbers.get(name)) is not None:
                known[number] |= 1 << other
                known[other] |= 1 << number
    return known


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
