"""Why we are there: who answers for it, what must be reached by when, what we promise and learnt."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from handbook_gen.core.compare.binding import binds, holds, informs, most, owner, team
from handbook_gen.core.compare.binding import whole as new_or_gone
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.parts import apart, listed, texts
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.documents.settings import member
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges, Whole, changed, for_whom
from handbook_gen.core.compare.rules.wording import told
from handbook_gen.core.compare.spans import every, sign
from handbook_gen.core.model.changes import TEAM, Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.strategy import Behaviour, Objective


def target(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what must be reached: further from where it began is stricter for who must reach it."""
    if fact.before is None or fact.after is None:
        yield from holds("target-set", "target-dropped", owner)(fact, sides)
        return
    kind = "target-raised" if fact.after > fact.before else "target-lowered"
    yield binds(kind, _harder(fact), fact, sides, owner)


def _harder(fact: Fact) -> Effect:
    """Tell whether a target is harder to reach; that is open where nobody knows which way it goes."""
    ways = {
        sign(value - each.baseline)
        for each, value in ((fact.pair.before, fact.before), (fact.pair.after, fact.after))
        if isinstance(each, Objective) and each.baseline is not None
    }
    if len(ways) != 1 or not (way := ways.pop()):
        return "undecided"
    return "stricter" if sign(fact.after - fact.before) == way else "looser"


def baseline(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell another beginning; from the other side of the target, it is open what now must be reached."""
    ends = [each for each in (fact.pair.before, fact.pair.after) if isinstance(each, Objective)]
    ways = {
        sign(each.target - each.baseline)
        for each in ends
        if each.target is not None and each.baseline is not None
    }
    yield changed("item-changed", "undecided" if len(ways) > 1 else "administrative", fact)


def means(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that a way to reach an objective is chosen or refused."""
    yield changed("means-chosen" if fact.after else "means-refused", "administrative", fact)


def behaviour(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what we do online to keep a promise."""
    if fact.before is None or fact.after is None:
        level: Effect = "stricter" if fact.before is None else "looser"
        kind = "behaviour-added" if fact.before is None else "behaviour-removed"
        yield changed(kind, level, fact, **for_whom(level, _doing(fact.after or fact.before)))
        return
    whom = {"stricter": _doing(fact.after), "looser": _doing(fact.before)}
    for change in _BEHAVIOUR(fact, sides):
        bare = replace(change, stricter_for=frozenset(), looser_for=frozenset())
        yield replace(bare, **for_whom(change.level, whom.get(change.level, frozenset())))


def _doing(each: Behaviour) -> frozenset[str]:
    return frozenset({each.owner or TEAM})


def _goal(each: Any) -> str:
    return str(each.goal)


def _where(each: Any) -> str:
    return str(each.where)


_PLACED: Final = informs("placement-changed")
_PLACE: Final = {"return": _PLACED, "cost": _PLACED, "image_risk": _PLACED, "because": informing.REASON}
_PLACEMENT: Final[Judge] = apart(
    {
        "where": _PLACED,
        **_PLACE,
        "alternatives": listed(member(_PLACE), _where),
        "per_goal": listed(member({"owner": informing.OWNER}), _goal),
    }
)
_RESPONSIBLE: Final[Judge] = apart(
    {"role": informs("final-responsibility-changed"), "deputy": informing.STAND_IN}
)
_BOARD: Final = informs("board-decision-changed")
_WHERE_DONE: Final = holds("entry-added", "entry-removed", team)
_BEHAVIOUR: Final[Judge] = apart(
    {
        "text": binding(team),
        "owner": informing.OWNER,
        "channels": listed(_WHERE_DONE),
        "evidence": informing.NOTE,
    }
)
# What was measured or learnt is never changed: what was put right is one taken away and one added.
_MEASURED: Final = listed(informs("", "measurement-added", "measurement-removed"))
_LEARNT: Final = listed(informs("", "adjustment-added", "adjustment-removed"))
_ANSWER: Final = told("readiness-changed", "readiness-answered", "readiness-unanswered")

JUDGES: Final[Judges] = {
    "strategy.placement": _PLACEMENT,
    "strategy.final_responsibility": _RESPONSIBLE,
    "strategy.board": apart({"role": _BOARD, "decision": _BOARD, "date": _BOARD}),
    "strategy.sponsor": informs("sponsor-changed"),
    "strategy.concept": informing.NOTE,
    "strategy.pitch": informing.NOTE,
    "strategy.measurements": _MEASURED,
    "strategy.adjustments": _LEARNT,
    "question.answer": _ANSWER,
    "question.internal": _ANSWER,
    "question.external": _ANSWER,
    "question.by": informing.OWNER,
    "objective.name": informing.NAME,
    "objective.text": binding(owner, "duty", "objective-changed"),
    "objective.parent": informs("parent-changed"),
    "objective.metric": told("metric-changed"),
    "objective.unit": told("metric-changed"),
    "objective.baseline": baseline,
    "objective.target": target,
    "objective.deadline": most("deadline-advanced", "deadline-postponed", owner),
    "objective.owner": informing.OWNER,
    "objective.achievable": informing.NOTE,
    "objective.relevant": informing.NOTE,
    "objective.measure_every": every("measured-more-often", "measured-less-often", owner),
    "means.name": informing.NAME,
    "means.chosen": means,
    "means.because": informing.REASON,
    "means.channels": informing.LINKS,
    "promise.text": binding(team, "duty", "promise-changed"),
    "promise.behaviours": texts(behaviour),
    "ambassador.who": informing.NAME,
    "ambassador.contribution": informing.NOTE,
    "ambassador.effect": informing.NOTE,
    "ambassador.ask": informing.CONTACT,
}
WHOLES: Final[dict[str, Whole]] = {
    "question": new_or_gone("readiness-answered", "readiness-unanswered"),
    "objective": new_or_gone("objective-added", "objective-removed", owner),
    "promise": new_or_gone("promise-added", "promise-removed", team),
}
