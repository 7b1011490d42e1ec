"""Dates of rules and reviews: earlier and later, too soon, in the past, overdue; judges no texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from handbook_gen.core.compare import other
from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import Judges
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.rules.fates import beside
from handbook_gen.core.compare.rules.ruling import both, extent, informs, paired
from handbook_gen.core.compare.spans import last_day
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.changes import EMPLOYER, Change
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot

_BINDING: Final = (State.IN_FORCE, State.ANNOUNCED)
_GONE: Final = (State.WITHDRAWN, State.ENDED)
_ENDS: Final = ("ends-earlier", "ends-later")


def begins(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge the day from which a rule holds: earlier is a wider rule, and no day means always.

    A rule that took over from another goes on from it, unless there is a time between them without either.
    """
    before, after = both(fact)
    earlier = (fact.after or date.min) < (fact.before or date.min)
    kind = "in-force-earlier" if earlier else "in-force-later"
    gap = _gap(sides.before, after, before) if earlier else _gap(sides.after, before, after)
    began = _began(fact.before, sides.before), _began(fact.after, sides.after)
    if before.id == after.id and (all(began) or _goes_on(sides, began)):
        yield informs(kind, fact)
    elif before.id == after.id or gap:
        yield extent(kind, fact, sides, wider=earlier)


def _goes_on(sides: Sides, began: tuple[bool, bool]) -> bool:
    """Tell whether a text that was in force goes on until the one that changes it takes effect.

    So it does where it was released: a later release changes it from its own day on.
    """
    return began == (True, False) and sides.before.released


def status(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell a withdrawal from a later day on: until then the rule applies, and `ends` tells what it means."""
    yield informs("withdrawal-announced" if fact.after == "withdrawn" else "withdrawal-recalled", fact)


def until(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell an end that is written otherwise and comes on the same day: others are told by `ends`."""
    old, new = _ends(fact.pair, sides)
    if old == new:
        yield from other.field(fact, sides)


def ends(pair: Pair, sides: Sides) -> Iterator[Change]:
    """Judge the day up to which a rule holds, by its own date or as its successor begins."""
    old, new = _ends(pair, sides)
    if old == new:
        return
    before, after = paired(pair)
    later = (new or date.max) > (old or date.max)
    cause = None if before.until != after.until else _cause(sides, before, after)
    kind = "ends-later" if later else "ends-earlier"
    yield extent(kind, Fact(pair, "until", old, new), sides, wider=later, cause=cause)


def first_day(sides: Sides) -> date | None:
    """Give the first day on which a stricter rule may begin, by the longest notice of before and after."""
    norms = (book.policy.settings.norms.notice for book in (sides.before, sides.after))
    return max((norm.after(sides.after.day) for norm in norms if norm), default=None)


def notices(sides: Sides, found: Iterable[Change]) -> Iterator[Change]:
    """Tell the rules that become stricter on a day that has passed, or sooner than the house gives notice."""
    first = first_day(sides)
    for identity, changes in stricter_rules(found).items():
        whom = frozenset(each for change in changes for each in change.stricter_for)
        starts = min(since(change, sides) for change in changes)
        causes = {change.cause for change in changes}
        cause = causes.pop() if len(causes) == 1 else None
        spot = Spot(Rule.noun, identity, ("from",))
        if passed := _passed(sides, identity):
            facts = {"from": passed.isoformat()}
            kind = KINDS["in-force-in-the-past"]
            yield Change(kind, "stricter", spot, after=passed, stricter_for=whom, facts=facts)
        elif first and starts < first:
            facts = {"first": first.isoformat(), "from": starts.isoformat()}
            kind = KINDS["too-little-notice"]
            later = starts if starts > sides.after.day else None
            yield Change(kind, "administrative", spot, after=later, facts=facts, cause=cause)


def stricter_rules(found: Iterable[Change]) -> dict[str, list[Change]]:
    """Give the rules that become stricter for others than the employer, who needs no notice of its own."""
    rules: defaultdict[str, list[Change]] = defaultdict(list)
    for change in found:
        if change.spot.noun == Rule.noun and change.level == "stricter" and change.stricter_for - {EMPLOYER}:
            rules[change.spot.id].append(change)
    return rules


def since(change: Change, sides: Sides) -> date:
    """Give the day from which a change of a rule is felt: today at the earliest."""
    today = sides.after.day
    if change.kind.name in _ENDS:
        felt = min(change.before or date.max, change.after or date.max)
    else:
        rule = sides.after.rules.get(change.spot.id)
        gone = rule is not None and sides.after.state(rule) in _GONE  # what it says to begin with never comes
        felt = (rule.from_ if rule and not gone else None) or today
    return max(today, felt)


def overdue(sides: Sides, found: Iterable[Change]) -> Iterator[Change]:
    """Tell what was changed in more than form, and keeps a review date that has passed."""
    after = sides.after
    for noun, identity in dict.fromkeys(
        (each.spot.noun, each.spot.id) for each in found if each.level != "editorial"
    ):
        item = after.items.get((noun, identity))
        day = getattr(item, "review_by", None)
        binds = not isinstance(item, Rule) or after.state(after.rules[identity]) in _BINDING
        if day and day < after.day and binds:
            spot = Spot(noun, identity, ("review_by",))
            yield Change(KINDS["review-overdue"], "administrative", spot, after=day)


def _ends(pair: Pair, sides: Sides) -> tuple[date | None, date | None]:
    """Give the days on which a rule ends; none where another takes over from it now: there that is told."""
    before, after = paired(pair)
    if before.id == after.id and _taken_over(before, after, sides):
        return None, None
    return sides.before.until(before), sides.after.until(after)


def _taken_over(before: Rule, after: Rule, sides: Sides) -> bool:
    """Tell whether a rule got or lost a successor that is compared with it; not one that stays itself."""
    old, new = _successors(sides.before, before), _successors(sides.after, after)
    back = Sides(sides.after, sides.before)
    came = any(not beside(sides, before.id, each) for each in new - old)
    return came or any(not beside(back, before.id, each) for each in old - new)


def _successors(book: Handbook, rule: Rule) -> frozenset[str]:
    new = book.successors.get(rule.id, ())
    return frozenset(each for each in new if book.state(book.rules[each]) in _BINDING)


def _began(day: date | None, book: Handbook) -> bool:
    """Tell whether a day has come: from then on a rule holds for whatever is still to be done."""
    return day is None or day <= book.day


def _gap(book: Handbook, old: Rule, new: Rule) -> bool:
    """Tell whether a rule has ended before the one that takes over begins, which is still to come."""
    if not new.from_ or new.from_ <= book.day:
        return False
    left = book.rules.get(old.id)
    if left is None or book.state(left) not in _BINDING:
        end = left.until if left else None
        return (end or book.day) < new.from_
    until = book.until(left)
    return until is not None and until < new.from_


def _cause(sides: Sides, before: Rule, after: Rule) -> Spot | None:
    """Name the successor by which a rule ends on another day."""
    for book, rule in ((sides.after, after), (sides.before, before)):
        end = book.until(rule)
        for each in book.successors.get(rule.id, ()):
            if end and book.rules[each].from_ == end:
                return Spot(Rule.noun, each, ("from",))
    return None


def _passed(sides: Sides, identity: str) -> date | None:
    """Give the day on which a rule began, if that is written anew and lies before today."""
    rule, was = sides.after.rules.get(identity), sides.before.rules.get(identity)
    if rule is None or not rule.from_ or rule.from_ >= sides.after.day or rule.status != "active":
        return None
    known = was is not None and was.status != "draft" and was.from_ == rule.from_
    return None if known else rule.from_


JUDGES: Final[Judges] = {
    "rule.from": begins,
    "rule.status": status,
    "rule.until": until,
    "rule.review_by": last_day("review-postponed", "review-advanced"),
}
