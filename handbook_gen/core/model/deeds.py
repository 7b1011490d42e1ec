"""Deeds: which actions come to the same, which are contraries, and what cannot be kept together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from handbook_gen.core.model.actions import Action
from handbook_gen.core.model.rules import Modality, Rule

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

    def one(self, action: str | None) -> str:
        """Give the action that stands for all that come to the same; nothing for one that is not known."""
        return self._one.get(action or "", "")

    def contraries(self, action: str | None) -> frozenset[str]:
        """Give what stands for the contraries of an action."""
        return frozenset(self._contraries.get(self.one(action), ()))

    def of(self, rule: Rule) -> str:
        """Give the action that stands for all that come to the same as a rule's, if it has one."""
        return self.one(rule.action)

    def field(self, rule: Rule) -> str:
        """Give the action that stands for all that have to do with a rule's, contraries among them."""
        return self._related.get(rule.action or "", "")

    def against(self, rule: Rule) -> Iterator[tuple[str, Modality]]:
        """Give the deeds, with a modality, that cannot be kept together with a rule."""
        own = self.of(rule)
        yield from ((own, modality) for modality in _AGAINST[rule.modality])
        for contrary in sorted(self._contraries.get(own, ())):
            yield from ((contrary, modality) for modality in _AGAINST_CONTRARY[rule.modality])


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
