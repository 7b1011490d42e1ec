"""HB50n and HB51n, strategy: goals that can be reached, who answers for it, and promises that are kept."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.channels import accounts
from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.strategy import Objective
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_RANKS: Final = {"business": 0, "marketing": 1, "communication": 1, "channel": 2}
_MANAGEMENT: Final = ("management", "board")
# Who is outside, passing through or nobody in particular; some of them may sit in management all the same.
_OUTSIDE: Final = ("intern", "agency", "public", "body", "employer", "works-council")
_UNLESS_MANAGEMENT: Final = ("student", "contractor", "volunteer")


@check("HB501", "objective-not-smart", Severity.ERROR)
def objective_not_smart(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find objectives that are not SMART or that nobody owns, and tell by letter what lacks.

    Why: nobody can tell whether it was reached, and so nobody adjusts in time.
    Repair: fill in what is missing; the page of goals shows the same letters.
    The objective's text answers S. A parent answers R, and a business objective is relevant by itself.
    Whether the words are good is not asked, nor a baseline, for a first year has none, nor a unit: what is
    counted is often its own, such as tips or followers.
    Source: C17, A58, A64, A70.
    """
    for objective in book.policy.strategy.objectives:
        missing = [f"smart-{field.replace('_', '-')}" for _, field in objective.unanswered]
        missing += ["smart-owner"] * (objective.owner is None)
        if missing:
            yield Finding(kind, spot(objective), {"id": objective.id, "missing": " ".join(missing)})


@check("HB502", "broken-strategy-chain", Severity.ERROR)
def broken_strategy_chain(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find objectives that lead up to no business objective, circles, and means without an objective.

    Why: what leads up to nothing the organisation wants is a means that became a goal.
    Repair: name at `parent` what the objective serves, one step up: channel, marketing or communication,
    business. Marketing and communication may serve each other, and a business objective another one; steps
    may be skipped. A means that was not chosen may have been refused for every goal at once, and is not
    asked. Ids that lead nowhere are told elsewhere, and a circle is told once.
    Source: C39, A57.
    """
    objectives = {each.id: each for each in book.policy.strategy.objectives}
    circles = tuple(_circles(objectives))
    turning = frozenset(identity for circle in circles for identity in circle)
    for circle in circles:
        facts = {"circle": " → ".join((*circle, circle[0]))}
        related = tuple(spot(objectives[each], "parent") for each in circle[1:])
        yield Finding(kind, spot(objectives[circle[0]], "parent"), facts, "circle", related)
    for objective in objectives.values():
        if objective.id not in turning:
            yield from _misplaced(objective, objectives, kind)
    for means in book.policy.strategy.means:
        if means.chosen and means.objective is None:
            yield Finding(kind, spot(means), {"id": means.id}, "means")


def _misplaced(objective: Objective, objectives: Mapping[str, Objective], kind: Kind) -> Iterator[Finding]:
    """Tell of an objective that hangs from nothing, or from what stands no higher than itself."""
    if objective.parent is None:
        if objective.kind != "business":
            yield Finding(kind, spot(objective), {"id": objective.id}, "no-parent")
        return
    parent = objectives.get(objective.parent)
    if parent and not _serves(objective, parent):
        facts = {"id": objective.id, "own": objective.kind, "parent": parent.id, "kind": parent.kind}
        yield Finding(kind, spot(objective, "parent"), facts, "rank", (spot(parent, "kind"),))


def _serves(objective: Objective, parent: Objective) -> bool:
    """Tell whether an objective may hang under another: higher, or beside it in the middle or at the top."""
    own, above = _RANKS[objective.kind], _RANKS[parent.kind]
    same = objective.kind == parent.kind
    return above < own or (above == own and (objective.kind == "business" if same else own == 1))


def _circles(objectives: Mapping[str, Objective]) -> Iterator[tuple[str, ...]]:
    """Give each circle of parents once, from the objective that stands first in the file."""
    done: set[str] = set()
    for start in objectives:
        way: dict[str, None] = {}
        here: str | None = start
        while here and here in objectives and here not in done and here not in way:
            way[here] = None
            here = objectives[here].parent
        if here and here in way:
            seen = [*way]
            yield tuple(seen[seen.index(here) :])
        done |= way.keys()


@check("HB503", "promise-without-behaviour", Severity.WARNING)
def promise_without_behaviour(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find promises for which nothing is done online.

    Why: a promise from the brochure that nobody keeps online is read there as a lie.
    Repair: say at `behaviours` what you do online to make it true, or take the promise away.
    Source: C18, A33.
    """
    for promise in book.policy.strategy.promises:
        if not promise.behaviours:
            yield Finding(kind, spot(promise), {"id": promise.id})


@check("HB504", "behaviour-without-evidence", Severity.WARNING)
def behaviour_without_evidence(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find what is done to keep a promise without somebody who does it, or without anything that shows it.

    Why: what nobody does and nothing shows is a second promise.
    Repair: name a role at `owner`, and at `evidence` what shows that it is done: a count, a sample, a date.
    How strong the evidence is, is not asked.
    Source: C18, A34.
    """
    for promise in book.policy.strategy.promises:
        for index, behaviour in enumerate(promise.behaviours):
            missing = [f"behaviour-{key}" for key in ("owner", "evidence") if getattr(behaviour, key) is None]
            if missing:
                facts = {"id": promise.id, "missing": " ".join(missing)}
                yield Finding(kind, spot(promise, "behaviours", index), facts)


@check("HB505", "no-final-responsibility", Severity.ERROR)
def no_final_responsibility(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find organisations that speak online while nobody in charge, with a deputy, answers for all of it.

    Why: when it burns, somebody must decide who may, and who is there.
    Repair: name at `final_responsibility` in strategy.yml one role inside that may decide, and another as
    `deputy`. Asked where an account or internal network is planned, open or paused, or where there is a
    strategy; group chats are none. That it is *one* role, the language sees to. Of a role with a `stand_in`
    that is the deputy. Students, contractors and volunteers may bear it where they sit in management or on
    the board, as in a club.
    Source: C19, A27.
    """
    strategy = book.policy.strategy
    final = strategy.final_responsibility
    if final is None:
        if strategy.says or any(accounts(book, "planned", "open", "paused")):
            yield Finding(kind, spot(strategy))
        return
    role = book.role(final.role)
    deputy = final.deputy or (role.stand_in if role else None)
    if deputy is None and role:
        yield Finding(kind, spot(strategy, "final_responsibility"), {"id": final.role}, "no-deputy")
    for field, each in (("role", role), ("deputy", book.role(final.deputy))):
        if each and not _can_answer(each):
            facts = {"id": each.id, "kind": each.kind}
            where = spot(strategy, "final_responsibility", field)
            yield Finding(kind, where, facts, "outside", (spot(each, "kind"),))
    if deputy == final.role:
        field = "deputy" if final.deputy else "role"
        yield Finding(kind, spot(strategy, "final_responsibility", field), {"id": deputy}, "same")


def _can_answer(role: Role) -> bool:
    """Tell whether a role is somebody inside who can be held to account."""
    if role.kind in _UNLESS_MANAGEMENT:
        return role.level in _MANAGEMENT
    return role.kind not in _OUTSIDE


@check("HB506", "sponsor-not-in-management", Severity.WARNING)
def sponsor_not_in_management(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find strategies without a sponsor who sits where decisions are made.

    Why: without a strong voice among the managers it stays a toy of one department.
    Repair: name at `sponsor` a role of level `management` or `board`; give the role its `level` in roles.yml.
    Asked where there is a strategy: goals, means, a placement or the five answers. A leader whose level is
    not written down has the benefit of the doubt, and a board member or office holder needs none.
    Source: A36.
    """
    strategy = book.policy.strategy
    if not (strategy.objectives or strategy.means or strategy.placement or strategy.readiness):
        return
    if strategy.sponsor is None:
        yield Finding(kind, spot(strategy), variant="missing")
        return
    sponsor = book.role(strategy.sponsor)
    if sponsor and not _manages(sponsor):
        facts = {"id": sponsor.id, "level": sponsor.level}
        yield Finding(kind, spot(strategy, "sponsor"), facts, "level", (_level(sponsor),))


def _manages(role: Role) -> bool:
    unwritten = role.kind == "leader" and "level" not in role.model_fields_set
    return role.level in _MANAGEMENT or unwritten or role.kind in ("board", "office-holder")


def _level(role: Role) -> Spot:
    return spot(role, *(["level"] if "level" in role.model_fields_set else []))


@check("HB507", "board-not-anchored", Severity.WARNING)
def board_not_anchored(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find strategies that name the board but no decision with its date, or somebody who does not sit on it.

    Why: a board that was only informed has promised nothing.
    Repair: name the `decision` and its `date`, and a `role` of level `board`.
    A strategy that does not name the board is not asked here; an open channel without it is told elsewhere.
    In a small organisation the owner is the board: give the role that level.
    Source: A28.
    """
    strategy = book.policy.strategy
    if strategy.board is None:
        return
    missing = [f"board-{key}" for key in ("decision", "date") if getattr(strategy.board, key) is None]
    if missing:
        yield Finding(kind, spot(strategy, "board"), {"missing": " ".join(missing)}, "decision")
    role = book.role(strategy.board.role)
    if role and role.level != "board" and role.kind not in ("board", "office-holder"):
        facts = {"id": role.id, "level": role.level}
        yield Finding(kind, spot(strategy, "board", "role"), facts, "level", (_level(role),))


@check("HB508", "ambassador-without-disclosure", Severity.INFO)
def ambassador_without_disclosure(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find ambassadors for whom no rule says how they show that they are connected with us.

    Why: praise by somebody who gets something for it is advertising, and must be recognisable as such.
    Repair: name the rule at `disclosure`; write one if there is none.
    Colleagues are asked too: that they work here is what readers must know.
    Source: C45, A07.
    """
    for ambassador in book.policy.strategy.ambassadors:
        if ambassador.disclosure is None:
            yield Finding(kind, spot(ambassador), {"id": ambassador.id})


@check("HB510", "objective-without-channel", Severity.WARNING)
def objective_without_channel(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find objectives of a channel that no channel and no chosen means serves.

    Why: nobody works at it, or the channel that does so has forgotten why it is there.
    Repair: name it at `objectives` of a channel that is planned, open or paused, or take it away.
    Not asked of an organisation without channels. An objective that others serve is fine, too.
    Source: A54, turned round.
    """
    channels = [each for each in book.policy.channels.channels if each.status not in ("retired", "not-used")]
    strategy = book.policy.strategy
    served = {identity for channel in channels for identity in channel.objectives}
    served |= {each.objective or "" for each in strategy.means if each.chosen}
    served |= {each.parent or "" for each in strategy.objectives}
    for objective in strategy.objectives if channels else ():
        if objective.kind == "channel" and objective.id not in served:
            yield Finding(kind, spot(objective), {"id": objective.id})
