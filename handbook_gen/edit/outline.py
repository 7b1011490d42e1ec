"""Where everything in a YAML file stands, its remarks too; for files that the reader found no fault with.

Offsets count code points from the start of the text. What a remark belongs to is said elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from handbook_gen.core.reader import Path

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REMARK: Final = re.compile(r"#[^\n]*")
_HEADER: Final = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list with its dash."""

    path: Path
    start: int
    """Where the key or the dash stands."""
    value: int
    """Where the value begins; behind the colon where there is none."""
    end: int
    """Behind the last character of the value."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A list or a mapping: in brackets, or in the column in which its entries begin."""

    flow: bool
    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands behind a hash sign, with it."""

    start: int
    text: str


@dataclass(frozen=True)
class Outline:
    """The places in one text."""

    text: str
    entries: Mapping[Path, Entry]
    """In the order in which they stand in the file."""
    holders: Mapping[Path, Holder]
    remarks: tuple[Remark, ...]
    bare: frozenset[Path]
    """The values that stand there without quotes."""

    def line_end(self, offset: int) -> int:
        """Give the end of the line, before the line break."""
        found = self.text.find("\n", offset)
        end = len(self.text) if found < 0 else found
        return end - 1 if self.text[:end].endswith("\r") else end

    def column(self, offset: int) -> int:
        """Give how far from the left an offset stands, from 0."""
        return offset - self.text.rfind("\n", 0, offset) - 1


def outline(text: str) -> Outline:
    """Find the places in a text that could be read without a problem."""
    walk = _Walk(text)
    return Outline(text, walk.entries, walk.holders, tuple(walk.remarks()), frozenset(walk.bare))


class _Walk:
    """One pass over the events of a file; each node gives where it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: dict[Path, Entry] = {}
        self.holders: dict[Path, Holder] = {}
        self.bare: set[Path] = set()
        self._tokens: list[tuple[int, int]] = []
        self._cursor = 0
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                self._node(event, ())

    def remarks(self) -> Iterator[Remark]:
        """Give what begins with a hash sign between the tokens: there it can be nothing else."""
        before = 0
        for start, end in [*self._tokens, (len(self.text), len(self.text))]:
            for found in _REMARK.finditer(self.text, before, start):
                yield Remark(found.start(), found[0].rstrip())
            before = end

    def _offset(self, mark: Any) -> int:
        if mark.line >= len(self._lines):  # behind a last line that has no end
            return len(self.text)
        offset: int = self._lines[mark.line] + mark.column
        return min(offset, len(self.text))

    def _token(self, start: int, end: int) -> None:
        self._tokens.append((start, end))
        self._cursor = end

    def _node(self, event: Any, path: Path) -> tuple[int, int]:
        """Walk a node; give where it begins and ends."""
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        flow = bool(event.flow_style)
        start = self._offset(event.start_mark)
        if flow and self.text[start] in "[{":  # a pair in a list may go without
            self._token(start, start + 1)
        self.holders[path] = Holder(flow, start, start, 0)  # so that it stands before those in it
        listed = isinstance(event, yaml.SequenceStartEvent)
        spans = [*(self._items(path, flow=flow) if listed else self._keys(path))]
        closing = spans.pop()
        if not flow and spans:
            start, end = spans[0][0], spans[-1][1]
        else:
            end = closing[1]
        column = start - self.text.rfind("\n", 0, start) - 1
        self.holders[path] = Holder(flow, start, end, column)
        return start, end

    def _items(self, path: Path, *, flow: bool) -> Iterator[tuple[int, int]]:
        """Walk the items of a list; give where each begins and ends, and last where the list is closed."""
        for index, event in enumerate(self._events):
            if isinstance(event, yaml.SequenceEndEvent):
                yield self._closed(event)
                return
            start = self._offset(event.start_mark) if flow else self._dash()
            yield self._entry((*path, index), start, event)

    def _keys(self, path: Path) -> Iterator[tuple[int, int]]:
        """Walk the keys of a mapping, in the same way."""
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                yield self._closed(event)
                return
            start, end = self._offset(event.start_mark), self._offset(event.end_mark)
            self._token(start, end)
            yield self._entry((*path, event.value), start, next(self._events))

    def _entry(self, path: Path, start: int, event: Any) -> tuple[int, int]:
        self.entries[path] = Entry(path, start, start, start)  # so that it stands before those in it
        value, end = self._node(event, path)
        self.entries[path] = Entry(path, start, value, end)
        return start, end

    def _scalar(self, event: Any, path: Path) -> tuple[int, int]:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        if not event.style:
            self.bare.add(path)
        if event.style not in ("|", ">"):
            self._token(start, end)
            return start, end
        header = _HEADER.match(self.text, start)
        behind = header.end() if header else start
        self._token(start, behind)
        body = self.text.find("\n", behind, end)
        if body >= 0:  # a remark can stand behind the header
            self._token(body, end)
        kept = header is not None and "+" in header[0]
        return start, end if kept else start + len(self.text[start:end].rstrip())

    def _closed(self, event: Any) -> tuple[int, int]:
        """Give where a list or a mapping is closed; without brackets that is nowhere."""
        end = self._offset(event.end_mark)
        start = self._offset(event.start_mark)
        if end > start and self.text[start] in "]}":
            self._token(start, end)
        return start, end

    def _dash(self) -> int:
        """Find the next dash that no remark holds."""
        at = self._cursor
        while self.text[at] != "-":
            at = self.text.index("\n", at) if self.text[at] == "#" else at + 1
        self._cursor = at + 1
        return at
