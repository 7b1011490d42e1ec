"""Entries → their headings: what an item is called, or what in a role or group changes other items."""

from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.entries import Entry
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.said import title
from handbook_gen.core.telling.values import worded


def heading(entry: Entry, names: Names) -> str:
    """Say what an entry is about; of a cause, what it is the cause of; of a kind, what it is called."""
    match entry.form:
        case "cause":
            name = because(entry.about, names)
        case "kind":
            name = title(entry.changes[0].kind, names.words)
        case _:
            name = names.called(entry.about)
    return name[:1].upper() + name[1:]


def because(cause: Spot, names: Names) -> str:
    """Say a cause: that a role belongs to another, that a group has another role."""
    field = next((step for step in cause.path if isinstance(step, str)), "")
    old, new = (_members(book.get(cause.noun, cause.id), field) for book in reversed(names.books))
    gained, lost = (
        worded(tuple(each for each in some if each not in others), cause, names)
        for some, others in ((new, old), (old, new))
    )
    name = names.ref((cause.noun,), cause.id)
    parts = [
        names.words(f"telling.cause.{field}.{way}", name=name, members=members)
        for way, members in (("gained", gained), ("lost", lost))
        if members
    ]
    return names.words("telling.semicolon").join(parts) or names.words(
        "telling.because", cause=names.called(Spot(cause.noun, cause.id))
    )


def _members(item: object, field: str) -> tuple[str, ...]:
    found = getattr(item, field, ()) if field in ("includes", "roles") else ()
    return found if isinstance(found, tuple) else ()
