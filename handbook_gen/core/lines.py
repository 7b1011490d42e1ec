"""Which lines of which file a rule is written on, for who wants to edit it; reads no value but its id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import yaml

from handbook_gen.core.loader import Sources
from handbook_gen.core.model import RULES_FOLDER

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RULES: Final = "rules"
_IN_ITEM: Final = 3
"""How deep the fields of an item of a list at the top of a file stand."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A stretch of a file, from its first line to its last; the first line of a file is 1."""

    path: str
    first: int
    last: int


def lines(sources: Sources) -> Mapping[str, Lines]:
    """Give the lines of every rule, by id; of one that stands in two places, the first.

    It takes a second pass over the files, of a third of a millisecond a rule, so only who asks pays for it.
    """
    found: dict[str, Lines] = {}
    for path in sorted(sources.files):
        if path.startswith(RULES_FOLDER) and path.endswith(sources.suffix):
            for identity, place in _written(sources.files[path]):
                found.setdefault(identity, replace(place, path=sources.shown(path)))
    return found


@lru_cache(maxsize=2048)  # asked again for each language and version
def _written(data: bytes) -> tuple[tuple[str, Lines], ...]:
    text = data.decode("utf-8-sig", "replace")
    written = text.split("\n")
    try:
        return tuple((identity, _stretch(written, *place)) for identity, *place in _items(text))
    except yaml.YAMLError:  # such a file is told as a problem, and none of its rules is published
        return ()


def _stretch(written: list[str], first: int, last: int) -> Lines:
    """Leave out the empty lines at the end of a text, which are of no use to anybody."""
    while last > first and not written[last].strip():
        last -= 1
    return Lines("", first + 1, last + 1)


def _items(text: str) -> Iterator[tuple[str, int, int]]:
    """Give id, first and last line of each item in the list `rules`; lines count from 0."""
    depth, listed, key, identity, first, last = 0, False, "", "", 0, 0
    event: Any
    for event in yaml.parse(text, _LOADER):
        begins, ends = event.start_mark, event.end_mark
        if (
            ends.index > begins.index
        ):  # what takes no room, such as the end of a block, stands at what follows
            last = ends.line - (ends.column == 0)
        if isinstance(event, yaml.ScalarEvent):
            in_item = listed and depth == _IN_ITEM
            if in_item and key == "id":
                identity = event.value
            if in_item or depth == 1:
                key = "" if key else event.value
        elif isinstance(event, yaml.CollectionStartEvent):
            listed = listed or (depth == 1 and key == _RULES)
            depth += 1
            if listed and depth == _IN_ITEM:
                key, identity, first = "", "", begins.line
        elif isinstance(event, yaml.CollectionEndEvent):
            if listed and depth == _IN_ITEM:
                yield identity, first, last
            depth -= 1
            key = "" if depth in (1, _IN_ITEM) else key
            listed = listed and depth > 1
