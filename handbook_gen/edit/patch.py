"""Changes of a few places in a text: what stands elsewhere keeps every byte; knows nothing of policies.

A change is made where the value stands, in the style that is there: in brackets, or on lines of its own.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.reader import Path, Value, read
from handbook_gen.edit.outline import Entry, Outline

_QUOTES: Final = frozenset("\"'")
# A remark that touches what stands before it, or that the reader takes for text where it has no quotes.
_CLOSE: Final = re.compile(r"#|[ \t]+#[^\s#!]")


class UnwritableError(Exception):
    """A file whose new text would not be read as it is meant; it must be left alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to write instead of what stands from `start` up to `end`; it breaks lines with a line feed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """An item for a list, in both of the ways in which it may have to stand."""

    inline: str
    lines: Callable[[int], Sequence[str]]
    """Its lines with the dash, this far to the right."""


def put(outline: Outline, path: Path, key: str, text: str, order: Sequence[str]) -> Change:
    """Set a key of the mapping at `path`; a new one stands behind those that come before it in `order`."""
    entry = outline.entries.get((*path, key))
    if entry and entry.end > entry.value:
        quote = outline.text[entry.value]  # what was quoted stays so
        return Change(entry.value, entry.end, f"{quote}{text}{quote}" if quote in _QUOTES else text)
    if entry:
        return Change(entry.value, entry.value, f" {_fit(outline, entry.value, text)}")
    holder = outline.holders[path]
    last = _last_before(outline, path, key, order)
    if last is None:
        return Change(holder.start + 1, holder.start + 1, f"{key}: {text}")
    if holder.flow:
        return Change(last.end, last.end, f", {key}: {_fit(outline, last.end, text)}")
    return _below(outline, last, holder.column + 1, [f"{' ' * holder.column}{key}: {text}"])


def add(
    outline: Outline, path: Path, piece: Piece, order: Sequence[str], *, apart: bool = False
) -> list[Change]:
    """Add an item at the end of the list at `path`; where there is none, the list is made.

    `order` is that of the keys around the list. If the items stand `apart`, a blank line is left between.
    """
    entry, holder = outline.entries.get(path), outline.holders.get(path)
    if entry is None:
        return [_new_list(outline, path, piece, order, apart=apart)]
    items = _items(outline, path)
    if holder and items and not holder.flow:
        lines = [""] * apart + [*piece.lines(holder.column)]
        return [_below(outline, items[-1], max(holder.column, 1), lines)]
    if holder and items:
        where = items[-1].end
        return [Change(where, where, f", {_fit(outline, where, piece.inline)}")]
    if holder and any(holder.start < each.start < holder.end for each in outline.remarks):
        return [Change(holder.start + 1, holder.start + 1, piece.inline)]
    colon = outline.text.rindex(":", entry.start, entry.value) + 1
    if not apart:
        return [Change(colon, entry.end, f" [{piece.inline}]")]
    column = outline.column(entry.start)
    return [Change(colon, entry.end, ""), _below(outline, entry, column + 1, piece.lines(column + 2))]


def changed(shown: str, data: bytes, changes: Iterable[Change], meant: Value) -> bytes:
    """Make changes in a file. Raises UnwritableError where it would then not hold the value that is meant."""
    text = data.decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    for change in sorted(changes, key=lambda each: each.start, reverse=True):
        text = text[: change.start] + change.text.replace("\n", newline) + text[change.end :]
    done = data[: data.startswith(b"\xef\xbb\xbf") * 3] + text.encode()
    again = read(shown, done)
    if again.problems or again.value != meant:
        raise UnwritableError(shown)
    return done


def _new_list(outline: Outline, path: Path, piece: Piece, order: Sequence[str], *, apart: bool) -> Change:
    key = str(path[-1])
    holder = outline.holders[path[:-1]]
    last = _last_before(outline, path[:-1], key, order)
    if holder.flow or not apart or last is None:
        return put(outline, path[:-1], key, f"[{piece.inline}]", order)
    lines = ["", f"{' ' * holder.column}{key}:", *piece.lines(holder.column + 2)]
    return _below(outline, last, holder.column + 1, lines)


def _items(outline: Outline, path: Path) -> list[Entry]:
    found: list[Entry] = []
    while entry := outline.entries.get((*path, len(found))):
        found.append(entry)
    return found


def _fit(outline: Outline, offset: int, text: str) -> str:
    """Put a text in quotes where a remark follows that would be taken for a part of it."""
    return f'"{text}"' if _CLOSE.match(outline.text, offset) and text[-1] not in "]}" else text


def _last_before(outline: Outline, path: Path, key: str, order: Sequence[str]) -> Entry | None:
    """Give the last entry of a mapping that comes before a key in `order`, or any where there is none."""
    mapping = [each for each in outline.entries.values() if each.path[:-1] == path and each.path]
    before = [each for each in mapping if each.path[-1] in order[: order.index(key)]]
    return max(before or mapping, key=lambda each: each.start, default=None)


def _below(outline: Outline, entry: Entry, column: int, lines: Sequence[str]) -> Change:
    """Write lines below an entry and the remarks that stand below it at `column` or further to the right."""
    text = outline.text
    kept = text[entry.end - 1 : entry.end] == "\n"  # a text that keeps its blank lines
    where = end = outline.line_end(entry.end - kept)
    while (start := text.find("\n", end) + 1) > 0:
        end = outline.line_end(start)
        line = text[start:end]
        if line.strip() and not line.lstrip().startswith("#"):
            break
        if line.strip() and len(line) - len(line.lstrip()) >= column:
            where = end
    last = "\n" if where == len(text) and len(lines) > 1 else ""
    return Change(where, where, "".join(f"\n{line}" for line in lines) + last)
