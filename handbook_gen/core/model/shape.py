"""What fields a class of the policy language has, and a walk over an item's texts and citations.

One reflection on the models serves the loader (did you mean), the linker (every id followed) and the checks
(every text read), so that a new field needs no second list anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from handbook_gen.core.model.refs import Ref
from handbook_gen.core.model.types import Form, Item, LineValue, TermsValue, TextValue, Unit

Path = tuple[str | int, ...]
Told = TextValue | LineValue


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its attribute, the key in YAML, whether it is a list, and what one value is."""

    name: str
    key: str
    many: bool
    type: Any
    """A class, or a `Literal`."""
    ref: Ref | None = None
    form: str = ""
    """What a string in it means, such as `mail` or `date`; nothing for a text."""
    unit: str = ""
    required: bool = False
    default: Any = None
    """What it is where it is left out, if that is more than nothing."""
    pattern: str = ""
    """What a string in it matches as a whole."""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """An id that stands in a field of an item."""

    path: Path
    target: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Saying:
    """A text that stands in a field of an item."""

    path: Path
    text: Told


@cache
def fields(model: Any) -> tuple[Field, ...]:
    """List the fields of a class of the policy language, in the order they are declared."""
    if issubclass(model, BaseModel):
        return tuple(
            _field(
                name,
                Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation,
                required=info.is_required(),
                default=None if info.is_required() or info.default in (None, ()) else info.default,
            )
            for name, info in model.model_fields.items()
        )
    return tuple(
        Field(name, name, many=model is TermsValue, type=str)
        for name in getattr(model, "__dataclass_fields__", ())
    )


def at(model: type, path: Path) -> tuple[Field, ...]:
    """List the fields that may stand at `path` below a class; empty where the path leaves the language."""
    for step in path:
        if isinstance(step, str):
            found = next((f for f in fields(model) if f.key == step), None)
            if found is None or not isinstance(found.type, type):
                return ()
            model = found.type
    return fields(model)


@cache
def homes(model: type[Item]) -> tuple[tuple[Field, ...], ...]:
    """Give the ways to where items with a noun stand below a document, such as `triage` → `steps`."""
    found: list[tuple[Field, ...]] = []
    for field in fields(model):
        if _has_parts(field.type):
            if field.type.noun:
                found.append((field,))
            elif not field.many:
                found += [(field, *inner) for inner in homes(field.type)]
    return tuple(found)


def below(document: Item) -> Iterator[Item]:
    """Give every item with a noun in a document, in the order of its fields."""
    for way in homes(type(document)):
        found: list[Any] = [document]
        for field in way:
            values = [value for each in found if (value := getattr(each, field.name)) is not None]
            found = [each for value in values for each in value] if field.many else values
        yield from found


def walk(item: Item) -> Iterator[Citation | Saying]:
    """Go through the texts and citations of an item and of its parts, but for parts with a noun."""
    return _walk(item, ())


def strings(item: Item) -> Iterator[tuple[Path, str]]:
    """Go through what is the same in every language, handles and addresses, and the keywords and synonyms."""
    return _strings(item, ())


def choices(kind: Any) -> tuple[str, ...]:
    """Give the words of a `Literal`."""
    return tuple(str(choice) for choice in get_args(kind)) if get_origin(kind) is Literal else ()


def _walk(item: Any, path: Path) -> Iterator[Citation | Saying]:
    for field in _telling(item.__class__):
        value = getattr(item, field.name)
        if value is None:
            continue
        here = (*path, field.key)
        if not field.many:
            yield from _one(field, value, here)
        else:
            for index, each in enumerate(value):
                yield from _one(field, each, (*here, index))


def _one(field: Field, value: Any, path: Path) -> Iterator[Citation | Saying]:
    if field.ref:
        yield Citation(path, value, field.ref)
    elif field.type in _TOLD:
        yield Saying(path, value)
    else:
        yield from _walk(value, path)


def _strings(item: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for field in _plain(item.__class__):
        value = getattr(item, field.name)
        if not value:
            continue
        here = (*path, field.key)
        for spot, each in enumerate(value) if field.many else ((None, value),):
            way = here if spot is None else (*here, spot)
            yield from ((way, each),) if field.type is str else _strings(each, way)


_TOLD: Final = (TextValue, LineValue)


@cache
def _telling(model: Any) -> tuple[Field, ...]:
    """Keep the fields in which a text or a citation can stand."""
    return tuple(
        f for f in fields(model) if f.ref or f.type in _TOLD or (_has_parts(f.type) and not f.type.noun)
    )


@cache
def _plain(model: Any) -> tuple[Field, ...]:
    """Keep the fields in which any string may stand, or a part that has one."""
    return tuple(
        f
        for f in fields(model)
        if (f.type is str and not f.ref and f.form in ("", "plain", "url"))
        or f.type is TermsValue
        or (_has_parts(f.type) and not f.type.noun and _plain(f.type))
    )


def _has_parts(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Item)


def _field(name: str, annotation: Any, *, required: bool = False, default: Any = None) -> Field:
    kind, many, marks = _unwrapped(annotation)
    ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
    form = next((mark for mark in marks if isinstance(mark, Form)), Form(""))
    unit = next((mark.name for mark in marks if isinstance(mark, Unit)), "")
    return Field(
        name=name,
        key=name.rstrip("_"),
        many=many,
        type=kind,
        ref=ref,
        form=form.name,
        unit=unit,
        required=required,
        default=default,
        pattern=form.pattern,
        least=form.least,
        most=form.most,
    )


def _unwrapped(annotation: Any) -> tuple[Any, bool, tuple[Any, ...]]:
    """Give what one value of a field is, whether it is a list, and our marks on it, outermost first."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        kind, many, marks = _unwrapped(arguments[0])
        return kind, many, (*(a for a in arguments[1:] if isinstance(a, Ref | Form | Unit)), *marks)
    if origin in (Union, UnionType):
        return _unwrapped(next(a for a in arguments if a is not NoneType))
    if origin is tuple:
        kind, _, marks = _unwrapped(arguments[0])
        return kind, True, marks
    return annotation, False, ()
