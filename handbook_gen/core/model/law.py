"""`law.yml`: the laws that rules lean on, with the day somebody looked; no legal advice."""

from typing import ClassVar

from handbook_gen.core.model.refs import LawRef, RoleRef
from handbook_gen.core.model.types import Date, Id, Item, Line, Plain


class Law(Item):
    """An article or a whole law."""

    noun: ClassVar[str] = "law"

    id: Id
    jurisdiction: Plain | None = None
    title: Line
    article: Plain | None = None
    consulted: Date | None = None
    checked_by: RoleRef | None = None
    replaced_by: LawRef | None = None


class LawFile(Item):
    """The whole of `law.yml`."""

    law: tuple[Law, ...] = ()
