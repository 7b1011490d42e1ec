"""Sections of a comment → as much of them as there is room for, the lightest cut first; knows no words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_GAP: Final = 2
"""Characters of an empty line."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry of a section, in full and in one line."""

    full: str
    line: str


@dataclass(frozen=True, slots=True)
class Section:
    """A level: its heading always stays."""

    heading: str
    blocks: tuple[Block, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """How many blocks of a section are told in full, and how many in one line after these."""

    full: int
    lines: int


def fitted(sections: Sequence[Section], room: int, more: Callable[[int], str]) -> tuple[str, ...]:
    """Write sections in at most `room` characters, the heaviest first; `more` says how many are left out.

    From the end, details become one line each, and then a number; a heavier section is cut only where
    all that is lighter has been reduced to its heading.
    """
    kept = [_Kept(len(section.blocks), 0) for section in sections]
    spare = room - sum(_size(section, each, more) for section, each in zip(sections, kept, strict=True))
    for index in reversed(range(len(sections))):
        if spare >= 0:
            break
        before = _size(sections[index], kept[index], more)
        kept[index] = _less(sections[index], before + spare, more)
        spare += before - _size(sections[index], kept[index], more)
    return tuple(_written(section, each, more) for section, each in zip(sections, kept, strict=True))


def within(parts: Sequence[str], room: int, gap: int) -> Sequence[str]:
    """Give as many of the first parts as there is room for, with a gap behind each."""
    sizes = accumulate(len(part) + gap for part in parts)
    return parts[: sum(size <= room for size in sizes)]


def _less(section: Section, room: int, more: Callable[[int], str]) -> _Kept:
    """Give the most of a section that fits: the first in full, the next in lines, the rest counted."""
    count = len(section.blocks)
    room -= len(section.heading) + len(section.closing) + 3 * _GAP
    lines = [len(block.line) + 1 for block in section.blocks]
    fulls = [len(block.full) + _GAP for block in section.blocks]
    if (spare := room - sum(lines)) >= 0:
        full = 0
        while full < count and (spare := spare - fulls[full] + lines[full]) >= 0:
            full += 1
        return _Kept(full, count - full)
    room -= len(more(count)) + 1
    shown = 0
    while shown < count and (room := room - lines[shown]) >= 0:
        shown += 1
    return _Kept(0, shown)


def _size(section: Section, kept: _Kept, more: Callable[[int], str]) -> int:
    return len(_written(section, kept, more)) + _GAP


def _written(section: Section, kept: _Kept, more: Callable[[int], str]) -> str:
    fulls = [block.full for block in section.blocks[: kept.full]]
    lines = [block.line for block in section.blocks[kept.full : kept.full + kept.lines]]
    left = len(section.blocks) - kept.full - kept.lines
    rest = "\n".join([*lines, *([more(left)] if left else [])])
    return "\n\n".join(part for part in (section.heading, *fulls, rest, section.closing) if part)
