"""Where a rule does not hold: conditions and exceptions.

More of them is less of the rule. Entries have no ids: the likest are taken for the same. Judges no statement,
and no rule that switches another off.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from handbook_gen.core.compare import alike
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, benefits, bound, changed, for_whom, permits, scope
from handbook_gen.core.compare.rules.ruling import (
    both,
    everyone,
    extent,
    good,
    informs,
    listed,
    restated,
    side,
)
from handbook_gen.core.compare.rules.wording import worded
from handbook_gen.core.links import reaching
from handbook_gen.core.meaning import Force
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.rules import Condition, Rule, RuleException

Reach = Callable[[Iterable[str]], frozenset[str]]
"""What expands names to the roles that they stand for, in one handbook."""
Groups = frozenset[str] | None
"""Whom an exception names; None where it names nobody, and is there for all."""

_SAME_RULE: Final = 0.5
_SAME_GROUP: Final = 0.3


def conditions(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge when a rule applies: all conditions must hold, so one more makes it narrower."""
    found = alike.aligned(fact.before, fact.after, _same_condition)
    for place, gone in found.gone:
        part = Fact(fact.pair, f"conditions.{place}", gone, None)
        yield extent("condition-removed", part, sides, wider=True)
    for place, new in found.new:
        part = Fact(fact.pair, f"conditions.{place}", None, new)
        yield extent("condition-added", part, sides, wider=False)
    for _, old, place, now in found.changed:
        yield from _noted(Fact(fact.pair, f"conditions.{place}.note", old.note, now.note), sides)
    if not (found.gone or found.new or found.changed):
        yield restated("order-changed", fact)


def _same_condition(one: Condition, other: Condition) -> float:
    if one.when != other.when:
        return 0.0
    return 0.5 + (alike.texts(one.note, other.note) if one.note and other.note else 0.0)


def _noted(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge the note on a condition; whether a new note narrows or only explains, nobody can tell."""
    if fact.before is None or fact.after is None:
        yield changed("condition-changed", "undecided", fact, benefits=good(sides, fact))
    else:
        yield from worded(fact, everyone(sides, fact), _turned(fact), benefits=good(sides, fact))


def _turned(fact: Fact) -> tuple[Force, Force]:
    """Give the force of words that take from a rule: leave from a duty, a bar from a permission."""
    before, after = both(fact)
    return _taking(before), _taking(after)


def _taking(rule: Rule) -> Force:
    return "prohibition" if permits(rule) else "permission"


def exceptions(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge where a rule does not apply; one that has ended takes nothing from it any more."""
    found = alike.aligned(fact.before, fact.after, _same_exception)
    for place, gone in found.gone:
        part = Fact(fact.pair, f"exceptions.{place}", gone, None)
        yield _whole("exception-removed", part, sides, gone, wider=True)
    for place, new in found.new:
        part = Fact(fact.pair, f"exceptions.{place}", None, new)
        yield _whole("exception-added", part, sides, new, wider=False)
    for _, old, place, now in found.changed:
        yield from _fields(fact, sides, place, old, now)
    if not (found.gone or found.new or found.changed):
        yield restated("order-changed", fact)


def _same_exception(one: RuleException, other: RuleException) -> float:
    rule = _SAME_RULE * (one.rule is not None and one.rule == other.rule)
    group = _SAME_GROUP * bool(one.for_ and one.for_ == other.for_)
    return alike.texts(one.text, other.text) + rule + group


def _whole(kind: str, fact: Fact, sides: Sides, exception: RuleException, *, wider: bool) -> Change:
    """Tell an exception that is new or gone: for those it names, or else for all whom the rule binds."""
    book, rule = side(fact, sides, wider=not wider)
    if _lapsed(exception.until, rule, sides):
        return informs(kind, fact)
    return _shifted(kind, fact, sides, _groups(book, exception), wider=wider)


def _lapsed(until: date | None, rule: Rule, sides: Sides) -> bool:
    return until is not None and until <= max(sides.after.day, rule.from_ or date.min)


def _shifted(kind: str, fact: Fact, sides: Sides, groups: Groups, *, wider: bool, **more: Any) -> Change:
    """Tell that an exception takes less from a rule, which is then wider, or takes more."""
    book, rule = side(fact, sides, wider=wider)
    whom = _exempt(book, rule, groups)
    if not whom:
        return informs(kind, fact, **more)
    level = scope(rule, wider=wider)
    return changed(kind, level, fact, benefits=served(book, rule, groups), **for_whom(level, whom), **more)


def _exempt(book: Handbook, rule: Rule, groups: Groups) -> frozenset[str]:
    """Give those bound whom an exception is for; all where it names nobody, or the rule binds a party."""
    everybody = bound(book, rule)
    return everybody & groups if groups and rule.binds in ("employee", "team") else everybody


def served(book: Handbook, rule: Rule, groups: Groups) -> frozenset[str]:
    """Give whom a duty of the employer is there for, of those an exception names if they are among them.

    An exception can also name who acts for the employer: they gain nothing by it.
    """
    every = benefits(book, rule)
    if not every or not groups:
        return every
    return (every & groups) - reaching(book)(rule.carried_out_by) or every


def _fields(fact: Fact, sides: Sides, place: int, old: RuleException, now: RuleException) -> Iterator[Change]:
    """Judge what differs in an exception, field by field."""

    def part(key: str, before: Any, after: Any) -> Fact:
        return Fact(fact.pair, f"exceptions.{place}.{key}", before, after)

    before, after = both(fact)
    groups = _groups(sides.before, old), _groups(sides.after, now)
    if _lapsed(old.until, before, sides) and _lapsed(now.until, after, sides):
        yield informs("exception-changed", Fact(fact.pair, f"exceptions.{place}", old, now))
        return
    if old.until != now.until:
        yield _dated(part("until", old.until, now.until), sides, groups)
    if old.for_ != now.for_:
        yield from _grouped(part("for", old.for_, now.for_), sides)
    if old.approver != now.approver:
        yield _approved(part("approver", old.approver, now.approver), sides, groups)
    if old.rule != now.rule:
        yield changed("exception-changed", "undecided", part("rule", old.rule, now.rule))
    if old.text != now.text:
        whom = _exempt(sides.after, after, groups[1]) or everyone(sides, fact)
        yield from worded(part("text", old.text, now.text), whom, _turned(fact), benefits=good(sides, fact))


def _groups(book: Handbook, exception: RuleException) -> Groups:
    return reaching(book)(exception.for_) if exception.for_ else None


def _dated(fact: Fact, sides: Sides, groups: tuple[Groups, Groups]) -> Change:
    """Tell that an exception ends sooner or lasts longer."""
    sooner = (fact.after or date.max) < (fact.before or date.max)
    kind = "exception-ended" if sooner else "exception-extended"
    return _shifted(kind, fact, sides, groups[0 if sooner else 1], wider=sooner)


def _grouped(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell for whom an exception is there that it was not, and for whom no more."""
    before, after = both(fact)
    every = concerned(sides.before, before) | concerned(sides.after, after)
    anybody = acting(before, after)
    old, new = (
        named(reaching(book), groups, every, anybody=anybody)
        for book, groups in ((sides.before, fact.before), (sides.after, fact.after))
    )
    came = new - old if fact.before else frozenset()
    went = old - new if fact.after else frozenset()
    if came:
        yield _shifted("exception-widened", fact, sides, came, wider=False, facts=_roles(came))
    if went:
        yield _shifted("exception-narrowed", fact, sides, went, wider=True, facts=_roles(went))
    if not came and not went:
        yield restated("exception-changed", fact)


def _roles(groups: frozenset[str]) -> dict[str, str]:
    return {"roles": listed(each.removeprefix("@") for each in groups)}


def concerned(book: Handbook, rule: Rule) -> frozenset[str]:
    """Give those of whom an exception can be made: whom a rule binds, or whom it is there for."""
    return book.readers[rule.id] if rule.binds == "employer" else bound(book, rule)


def acting(before: Rule, after: Rule) -> bool:
    """Tell whether an exception can name others than those: whoever acts for the employer."""
    return "employer" in (before.binds, after.binds)


def named(reach: Reach, groups: tuple[str, ...], every: frozenset[str], *, anybody: bool) -> frozenset[str]:
    """Give whom an exception names, of `every` or of `anybody`; a group without roles stands for itself."""
    if not groups:
        return every
    reached = reach(groups)
    return (reached if anybody else reached & every) | {f"@{each}" for each in groups if not reach((each,))}


def _approved(fact: Fact, sides: Sides, groups: tuple[Groups, Groups]) -> Change:
    """Tell that an exception now needs somebody's leave, needs none any more, or that of another."""
    if fact.before and fact.after:
        return informs("exception-approver-changed", fact)
    needed = fact.before is None
    kind = "exception-approver-added" if needed else "exception-approver-removed"
    return _shifted(kind, fact, sides, groups[0 if needed else 1], wider=needed)


JUDGES: Final[Judges] = {
    "rule.conditions": conditions,
    "rule.exceptions": exceptions,
}
