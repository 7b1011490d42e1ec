"""`strategy.yml`: why we are there at all, who answers for it, what it must bring and whether it does."""

from typing import ClassVar, Final, Literal

from handbook_gen.core.model.refs import ChannelRef, ObjectiveRef, RoleRef, RuleRef
from handbook_gen.core.model.types import Date, Flag, Id, Item, Line, OpenWord, Plain, Quantity, Span, Text

Return = Literal["low", "healthy", "high"]
Cost = Literal["low", "reasonable", "high"]
Risk = Literal["low", "moderate", "high"]
Question = Literal["purpose", "problems", "value", "responsibility", "board"]
ObjectiveKind = Literal["business", "marketing", "communication", "channel"]
# The fields that answer a letter of SMART; S is answered by the text, which nobody can leave out.
SMART: Final = (
    ("m", "metric"),
    ("m", "target"),
    ("m", "measure_every"),
    ("a", "achievable"),
    ("r", "relevant"),
    ("t", "deadline"),
)


class Place(Item):
    """A place in the organisation where social media can live, and what it brings, costs and risks there."""

    where: OpenWord
    return_: Return | None = None
    cost: Cost | None = None
    image_risk: Risk | None = None
    because: Text | None = None


class GoalOwner(Item):
    """Who owns social media for one kind of goal: there is no single right owner."""

    goal: OpenWord
    owner: RoleRef | None = None


class Placement(Place):
    """The place that was chosen, beside those that were weighed."""

    alternatives: tuple[Place, ...] = ()
    per_goal: tuple[GoalOwner, ...] = ()


class FinalResponsibility(Item):
    """Who answers for every utterance."""

    role: RoleRef
    deputy: RoleRef | None = None


class Board(Item):
    """How the board stands behind it."""

    role: RoleRef
    decision: Plain | None = None
    date: Date | None = None


class Readiness(Item):
    """The answer to one of the five questions that come before any channel."""

    noun: ClassVar[str] = "question"

    id: Question
    answer: Text | None = None
    internal: Text | None = None
    external: Text | None = None
    by: RoleRef | None = None
    date: Date | None = None


class Objective(Item):
    """What must be reached, SMART; each but a business objective serves a higher one."""

    noun: ClassVar[str] = "objective"

    id: Id
    kind: ObjectiveKind
    name: Line | None = None
    text: Text
    parent: ObjectiveRef | None = None
    metric: Line | None = None
    baseline: Quantity | None = None
    target: Quantity | None = None
    unit: Line | None = None
    deadline: Date | None = None
    owner: RoleRef | None = None
    achievable: Text | None = None
    relevant: Text | None = None
    measure_every: Span | None = None

    @property
    def unanswered(self) -> tuple[tuple[str, str], ...]:
        """The letters of SMART that are not answered, each with the field that would do it, in their order.

        What serves a higher objective, or the organisation itself, is relevant without more words.
        """
        serves = self.kind == "business" or self.parent is not None
        return tuple(
            (letter, field)
            for letter, field in SMART
            if getattr(self, field) is None and not (field == "relevant" and serves)
        )


class Means(Item):
    """A way to reach an objective, chosen or refused; social media are one of several."""

    noun: ClassVar[str] = "means"

    id: Id
    objective: ObjectiveRef | None = None
    kind: OpenWord
    name: Line | None = None
    chosen: Flag = False
    because: Text | None = None
    channels: tuple[ChannelRef, ...] = ()


class Measurement(Item):
    """What was measured for an objective on a day."""

    objective: ObjectiveRef
    date: Date
    value: Quantity


class Adjustment(Item):
    """What was learnt, and what was changed because of it."""

    date: Date
    finding: Text
    change: Text | None = None
    objective: ObjectiveRef | None = None


class Behaviour(Item):
    """What we do online to make a promise true."""

    text: Text
    owner: RoleRef | None = None
    channels: tuple[ChannelRef, ...] = ()
    evidence: Text | None = None


class Promise(Item):
    """Something that the organisation promises elsewhere, and how it is kept online."""

    noun: ClassVar[str] = "promise"

    id: Id
    text: Text
    source: OpenWord | None = None
    behaviours: tuple[Behaviour, ...] = ()


class Ambassador(Item):
    """People inside or outside who speak well of us of their own accord."""

    noun: ClassVar[str] = "ambassador"

    id: Id
    kind: Literal["internal", "external"] = "external"
    who: Line
    contribution: Text | None = None
    effect: Text | None = None
    disclosure: RuleRef | None = None
    ask: RoleRef | None = None


class StrategyFile(Item):
    """The whole of `strategy.yml`."""

    noun: ClassVar[str] = "strategy"

    placement: Placement | None = None
    final_responsibility: FinalResponsibility | None = None
    board: Board | None = None
    sponsor: RoleRef | None = None
    readiness: tuple[Readiness, ...] = ()
    objectives: tuple[Objective, ...] = ()
    means: tuple[Means, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    concept: Text | None = None
    promises: tuple[Promise, ...] = ()
    ambassadors: tuple[Ambassador, ...] = ()
    pitch: Text | None = None
