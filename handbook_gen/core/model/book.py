"""The Handbook: a policy on a day with its ids followed; what every page, check and export takes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from handbook_gen.core.model import Policy
from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.model.people import Person
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Rule, Topic
from handbook_gen.core.model.shape import Saying
from handbook_gen.core.model.types import LANGUAGES, Item, Language
from handbook_gen.core.model.validity import Validity
from handbook_gen.core.problems import Finding, Spot

if TYPE_CHECKING:
    from handbook_gen.core.model.changes import Comparison
    from handbook_gen.core.model.history import Past

# These share one namespace, so that a mention [[id]] means one thing; others are cited by kind of field.
MENTIONABLE: Final = ("rule", "role", "audience", "channel", "topic", "word", "level", "step", "reply")
TERM: Final = "term:"

Key = tuple[str, str]
"""Noun and id of an item."""


class State(StrEnum):
    """Where a rule stands on a day."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


_PUBLISHED: Final = frozenset({State.IN_FORCE, State.ANNOUNCED})
_GONE: Final = frozenset({State.ENDED, State.WITHDRAWN})


@dataclass(frozen=True)
class Handbook:
    """A policy on a day, with every question between its items answered."""

    policy: Policy
    day: date
    items: Mapping[Key, Item]
    rules: Mapping[str, Rule]
    """By id, with what each inherits from its topic."""
    topics: Mapping[str, Topic]
    topic_of: Mapping[str, str]
    """Rule id → topic id."""
    readers: Mapping[str, frozenset[str]]
    """Rule id → the ids of every role that it reaches, included roles expanded."""
    cited_by: Mapping[Key, tuple[Spot, ...]]
    """Item → where it is cited, in fields and in texts."""
    sayings: tuple[tuple[Item, Saying], ...]
    """Every text of the policy, with the item it belongs to."""
    validity: Validity
    """From when to when rules apply."""
    findings: tuple[Finding, ...] = ()
    """What the checks found, and nobody has accepted."""
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    """What they found and a waiver accepts."""
    released: bool = False
    """Whether releases stand behind it: then a text goes on until one that changes it takes effect."""
    proposal: "Comparison | None" = None
    """What it changes compared with another, where it is shown as a proposal."""
    past: "Past | None" = None
    """The releases up to it, where there are any."""
    edits: Mapping[str, str] = field(default_factory=dict)
    """Rule id → the address where its text is edited, as far as that is known."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it is published in, the source first."""
        return self.policy.settings.languages

    def get(self, noun: str, identity: str | None) -> Item | None:
        """Give the item that an id of a kind stands for."""
        return self.items.get((noun, identity or ""))

    def mentioned(self, target: str) -> tuple[str, Item] | None:
        """Give noun and item for what stands between [[ and ]]."""
        if target.startswith(TERM):
            item = self.get("term", target.removeprefix(TERM))
            return ("term", item) if item else None
        return next(((noun, item) for noun in MENTIONABLE if (item := self.get(noun, target))), None)

    def role(self, identity: str | None) -> Role | None:
        """Give a role."""
        item = self.get("role", identity)
        return item if isinstance(item, Role) else None

    def holders(self, role: str) -> tuple[Person, ...]:
        """Give the persons who hold a function on the handbook's day; `until` is not included."""
        return tuple(
            person
            for person in self._people.get(role, ())
            if (person.from_ or self.day) <= self.day and (person.until is None or person.until > self.day)
        )

    def rules_in(self, topic: str) -> tuple[Rule, ...]:
        """Give the published rules of a topic, as they stand in its file."""
        return tuple(rule for rule in self._by_topic.get(topic, ()) if self.state(rule) in _PUBLISHED)

    def gone_from(self, topic: str) -> tuple[Rule, ...]:
        """Give the rules of a topic that keep only a tombstone."""
        return tuple(rule for rule in self._by_topic.get(topic, ()) if self.state(rule) in _GONE)

    def rules_for(self, role: str) -> tuple[Rule, ...]:
        """Give the published rules that reach a role."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.published:
            for role in self.readers[rule.id]:
                found.setdefault(role, []).append(rule)
        return {role: tuple(rules) for role, rules in found.items()}

    def shown(self, ids: Iterable[str]) -> tuple[Rule, ...]:
        """Give the rules behind ids that readers may know of: drafts, and what is unknown, are left out."""
        known = (self.rules.get(identity) for identity in ids)
        return tuple(rule for rule in known if rule and self.state(rule) is not State.DRAFT)

    @cached_property
    def published(self) -> tuple[Rule, ...]:
        """The rules that readers see in full: in force, or decided and not yet in force."""
        return tuple(rule for rule in self.rules.values() if self.state(rule) in _PUBLISHED)

    @cached_property
    def gone(self) -> tuple[Rule, ...]:
        """The rules that keep only a tombstone."""
        return tuple(rule for rule in self.rules.values() if self.state(rule) in _GONE)

    @cached_property
    def spoken(self) -> Mapping[Language, Mapping[str, str]]:
        """Language → rule id → what a published rule says, case folded: for finding who uses a word."""
        return {
            language: {rule.id: "\n".join(_said(rule, language)).casefold() for rule in self.published}
            for language in LANGUAGES
        }

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """Id → what it is the id of; the first, where several kinds share it."""
        return {identity: noun for noun, identity in reversed([*self.items])}

    @cached_property
    def _people(self) -> Mapping[str, tuple[Person, ...]]:
        found: dict[str, list[Person]] = {}
        for person in self.policy.people.people:
            found.setdefault(person.role, []).append(person)
        return {role: tuple(people) for role, people in found.items()}

    @cached_property
    def overridden_by(self) -> Mapping[str, tuple[Rule, ...]]:
        """Rule id → the published rules that switch it off where both apply."""
        found: dict[str, list[Rule]] = {}
        for rule in self.published:
            for other in rule.overrides:
                found.setdefault(other, []).append(rule)
        return {identity: tuple(rules) for identity, rules in found.items()}

    @cached_property
    def _by_topic(self) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules.values():
            found.setdefault(self.topic_of[rule.id], []).append(rule)
        return {topic: tuple(rules) for topic, rules in found.items()}

    @property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """Rule id → the rules that replace it."""
        return self.validity.successors

    def until(self, rule: Rule) -> date | None:
        """Tell when a rule ends, as far as that is a day."""
        return self.validity.until(rule)

    def state(self, rule: Rule) -> State:
        """Tell where a rule stands on the handbook's day; `until` is not included.

        A rule that is withdrawn from a later day on applies until then.
        """
        if rule.status == "draft":
            return State.DRAFT
        starts, ends = self.validity.span(rule)
        at_once = rule.until is None and rule.id not in self.validity.spans
        if rule.status == "withdrawn" and (ends <= self.day or at_once):
            return State.WITHDRAWN
        if ends <= self.day:
            return State.ENDED
        return State.ANNOUNCED if starts > self.day else State.IN_FORCE


def _said(rule: Rule, language: Language) -> Iterator[str]:
    for text in (rule.title, rule.statement, *(each.text for each in rule.exceptions)):
        yield text.said(language) or ""
