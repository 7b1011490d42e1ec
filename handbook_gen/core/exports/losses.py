"""What a form would lose of a policy: YAML that Sveltia CMS reads differently than we do; it writes nothing.

It reads YAML 1.2 into values of JavaScript, so that `+31205550100` is a number without its plus, and throws
away a text without a language. What `fmt` has gone over has neither.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from handbook_gen.core.exports.given import Given
from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER, TopicFile, shape
from handbook_gen.core.model.types import Item, LineValue, TermsValue, TextValue
from handbook_gen.core.problems import Place
from handbook_gen.core.reader import Document, Path, Value, read
from handbook_gen.core.reference import is_part

_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_SAME: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?")
"""A number that JavaScript writes as it was read."""
_WORDS: Final = re.compile(r"True|TRUE|False|FALSE|Null|NULL|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_QUOTES: Final = ("'", '"', ">", "|")
_TOLD: Final = (TextValue, LineValue, TermsValue)
_NUMERIC: Final = ("number", "quantity")


@dataclass(frozen=True, slots=True)
class Loss:
    """A value that a form would not keep, and why."""

    place: Place
    reason: Literal["text", "scalar"]


def losses(given: Given) -> tuple[Loss, ...]:
    """Find everything in a policy that a form would throw away or change."""
    found: list[Loss] = []
    for path, data in sorted(given.sources.files.items()):
        model = TopicFile if path.startswith(RULES_FOLDER) else DOCUMENTS.get(path)
        if model:
            document = read(given.sources.shown(path), data)
            found += _in_section(document, model, document.value, ())
    return tuple(found)


def _in_section(document: Document, part: type[Item], value: Value, here: Path) -> Iterator[Loss]:
    for each in shape.fields(part):
        given = value.get(each.key) if isinstance(value, dict) else None
        path = (*here, each.key)
        if each.many and each.type is not TermsValue and isinstance(given, list):
            for index, one in enumerate(given):
                yield from _in_value(document, each, one, (*path, index))
        elif given is not None:
            yield from _in_value(document, each, given, path)


def _in_value(document: Document, each: shape.Field, value: Value, here: Path) -> Iterator[Loss]:
    if is_part(each):
        yield from _in_section(document, each.type, value, here)
    elif each.type in _TOLD and isinstance(value, str | list):
        yield Loss(document.at(here), "text")
    elif each.form not in _NUMERIC:
        for path, text in _strings(value, here):
            place = document.at(path)
            if _changes(text) and not _is_quoted(document, place):
                yield Loss(place, "scalar")


def _strings(value: Value, here: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield here, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _strings(inner, (*here, step))


def _changes(text: str) -> bool:
    """Tell whether a string that is not in quotes comes back as another one: numbers are written anew."""
    return bool(_WORDS.fullmatch(text) or (_NUMBER.fullmatch(text) and not _SAME.fullmatch(text)))


def _is_quoted(document: Document, place: Place) -> bool:
    line = document.data.decode("utf-8-sig", "replace").splitlines()[place.line - 1]
    return line[place.column - 1 : place.column] in _QUOTES
