"""From when to when rules apply by what one policy says of them; earlier releases are for `history`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from handbook_gen.core.model.rules import Rule


@dataclass(frozen=True, slots=True)
class Days:
    """What the releases so far tell of days, and one policy alone does not."""

    withdrawn: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → the day of the first release that withdrew it."""
    began: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → the first day on which an earlier text of it took effect."""


@dataclass(frozen=True)
class Validity:
    """The rules of one policy, with what the releases so far tell of days."""

    rules: Mapping[str, Rule]
    days: Days = Days()
    spans: Mapping[str, tuple[date, date]] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → its span as the releases together tell it, where more than this policy counts."""

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """Rule id → the rules that replace it."""
        return successors(self.rules.values())

    def until(self, rule: Rule) -> date | None:
        """Tell when a rule ends: by its own date or when its successor started, whichever is first.

        A withdrawn rule ended when it says so: what takes its place may have been there long before. Where it
        says no day, it ended at the latest on that of the first release that withdrew it.
        """
        if rule.id in self.spans:
            last = self.spans[rule.id][1]
            return None if last in (date.min, date.max) else last
        if rule.status == "withdrawn" and rule.until:
            return rule.until
        ends = [rule.until, *(self._start(new) for new in self._after(rule))]
        if rule.status == "withdrawn":
            ends.append(self.days.withdrawn.get(rule.id))
        return min((day for day in ends if day), default=None)

    def span(self, rule: Rule) -> tuple[date, date]:
        """Give the first day of a rule and the first day after it; without one or the other, the end of time.

        A successor without a date has always been there, so that what it replaces never was; but what was
        withdrawn for it ended when it was.
        """
        if rule.id in self.spans:
            return self.spans[rule.id]
        if rule.status != "withdrawn" and any(self._start(new) is None for new in self._after(rule)):
            return rule.from_ or date.min, date.min
        return rule.from_ or date.min, self.until(rule) or date.max

    def _after(self, rule: Rule) -> Iterable[Rule]:
        """Give the rules that ended this one: adopted, and not withdrawn before they took effect."""
        new = (self.rules[identity] for identity in self.successors.get(rule.id, ()))
        return [each for each in new if each.status == "active" or self._was(each)]

    def _start(self, rule: Rule) -> date | None:
        """Tell when a rule first took effect, whatever its text says now; None if it always was there."""
        first = min(rule.from_ or date.min, self.days.began.get(rule.id, date.max))
        return None if first == date.min else first

    def _was(self, rule: Rule) -> bool:
        """Tell whether a withdrawn rule was in force before that."""
        end = rule.until or self.days.withdrawn.get(rule.id)
        took_effect = end is not None and (rule.from_ or date.min) < end
        return rule.status == "withdrawn" and (took_effect or rule.id in self.days.began)


def successors(rules: Iterable[Rule]) -> Mapping[str, tuple[str, ...]]:
    """Give for each rule that is replaced the rules that replace it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for old in rule.replaces:
            found[old].append(rule.id)
    return {old: tuple(new) for old, new in found.items()}
