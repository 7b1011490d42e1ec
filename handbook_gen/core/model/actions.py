"""`actions.yml`: what rules are about, as verbs with objects; contradictions are judged on them."""

from typing import ClassVar

from handbook_gen.core.model.refs import ActionRef
from handbook_gen.core.model.types import Id, Item, Line


class Action(Item):
    """Something that people do or leave."""

    noun: ClassVar[str] = "action"

    id: Id
    name: Line
    opposite_of: ActionRef | None = None
    same_as: ActionRef | None = None


class ActionsFile(Item):
    """The whole of `actions.yml`."""

    actions: tuple[Action, ...] = ()
