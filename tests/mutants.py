"""Every item of a policy with one thing in it changed, by reflection on the models; compares nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from handbook_gen.core.model import Item, Policy, shape
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.times import Duration, Hours, hours
from handbook_gen.core.model.types import LineValue, TermsValue, TextValue

_SAID: Final = "Woord"
_ALWAYS: Final = "24/7"
# What a field without a value is given, by its class or the form of a string in it.
_NEW: Final[Mapping[Any, Any]] = {
    TextValue: TextValue(nl=_SAID, en="Word"),
    LineValue: LineValue(nl=_SAID, en="Word"),
    TermsValue: TermsValue(nl=(_SAID,), en=("Word",)),
    date: date(2030, 1, 1),
    Duration: Duration(3, "d"),
    Hours: hours(_ALWAYS),
    int: 3,
    Decimal: Decimal(3),
    bool: True,
    str: "new",
}


def mutants(item: Any) -> Iterator[tuple[str, Any]]:
    """Give an item with one field changed, for each field and each way to change it, with the field's name.

    The id stays, and so do parts that are items with a noun: they are asked themselves.
    """
    for field in shape.fields(item.__class__):
        if field.name == "id" or _items(field):
            continue
        value = getattr(item, field.name)
        for other in _others(field, value):
            if other != value:
                yield field.key, item.model_copy(update={field.name: other})


def grafted(policy: Policy, others: Mapping[int, Item]) -> Policy:
    """Give a policy in which some items, by their identity in memory, are replaced by others."""
    files: dict[str, Any] = {
        name: _grafted(getattr(policy, name), others) for name in Policy.__dataclass_fields__
    }
    return replace(policy, **files)


def _grafted(value: Any, others: Mapping[int, Item]) -> Any:
    if isinstance(value, tuple):
        return tuple(_grafted(each, others) for each in value)
    if not isinstance(value, Item):
        return value
    item = others.get(id(value), value)
    parts = {
        field.name: _grafted(getattr(item, field.name), others)
        for field in shape.fields(type(item))
        if isinstance(field.type, type) and issubclass(field.type, Item)
    }
    return item.model_copy(update=parts) if parts else item


def _items(field: Field) -> bool:
    kind = field.type
    return isinstance(kind, type) and issubclass(kind, Item) and bool(kind.noun)


def _others(field: Field, value: Any) -> Iterator[Any]:
    if field.many:
        yield from _lists(field, value)
        return
    yield from _ones(field, value)
    if value is not None and not field.required and field.default is None:
        yield None


def _lists(field: Field, value: tuple[Any, ...]) -> Iterator[Any]:
    """Change a list: one more, one fewer, another order, and another first."""
    first = value[0] if value else None
    new = next(_ones(field, first), None)
    if new is not None and new not in value:
        yield (*value, new)
    if value:
        yield value[1:]
        yield value[::-1]
        yield from ((other, *value[1:]) for other in _ones(field, first) if other not in value)


def _ones(field: Field, value: Any) -> Iterator[Any]:
    kind = field.type
    if isinstance(kind, type) and issubclass(kind, Item):
        yield from (other for _, other in mutants(value)) if value is not None else ()
    elif words := shape.choices(kind):
        yield from (word for word in words if word != value)
    elif value is None:
        yield _NEW[kind]
    else:
        yield from _another(value)


def _another(value: Any) -> Iterator[Any]:
    match value:
        case TextValue() | LineValue():
            told = {language: f"{text} {_SAID}" for language, text in value.texts()}
            yield type(value)(**told)
            if len(told) > 1:
                yield type(value)(nl=value.nl)
        case TermsValue():
            yield TermsValue(nl=(*value.nl, _SAID), en=value.en)
        case bool():
            yield not value
        case int() | Decimal():
            yield value + 1
        case date():
            yield from (value + timedelta(1), value - timedelta(1))
        case Duration():
            yield Duration(value.amount + 1, value.unit)
        case Hours():
            yield hours("Mo 09:00-10:00") if value.always else hours(_ALWAYS)
        case str():
            yield f"{value}0"
