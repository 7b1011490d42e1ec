"""`handbook.yml`: whose policy this is, in which languages, and the norms that hold for all of it."""

from typing import ClassVar, Literal

from handbook_gen.core.model.types import (
    Date,
    Id,
    Item,
    Languages,
    Line,
    Mail,
    Number,
    Plain,
    RoleRef,
    Schema,
    Span,
    TimeZone,
    Url,
)

Visibility = Literal["public", "internal"]


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
    administrators: Number = 2
    """How many people at the least hold the keys of a channel."""


class Edition(Item):
    """Who may see what."""

    id: Id
    shows: tuple[Visibility, ...]


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
    editions: tuple[Edition, ...] = ()
    review_by: Date | None = None
