"""`guides.yml`: questions that lead to the rules of a situation; what the answer is, nobody types."""

from typing import ClassVar

from handbook_gen.core.model.refs import ActionRef, AudienceRef, ChannelRef, RoleRef, TopicRef
from handbook_gen.core.model.rules import Capacity
from handbook_gen.core.model.types import Flag, Id, Item, Line, OpenWord, Text


class Answer(Item):
    """An answer, what it says of the situation, and the question that comes next, if one does."""

    id: Id
    answer: Line
    roles: tuple[AudienceRef, ...] = ()
    """Who the reader is; in the place of what an earlier answer said."""
    capacity: Capacity | None = None
    channels: tuple[ChannelRef, ...] = ()
    """Where it is; in the place of what an earlier answer said."""
    topics: tuple[TopicRef, ...] = ()
    """What it is about, beside what earlier answers said."""
    actions: tuple[ActionRef, ...] = ()
    """What the reader wants to do, beside what earlier answers said."""
    conditions: tuple[OpenWord, ...] = ()
    """What is the case; what the other answers to the question name is not."""
    unsure: Flag = False
    """Whether the reader cannot tell: then the answer is whom to ask."""
    to: Id | None = None
    """The next question of the same guide; an answer without one ends the way."""


class Question(Item):
    """A question with the answers that can be given."""

    id: Id
    ask: Line
    help: Text | None = None
    """How to tell which answer is right."""
    answers: tuple[Answer, ...] = ()


class Guide(Item):
    """A way through the policy by questions."""

    noun: ClassVar[str] = "guide"

    id: Id
    name: Line
    summary: Text | None = None
    for_: tuple[AudienceRef, ...] = ()
    """Whose situation it is, until an answer says so."""
    ask: RoleRef | None = None
    start: Id | None = None
    """The first question; where it is left out, the one that stands first."""
    questions: tuple[Question, ...] = ()


class GuidesFile(Item):
    """The whole of `guides.yml`."""

    guides: tuple[Guide, ...] = ()
