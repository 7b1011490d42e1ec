"""What is done with a message and where it goes next: steps of the triage, levels of the escalation."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from handbook_gen.core.compare.binding import holds, informs, owner, team, whole
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.parts import listed
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import Judges, Whole, changed
from handbook_gen.core.compare.rules.wording import LANGUAGES
from handbook_gen.core.compare.spans import hours, within
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Level, Step

_ASKED: Final = binding(team, "")
_OUTCOME: Final = holds(
    "triage-outcome-added", "triage-outcome-removed", team, changing="triage-outcome-changed"
)
_INFORMED: Final = holds("informed-added", "informed-removed", owner)
_ESCALATION: Final = holds("escalation-added", "escalation-removed", owner, changing="escalation-changed")
_START: Final = holds("triage-start-changed", "triage-start-changed", team, changing="triage-start-changed")
_LOG: Final = holds("logging-required", "logging-dropped", owner)


def acting(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge who must act: stricter for who now must, looser for who no longer does.

    Where nothing is asked of an owner, only those who look for one are concerned.
    """
    if not any(asks(item) for item in (fact.pair.before, fact.pair.after)):
        yield from informing.OWNER(fact, sides)
        return
    new, old = (frozenset({each} if each else ()) for each in (fact.after, fact.before))
    kind = "owner-changed" if new and old else "owner-added" if new else "owner-removed"
    level: Effect = "stricter" if new else "looser"
    yield changed(kind, level, fact, stricter_for=new, looser_for=old)


def asks(item: Item | None) -> bool:
    """Tell whether something is asked of the owner of a step or a level."""
    if isinstance(item, Step):
        return bool(item.do or item.within or item.escalate or item.log)
    return isinstance(item, Level) and bool(item.within or item.decides or item.inform)


def step(pair: Pair, sides: Sides) -> Iterator[Change]:
    """Judge a step that is new or gone: one that only asks is told where it leads."""
    whom = owner if any(asks(item) for item in (pair.before, pair.after)) else None
    yield from whole("step-added", "step-removed", whom)(pair, sides)


def level(pair: Pair, sides: Sides) -> Iterator[Change]:
    """Judge a level of the escalation that is new or gone."""
    whom = owner if any(asks(item) for item in (pair.before, pair.after)) else None
    yield from whole("level-added", "level-removed", whom)(pair, sides)


def question(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Leave open what another question does: it has no direction, and sends messages elsewhere."""
    found = [*_ASKED(fact, sides)]
    plain = [change for change in found if change.level == "editorial" or change.kind.name in LANGUAGES]
    if len(plain) < len(found):
        yield changed("text-changed", "undecided", fact)
    yield from plain


def route(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge to whom messages go that serve a kind of goal."""
    goal = (fact.after or fact.before).goal
    ends = [getattr(each, "to", None) for each in (fact.before, fact.after)]
    for change in _OUTCOME(Fact(fact.pair, fact.key, *ends), sides):
        yield replace(change, facts={"goal": goal})


JUDGES: Final[Judges] = {
    "webcare.triage.start": _START,
    "step.name": informing.NAME,
    "step.ask": question,
    **{f"step.{field}": _OUTCOME for field in ("if_yes", "if_no", "aha", "oh_oh", "grey", "else")},
    "step.route": listed(route, lambda each: each.goal),
    "step.do": binding(owner),
    "step.owner": acting,
    "step.within": within(owner),
    "step.reply": informs("item-changed"),
    "step.rules": informing.LINKS,
    "step.escalate": _ESCALATION,
    "step.log": _LOG,
    "level.name": informing.NAME,
    "level.when": binding(owner, ""),
    "level.owner": acting,
    "level.stand_in": informing.STAND_IN,
    "level.hours": hours(owner),
    "level.within": within(owner),
    "level.decides": binding(owner),
    "level.inform": listed(_INFORMED),
    "level.next": holds(
        "escalation-order-changed", "escalation-order-changed", owner, changing="escalation-order-changed"
    ),
}
WHOLES: Final[dict[str, Whole]] = {"step": step, "level": level}
