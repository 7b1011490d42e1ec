"""Sections of a comment → as much of them as there is room for, the lightest cut first; knows no words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Final

_GAP: Final = 2
"""Characters of an empty line."""
_FIRST: Final = 3
"""How many entries of each section are named before the rest of the room is shared."""


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

    From the end, details become one line each, those of a heavier section only once all that is lighter is in
    lines. Where not even all the lines fit, the last of every section are counted, in proportion.
    """
    kept = [_Kept(len(section.blocks), 0) for section in sections]
    sizes = [_size(section, each, more) for section, each in zip(sections, kept, strict=True)]
    spare = room - sum(sizes)
    for index in reversed(range(len(sections))):
        if spare >= 0:
            break
        kept[index] = _in_lines(sections[index], sizes[index] + spare)
        spare += sizes[index] - _size(sections[index], kept[index], more)
    if spare < 0:
        kept = _shared(sections, room, more)
    return tuple(_written(section, each, more) for section, each in zip(sections, kept, strict=True))


def within(parts: Sequence[str], room: int, gap: int) -> Sequence[str]:
    """Give as many of the first parts as there is room for, with a gap behind each."""
    sizes = accumulate(len(part) + gap for part in parts)
    return parts[: sum(size <= room for size in sizes)]


def _in_lines(section: Section, room: int) -> _Kept:
    """Give as many of the first in full as leave room for the others in a line each."""
    spare = room - _frame(section) - sum(map(_line, section.blocks))
    full = 0
    for block in section.blocks:
        spare -= len(block.full) + _GAP - _line(block)
        if spare < 0:
            break
        full += 1
    return _Kept(full, len(section.blocks) - full)


def _shared(sections: Sequence[Section], room: int, more: Callable[[int], str]) -> list[_Kept]:
    """Give each section its first lines, and as much of what room is left as it has of the lines left."""
    room -= sum(_frame(section) + len(more(len(section.blocks))) + 1 for section in sections)
    lines = [[_line(block) for block in section.blocks] for section in sections]
    shown = [0] * len(sections)
    for rank, index in product(range(_FIRST), range(len(sections))):
        if shown[index] == rank < len(lines[index]) and lines[index][rank] <= room:
            shown[index] += 1
            room -= lines[index][rank]
    left = [sizes[number:] for sizes, number in zip(lines, shown, strict=True)]
    total = sum(map(sum, left)) or 1
    also = (sum(size <= room * sum(sizes) // total for size in accumulate(sizes)) for sizes in left)
    return [_Kept(0, number + some) for number, some in zip(shown, also, strict=True)]


def _line(block: Block) -> int:
    return len(block.line) + 1


def _frame(section: Section) -> int:
    """Give the size of what always stands around the blocks of a section."""
    return len(section.heading) + len(section.closing) + 3 * _GAP


def _size(section: Section, kept: _Kept, more: Callable[[int], str]) -> int:
    return len(_written(section, kept, more)) + _GAP


def _written(section: Section, kept: _Kept, more: Callable[[int], str]) -> str:
    fulls = [block.full for block in section.blocks[: kept.full]]
    lines = [block.line for block in section.blocks[kept.full : kept.full + kept.lines]]
    left = len(section.blocks) - kept.full - kept.lines
    rest = "\n".join([*lines, *([more(left)] if left else [])])
    return "\n\n".join(part for part in (section.heading, *fulls, rest, section.closing) if part)
