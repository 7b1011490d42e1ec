"""From when to when rules apply by what one policy says of them; earlier releases are for `history`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from handbook_gen.core.model.rules import Rule


@dataclass(frozen=True)
class Validity:
    """The rules of one policy, with the days on which releases first withdrew some of them."""

    rules: Mapping[str, Rule]
    withdrawn: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → the day of the first release that withdrew it."""
    spans: Mapping[str, tuple[date, date]] = field(default_factory=lambda: MappingProxyType({}))
    """Rule id → its span as the releases together tell it, where more than this policy counts."""

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """Rule id → the rules that replace it."""
        return successors(self.rules.values())

    def until(self, rule: Rule) -> date | None:
        """Tell when a rule ends: by its own date or when its successor starts, whichever is first.

        A withdrawn rule ended when it says so: what takes its place may have been there long before. Where
        neither says a day, it is that of the first release that withdrew it.
        """
        if rule.id in self.spans:
            last = self.spans[rule.id][1]
            return None if last in (date.min, date.max) else last
        if rule.status == "withdrawn" and rule.until:
            return rule.until
        starts = [new.from_ for new in self._after(rule)]
        end = min((day for day in (rule.until, *starts) if day), default=None)
        return self.withdrawn.get(rule.id) if end is None and rule.status == "withdrawn" else end

    def span(self, rule: Rule) -> tuple[date, date]:
        """Give the first day of a rule and the first day after it; without one or the other, the end of time.

        A successor without a date has always been there, so that what it replaces never was; but what was
        withdrawn for it ended when it was.
        """
        if rule.id in self.spans:
            return self.spans[rule.id]
        if rule.status != "withdrawn" and any(new.from_ is None for new in self._after(rule)):
            return rule.from_ or date.min, date.min
        return rule.from_ or date.min, self.until(rule) or date.max

    def _after(self, rule: Rule) -> Iterable[Rule]:
        """Give the rules that ended this one: adopted, and not withdrawn before they took effect."""
        new = (self.rules[identity] for identity in self.successors.get(rule.id, ()))
        return [each for each in new if each.status == "active" or self._was(each)]

    def _was(self, rule: Rule) -> bool:
        """Tell whether a withdrawn rule was in force before that."""
        end = rule.until or self.withdrawn.get(rule.id)
        return rule.status == "withdrawn" and end is not None and (rule.from_ or date.min) < end


def successors(rules: Iterable[Rule]) -> Mapping[str, tuple[str, ...]]:
    """Give for each rule that is replaced the rules that replace it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for old in rule.replaces:
            found[old].append(rule.id)
    return {old: tuple(new) for old, new in found.items()}
