"""Which remarks and blank lines of a file belong to which key or item; not how they are written."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from handbook_gen.core.reader import Path, Value
from handbook_gen.edit.outline import Outline, Remark

# The reader takes this for text that was meant to be said, where it stands behind a value without quotes.
_LIKE_TEXT: Final = re.compile(r"#[^\s#!]")
Lines = tuple[str, ...]


@dataclass(frozen=True)
class Remarks:
    """Remarks by the path of what they belong to; an empty line stands for any number of blank ones."""

    above: Mapping[Path, Lines]
    """On lines of their own, above a key or an item."""
    beside: Mapping[Path, str]
    """Behind a key or a value, on its line."""
    below: Mapping[Path, Lines]
    """Behind the last entry of a list or a mapping, as far to the right as its entries."""

    @cached_property
    def around(self) -> frozenset[Path]:
        """The lists and mappings with a remark somewhere in them: they need more than one line."""
        told = {path[:-1] for path, lines in self.above.items() if any(lines)}
        told |= {path[:-1] for path in self.beside} | {*self.below}
        return frozenset(path[:length] for path in told for length in range(len(path) + 1))

    def moved(self, move: Callable[[Path], Path]) -> "Remarks":
        """Give the same for values that stand elsewhere."""
        below = {move((*path, 0))[:-1]: lines for path, lines in self.below.items()}
        above = {move(path): lines for path, lines in self.above.items()}
        return Remarks(above, {move(path): text for path, text in self.beside.items()}, below)


NONE: Final = Remarks({}, {}, {})


def remarks(outline: Outline) -> Remarks:
    """Give every remark to what it stands with."""
    sorting = _Sorting(outline)
    for each in outline.remarks:
        sorting.give(each)
    sorting.blanks()
    above = {path: tuple(lines) for path, lines in sorting.above.items()}
    return Remarks(above, sorting.beside, {path: tuple(lines) for path, lines in sorting.below.items()})


def settled(remarks: Remarks, value: Value) -> Remarks:
    """Give what has no place of its own to what is around it.

    That is what stands in empty brackets, and above the first key of an item: the dash is on its line.
    """
    above = {path: [*lines] for path, lines in remarks.above.items()}
    below = dict(remarks.below)
    for path in remarks.below:
        if not _at(value, path):
            above.setdefault(path, []).extend(below.pop(path))
    for path in sorted(above, key=len, reverse=True):
        while len(path) > 1 and isinstance(path[-2], int) and path[-1] == _first(_at(value, path[:-1])):
            lines = above.pop(path, [])
            path = path[:-1]  # noqa: PLW2901  # as far out as it can go
            above.setdefault(path, []).extend(line for line in lines if line)
    return Remarks({path: tuple(lines) for path, lines in above.items()}, remarks.beside, below)


def _at(value: Value, path: Path) -> Value:
    for step in path:
        value = value[step]  # type: ignore[index]  # a way that there is
    return value


def _first(value: Value) -> str | int:
    return next(iter(value)) if isinstance(value, dict) else 0


class _Sorting:
    """The remarks so far; each is given the same whether it stands in brackets or in lines."""

    def __init__(self, outline: Outline) -> None:
        self.above: dict[Path, list[str]] = {}
        self.beside: dict[Path, str] = {}
        self.below: dict[Path, list[str]] = {}
        self._outline = outline
        self._text = outline.text
        self._entries = [*outline.entries.values()]
        self._starts = [entry.start for entry in self._entries]
        self._above_since = -1
        """The entry that got the last remark above it; what follows up to there is for it too."""

    def give(self, remark: Remark) -> None:
        """Give a remark to what stands before it on its line, else to what it stands above or below of."""
        line = self._text.rfind("\n", 0, remark.start) + 1
        lines = [""] * self._blank_above(line) + [remark.text]
        if self._text[line : remark.start].strip() and (path := self._before(remark.start)):
            if _LIKE_TEXT.match(remark.text):
                self.above.setdefault(path, []).append(remark.text)
                return
            if path in self.beside:  # one behind the key, one behind the value
                self.above.setdefault(path, []).append(self.beside[path])
            self.beside[path] = remark.text
            return
        room, path = self._own_line(remark.start, remark.start - line)
        room.setdefault(path, []).extend(lines)

    def blanks(self) -> None:
        """Note the blank lines right above entries."""
        last = -1
        for entry in self._entries:
            line = self._text.rfind("\n", 0, entry.start) + 1
            first = line != last and not self._text[line : entry.start].strip(" -")
            if first and self._blank_above(line):
                self.above.setdefault(entry.path, []).append("")
            last = line

    def _blank_above(self, line: int) -> bool:
        """Tell whether there is a blank line above the one that begins at an offset."""
        before = self._text.rfind("\n", 0, max(line - 1, 0)) + 1
        return line > 0 and not self._text[before:line].strip()

    def _before(self, offset: int) -> Path:
        """Give the entry that an offset stands behind: the one around brackets that are closed there."""
        last = bisect_right(self._starts, offset) - 1
        path = self._entries[last].path if last >= 0 else ()
        for length in range(len(path)):
            holder = self._outline.holders.get(path[:length])
            if holder and holder.flow and holder.end <= offset:
                return path[:length]
        return path

    def _own_line(self, offset: int, column: int) -> tuple[dict[Path, list[str]], Path]:
        number = bisect_right(self._starts, offset)
        before = self._entries[number - 1] if number else None
        after = self._entries[number].path if number < len(self._entries) else None
        if before and before.value > offset and before.path not in self._block:
            return self.above, before.path  # between a key and its value
        inside = self._brackets(offset, before.path if before else ())
        if inside is not None:
            within = after and after[: len(inside)] == inside
            return (self.above, after) if after and within else (self.below, inside)
        left = -1 if after is None else self._outline.column(self._entries[number].start)
        if self._above_since != number:
            for path in self._closed(before.path if before else (), after):
                if column >= self._block[path] and column > left:
                    return self.below, path
        self._above_since = number
        return (self.below, ()) if after is None else (self.above, after)

    def _brackets(self, offset: int, path: Path) -> Path | None:
        """Give the innermost brackets around an offset, on the way to the entry before it."""
        for length in range(len(path), -1, -1):
            holder = self._outline.holders.get(path[:length])
            if holder and holder.flow and holder.start < offset < holder.end:
                return path[:length]
        return None

    def _closed(self, before: Path, after: Path | None) -> Iterator[Path]:
        """Give the lists and mappings that end between two entries, the innermost first."""
        for length in range(len(before), -1, -1):
            path = before[:length]
            if path in self._block and (after is None or after[:length] != path):
                yield path

    @cached_property
    def _block(self) -> Mapping[Path, int]:
        """The column of each list and mapping without brackets."""
        return {path: h.column for path, h in self._outline.holders.items() if not h.flow}
