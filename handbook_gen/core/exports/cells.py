"""What a rule looks like in the cells of a spreadsheet, and what edited cells make of it; knows no file.

A cell holds what is written in the policy, not what holds by default. What would not come back the same from
a cell is not shown there.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from handbook_gen.core.loader import Sources
from handbook_gen.core.model import RULES_FOLDER, Item, Rule, shape
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.types import LANGUAGES, Language, LineValue, TermsValue, TextValue
from handbook_gen.core.reader import Value, read
from handbook_gen.core.reference import is_part

_TOLD: Final = (TextValue, LineValue)
_LONGEST: Final = 32_767
"""Characters in a cell, as UTF-16 counts them; Excel takes no more."""
_MOST_LINES: Final = 253
"""Line breaks in a cell, by the same specification."""
# How the format itself writes a character by its number: as text it would come back as something else.
_ESCAPED: Final = re.compile(r"_x[0-9A-Fa-f]{4}_|x005F_")
_RETURN: Final = re.compile(r"_x000[Dd]_\n?|\r\n?")
_SPACES: Final = re.compile("[\u00a0\u202f]")
_BETWEEN: Final = re.compile(r"[,;\n]")
_AROUND: Final = " \t'\"`‘’‚‛“”„«»‹›"

Raw = Mapping[str, Value]
"""A rule as it is written."""


class _LossError(Exception):
    """A value that a cell cannot show without losing some of it."""


class UnequalError(Exception):
    """Lists that say the same in each language and have not the same number of lines."""

    def __init__(self, counts: Mapping[Language, int]) -> None:
        super().__init__(counts)
        self.counts = counts


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a rule in one language, or in all of them at once."""

    way: tuple[Field, ...]
    """From the rule to the field, such as `examples` and `do`."""
    language: Language | None = None

    @property
    def key(self) -> str:
        """Its name in the file, which is the same for every reader."""
        return ".".join([*(each.key for each in self.way), *filter(None, [self.language])])

    @property
    def field(self) -> Field:
        """What stands in it."""
        return self.way[-1]

    @property
    def part(self) -> type[Item]:
        """The class that the field belongs to."""
        return Rule if len(self.way) == 1 else self.way[-2].type

    @property
    def told(self) -> bool:
        """Tell whether it holds a text, or several."""
        return self.field.type in _TOLD

    @property
    def by_line(self) -> bool:
        """Tell whether several values stand on lines of their own, since they may hold a comma."""
        return self.field.type is TermsValue or (
            self.field.many and (self.told or self.field.form == "plain")
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A rule where it is written."""

    path: str
    index: int
    topic: str
    rule: Raw


def columns(languages: tuple[Language, ...]) -> tuple[Column, ...]:
    """Give every field that fits into a cell, in the order of the policy language; parts in lists do not."""
    return tuple(column for column in _columns((), Rule, languages) if column.key != "id")


def written(sources: Sources) -> Iterator[tuple[str, Written]]:
    """Give every rule with an id, with it, in the order of the files; also those that are at fault."""
    for path, data in sorted(sources.files.items()):
        if path.startswith(RULES_FOLDER):
            value = read(sources.shown(path), data).value
            topic = _get(_get(value, "topic"), "id")
            rules = _get(value, "rules")
            for index, rule in enumerate(rules if isinstance(rules, list) else ()):
                if isinstance(rule, dict) and isinstance(identity := rule.get("id"), str):
                    yield identity, Written(path, index, topic if isinstance(topic, str) else "", rule)


def shown(column: Column, rule: Raw, source: Language) -> str | None:
    """Give what a cell says; None for what it cannot say."""
    try:
        text = _text(column, _at(column, rule), source)
    except _LossError:
        return None
    long = len(text.encode("utf-16-le", "replace")) > 2 * _LONGEST or text.count("\n") > _MOST_LINES
    return None if long or _ESCAPED.search(text) else text


def tidied(column: Column, text: str, *, spaces: bool = True) -> str:
    """Bring what people and their programs type into one form; `spaces` makes all of them plain ones."""
    text = _RETURN.sub("\n", unicodedata.normalize("NFC", text))
    text = (_SPACES.sub(" ", text) if spaces or not column.told else text).strip()
    if column.by_line:
        return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
    if column.told:
        return text
    if column.field.many:
        return ", ".join(filter(None, (_word(column, part) for part in _BETWEEN.split(text))))
    return _word(column, text)


def edited(rule: Raw, cells: Mapping[Column, str], source: Language) -> dict[str, Value]:
    """Copy a rule with what cells say now; an empty one takes its field away. Raises UnequalError."""
    made: dict[str, Value] = dict(rule)
    for column, text in cells.items():
        made = _put(made, column.way, _value(column, _at(column, rule), cells, text, source))
    return made


def _columns(way: tuple[Field, ...], part: type[Item], languages: tuple[Language, ...]) -> Iterator[Column]:
    for each in shape.fields(part):
        here = (*way, each)
        if is_part(each):
            if not each.many:
                yield from _columns(here, each.type, languages)
        elif each.type in (*_TOLD, TermsValue):
            yield from (Column(here, language) for language in languages)
        else:
            yield Column(here)


def _get(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None


def _at(column: Column, rule: Raw) -> Value:
    value: Any = rule
    for each in column.way:
        if value is None:
            return None
        if not isinstance(value, dict):
            raise _LossError
        value = value.get(each.key)
    return value  # type: ignore[no-any-return]  # what the reader gives


def _text(column: Column, value: Value, source: Language) -> str:
    if column.told and column.field.many:
        said = {each: _lines(Column(column.way, each), value, source) for each in LANGUAGES}
        return "\n".join(said[column.language or source])
    if column.told:
        return _line(_said(value, column.language, source), several=True)
    if column.field.type is TermsValue or column.field.many:
        given = _said(value, column.language, source) if column.field.type is TermsValue else value
        parts = [_line(each) for each in _list(given)]
        if not all(parts) or (not column.by_line and any(_BETWEEN.search(part) for part in parts)):
            raise _LossError
        return ("\n" if column.by_line else ", ").join(parts)
    return _line(value)


def _lines(column: Column, value: Value, source: Language) -> list[str]:
    """Give the texts of a list in one language: all of them, or none."""
    texts = [_line(_said(each, column.language, source)) for each in _list(value)]
    if any(texts) and not all(texts):
        raise _LossError
    return [*filter(None, texts)]


def _said(value: Value, language: Language | None, source: Language) -> Value:
    """Give what is said in a language; what does not say its own is in the source language."""
    if isinstance(value, dict):
        return value.get(str(language))
    return value if language == source else None


def _list(value: Value) -> list[Value]:
    if value is not None and not isinstance(value, list):
        raise _LossError
    return value or []


def _line(value: Value, *, several: bool = False) -> str:
    if value is not None and not isinstance(value, str):
        raise _LossError
    text = (value or "").strip()
    if "\n" in text and not several:
        raise _LossError
    return text


def _word(column: Column, text: str) -> str:
    """Give a word without quotation marks; a choice as the policy language spells it."""
    text = text.strip(_AROUND)
    known = {choice.casefold(): choice for choice in shape.choices(column.field.type)}
    return known.get(text.casefold(), text)


def _value(column: Column, before: Value, cells: Mapping[Column, str], text: str, source: Language) -> Value:
    """Give the value that a cell stands for, with the other languages as they were."""
    if column.told and column.field.many:
        return _items(column, before, cells, source)
    if column.told or column.field.type is TermsValue:
        said: dict[str, Value] = dict(before) if isinstance(before, dict) else {}
        if before is not None and not isinstance(before, dict):
            said[source] = before
        for other, new in cells.items():
            if other.way == column.way:
                lines: list[Value] = [*new.split("\n")]
                said[str(other.language)] = (lines if column.by_line and new else new) or None
        return {key: each for key, each in said.items() if each is not None}
    if column.field.many:
        return list(text.split("\n" if column.by_line else ", ")) if text else None
    return text or None


def _items(column: Column, before: Value, cells: Mapping[Column, str], source: Language) -> Value:
    """Put the lines of each language together again, the first with the first."""
    lines: dict[Language, list[str]] = {}
    for language in LANGUAGES:
        each = Column(column.way, language)
        found = cells[each].split("\n") if each in cells else _lines(each, before, source)
        lines[language] = [*filter(None, found)]
    counts = {language: len(found) for language, found in lines.items() if found}
    if len({*counts.values()}) > 1:
        raise UnequalError(counts)
    number = max(counts.values(), default=0)
    return [{language: lines[language][index] for language in counts} for index in range(number)]


def _put(rule: Mapping[str, Value], way: tuple[Field, ...], value: Value) -> dict[str, Value]:
    """Copy a rule with a value in one place, and without what is empty then."""
    key, inner = way[0].key, value
    if len(way) > 1:
        below = rule.get(key)
        inner = _put(below if isinstance(below, dict) else {}, way[1:], value)
    if inner:
        return {**rule, key: inner}
    return {each: one for each, one in rule.items() if each != key}
