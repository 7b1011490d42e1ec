"""Values of the policy language → words, by type and by what their field cites; never a person."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from handbook_gen.core.model import DOCUMENTS, TopicFile, shape
from handbook_gen.core.model.channels import Rhythm, platform_name
from handbook_gen.core.model.people import PeopleFile, Person
from handbook_gen.core.model.refs import PAGES, Ref
from handbook_gen.core.model.rules import Condition
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.times import Duration, Hours
from handbook_gen.core.model.types import Item, LineValue, TermsValue, TextValue
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.choices import chosen
from handbook_gen.core.telling.lists import enumerated
from handbook_gen.core.telling.names import Names

_EMPTY: Final[tuple[object, ...]] = (None, (), "", frozenset())
_PERIOD: Final = ("first", "last")
_NOUNS: Final = ("topic", "role", "audience", "channel", "level", "step")
"""What an id may stand for where no field says so."""
_MOST: Final = 12
"""How many things of a list are named before the rest is counted."""


def field_at(spot: Spot) -> Field | None:
    """Give the field that a spot names; None for a whole item, and for what the language does not know."""
    steps = [step for step in spot.path if isinstance(step, str)]
    model = models().get(spot.noun)
    if not steps or model is None:
        return None
    return next((f for f in shape.at(model, tuple(steps[:-1])) if f.key == steps[-1]), None)


@cache
def models() -> Mapping[str, type[Item]]:
    """Give the class of each kind of item."""
    found: dict[str, type[Item]] = {}
    waiting: list[type[Item]] = [*DOCUMENTS.values(), TopicFile]
    seen: set[type[Item]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        if model.noun:
            found[model.noun] = model
        waiting += [
            f.type for f in shape.fields(model) if isinstance(f.type, type) and issubclass(f.type, Item)
        ]
    return MappingProxyType(found)


def worded(value: Any, spot: Spot, names: Names) -> str:
    """Say what a field held, in one line; nothing for nothing, and for what is of a person."""
    if spot.noun == PeopleFile.noun:
        return ""
    return " ".join(_said(value, field_at(spot), names).split())


def _said(value: Any, field: Field | None, names: Names) -> str:  # noqa: PLR0911  # one for each kind of value
    words = names.words
    match value:
        case _ if value in _EMPTY:
            return ""
        case TextValue() | LineValue():
            return names.spelled(value.best(words.language))
        case tuple() | frozenset():
            return _listed(value, field, names)
        case bool():
            return words("telling.yes") if value else words("telling.no")
        case Item():
            return _item(value, names)
        case str():
            return _named(value, field, names)
        case _:
            return _plain(value, field, names)


def _plain(value: Any, field: Field | None, names: Names) -> str:
    words = names.words
    match value:
        case int() | Decimal():
            return _measured(Decimal(value), field, names)
        case date():
            return words.date(value)
        case Duration():
            return words.duration(value)
        case Hours():
            return words.hours(value)
        case TermsValue():
            return words.listed(value.said(words.language) or value.nl or value.en)
        case _:
            return str(value)


def _listed(values: Iterable[Any], field: Field | None, names: Names) -> str:
    """Say a list in its order, a set by name, a set of roles as whom it is."""
    if isinstance(values, frozenset) and field and field.ref and "role" in field.ref.kinds:
        return names.whom(values)
    every = [said for each in values if (said := _said(each, field, names))]
    if _is_period(values):
        return names.words("telling.period", first=every[0], last=every[-1])
    if isinstance(values, frozenset):
        every.sort(key=names.words.alphabetical)
    return enumerated(every, _MOST, names.words)


def _is_period(values: Iterable[Any]) -> bool:
    days = tuple(values)
    return len(days) == len(_PERIOD) and all(isinstance(each, date) for each in days)


def _named(value: str, field: Field | None, names: Names) -> str:
    """Say a word: the name of what it cites, our word for a choice, or the word itself."""
    words = names.words
    if field is None:
        return names.ref(_NOUNS, value)
    if field.ref:
        return _cited(value, field.ref, names)
    if ours := chosen(value, field, words):
        return ours
    if field.key == "platform":
        return platform_name(value)
    if isinstance(field.type, type) and issubclass(field.type, Item):
        return names.ref(("role", "audience", "step"), value)
    own = {each.word: each.name for book in reversed(names.books) for each in book.policy.settings.words}
    return own[value].best(words.language) if value in own else value


def _cited(value: str, ref: Ref, names: Names) -> str:
    if value in PAGES:
        return value
    if value in ref.words:
        return names.words(f"telling.all.{ref.kinds[0]}")
    if ref.kinds == ("rule",):
        return names.called(Spot("rule", value))
    return names.ref(ref.kinds, value)


def _measured(number: Decimal, field: Field | None, names: Names) -> str:
    key = f"telling.unit.{field.unit}" if field and field.unit else ""
    if f"{key}.other" not in names.words.keys:
        return names.words.number(number)
    return names.words.count(key, int(number))


def _item(item: Item, names: Names) -> str:
    """Say a part of an item: what it says itself, else each of its fields that holds something."""
    if isinstance(item, Person):
        return names.role(item.role)
    if isinstance(item, Rhythm):
        return names.words.rhythm(item.at_least, item.at_most, item.per)
    if isinstance(item, Condition) and item.note:
        return _said(item.note, None, names)
    return "; ".join(_fields(item, names))


def _fields(item: Item, names: Names) -> Iterator[str]:
    lead = ("statement", "text", "answer", "name", "title", "who", "when", "do", "word")
    fields = {field.name: field for field in shape.fields(type(item)) if field.key != "id"}
    leading = (name for name in lead if name in fields and not fields[name].many)
    first = next((name for name in leading if getattr(item, name) not in _EMPTY), "")
    if first:
        yield _said(getattr(item, first), fields[first], names)
    if item.noun:
        return
    for name, field in fields.items():
        value = getattr(item, name)
        if name == first or value in _EMPTY or value is False or value == field.default:
            continue
        if said := _said(value, field, names):
            own = f"{type(item).__name__.lower()}-{field.key}"
            known = f"telling.field.{own}" in names.words.keys
            yield f"{field_name(own if known else field.key, names)}: {said}"


def field_name(key: str, names: Names) -> str:
    """Say what a field of the policy language is called."""
    return names.words.known(f"telling.field.{key}").replace("_", " ")
