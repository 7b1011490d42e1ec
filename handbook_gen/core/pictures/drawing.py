"""Boxes and arrows in pixels: trees and flows; where each stands comes from the layers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from handbook_gen.core.pictures.layered import Chain, Place, arranged
from handbook_gen.core.pictures.lettering import LEADING, width, wrapped

_WIDTH: Final = 156
_PADDING: Final = 10
_RISE: Final = 58
"""Between layers, with room for the word beside an arrow."""
_REACH: Final = 84
"""The same from left to right, where words lie along the arrow."""
_MARGIN: Final = 8
_WORD: Final = 130
"""How wide the words beside an arrow may be."""
_MOST_LINES: Final = 4
_CROWD: Final = 2
"""How many arrows may leave a box before their words stand where they arrive."""

Direction = Literal["down", "right"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its words, what kind of thing it is (a class of the style) and where it leads."""

    id: str
    text: str
    kind: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two boxes, with a word beside it."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its place: the corner at the top left, in pixels."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    """Each line with the height of its foot."""

    @property
    def middle(self) -> float:
        """Where its lines are centred."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow as an SVG path, and where its words stand."""

    path: str
    label: tuple[tuple[float, float, str], ...]
    """Each line of its words with its place."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawing(nodes: Iterable[Node], edges: Iterable[Edge], direction: Direction = "down") -> Drawing:
    """Draw boxes and arrows; arrows from or to what is no box are left out."""
    boxes = {node.id: node for node in nodes}
    known = [edge for edge in edges if edge.start in boxes and edge.end in boxes and edge.start != edge.end]
    lines = {key: wrapped(node.text, _WIDTH - 2 * _PADDING, _MOST_LINES) for key, node in boxes.items()}
    places = {key: _place(key, len(lines[key]), direction) for key in boxes}
    layers, chains = arranged([*places.values()], [(edge.start, edge.end) for edge in known])
    bands = _bands(layers, _RISE if direction == "down" else _REACH)
    drawn = tuple(_box(boxes[key], places[key], lines[key], bands, direction) for key in boxes)
    leaving, arriving = _docked(chains), _docked([chain[::-1] for chain in chains])
    many = Counter(edge.start for edge in known)
    arrows = tuple(
        _arrow(
            edge.label,
            chain,
            (leaving[number], arriving[number]),
            bands,
            direction,
            crowded=many[edge.start] > _CROWD,
        )
        for number, (edge, chain) in enumerate(zip(known, chains, strict=True))
    )
    across = max((place.at + place.room / 2 for layer in layers for place in layer), default=0) + 2 * _MARGIN
    along = bands[-1][1] + _MARGIN
    wide, high = (across, along) if direction == "down" else (along, across)
    words = (x + width(line) + _MARGIN for arrow in arrows for x, _, line in arrow.label)
    return Drawing(round(max(wide, *words, 0), 1), round(high, 1), drawn, arrows)


def _place(key: str, lines: int, direction: Direction) -> Place:
    height = lines * LEADING + 2 * _PADDING - 4
    return Place(key, _WIDTH, height) if direction == "down" else Place(key, height, _WIDTH)


def _bands(layers: Sequence[Sequence[Place]], rise: float) -> list[Point]:
    """Give where each layer begins and ends."""
    bands: list[Point] = []
    top = float(_MARGIN)
    for layer in layers:
        bands.append((top, top + max((place.depth for place in layer), default=0)))
        top = bands[-1][1] + rise
    return bands


def _docked(chains: Sequence[Chain]) -> list[float]:
    """Give where each arrow meets the box that it comes to first: side by side, in the order they come in."""
    found = [0.0] * len(chains)
    by_box: dict[str, list[int]] = {}
    for number, chain in enumerate(chains):
        by_box.setdefault(chain[0].key, []).append(number)
    for numbers in by_box.values():
        numbers.sort(key=lambda number: chains[number][1].at)
        box = chains[numbers[0]][0]
        share = box.room / (len(numbers) + 1)
        for position, number in enumerate(numbers, start=1):
            found[number] = box.at - box.room / 2 + share * position
    return found


def _box(node: Node, place: Place, lines: Sequence[str], bands: Sequence[Point], direction: Direction) -> Box:
    height = len(lines) * LEADING + 2 * _PADDING - 4
    top = bands[place.layer][0]
    if direction == "down":
        x, y = place.at - _WIDTH / 2 + _MARGIN, top
    else:
        x, y = top, place.at - height / 2 + _MARGIN
    feet = [round(y + _PADDING + 11 + i * LEADING, 1) for i in range(len(lines))]
    return Box(node, round(x, 1), round(y, 1), _WIDTH, height, tuple(zip(feet, lines, strict=True)))


def _arrow(
    label: str, chain: Chain, docks: Point, bands: Sequence[Point], direction: Direction, *, crowded: bool
) -> Arrow:
    """Draw an arrow from box to box, straight past the boxes between; its word stands where it leaves."""
    first, last = chain[0], chain[-1]
    forward = last.layer >= first.layer
    top, foot = bands[first.layer]
    points: list[Point] = [(docks[0], top + (first.depth if forward else 0))]
    if forward and first.depth < foot - top:
        points.append((docks[0], foot))  # past taller boxes beside it
    for place in chain[1:-1]:
        top, foot = bands[place.layer]
        points += [(place.at, top), (place.at, foot)][:: 1 if forward else -1]
    points.append((docks[1], bands[last.layer][0] + (0 if forward else last.depth)))
    points = [(across + _MARGIN, along) for across, along in points]
    if direction == "right":
        points = [(along, across) for across, along in points]
    words = wrapped(label, _WORD, 2) if label else ()
    dock = points[-1] if crowded else points[0]
    return Arrow(_curve(points, direction), _beside(dock, words, direction, beyond=forward != crowded))


def _beside(
    place: Point, words: Sequence[str], direction: Direction, *, beyond: bool
) -> tuple[tuple[float, float, str], ...]:
    """Give where the words of an arrow stand at one of its ends: beyond the box there, or before it."""
    x, y = place
    if direction == "right":
        x, y = x + 8 if beyond else x - 8 - max(map(width, words), default=0), y - 6
    else:
        x, y = x + 5, y + 17 if beyond else y - 12 - (len(words) - 1) * LEADING
    return tuple((round(x, 1), round(y + i * LEADING, 1), word) for i, word in enumerate(words))


def _curve(points: Sequence[Point], direction: Direction) -> str:
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        if direction == "down":
            half = (y + to_y) / 2
            controls = f"{x:.1f} {half:.1f} {to_x:.1f} {half:.1f}"
        else:
            half = (x + to_x) / 2
            controls = f"{half:.1f} {y:.1f} {half:.1f} {to_y:.1f}"
        parts.append(f"C{controls} {to_x:.1f} {to_y:.1f}")
    return "".join(parts)
