"""What rules come to in a situation: yes, only if, rather not, no, or whom to ask; computed, never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handbook_gen.core.guide.situation import Situation, roles_of
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
    """Whether one of them is about this: its rule applies here too, or it names none."""


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


_DECIDING: Final = {
    Verdict.NO: (Part.FORBIDS,),
    Verdict.RATHER_NOT: (Part.DISCOURAGES,),
    Verdict.ONLY_IF: (Part.FORBIDS, Part.LIMITS),
    Verdict.YES: (Part.REQUIRES, Part.ALLOWS),
    Verdict.ASK: (),
}
# What a rule does, by its modality: where it is about the deed asked for, its contrary, or something else.
_ABOUT: Final[dict[Modality, Part]] = {
    "must": Part.REQUIRES,
    "must-not": Part.FORBIDS,
    "should": Part.ALLOWS,
    "should-not": Part.DISCOURAGES,
    "may": Part.ALLOWS,
}
_CONTRARY: Final[dict[Modality, Part]] = {
    "must": Part.FORBIDS,
    "must-not": Part.LIMITS,
    "should": Part.DISCOURAGES,
    "should-not": Part.ADVISES,
    "may": Part.ALLOWS,
}
_BESIDE: Final[dict[Modality, Part]] = {
    "must": Part.LIMITS,
    "must-not": Part.LIMITS,
    "should": Part.ADVISES,
    "should-not": Part.ADVISES,
    "may": Part.ALLOWS,
}


def outcome(book: Handbook, deeds: Deeds, asked: Situation, ask: str | None = None) -> Outcome:
    """Find the rules that apply in a situation, on the handbook's day, and say what they come to.

    A rule is about a situation by its topic or its action; where answers chose neither, every rule is.
    `ask` is the role to turn to where no rule that decides names one.
    """
    about = [
        rule for rule in book.published if _holds(book, rule, asked) and _concerns(book, deeds, rule, asked)
    ]
    binding = [rule for rule in about if rule.binds in ("employee", "team")]
    now = [rule for rule in binding if book.state(rule) is State.IN_FORCE]
    met = _ordered(
        [_met(book, deeds, rule, about, asked) for rule in now if not _overridden(rule, now, asked)]
    )
    verdict = Verdict.ASK if asked.unsure else _verdict(met)
    decided = Outcome(
        verdict,
        met,
        tuple(rule for rule in binding if book.state(rule) is State.ANNOUNCED),
        tuple(rule for rule in about if rule.binds == "employer" and book.state(rule) is State.IN_FORCE),
        None,
    )
    return Outcome(decided.verdict, met, decided.later, decided.promised, _whom(book, decided, ask))


def _holds(book: Handbook, rule: Rule, asked: Situation) -> bool:
    """Tell whether a rule holds for those who ask, as whom they act, where they do, and as things stand."""
    return (
        bool(asked.roles & book.readers[rule.id])
        and (
            not asked.capacity or rule.capacity in (None, "both", asked.capacity) or asked.capacity == "both"
        )
        and (not asked.channels or "all" in rule.channels or bool(asked.channels & {*rule.channels}))
        and not (rule.conditions and {each.when for each in rule.conditions} <= asked.false)
    )


def _concerns(book: Handbook, deeds: Deeds, rule: Rule, asked: Situation) -> bool:
    """Tell whether a rule is about what is asked."""
    if not asked.topics and not asked.actions:
        return True
    return book.topic_of[rule.id] in asked.topics or _relation(deeds, rule, asked) is not _BESIDE


def _relation(deeds: Deeds, rule: Rule, asked: Situation) -> dict[Modality, Part]:
    wanted = {deeds.one(each) for each in asked.actions} - {""}
    if deeds.of(rule) in wanted:
        return _ABOUT
    return _CONTRARY if deeds.contraries(rule.action) & wanted else _BESIDE


def _met(book: Handbook, deeds: Deeds, rule: Rule, among: list[Rule], asked: Situation) -> Met:
    unless = tuple(each for each in rule.exceptions if _for_them(book, each, asked))
    here = {None, *(each.id for each in among)}
    part = _relation(deeds, rule, asked)[rule.modality]
    return Met(rule, part, _unasked(rule, asked), unless, any(each.rule in here for each in unless))


def _for_them(book: Handbook, exception: RuleException, asked: Situation) -> bool:
    """Tell whether an exception has not ended and is for people like those who ask."""
    lasts = not exception.until or exception.until > book.day
    return lasts and (not exception.for_ or bool(asked.roles & roles_of(book, exception.for_)))


def _unasked(rule: Rule, asked: Situation) -> tuple[Condition, ...]:
    """Give the conditions of a rule of which nobody knows; none where one of them is the case."""
    if any(each.when in asked.true for each in rule.conditions):
        return ()
    return tuple(each for each in rule.conditions if each.when not in asked.false)


def _overridden(rule: Rule, among: list[Rule], asked: Situation) -> bool:
    return any(rule.id in other.overrides and not _unasked(other, asked) for other in among)


def _verdict(met: tuple[Met, ...]) -> Verdict:
    parts = {each.part for each in met}
    if any(each.part is Part.FORBIDS and not each.when and not each.eased for each in met):
        return Verdict.NO
    if Part.REQUIRES in parts:
        return Verdict.YES
    if Part.DISCOURAGES in parts:
        return Verdict.RATHER_NOT
    if parts & {Part.FORBIDS, Part.LIMITS}:
        return Verdict.ONLY_IF
    return Verdict.YES if met else Verdict.ASK


def _ordered(met: list[Met]) -> tuple[Met, ...]:
    order = [*Part]
    return tuple(sorted(met, key=lambda each: order.index(each.part)))


def _whom(book: Handbook, decided: Outcome, ask: str | None) -> Role | None:
    """Give whom to ask: as the rules that decide say, else as the others, the guide or the handbook."""
    named: Iterator[str | None] = (each.rule.ask for each in (*decided.deciding, *decided.met))
    roles = (book.role(each) for each in (*named, ask, book.policy.settings.ask))
    return next((role for role in roles if role), None)
