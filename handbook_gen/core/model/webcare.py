"""`webcare.yml`: within what time we answer, and to whom it goes when it gets serious."""

from typing import ClassVar, Literal

from handbook_gen.core.model.types import Id, Item, LevelRef, Line, RoleRef, ServiceHours, Span, Text


class Target(Item):
    """Within what time people hear from us."""

    noun: ClassVar[str] = "target"

    id: Id
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


class WebcareFile(Item):
    """The whole of `webcare.yml`."""

    targets: tuple[Target, ...] = ()
    escalation: tuple[Level, ...] = ()
