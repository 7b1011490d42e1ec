"""What is ready before a crisis: falling silent, who speaks, a hijacked account, sensitive periods."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from handbook_gen.core.compare.binding import holds, informs, team, turns
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.parts import apart, listed, members, ordered, texts
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges, bound, changed, for_whom, scope
from handbook_gen.core.compare.spans import within
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import SensitivePeriod


def spokesperson(fact: Fact, _: Sides) -> Iterator[Change]:
    """Judge who speaks: who spoke may no longer, and who speaks now must."""
    both = frozenset(each for each in (fact.before, fact.after) if each)
    level: Effect = "stricter" if fact.after else "looser"
    yield changed("spokesperson-changed", level, fact, **for_whom(level, both))


def silence_order(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge that what falls silent does so in another order."""
    yield turns("going-dark-order-changed", fact, sides, team)


def steps_order(fact: Fact, _: Sides) -> Iterator[Change]:
    """Leave open what it does that steps are taken in another order."""
    yield changed("order-changed", "undecided", fact)


def crisis_step(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge a step of what to do with a hijacked account."""
    if fact.before and fact.after:
        yield from binding(team)(fact, sides)
    else:
        yield from holds("crisis-step-added", "crisis-step-removed", team)(fact, sides)


def period(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge a time in which other rules weigh, by what those rules ask."""
    if fact.before is None or fact.after is None:
        kind = "sensitive-period-added" if fact.before is None else "sensitive-period-removed"
        yield _weighs(kind, fact, sides, (fact.after or fact.before).rules, wider=fact.before is None)
        return
    if (fact.before.from_, fact.before.until) != (fact.after.from_, fact.after.until):
        yield _moved(fact, sides)
    yield from _rules(fact, sides)
    for field, judge in _QUIET.items():
        before, after = getattr(fact.before, field), getattr(fact.after, field)
        if before != after:
            yield from judge(Fact(fact.pair, f"{fact.key}.{field}", before, after), sides)


def _moved(fact: Fact, sides: Sides) -> Change:
    """Judge other dates; a period without an end goes on."""
    early = _sign(fact.after.from_, fact.before.from_, open_is=-1)
    late = -_sign(fact.after.until, fact.before.until, open_is=1)
    was, now = _days(fact.before), _days(fact.after)
    if early * late < 0:
        return changed("sensitive-period-moved", "undecided", fact, before=was, after=now)
    longer = early + late > 0
    kind = "sensitive-period-lengthened" if longer else "sensitive-period-shortened"
    rules = (fact.after if longer else fact.before).rules
    return replace(_weighs(kind, fact, sides, rules, wider=longer), before=was, after=now)


def _days(period: SensitivePeriod) -> tuple[date, ...]:
    return tuple(day for day in (period.from_, period.until) if day)


def _sign(new: Any, old: Any, *, open_is: int) -> int:
    """Tell whether a day lies before another (1) or after it (-1); no day lies before or after all."""
    if new == old:
        return 0
    if new is None or old is None:
        return -open_is if new is None else open_is
    return 1 if new < old else -1


def _rules(fact: Fact, sides: Sides) -> Iterator[Change]:
    inner = Fact(fact.pair, f"{fact.key}.rules", fact.before.rules, fact.after.rules)
    for each in members(inner):
        wider = each.before is None
        kind = "entry-added" if wider else "entry-removed"
        yield _weighs(kind, each, sides, (each.after or each.before,), wider=wider)
    if sorted(inner.before) == sorted(inner.after) and inner.before != inner.after:
        yield changed("order-changed", "editorial", inner)


def _weighs(kind: str, fact: Fact, sides: Sides, cited: tuple[str, ...], *, wider: bool) -> Change:
    """Judge that rules weigh in more time or in less: duties bind, leave frees, both together are open."""
    book = sides.after if wider else sides.before
    rules = [book.rules[each] for each in cited if each in book.rules]
    levels = {scope(rule, wider=wider) for rule in rules}
    if len(levels) != 1:
        return changed(kind, "undecided", fact)
    level = levels.pop()
    whom = frozenset[str]().union(*(bound(book, rule) for rule in rules))
    return changed(kind, level, fact, **for_whom(level, whom))


def _named(each: SensitivePeriod) -> tuple[str, str]:
    return each.kind, each.name.best("nl") if each.name else ""


def _looking_back(_: Item, book: Handbook) -> frozenset[str]:
    crisis = book.policy.webcare.crisis
    after = crisis.after_action if crisis else None
    return frozenset({after.owner}) if after and after.owner else team(book.policy.webcare, book)


_QUIET: Final[Mapping[str, Judge]] = {
    "kind": informs("name-changed"),
    "name": informing.NAME,
    "note": informing.NOTE,
}
"""Fields of a sensitive period that bind nobody."""
_GOING_DARK: Final[Judge] = apart(
    {
        "decides": informing.OWNER,
        "order": ordered(holds("going-dark-widened", "going-dark-narrowed", team), silence_order),
        "restart": binding(team),
    }
)
_CRISIS: Final[Judge] = apart(
    {
        "going_dark": _GOING_DARK,
        "spokesperson": apart({"role": spokesperson, "stand_in": informing.STAND_IN}),
        "hijacked_account": apart({"steps": texts(crisis_step, steps_order), "contacts": informing.LINKS}),
        "sensitive_periods": listed(period, _named),
        "last_exercise": informs("item-changed"),
        "after_action": apart({"within": within(_looking_back), "owner": informing.OWNER}),
        "review_by": informing.REVIEW,
    }
)

JUDGES: Final[Judges] = {"webcare.crisis": _CRISIS}
