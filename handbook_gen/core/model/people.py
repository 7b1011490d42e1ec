"""`people.yml`: who holds which function now; the only place where persons stand, and never frozen."""

from typing import ClassVar

from handbook_gen.core.model.refs import RoleRef
from handbook_gen.core.model.types import Date, Item, Mail, Phone, Plain


class Person(Item):
    """Somebody who holds a function for a while."""

    role: RoleRef
    name: Plain
    phone: Phone | None = None
    mail: Mail | None = None
    from_: Date | None = None
    until: Date | None = None


class PeopleFile(Item):
    """The whole of `people.yml`."""

    noun: ClassVar[str] = "people"

    people: tuple[Person, ...] = ()
