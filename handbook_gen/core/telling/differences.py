"""Two texts of one item → what differs, field by field, in words and marks; judges nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from handbook_gen.core.model import shape
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.marks import Mark, marks, shortened
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.values import field_name, worded

_TEXTS: Final = (TextValue, LineValue)
_AROUND: Final = 120
"""How many characters of what stayed are shown beside what changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its text word by word, or a sentence with what it was and what it became."""

    field: str
    marks: tuple[tuple[Mark, ...], ...] = ()
    """For each text that differs."""
    said: str = ""
    """For what is no text, or did not change in the reader's language."""


def differences(
    before: Item, after: Item, names: Names, beside: Collection[str] = ()
) -> Iterator[Difference]:
    """Tell what differs between two texts of an item; the fields in `beside` are left out."""
    spot = Spot(after.noun, getattr(after, "id", ""))
    for field in shape.fields(type(after)):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new and field.name not in beside:
            yield from _differing(field, (old, new), Spot(spot.noun, spot.id, (field.key,)), names)


def _differing(field: Field, values: tuple[Any, Any], spot: Spot, names: Names) -> Iterator[Difference]:
    old, new = values
    if not field.many and all(isinstance(each, Item) for each in values):
        part: type[Item] = type(new)
        for inner in shape.fields(part):
            pair = getattr(old, inner.name), getattr(new, inner.name)
            if pair[0] != pair[1]:
                yield from _differing(inner, pair, Spot(spot.noun, spot.id, (*spot.path, inner.key)), names)
        return
    called = field_name(field.key, names)
    if (
        field.many
        and not field.ref
        and any(isinstance(each, Item | TextValue | LineValue) for each in old + new)
    ):
        found = tuple(_listed([[worded((each,), spot, names) for each in some] for some in values]))
    elif any(isinstance(each, _TEXTS) for each in values):
        found = tuple(_marked(*(_text(each, names) for each in values)))
    else:
        yield Difference(called, said=_valued(worded(old, spot, names), worded(new, spot, names), names))
        return
    yield Difference(called, found, said="" if found else names.words("telling.elsewhere"))


def _text(value: TextValue | LineValue | None, names: Names) -> str:
    return names.spelled(value.best(names.words.language)) if value else ""


def _listed(texts: Sequence[Sequence[str]]) -> Iterator[tuple[Mark, ...]]:
    """Lay two lists of texts beside each other; what stayed as it was is not shown."""
    old, new = texts
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for one, other in zip_longest(old[i:j], new[k:m], fillvalue=""):
                yield from _marked(one, other)


def _marked(old: str, new: str) -> Iterator[tuple[Mark, ...]]:
    if old != new:
        yield shortened(marks(old, new), _AROUND)


def _valued(old: str, new: str, names: Names) -> str:
    """Say what a value was and became."""
    if old == new:
        return names.words("telling.elsewhere")
    way = "both" if old and new else "removed" if old else "added"
    return names.words(f"telling.became.{way}", before=old, after=new)
