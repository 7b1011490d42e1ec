"""What rules come to in a situation: yes, only if, rather not, no, or whom to ask; computed, never typed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from handbook_gen.core.guide.situation import Situation
from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.deeds import Deeds
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Condition, Modality, Rule, RuleException


class Verdict(StrEnum):
    """The answer."""

    YES = "yes"
    ONLY_IF = "only-if"
    RATHER_NOT = "rather-not"
    NO = "no"
    ASK = "ask"


class Part(StrEnum):
    """What a rule does to the answer."""

    FORBIDS = "forbids"
    DISCOURAGES = "discourages"
    REQUIRES = "requires"
    """It asks for what the reader wants to do."""
    LIMITS = "limits"
    """It has to be kept with it: a duty, or a prohibition of something else."""
    ADVISES = "advises"
    ALLOWS = "allows"


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that applies, and what it does to the answer."""

    rule: Rule
    part: Part
    when: tuple[Condition, ...] = ()
    """Conditions that it has and that nobody asked about: it applies only then."""
    unless: tuple[RuleException, ...] = ()
    """Exceptions for people like the reader."""
    eased: bool = False
    """Whether one of them is about this, and for all who ask: its rule applies here too, or it names none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What applies in a situation, and what it comes to."""

    verdict: Verdict
    met: tuple[Met, ...]
    """The rules that apply, those that decide first."""
    later: tuple[Rule, ...]
    """Rules that have been decided and are not in force yet."""
    promised: tuple[Rule, ...]
    """What the employer owes the reader here."""
    ask: Role | None

    @property
    def deciding(self) -> tuple[Met, ...]:
        """The rules that the answer rests on."""
        return tuple(each for each in self.met if each.part in _DECIDING[self.verdict])


_BINDING: Final = ("employee", "team")
_ANY: Final = (None, "both")
"""A capacity that tells nothing apart."""
_DECIDING: Final = {
    Verdict.NO: (Part.FORBIDS,),
    Verdict.RATHER_NOT: (Part.DISCOURAGES,),
    Verdict.ONLY_IF: (Part.FORBIDS, Part.LIMITS),
    Verdict.YES: (Part.REQUIRES, Part.ALLOWS),
    Verdict.ASK: (),
}
# What a rule does, by its modality: where it is about the deed asked for, its contrary, or something else.
_ABOUT: Final[Mapping[Modality, Part]] = {
    "must": Part.REQUIRES,
    "must-not": Part.FORBIDS,
    "should": Part.ALLOWS,
    "should-not": Part.DISCOURAGES,
    "may": Part.ALLOWS,
}
_CONTRARY: Final[Mapping[Modality, Part]] = {
    "must": Part.FORBIDS,
    "must-not": Part.LIMITS,
    "should": Part.DISCOURAGES,
    "should-not": Part.ADVISES,
    "may": Part.ALLOWS,
}
_BESIDE: Final[Mapping[Modality, Part]] = {
    "must": Part.LIMITS,
    "must-not": Part.LIMITS,
    "should": Part.ADVISES,
    "should-not": Part.ADVISES,
    "may": Part.ALLOWS,
}


def outcome(
    book: Handbook, deeds: Deeds, asked: Situation, ask: str | None = None, *, ahead: bool = False
) -> Outcome:
    """Find the rules that apply in a situation, on the handbook's day, and say what they come to.

    A rule is about a situation by its topic or its action; where answers chose neither, every rule is.
    `ask` is the role to turn to where no rule that decides names one. With `ahead`, what has been decided and
    is not in force yet counts as if it were.
    """
    case = _Case(book, deeds, asked, reaching(book))
    found = case.about()
    there = [rule for rule in found if ahead or book.state(rule) is State.IN_FORCE]
    now = [rule for rule in there if rule.binds in _BINDING]
    kept = [rule for rule in now if not case.overridden(rule, now)]
    met = tuple(sorted((case.met(rule, there) for rule in kept), key=lambda each: [*Part].index(each.part)))
    to_come = (each for each in found if each.binds in _BINDING and book.state(each) is State.ANNOUNCED)
    decided = Outcome(
        Verdict.ASK if asked.unsure else _verdict(met),
        met,
        later=() if ahead else tuple(to_come),
        promised=tuple(rule for rule in there if rule.binds == "employer"),
        ask=None,
    )
    return replace(decided, ask=_whom(book, decided, ask))


def about(book: Handbook, deeds: Deeds, asked: Situation) -> tuple[Rule, ...]:
    """Find the published rules that a situation meets, those among them that bind the employer."""
    return tuple(_Case(book, deeds, asked, reaching(book)).about())


@dataclass(frozen=True)
class _Case:
    """A situation beside the rules of a handbook."""

    book: Handbook
    deeds: Deeds
    asked: Situation
    reach: Callable[[Iterable[str]], frozenset[str]]
    """Expands audiences and roles to every role they reach."""

    @cached_property
    def wanted(self) -> frozenset[str]:
        """What the reader wants to do, each by the deed that stands for all that come to the same."""
        return frozenset(self.deeds.one(each) for each in self.asked.actions) - {""}

    def about(self) -> list[Rule]:
        """Find the published rules that are about what is asked, and hold there."""
        topics, topic_of, near = self.asked.topics, self.book.topic_of, self.near
        if not topics and not self.asked.actions:
            return [rule for rule in self.book.published if self.holds(rule)]
        named = (rule for rule in self.book.published if rule.action in near or topic_of[rule.id] in topics)
        return [rule for rule in named if self.holds(rule)]

    @cached_property
    def near(self) -> frozenset[str]:
        """The actions that come to what the reader wants to do, or to its contrary."""
        known = (each.id for each in self.book.policy.actions.actions)
        return frozenset(
            each for each in known if self.wanted & {self.deeds.one(each), *self.deeds.contraries(each)}
        )

    def holds(self, rule: Rule) -> bool:
        """Tell whether a rule holds for those who ask, as whom and where they act, and as things stand."""
        asked = self.asked
        return (
            (not asked.roles or bool(asked.roles & self.bound(rule)))
            and (asked.capacity in _ANY or rule.capacity in {*_ANY, asked.capacity})
            and (not asked.channels or "all" in rule.channels or bool(asked.channels & {*rule.channels}))
            and not any(each.when in asked.false for each in rule.conditions)
        )

    def bound(self, rule: Rule) -> frozenset[str]:
        """Give the roles that a rule is for: of one that binds a team, who carries it out, if it says."""
        if rule.binds == "team" and rule.carried_out_by:
            return self.reach(rule.carried_out_by)
        return self.book.readers[rule.id]

    def relation(self, rule: Rule) -> Mapping[Modality, Part]:
        """Tell whether a rule is about what the reader wants to do, its contrary, or something else."""
        if self.deeds.of(rule) in self.wanted:
            return _ABOUT
        return _CONTRARY if self.deeds.contraries(rule.action) & self.wanted else _BESIDE

    def met(self, rule: Rule, among: list[Rule]) -> Met:
        """Say what a rule does to the answer, with the exceptions that may hold."""
        here = {None, *(each.id for each in among)}
        lasting = [each for each in rule.exceptions if not each.until or each.until > self.book.day]
        some = tuple(each for each in lasting if not each.for_ or self.asked.roles & self.reach(each.for_))
        eased = any(each.rule in here and self.for_all(each) for each in some)
        return Met(rule, self.relation(rule)[rule.modality], _unasked(rule, self.asked), some, eased)

    def overridden(self, rule: Rule, among: list[Rule]) -> bool:
        """Tell whether another goes before it, for all who ask; two that go before each other both stay."""
        return any(
            rule.id in other.overrides and other.id not in rule.overrides and self.covers(other, rule)
            for other in among
        )

    def covers(self, one: Rule, other: Rule) -> bool:
        """Tell whether one rule holds for sure wherever another does that is asked about."""
        asked, whom = self.asked, self.bound(other)
        return (
            not _unasked(one, asked)
            and (whom & asked.roles if asked.roles else whom) <= self.bound(one)
            and (asked.capacity not in _ANY or one.capacity in {*_ANY, other.capacity})
            and bool(asked.channels or "all" in one.channels or {*other.channels} <= {*one.channels})
        )

    def for_all(self, exception: RuleException) -> bool:
        """Tell whether an exception is for everybody who asks."""
        return not exception.for_ or self.asked.roles <= self.reach(exception.for_)


def _unasked(rule: Rule, asked: Situation) -> tuple[Condition, ...]:
    """Give the conditions of a rule of which nobody knows; it applies where all of its conditions hold."""
    return tuple(each for each in rule.conditions if each.when not in asked.true)


def _verdict(met: tuple[Met, ...]) -> Verdict:
    parts = {each.part for each in met}
    if any(each.part is Part.FORBIDS and not each.when and not each.eased for each in met):
        return Verdict.NO
    required = any(each.part is Part.REQUIRES and not each.when and not each.eased for each in met)
    if required and Part.FORBIDS not in parts:
        return Verdict.YES
    if any(each.part is Part.DISCOURAGES and not each.eased for each in met):
        return Verdict.RATHER_NOT
    if parts & {Part.FORBIDS, Part.LIMITS}:
        return Verdict.ONLY_IF
    return Verdict.YES if met else Verdict.ASK


def _whom(book: Handbook, decided: Outcome, ask: str | None) -> Role | None:
    """Give whom to ask: as the rules that decide say, else as the others, the guide or the handbook."""
    named: Iterator[str | None] = (each.rule.ask for each in (*decided.deciding, *decided.met))
    roles = (book.role(each) for each in (*named, ask, book.policy.settings.ask))
    return next((role for role in roles if role), None)
