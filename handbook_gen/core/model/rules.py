"""`rules/<topic>.yml`: a topic and its rules as written; what they inherit is the linker's business."""

from typing import ClassVar, Final, Literal, get_args

from handbook_gen.core.model.handbook import Touches, Visibility
from handbook_gen.core.model.refs import (
    ActionRef,
    AudienceRef,
    ChannelRef,
    LawRef,
    LevelRef,
    RoleRef,
    RuleRef,
)
from handbook_gen.core.model.types import (
    Code,
    Date,
    Id,
    Item,
    Line,
    Number,
    OpenWord,
    Span,
    Terms,
    TermsValue,
    Text,
    Url,
)

Modality = Literal["must", "must-not", "should", "should-not", "may"]
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
Binds = Literal["employee", "employer", "team", "public"]
Capacity = Literal["personal", "official", "both"]
Reach = Literal["internal", "external", "both"]
Status = Literal["draft", "active", "withdrawn"]


class Topic(Item):
    """What a group of rules is about, and who answers for it."""

    noun: ClassVar[str] = "topic"

    id: Id
    name: Line
    summary: Text | None = None
    ask: RoleRef | None = None
    owner: RoleRef | None = None


class Condition(Item):
    """When a rule applies, if not always."""

    when: OpenWord
    note: Text | None = None


class RuleException(Item):
    """Where a rule does not apply: for whom, by which rule, with whose leave and until when."""

    text: Text
    for_: tuple[AudienceRef, ...] = ()
    rule: RuleRef | None = None
    approver: RoleRef | None = None
    until: Date | None = None


class Examples(Item):
    """What keeping and breaking a rule look like."""

    do: tuple[Text, ...] = ()
    dont: tuple[Text, ...] = ()


class Basis(Item):
    """On what ground personal data of staff are used, for how long, and how staff are told."""

    law: LawRef | None = None
    retention: Span | None = None
    notice: Text | None = None


class Reference(Item):
    """Something outside the handbook that a rule leans on."""

    title: Line
    url: Url | None = None
    quality: Line | None = None
    """How much weight it bears: a small poll is no evidence."""


class Rule(Item):
    """One obligation, prohibition, advice or freedom."""

    noun: ClassVar[str] = "rule"

    id: Code
    title: Line
    modality: Modality
    statement: Text
    binds: Binds = "employee"
    """Who must keep it. For a duty of the employer `audience` says who benefits."""
    audience: tuple[AudienceRef, ...] = ()
    capacity: Capacity | None = None
    reach: Reach | None = None
    channels: tuple[ChannelRef, ...] = ("all",)
    action: ActionRef | None = None
    conditions: tuple[Condition, ...] = ()
    exceptions: tuple[RuleException, ...] = ()
    overrides: tuple[RuleRef, ...] = ()
    """Rules that this one switches off where both apply."""
    because: Text | None = None
    examples: Examples = Examples()
    ask: RoleRef | None = None
    escalation: LevelRef | None = None
    carried_out_by: tuple[RoleRef, ...] = ()
    owner: RoleRef | None = None
    """Who maintains the text."""
    consequence: Text | None = None
    rights: Text | None = None
    """What this rule does not touch, such as union work or reporting wrongdoing."""
    touches: tuple[Touches, ...] = ()
    basis: Basis | None = None
    law: tuple[LawRef, ...] = ()
    references: tuple[Reference, ...] = ()
    weight: Number | None = None
    """What goes on the card of a role first: the higher, the sooner."""
    keywords: Terms = TermsValue()
    """How people look for it."""
    visibility: Visibility = "internal"
    status: Status = "active"
    from_: Date | None = None
    """In force from this day on."""
    until: Date | None = None
    """In force up to this day, which is not included."""
    review_by: Date | None = None
    replaces: tuple[RuleRef, ...] = ()


class TopicFile(Item):
    """The whole of a file in `rules/`."""

    topic: Topic
    rules: tuple[Rule, ...] = ()
