"""What a file holds, as the policy language has it: keys in order, texts by language; no value changes."""

from dataclasses import dataclass, replace
from typing import Any

from handbook_gen.core.model import Item, shape
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.types import Language, LineValue, TermsValue, TextValue
from handbook_gen.core.reader import Path, Value

TOLD = (TextValue, LineValue, TermsValue)


@dataclass(frozen=True)
class Ordered:
    """A value in order, and where a text or a list of words was put below its language."""

    value: Value
    language: Language
    put_below: frozenset[Path]

    def move(self, path: Path) -> Path:
        """Give where what stood at a path stands now."""
        for length in range(1, len(path)):
            if path[:length] in self.put_below:
                return (*path[:length], self.language, *path[length:])
        return path


def ordered(value: Value, model: type[Item], language: Language) -> Ordered:
    """Put a document in order; `language` is that of a text that does not say its own."""
    found: set[Path] = set()
    document = Field("", "", many=False, type=model)
    return Ordered(_value(value, document, (), language, found), language, frozenset(found))


def part(field: Field | None, value: Value, step: str | int) -> Field | None:
    """Give the field of what stands below a value; None where the policy language does not know it."""
    if field is None:
        return None
    if isinstance(step, int):
        return replace(field, many=False) if field.many else None
    if field.many or not isinstance(value, dict):
        return None
    return next((each for each in fields(field.type) if each.key == step), None)


def fields(kind: Any) -> tuple[Field, ...]:
    """Give the fields of a class; none of what is no class of the policy language."""
    known = isinstance(kind, type) and (kind in TOLD or issubclass(kind, Item))
    return shape.fields(kind) if known else ()


def _value(value: Value, field: Field | None, path: Path, language: Language, found: set[Path]) -> Value:
    if field and not field.many and _lacks_language(value, field.type):
        found.add(path)
        return {language: value}
    if isinstance(value, list):
        return [
            _value(each, part(field, value, index), (*path, index), language, found)
            for index, each in enumerate(value)
        ]
    if not isinstance(value, dict):
        return value
    known = [each.key for each in fields(field.type)] if field and not field.many else []
    keys = [key for key in known if key in value] + [key for key in value if key not in known]
    return {key: _value(value[key], part(field, value, key), (*path, key), language, found) for key in keys}


def _lacks_language(value: Value, kind: Any) -> bool:
    return (isinstance(value, str) and kind in (TextValue, LineValue)) or (
        isinstance(value, list) and kind is TermsValue
    )
