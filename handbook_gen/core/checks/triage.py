"""HB43n, the triage: whether every way through it ends with somebody, and oh-oh with the right ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.webcare import Crisis, Level, Step
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_ANSWERS: Final = ("if_yes", "if_no", "aha", "oh_oh", "grey", "else_")
_SEVERAL: Final = 2


def _ways(step: Step) -> list[str]:
    """Give what the answers of a step lead to: steps, and roles that a message is routed to."""
    ways = [getattr(step, name) for name in _ANSWERS] + [route.to for route in step.route]
    return [way for way in ways if way]


def _acts(step: Step) -> bool:
    """Tell whether something is done at a step; leaving it at that is something too."""
    return bool(step.do or step.reply or step.escalate)


@dataclass(frozen=True)
class _Flow:
    """The steps of the triage, and where each leads."""

    steps: Mapping[str, Step]
    start: str

    def reached(self, *starts: str) -> dict[str, Step]:
        """Give the steps that are met from some steps on, those among them."""
        found = {start: self.steps[start] for start in starts if start in self.steps}
        waiting = [*found.values()]
        while waiting:
            for way in _ways(waiting.pop()):
                if way in self.steps and way not in found:
                    found[way] = self.steps[way]
                    waiting.append(self.steps[way])
        return found

    @cached_property
    def met(self) -> Mapping[str, Step]:
        """The steps that a message can come to."""
        return self.reached(self.start)

    def leaves(self, step: Step) -> bool:
        """Tell whether a way from a step leads to what is no step: a role, or what does not exist."""
        return any(way not in self.steps for way in _ways(step))

    def leading_to(self, ends: Iterable[Step]) -> set[str]:
        """Give the ids of the steps from which one of some steps is met, those among them."""
        waiting = [step.id for step in ends]
        found = set(waiting)
        while waiting:
            new = [each for each in self._before.get(waiting.pop(), ()) if each not in found]
            found.update(new)
            waiting += new
        return found

    @cached_property
    def _before(self) -> Mapping[str, list[str]]:
        before: dict[str, list[str]] = {}
        for step in self.steps.values():
            for way in _ways(step):
                before.setdefault(way, []).append(step.id)
        return before

    def stuck(self) -> list[Step]:
        """Give the steps that are met and from which no end is, for all that there are ways to go."""
        ends = (s for s in self.steps.values() if _acts(s) or self.leaves(s) or not _ways(s))
        good = self.leading_to(ends)
        return [step for step in self.met.values() if step.id not in good]


def _flow(book: Handbook) -> _Flow | None:
    """Give the triage; where no start is named, its first step is one."""
    triage = book.policy.webcare.triage
    if not triage or not triage.steps:
        return None
    return _Flow({step.id: step for step in triage.steps}, triage.start or triage.steps[0].id)


@check("HB433", "triage-dead-end", Severity.ERROR)
def triage_dead_end(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find ways through the triage that end nowhere, and steps that no way leads to.

    Why: whoever stands there with a message has to make something up.
    Repair: let every answer lead to a step, and every way end in something to do, with an `owner`. Not
    answering is something to do as well. A step that escalates has the owner of that level, and a message
    that is routed to a role has come to its end. Steps that do not exist are told elsewhere.
    Source: C09.
    """
    flow, triage = _flow(book), book.policy.webcare.triage
    if not flow or not triage:
        return
    if not triage.start:
        yield Finding(kind, Spot("webcare", "", ("triage",)), {"step": flow.start}, "no-start")
    for step in flow.steps.values():
        yield from _dead_ends(step, kind)
    # Without a start, or behind an answer that leads nowhere, what follows is unreached only for that reason.
    if triage.start and flow.met and not any(_loose(book, step) for step in flow.met.values()):
        for step in _roots(flow, [step for step in flow.steps.values() if step.id not in flow.met]):
            yield Finding(kind, spot(step), {"step": step.id}, "unreachable")
    for circle in _circles(flow):
        shown = " → ".join((*circle, circle[0]))
        yield Finding(kind, spot(flow.steps[circle[0]]), {"circle": shown}, "circle")


def _dead_ends(step: Step, kind: Kind) -> Iterator[Finding]:
    """Find what is wrong with one step by itself."""
    if _acts(step):
        if not step.owner and not step.escalate:
            yield Finding(kind, spot(step), {"step": step.id}, "no-owner")
    elif not _ways(step):
        yield Finding(kind, spot(step), {"step": step.id}, "no-answers" if step.ask else "empty")
    elif bool(step.if_yes) != bool(step.if_no) and not step.else_:
        missing = "answer-no" if step.if_yes else "answer-yes"
        yield Finding(kind, spot(step), {"missing": missing}, "half")


def _loose(book: Handbook, step: Step) -> list[str]:
    """Give the ways from a step that lead to nothing that exists."""
    return [way for way in _ways(step) if not book.get("step", way) and not book.role(way)]


def _roots(flow: _Flow, lost: Iterable[Step]) -> Iterator[Step]:
    """Give those of some steps from which all the others are met."""
    left = {step.id: step for step in lost}
    led_to = {way for step in left.values() for way in _ways(step) if way != step.id}
    for step in sorted(left.values(), key=lambda step: step.id in led_to):
        if step.id in left:
            yield step
            for met in flow.reached(step.id):
                left.pop(met, None)


def _circles(flow: _Flow) -> Iterator[list[str]]:
    """Give the circles that messages can get into and never out of, one for each part that hangs together."""
    told: set[str] = set()
    for step in flow.stuck():
        path: dict[str, None] = {}
        here = step.id
        while here not in path and here not in told:
            path[here] = None
            here = _ways(flow.steps[here])[0]
        if here not in told:
            way = [*path]
            yield way[way.index(here) :]
            told.update(flow.reached(here))
        told.update(path)


@check("HB434", "oh-oh-not-with-pr", Severity.WARNING)
def oh_oh_not_with_pr(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find forks of which no oh-oh ever comes to whoever deals with reputation or a crisis.

    Why: an oh-oh asks for somebody who puts out fires, and may decide; the others answer it like any
    question.
    Repair: let a step after `oh_oh` escalate, or give it to the spokesperson, to an owner of a level, or to
    who owns the goal `reputation` in strategy.yml.
    Where no such role is named anywhere, a line manager or board will do; that the plan is not there is told
    elsewhere.
    Source: A48.
    """
    flow = _flow(book)
    if not flow:
        return
    named = set(_firefighters(book))
    ends = (s for s in flow.steps.values() if s.escalate or _loose(book, s) or _handled(book, s, named))
    good = flow.leading_to(ends)
    for step in flow.steps.values():
        if step.oh_oh in flow.steps and step.oh_oh not in good:
            yield Finding(kind, spot(step, "oh_oh"))


def _handled(book: Handbook, step: Step, named: set[str]) -> bool:
    """Tell whether a step ends with whoever deals with reputation or a crisis."""
    hands = [each for each in (step.owner, *(route.to for route in step.route)) if each]
    if named:
        return not named.isdisjoint(hands)
    return any((role := book.role(each)) and role.kind in ("leader", "board") for each in hands)


def _firefighters(book: Handbook) -> Iterator[str]:
    crisis, strategy = book.policy.webcare.crisis or Crisis(), book.policy.strategy
    named = [each for level in book.policy.webcare.escalation for each in (level.owner, level.stand_in)]
    if speaker := crisis.spokesperson:
        named += [speaker.role, speaker.stand_in]
    if last := strategy.final_responsibility:
        named += [last.role, last.deputy]
    named.append(crisis.going_dark.decides if crisis.going_dark else None)
    named.append(crisis.after_action.owner if crisis.after_action else None)
    goals = strategy.placement.per_goal if strategy.placement else ()
    named += [goal.owner for goal in goals if goal.goal == "reputation"]
    return (each for each in named if each)


@check("HB435", "triage-without-kinds", Severity.WARNING)
def triage_without_kinds(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find a triage that nowhere tells aha from oh-oh, forks with half of it, and grey without a time limit.

    Why: a chance and a fire ask for other people and another pace; and what is in doubt may not lie around.
    Repair: add a step with `aha`, `oh_oh` and `grey`, and give what `grey` leads to a time at `within`. Only
    a triage in which something is done is asked. Grey itself may be left out; that somebody does what it
    leads to is asked with every other step.
    Source: A47, A50.
    """
    flow = _flow(book)
    if not flow:
        return
    acts = [step for step in flow.steps.values() if _acts(step)]
    forks = [step for step in flow.steps.values() if step.aha or step.oh_oh]
    ending, timed = flow.leading_to(acts), flow.leading_to(step for step in acts if _limit(book, step))
    if acts and not forks:
        yield Finding(kind, Spot("webcare", "", ("triage",)), variant="no-fork")
    for step in forks if acts else ():
        if not (step.aha and step.oh_oh):
            yield Finding(kind, spot(step), {"missing": "fork-oh-oh" if step.aha else "fork-aha"}, "half")
        if step.grey in ending and step.grey not in timed:
            facts, related = {"step": step.grey or ""}, (spot(flow.steps[step.grey or ""]),)
            yield Finding(kind, spot(step, "grey"), facts, "grey", related)


def _limit(book: Handbook, step: Step) -> bool:
    """Tell whether something is done within a time."""
    level = book.get("level", step.escalate)
    return bool(step.within or (isinstance(level, Level) and level.within))


@check("HB437", "webcare-without-stand-in", Severity.WARNING)
def webcare_without_stand_in(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find roles that do something in the triage within a time, and that nobody stands in for.

    Why: a promise of an hour does not wait until somebody is back from holiday.
    Repair: name who takes over at `stand_in` of the role, or two persons in people.yml.
    Told once, at the role. Teams (`level: team`) are not asked, and neither are roles that people.yml names
    several persons of, or that a level of the escalation stands behind.
    Source: A21.
    """
    flow = _flow(book)
    does: dict[str, list[Step]] = {}
    for step in flow.steps.values() if flow else ():
        if step.owner and step.within and _acts(step) and not step.escalate:
            does.setdefault(step.owner, []).append(step)
    for identity, steps in does.items():
        role = book.role(identity)
        if role and not role.stand_in and role.level != "team" and len(book.holders(identity)) < _SEVERAL:
            yield Finding(
                kind, spot(role), {"step": steps[0].id}, related=tuple(spot(s, "owner") for s in steps)
            )
