"""`webcare.yml`: what to do with a message, how soon, in which words, and who decides when it burns."""

from typing import ClassVar, Literal

from handbook_gen.core.model.handbook import Visibility
from handbook_gen.core.model.refs import LevelRef, ProfileRef, ReplyRef, RoleRef, RouteRef, RuleRef, StepRef
from handbook_gen.core.model.types import (
    Date,
    Flag,
    Id,
    Item,
    Line,
    OpenWord,
    Phone,
    ServiceHours,
    Span,
    Text,
)


class Target(Item):
    """Within what time people hear from us."""

    noun: ClassVar[str] = "target"

    id: Id
    name: Line | None = None
    first_reply: Span
    holding_reply: Span | None = None
    """A message that an answer is on its way."""
    resolution: Span | None = None
    counted_in: Literal["service-hours", "clock-hours"] = "service-hours"
    because: Text | None = None


class Level(Item):
    """One step of the escalation: when, who, who else, within what time, and where it goes next."""

    noun: ClassVar[str] = "level"

    id: Id
    name: Line
    when: Text | None = None
    owner: RoleRef | None = None
    stand_in: RoleRef | None = None
    hours: ServiceHours | None = None
    within: Span | None = None
    decides: Text | None = None
    inform: tuple[RoleRef, ...] = ()
    next: LevelRef | None = None


class Route(Item):
    """To whom a message goes that serves a certain kind of goal."""

    goal: OpenWord
    to: RouteRef


class Step(Item):
    """One step of the triage: a question with its answers, a fork by goal, or something to do."""

    noun: ClassVar[str] = "step"

    id: Id
    name: Line | None = None
    ask: Text | None = None
    if_yes: StepRef | None = None
    if_no: StepRef | None = None
    aha: StepRef | None = None
    """We speak from strength."""
    oh_oh: StepRef | None = None
    """Something is wrong."""
    grey: StepRef | None = None
    route: tuple[Route, ...] = ()
    else_: StepRef | None = None
    do: Text | None = None
    owner: RoleRef | None = None
    within: Span | None = None
    reply: ReplyRef | None = None
    rules: tuple[RuleRef, ...] = ()
    escalate: LevelRef | None = None
    log: Flag = False


class Triage(Item):
    """From a message to what is done with it; not answering is an outcome too."""

    start: StepRef | None = None
    steps: tuple[Step, ...] = ()


class GoingDark(Item):
    """Falling silent in a crisis: who decides, what stops in which order, when it starts again."""

    decides: RoleRef | None = None
    order: tuple[OpenWord, ...] = ()
    restart: Text | None = None


class Spokesperson(Item):
    """Who speaks when it is serious."""

    role: RoleRef
    stand_in: RoleRef | None = None


class HijackedAccount(Item):
    """What to do when somebody else has an account of ours."""

    steps: tuple[Text, ...] = ()
    contacts: tuple[RoleRef, ...] = ()


class SensitivePeriod(Item):
    """A time in which other rules weigh, such as the weeks before an election."""

    kind: OpenWord
    name: Line | None = None
    from_: Date | None = None
    until: Date | None = None
    note: Text | None = None
    rules: tuple[RuleRef, ...] = ()


class AfterAction(Item):
    """Looking back afterwards."""

    within: Span | None = None
    owner: RoleRef | None = None


class Crisis(Item):
    """What is ready before it is needed."""

    going_dark: GoingDark | None = None
    spokesperson: Spokesperson | None = None
    hijacked_account: HijackedAccount | None = None
    sensitive_periods: tuple[SensitivePeriod, ...] = ()
    last_exercise: Date | None = None
    after_action: AfterAction | None = None
    review_by: Date | None = None


class HouseRules(Item):
    """What we ask of the public on our channels, and what the public may ask of us."""

    welcome: Text | None = None
    not_allowed: tuple[Text, ...] = ()
    removal: Text | None = None
    blocking: Text | None = None
    hours: ServiceHours | None = None
    personal_data: Text | None = None
    complaints: Text | None = None
    emergency: Phone | None = None


class Reply(Item):
    """A text to start an answer from."""

    noun: ClassVar[str] = "reply"

    id: Id
    name: Line | None = None
    when: Text | None = None
    text: Text
    profile: ProfileRef | None = None
    approved_by: RoleRef | None = None
    visibility: Visibility = "internal"
    review_by: Date | None = None


class WebcareFile(Item):
    """The whole of `webcare.yml`."""

    noun: ClassVar[str] = "webcare"

    targets: tuple[Target, ...] = ()
    triage: Triage | None = None
    escalation: tuple[Level, ...] = ()
    crisis: Crisis | None = None
    house_rules: HouseRules | None = None
    replies: tuple[Reply, ...] = ()
