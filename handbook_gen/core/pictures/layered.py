"""Where boxes and arrows stand, in layers after Sugiyama; how they are drawn is the drawing's business.

Each place stands one layer below the lowest that points to it; places in a layer are ordered by where their
neighbours stand (barycentre), then moved towards them as far as there is room. An arrow that passes a layer
gets a place in it, so that it runs through no box. In a circle the arrow that closes it points backwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_GAP: Final = 18
"""Between the places of a layer, in pixels."""
_LANE: Final = 26
"""What an arrow takes of a layer that it passes."""
_FAN: Final = 3
"""How many ends of one box stand beside each other at most."""
_MOST_LANES: Final = 1000
"""With more passing arrows than this they run straight: nobody could read it, and it would take long."""
_SWEEPS: Final = 24
_STRAIGHT: Final = 8
"""How much more the parts of one arrow pull at each other than boxes do."""


@dataclass(slots=True)
class Place:
    """What takes room in a layer: a box, or an arrow that passes."""

    key: str
    room: float
    """What it takes across the layers, in pixels."""
    depth: float
    """What it takes along them; nothing for an arrow."""
    layer: int = 0
    at: float = 0
    """The middle of its room."""


Chain = tuple[Place, ...]
"""The places that an arrow visits, the boxes at its ends among them."""


def arranged(
    boxes: Sequence[Place], arrows: Sequence[tuple[str, str]]
) -> tuple[list[list[Place]], list[Chain]]:
    """Give every box and every passing arrow its place; give the layers, and what each arrow visits."""
    by_key = {box.key: box for box in boxes}
    for key, layer in _layers([*by_key], arrows).items():
        by_key[key].layer = layer
    ends = [(by_key[start], by_key[end]) for start, end in arrows]
    crowded = sum(abs(start.layer - end.layer) for start, end in ends) > _MOST_LANES
    chains: list[Chain] = [(s, e) if crowded else _chain(s, e, number) for number, (s, e) in enumerate(ends)]
    places = [*boxes, *(place for chain in chains for place in chain[1:-1])]
    near = _neighbours(chains)
    layers = _ordered(places, near)
    _spread(layers, near)
    return layers, chains


def _layers(keys: Sequence[str], arrows: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Give each box its layer by the longest way to it; an arrow that closes a circle does not count."""
    after: dict[str, list[str]] = {key: [] for key in keys}
    for start, end in arrows:
        after[start].append(end)
    order, back = _finished(after)
    layer = dict.fromkeys(keys, 0)
    for key in reversed(order):
        for other in after[key]:
            if (key, other) not in back:
                layer[other] = max(layer[other], layer[key] + 1)
    return _folded(layer, after)


def _folded(layer: dict[str, int], after: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """Put the ends of a wide fan in rows below each other, so that a drawing fits a page."""
    for others in after.values():
        ends = [other for other in dict.fromkeys(others) if not after[other]]
        for number, end in enumerate(ends if len(ends) > _FAN else ()):
            layer[end] += number // _FAN
    return layer


def _finished(after: Mapping[str, Sequence[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Walk depth first; give the boxes in the order in which they are done, and the arrows that lead back."""
    order: list[str] = []
    back: set[tuple[str, str]] = set()
    open_: dict[str, bool] = {}
    for root in after:
        stack = [] if root in open_ else [(root, iter(after[root]))]
        open_.setdefault(root, True)
        while stack:
            key, others = stack[-1]
            other = next(others, None)
            if other is None:
                open_[key] = False
                order.append(stack.pop()[0])
            elif other not in open_:
                open_[other] = True
                stack.append((other, iter(after[other])))
            elif open_[other]:
                back.add((key, other))
    return order, back


def _chain(start: Place, end: Place, number: int) -> Chain:
    """Give the places an arrow visits, with new ones in the layers that it passes."""
    step = 1 if end.layer >= start.layer else -1
    passed = range(start.layer + step, end.layer, step)
    return (start, *(Place(f"\0{number} {layer}", _LANE, 0, layer) for layer in passed), end)


def _neighbours(chains: Iterable[Chain]) -> Mapping[str, list[Place]]:
    near: dict[str, list[Place]] = {}
    for chain in chains:
        for one, other in pairwise(chain):
            near.setdefault(one.key, []).append(other)
            near.setdefault(other.key, []).append(one)
    return near


def _ordered(places: Sequence[Place], near: Mapping[str, list[Place]]) -> list[list[Place]]:
    """Order each layer by the mean rank of its neighbours in the layer before, from both ends in turn."""
    layers: list[list[Place]] = [[] for _ in range(max((place.layer for place in places), default=0) + 1)]
    for place in places:
        layers[place.layer].append(place)
    rank = {place.key: float(i) for layer in layers for i, place in enumerate(layer)}
    for sweep in range(_SWEEPS):
        side = -1 if sweep % 2 == 0 else 1
        for layer in layers[::-side]:
            mean = {place.key: _mean(place, side, near, rank) for place in layer}
            layer.sort(key=lambda place: mean[place.key])
            rank.update({place.key: float(i) for i, place in enumerate(layer)})
    return layers


def _mean(place: Place, side: int, near: Mapping[str, list[Place]], rank: Mapping[str, float]) -> float:
    there = [rank[other.key] for other in near.get(place.key, ()) if other.layer == place.layer + side]
    return sum(there) / len(there) if there else rank[place.key]


def _spread(layers: Sequence[list[Place]], near: Mapping[str, list[Place]]) -> None:
    """Move the places of each layer towards their neighbours, without overlap and in their order."""
    for layer in layers:
        _packed(layer, [0.0] * len(layer))
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            _packed(layer, [_wish(place, near.get(place.key, ())) for place in layer])
    left = min((place.at - place.room / 2 for layer in layers for place in layer), default=0)
    for layer in layers:
        for place in layer:
            place.at -= left


def _wish(place: Place, others: Iterable[Place]) -> float:
    """Give the mean of its neighbours; an arrow follows itself first, so that long ones run straight."""
    weighed = [(other.at, _STRAIGHT if place.depth == other.depth == 0 else 1) for other in others]
    return sum(at * w for at, w in weighed) / sum(w for _, w in weighed) if weighed else place.at


def _packed(layer: Sequence[Place], wishes: Sequence[float]) -> None:
    """Stand each place where it wishes; those that would overlap form a group and share the difference."""
    groups: list[tuple[list[Place], float]] = []
    for place, wish in zip(layer, wishes, strict=True):
        group, left = [place], wish - place.room / 2
        while groups and groups[-1][1] + _span(groups[-1][0]) + _GAP > left:
            others, their = groups.pop()
            mine = left - _span(others) - _GAP
            left = (their * len(others) + mine * len(group)) / (len(others) + len(group))
            group = others + group
        groups.append((group, left))
    for group, left in groups:
        at = left
        for place in group:
            place.at = at + place.room / 2
            at += place.room + _GAP


def _span(group: Sequence[Place]) -> float:
    return sum(place.room for place in group) + _GAP * (len(group) - 1)
