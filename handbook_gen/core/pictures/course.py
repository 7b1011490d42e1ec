"""Releases on a line of time, each with a column of what it changed: asking more above, less below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

_WIDTH: Final = 720
_INSET: Final = 34
_APART: Final = 68
"""How far releases stand apart at the least, so that their names fit."""
_COLUMN: Final = 26
_HIGH: Final = 90
"""The tallest of all columns, above or below the line."""
_LABELS: Final = 44
"""Room for the name and the day below everything."""
_LEAST: Final = 3
"""What changed at all is seen."""


@dataclass(frozen=True, slots=True)
class Step:
    """A release: its name, its day, where it is told, and how many rules it changed, by kind of change."""

    name: str
    day: date
    title: str
    address: str
    up: tuple[tuple[str, int], ...]
    """Drawn above the line, from the line up: kind and number."""
    down: tuple[tuple[str, int], ...]
    """Drawn below it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a column."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A release with its place and its pieces."""

    x: float
    step: Step
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Releases from the first to the last."""

    width: float
    height: float
    line: float
    side: float
    """The width of a column."""
    columns: tuple[Column, ...]


def course(steps: Sequence[Step]) -> Course:
    """Place releases, in the order of their days; at least one must be there."""
    above = max((sum(number for _, number in step.up) for step in steps), default=0)
    below = max((sum(number for _, number in step.down) for step in steps), default=0)
    scale = _HIGH / max(above, below, 1)
    line = round(above * scale) + 24.0
    columns = tuple(
        Column(x, step, (*_blocks(step.up, line, scale, -1), *_blocks(step.down, line, scale, 1)))
        for x, step in zip(_places(steps), steps, strict=True)
    )
    width = max(_WIDTH, columns[-1].x + _INSET)
    return Course(width, line + round(below * scale) + _LABELS, line, _COLUMN, columns)


def _places(steps: Sequence[Step]) -> list[float]:
    """Place days by how far they lie apart, but never so near that names meet."""
    days = max((steps[-1].day - steps[0].day).days, 1)
    room = _WIDTH - 2 * _INSET
    places: list[float] = []
    for step in steps:
        wanted = _INSET + room * (step.day - steps[0].day).days / days
        places.append(round(max(wanted, places[-1] + _APART if places else wanted), 1))
    return places


def _blocks(parts: tuple[tuple[str, int], ...], line: float, scale: float, way: int) -> tuple[Block, ...]:
    found: list[Block] = []
    at = line
    for kind, number in parts:
        if number:
            height = round(max(number * scale, _LEAST), 1)
            found.append(Block(kind, at - height if way < 0 else at, height))
            at += way * height
    return tuple(found)
