"""`handbook.yml`: whose policy this is, in which languages, and the norms that hold for all of it."""

from typing import Annotated, ClassVar, Final, Literal

from handbook_gen.core.model.refs import AnyRef, AudienceRef, PlaceRef, RoleRef
from handbook_gen.core.model.types import (
    CheckCode,
    Colour,
    Date,
    Fingerprint,
    Id,
    Item,
    Languages,
    Line,
    Mail,
    Number,
    OpenWord,
    Picture,
    Plain,
    Schema,
    Span,
    Text,
    TimeZone,
    Typeface,
    Unit,
    Url,
)

Visibility = Literal["public", "internal"]
Effect = Literal["stricter", "undecided", "looser", "administrative", "editorial"]
"""What a change does to those it binds."""
Touches = Literal["monitoring", "staff-data", "sanctions"]
"""What in a rule makes approvals, a legal basis and a retention period necessary."""
Reader = Literal["employee", "publisher", "reviewer", "webcare"]
"""Who comes to the handbook, and with what in mind."""


LIGHT: Final = ("#ffffff", "#f5f6f8")
"""What letters stand on in the light: the page, and the surfaces on it."""
DARK: Final = ("#1e2129", "#232a37")
"""The same in the dark."""


class Organisation(Item):
    """The organisation that speaks in this handbook."""

    id: Id
    name: Line
    sector: Plain | None = None
    """For instance company, municipality, hospital, school."""
    jurisdictions: tuple[Plain, ...] = ()
    """Country codes, or EU."""
    time_zone: TimeZone = "Europe/Amsterdam"
    """A name of the IANA time zone database; service hours are meant in it."""


class Corrections(Item):
    """Where a reader's correction goes."""

    mail: Mail | None = None
    issues: Url | None = None


class Norms(Item):
    """House norms; checks read them, a rule or target may be stricter."""

    first_reply: Span | None = None
    notice: Span | None = None
    """How long before it applies a stricter rule is announced."""
    review_every: Span | None = None
    grace: Span | None = None
    """How long after its review date a text may wait."""
    administrators: Annotated[Number, Unit("people")] = 2
    """How many people at the least hold the keys of a channel."""


class Edition(Item):
    """Who may see what."""

    id: Id
    name: Line | None = None
    shows: tuple[Visibility, ...]
    from_: Date | None = None


class Look(Item):
    """What the site borrows from the house style; more belongs in `overrides/`."""

    logo: Picture | None = None
    """It stands on `colour`, in the light and in the dark; beside it stands the name."""
    favicon: Picture | None = None
    colour: Colour | None = None
    """Of the header; the letters on it become black or white, whichever is read better."""
    accent: Colour | None = None
    """Of links and buttons; without it `colour`, made darker where that takes letters on white."""
    accent_dark: Colour | None = None
    """The same where a reader has chosen the dark; without it a lighter `accent`."""
    typeface: Typeface | None = None


class Approval(Item):
    """Who must agree before a release with certain changes."""

    when: tuple[Literal[Effect, Touches], ...]
    by: RoleRef
    decision: OpenWord
    note: Text | None = None


class Acknowledgement(Item):
    """Who confirms having read, how, how often and after which changes."""

    audience: AudienceRef
    method: Text | None = None
    every: Span | None = None
    after: tuple[Effect, ...] = ()


class Training(Item):
    """What an audience learns, and before what."""

    audience: AudienceRef
    before: OpenWord | None = None
    subject: Text


class Waiver(Item):
    """A finding that is accepted, on paper and for a while."""

    check: CheckCode
    about: AnyRef | None = None
    reason: Text
    owner: RoleRef | None = None
    until: Date | None = None


class Acceptance(Item):
    """A change of the policy that somebody has looked at and agrees with, by its fingerprint."""

    change: Fingerprint
    """As `handbook diff` tells it; another text has another."""
    reason: Text
    by: RoleRef
    date: Date | None = None


class Decision(Item):
    """Something that was decided about social media, with the paper it stands on."""

    date: Date
    text: Text
    by: RoleRef | None = None
    reference: Plain | None = None


class OwnWord(Item):
    """What a word of the organisation's own, such as the name of a goal, is called in each language."""

    word: OpenWord
    name: Line


class Signpost(Item):
    """Something that a reader looks for, and the place where it stands."""

    for_: Reader = "employee"
    label: Line
    to: PlaceRef


class Settings(Item):
    """The whole of `handbook.yml`."""

    noun: ClassVar[str] = "settings"

    schema_: Schema
    organisation: Organisation
    languages: Languages = ("nl", "en")
    """The first is the source language: a text without a language is in it."""
    address: Url | None = None
    """Where the handbook is published; permanent addresses start with it."""
    repository: Url | None = None
    corrections: Corrections | None = None
    ask: RoleRef
    """Whom to ask about what is not covered."""
    norms: Norms = Norms()
    look: Look | None = None
    editions: tuple[Edition, ...] = ()
    approvals: tuple[Approval, ...] = ()
    acknowledgement: tuple[Acknowledgement, ...] = ()
    training: tuple[Training, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    decisions: tuple[Decision, ...] = ()
    words: tuple[OwnWord, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    """What readers look for first; for whom there is none, the start page finds them in the policy."""
    review_by: Date | None = None
