"""Renews the day on which something must be looked at again, where it stands; writes no disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model import DOCUMENTS, Item, TopicFile, shape
from handbook_gen.core.model.handbook import Settings
from handbook_gen.core.model.webcare import Crisis
from handbook_gen.edit.desk import Desk, Found, RefusedError, unknown, with_value
from handbook_gen.edit.patch import changed, put

_FIELD: Final = "review_by"
# What is reviewed without having an id.
_SECTIONS: Final[Mapping[str, tuple[Found, type[Item]]]] = MappingProxyType(
    {
        "handbook": (Found("settings", "handbook.yml", ()), Settings),
        "crisis": (Found("crisis", "webcare.yml", ("crisis",)), Crisis),
    }
)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A file with a new review date, and the date that stood there."""

    path: str
    data: bytes
    before: str


def renew(desk: Desk, identity: str, following: date, day: date) -> Renewed:
    """Set the review date of an item; `day` is today.

    Raises RefusedError, UnreadableError or UnwritableError.
    """
    if following <= day:
        raise RefusedError("date-past", date=following.isoformat(), day=day.isoformat())
    found, model = _reviewed(desk, identity)
    if found.path not in desk.sources.files:
        raise RefusedError("section-missing", id=identity)
    document, outline = desk.open(found.path)
    if found.start not in outline.holders:
        raise RefusedError("section-missing", id=identity)
    order = [field.key for field in shape.fields(model)]
    here = (*found.start, _FIELD)
    change = put(outline, found.start, _FIELD, following.isoformat(), order)
    meant = with_value(document.value, here, following.isoformat())
    entry = outline.entries.get(here)
    before = outline.text[entry.value : entry.end] if entry else ""
    return Renewed(found.path, changed(document.path, document.data, [change], meant), before.strip("\"'"))


def _reviewed(desk: Desk, identity: str) -> tuple[Found, type[Item]]:
    """Find what has an id and a review date."""
    models = _models()
    found = desk.found(identity)
    for each in found:
        if each.noun in models:
            return each, models[each.noun]
    if identity in _SECTIONS:
        return _SECTIONS[identity]
    if found:
        raise RefusedError("never-reviewed", id=identity, found=found[0].noun)
    raise unknown(identity, (*desk.ids(*models), *_SECTIONS), "unknown")


def _models() -> Mapping[str, type[Item]]:
    """Give the kinds of item with an id and a review date, by noun."""
    ways = (way[-1].type for model in (*DOCUMENTS.values(), TopicFile) for way in shape.homes(model))
    return {kind.noun: kind for kind in ways if any(field.key == _FIELD for field in shape.fields(kind))}
