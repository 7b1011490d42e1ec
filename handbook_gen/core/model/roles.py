"""`roles.yml`: functions in the organisation (never persons) and the groups that rules are addressed to."""

from typing import ClassVar, Literal

from handbook_gen.core.model.handbook import Visibility
from handbook_gen.core.model.refs import RoleRef
from handbook_gen.core.model.types import (
    Date,
    Flag,
    Handle,
    Id,
    Item,
    Line,
    Mail,
    Percent,
    Phone,
    Plain,
    ServiceHours,
    Text,
)

RoleKind = Literal[
    "staff",
    "leader",
    "board",
    "intern",
    "contractor",
    "agency",
    "volunteer",
    "student",
    "works-council",
    "office-holder",
    "employer",
    "public",
    "body",
]


class Contact(Item):
    """How to reach a function; not how to reach a person."""

    mail: Mail | None = None
    phone: Phone | None = None
    chat: Plain | None = None
    hours: ServiceHours | None = None
    visibility: Visibility = "internal"


class Role(Item):
    """A function that rules bind, that owns texts, or that somebody turns to."""

    noun: ClassVar[str] = "role"

    id: Id
    name: Line
    kind: RoleKind = "staff"
    level: Literal["staff", "team", "management", "board"] = "staff"
    includes: tuple[RoleRef, ...] = ()
    """Roles that this one is too: their rules reach it as well."""
    stand_in: RoleRef | None = None
    contact: Contact | None = None
    responsible: RoleRef | None = None
    """Who inside answers for somebody outside, such as an agency."""
    handle: Handle | None = None
    """How the code host knows this function, so that it can be asked to look at a proposal."""
    tasks: Text | None = None
    competence: Text | None = None


class Groundswell(Item):
    """What an audience does online, in percent per rung of the ladder; rungs overlap.

    Source: Li and Bernoff, Groundswell (2008), the social technographics ladder.
    """

    creators: Percent | None = None
    conversationalists: Percent | None = None
    critics: Percent | None = None
    collectors: Percent | None = None
    joiners: Percent | None = None
    spectators: Percent | None = None
    inactives: Percent | None = None
    source: Line | None = None
    date: Date | None = None


class Audience(Item):
    """A group that rules are addressed to, or that a channel is there for."""

    noun: ClassVar[str] = "audience"

    id: Id
    name: Line
    roles: tuple[RoleRef, ...] = ()
    external: Flag = False
    groundswell: Groundswell | None = None


class RolesFile(Item):
    """The whole of `roles.yml`."""

    roles: tuple[Role, ...]
    audiences: tuple[Audience, ...] = ()
