"""Pictures as geometry: what holds for every drawing, chart, ladder and matrix, whatever it is made of."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook_gen.core.model.times import hours
from handbook_gen.core.pictures import (
    Drawing,
    Edge,
    Heading,
    Mark,
    Moment,
    Node,
    Step,
    bars,
    chart,
    course,
    dots,
    drawing,
    grid,
    timeline,
    week,
)
from handbook_gen.core.pictures.drawing import Box
from handbook_gen.core.pictures.layered import Place, arranged
from handbook_gen.core.pictures.lettering import width, wrapped

Point = tuple[float, float]
Graph = tuple[list[Node], list[Edge]]

NEAR = 0.11
"""Places are rounded to a tenth of a pixel."""
DIRECTIONS = ("down", "right")
IDS = "abcdefgh"

TEXTS = st.lists(
    st.sampled_from(["x", "woord", "Meubelhandel", "arbeidsvoorwaardengesprek", "MWMW", "…"]), max_size=9
).map(" ".join)
NODES = st.lists(st.builds(Node, st.sampled_from(IDS), TEXTS), max_size=8)
EDGES = st.lists(
    st.builds(Edge, st.sampled_from(IDS), st.sampled_from(IDS), st.sampled_from(["", "Ja", "Oh-oh, grijs"])),
    max_size=14,
)
GRAPHS = st.tuples(NODES, EDGES)
"""Any graph: circles, loops, unknown ends, several components, doubles, nothing at all."""
DIRECTION = st.sampled_from(DIRECTIONS)


def drawn(edges: Sequence[Edge], boxes: Sequence[Box]) -> list[Edge]:
    """Give the arrows that can be drawn: from one box to another."""
    known = {box.node.id for box in boxes}
    return [e for e in edges if e.start in known and e.end in known and e.start != e.end]


def curves(path: str) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Give the parts of a path as Bézier curves."""
    assert re.fullmatch(r"M\S+ \S+(C\S+ \S+ \S+ \S+ \S+ [^C\s]+)+", path), path
    numbers = [float(number) for number in re.findall(r"-?[0-9.]+", path)]
    points = [*zip(numbers[::2], numbers[1::2], strict=True)]
    for start in range(0, len(points) - 1, 3):
        yield points[start], points[start + 1], points[start + 2], points[start + 3]


def along(curve: tuple[Point, Point, Point, Point], steps: int = 24) -> Iterator[Point]:
    """Walk a curve."""
    for step in range(steps + 1):
        t = step / steps
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(part * point[0] for part, point in zip(parts, curve, strict=True)),
            sum(part * point[1] for part, point in zip(parts, curve, strict=True)),
        )


def ends(path: str) -> tuple[Point, Point]:
    found = [*curves(path)]
    return found[0][0], found[-1][3]


def inside(point: Point, box: Box, by: float = 2) -> bool:
    x, y = point
    return box.x + by < x < box.x + box.width - by and box.y + by < y < box.y + box.height - by


def crossed(made: Drawing, edges: Sequence[Edge]) -> list[tuple[str, str, str]]:
    """Name each arrow that runs through a box, with that box."""
    return sorted(
        {
            (edge.start, edge.end, box.node.id)
            for edge, arrow in zip(drawn(edges, made.boxes), made.arrows, strict=True)
            for curve in curves(arrow.path)
            for point in along(curve)
            for box in made.boxes
            if inside(point, box)
        }
    )


def covered(made: Drawing) -> list[tuple[str, str]]:
    """Name the words beside an arrow that lie on a box, and so behind it, with that box."""
    return [
        (words, box.node.id)
        for arrow in made.arrows
        for x, foot, words in arrow.label
        for box in made.boxes
        if x < box.x + box.width
        and x + width(words) > box.x
        and foot - 9 < box.y + box.height
        and foot > box.y
    ]


@given(GRAPHS, DIRECTION)
def test_no_two_boxes_overlap(graph: Graph, direction: str) -> None:
    boxes = drawing(*graph, direction).boxes  # type: ignore[arg-type]  # one of the two directions

    for one, other in combinations(boxes, 2):
        beside = one.x + one.width <= other.x + NEAR or other.x + other.width <= one.x + NEAR
        above = one.y + one.height <= other.y + NEAR or other.y + other.height <= one.y + NEAR
        assert beside or above, (one, other)


@given(GRAPHS, DIRECTION)
def test_every_box_and_its_words_lie_inside_the_drawing(graph: Graph, direction: str) -> None:
    made = drawing(*graph, direction)  # type: ignore[arg-type]  # one of the two directions

    for box in made.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= made.width + NEAR
        assert box.y + box.height <= made.height + NEAR
        assert all(box.y < foot < box.y + box.height for foot, _ in box.lines)
        assert all(width(line) <= box.width for _, line in box.lines)


@given(GRAPHS, DIRECTION)
def test_there_is_one_box_for_each_id_and_one_arrow_for_each_edge_between_two(
    graph: Graph, direction: str
) -> None:
    nodes, edges = graph
    made = drawing(nodes, edges, direction)  # type: ignore[arg-type]  # one of the two directions

    assert sorted(box.node.id for box in made.boxes) == sorted({node.id for node in nodes})
    assert len(made.arrows) == len(drawn(edges, made.boxes))


@given(GRAPHS, DIRECTION)
def test_every_arrow_leaves_one_edge_of_its_box_and_ends_on_one_of_the_other(
    graph: Graph, direction: str
) -> None:
    nodes, edges = graph
    made = drawing(nodes, edges, direction)  # type: ignore[arg-type]  # one of the two directions
    boxes = {box.node.id: box for box in made.boxes}

    for edge, arrow in zip(drawn(edges, made.boxes), made.arrows, strict=True):
        for identity, (x, y) in zip((edge.start, edge.end), ends(arrow.path), strict=True):
            box = boxes[identity]
            side, sides = (y, (box.y, box.y + box.height))
            middle, low, high = x, box.x, box.x + box.width
            if direction == "right":
                side, sides = (x, (box.x, box.x + box.width))
                middle, low, high = y, box.y, box.y + box.height
            assert min(abs(side - each) for each in sides) <= NEAR, (edge, box)
            assert low - NEAR <= middle <= high + NEAR, (edge, box)


@given(GRAPHS, DIRECTION)
def test_every_arrow_lies_inside_the_drawing(graph: Graph, direction: str) -> None:
    made = drawing(*graph, direction)  # type: ignore[arg-type]  # one of the two directions

    for arrow in made.arrows:
        for curve in curves(arrow.path):
            assert all(
                -NEAR <= x <= made.width + NEAR and -NEAR <= y <= made.height + NEAR for x, y in along(curve)
            )


@given(GRAPHS, DIRECTION)
def test_an_arrow_passes_no_layer_through_a_box(graph: Graph, direction: str) -> None:
    """The straight part of an arrow, where it passes a layer that it neither leaves nor comes to."""
    nodes, edges = graph
    made = drawing(nodes, edges, direction)  # type: ignore[arg-type]  # one of the two directions
    across = 0 if direction == "down" else 1

    for edge, arrow in zip(drawn(edges, made.boxes), made.arrows, strict=True):
        straight = [c for c in curves(arrow.path) if c[0][across] == c[3][across]]
        others = [box for box in made.boxes if box.node.id not in (edge.start, edge.end)]
        for curve in straight:
            assert not [box.node.id for point in along(curve) for box in others if inside(point, box)], edge


@given(GRAPHS, DIRECTION)
def test_the_same_graph_gives_the_same_drawing(graph: Graph, direction: str) -> None:
    nodes, edges = graph
    once, again = (drawing([*nodes], [*edges], direction) for _ in range(2))  # type: ignore[arg-type]  # as above

    assert once == again


@given(GRAPHS)
def test_what_is_no_arrow_between_two_boxes_changes_nothing(graph: Graph) -> None:
    nodes, edges = graph
    known = {node.id for node in nodes}
    stray = [Edge("a", "a"), Edge("nobody", "a"), Edge("a", "nobody"), Edge("nobody", "nobody")]

    assert drawing(nodes, [*stray, *edges]) == drawing(nodes, edges)
    assert drawing(nodes, [e for e in edges if {e.start, e.end} <= known]) == drawing(nodes, edges)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_an_arrow_points_to_a_lower_layer_unless_it_closes_a_circle(pairs: list[tuple[int, int]]) -> None:
    """Pairs that go up in number make no circle, so each of their arrows goes down."""
    arrows = [(str(min(pair)), str(max(pair))) for pair in pairs if pair[0] != pair[1]]
    places = [Place(str(number), 10, 10) for number in range(10)]
    layers, chains = arranged(places, arrows)
    layer = {place.key: place.layer for place in places}

    assert all(layer[start] < layer[end] for start, end in arrows)
    assert [place.layer for rank in layers for place in rank] == [
        number for number, rank in enumerate(layers) for _ in rank
    ]
    for chain in chains:
        assert [place.layer for place in chain] == [*range(chain[0].layer, chain[-1].layer + 1)]


@given(GRAPHS)
def test_the_places_of_a_layer_stand_side_by_side(graph: Graph) -> None:
    nodes, edges = graph
    places = [Place(key, 20, 20) for key in sorted({node.id for node in nodes})]
    known = {place.key for place in places}
    arrows = [(e.start, e.end) for e in edges if {e.start, e.end} <= known and e.start != e.end]
    layers, _ = arranged(places, arrows)

    for layer in layers:
        for left, right in pairwise(layer):
            assert left.at + left.room / 2 < right.at - right.room / 2 + 1e-6
        assert all(place.at - place.room / 2 >= -1e-6 for place in layer)


def test_nothing_is_a_drawing_without_anything_in_it() -> None:
    made = drawing([], [])

    assert (made.boxes, made.arrows) == ((), ())
    assert made.width > 0
    assert made.height > 0


def test_two_hundred_boxes_are_drawn() -> None:
    nodes = [Node(str(number), f"Box {number}") for number in range(200)]
    edges = [Edge(str(number), str(number * 7 % 200), "Ja") for number in range(200)]
    edges += [Edge(str(number), str(number // 2)) for number in range(1, 200)]
    made = drawing(nodes, edges)

    assert len(made.boxes) == 200
    assert len(made.arrows) == len(drawn(edges, made.boxes))


def test_a_chain_of_a_thousand_boxes_is_drawn() -> None:
    """Deeper than Python may recurse."""
    nodes = [Node(str(number), "x") for number in range(1000)]
    edges = [Edge(str(number), str(number + 1)) for number in range(999)]
    boxes = drawing(nodes, edges).boxes

    assert [box.node.id for box in sorted(boxes, key=lambda box: box.y)] == [node.id for node in nodes]


def test_the_words_of_an_arrow_stand_beside_it_and_on_no_box() -> None:
    nodes = [Node(key, "Vraag") for key in "abc"]
    made = drawing(nodes, [Edge("a", "b", "Ja"), Edge("a", "c", "Nee")])

    assert [words for arrow in made.arrows for _, _, words in arrow.label] == ["Ja", "Nee"]
    assert covered(made) == []


def test_the_words_of_an_arrow_that_leads_back_stand_on_no_box() -> None:
    made = drawing([Node("a", "Vraag"), Node("b", "Nog een")], [Edge("a", "b"), Edge("b", "a", "Opnieuw")])

    assert covered(made) == []


def test_the_words_of_many_arrows_from_left_to_right_stand_on_no_box() -> None:
    made = drawing([Node(key, "x") for key in "abcd"], [Edge("a", key, "Ja") for key in "bcd"], "right")

    assert covered(made) == []


def test_the_words_of_an_arrow_lie_inside_the_drawing() -> None:
    made = drawing([Node("a", "x"), Node("b", "x")], [Edge("a", "b", "klacht of vraag")])

    assert all(x + width(words) <= made.width for arrow in made.arrows for x, _, words in arrow.label)


def test_an_arrow_runs_through_no_box() -> None:
    tall = "Meubelhandel " * 8
    nodes = [Node(key, tall if key in "def" else "x") for key in "abcdefgh"]
    edges = [Edge(*pair) for pair in ("cb", "fb", "ce", "ga", "ha", "ca")]

    assert crossed(drawing(nodes, edges), edges) == []


LETTERS = st.sampled_from("aiMW.-é€😀@—Ax ")
PROSE = st.text(LETTERS, max_size=80) | st.text(max_size=60)
ROOM = st.floats(60, 300)


@given(PROSE, ROOM, st.integers(1, 6))
def test_no_line_is_wider_than_its_room_and_no_more_lines_than_asked(
    text: str, room: float, most: int
) -> None:
    lines = wrapped(text, room, most)

    assert len(lines) <= most
    assert [line for line in lines if width(line) > room + 1e-9] == []
    assert all(line.strip() == line and line for line in lines)


@given(PROSE, ROOM)
def test_words_stay_whole_and_in_their_order_where_there_is_room(text: str, room: float) -> None:
    lines = wrapped(text, room, most=1000)

    assert bool(lines) is bool(text.split())
    if all(width(f"{word}-") <= room for word in text.split()):
        assert " ".join(lines).split() == text.split()
    else:
        assert re.sub(r"[-\s]", "", "".join(lines)) == re.sub(r"[-\s]", "", text)


@given(PROSE, ROOM, st.integers(1, 4))
@example("aan de balie en aan de telefoon", 60.0, 2)
def test_a_text_that_is_cut_keeps_its_beginning_and_says_so(text: str, room: float, most: int) -> None:
    whole, cut = wrapped(text, room, most=1000), wrapped(text, room, most)

    if len(whole) <= most:
        assert cut == whole
    else:
        assert cut[:-1] == whole[: most - 1]
        assert cut[-1].endswith("…")
        assert whole[most - 1].startswith(cut[-1][:-1])


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_longer_text_is_never_narrower(one: str, more: str) -> None:
    assert width(one + more) >= width(one) >= 0


DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))
AMOUNTS = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)
MEASURED = st.lists(st.tuples(DAYS, AMOUNTS), min_size=1, max_size=12).map(
    lambda found: sorted(found, key=lambda each: each[0])
)


@given(MEASURED, st.none() | AMOUNTS, st.none() | AMOUNTS, st.none() | DAYS)
def test_every_point_of_a_chart_lies_inside_it_and_in_the_order_of_the_days(
    measured: list[tuple[date, Decimal]],
    baseline: Decimal | None,
    target: Decimal | None,
    deadline: date | None,
) -> None:
    made = chart(measured, baseline, target, deadline)

    assert len(made.line) == len(measured)
    assert all(0 < x < made.width and 0 < y < made.floor < made.height for x, y in (*made.line, *made.way))
    for ((day, _), (x, _)), ((later, _), (further, _)) in pairwise(zip(measured, made.line, strict=True)):
        assert x <= further if later > day else x == further
    assert made.line[0][0] == min(x for x, _ in made.line)


@given(MEASURED)
def test_a_higher_amount_stands_no_lower(measured: list[tuple[date, Decimal]]) -> None:
    heights = sorted(
        zip((value for _, value in measured), chart(measured, None, None, None).line, strict=True)
    )

    assert all(low[1][1] >= high[1][1] for low, high in pairwise(heights))


@given(MEASURED, st.none() | AMOUNTS)
def test_a_chart_says_its_first_and_its_last_amount_where_they_stand(
    measured: list[tuple[date, Decimal]], baseline: Decimal | None
) -> None:
    made = chart(measured, baseline, None, None)

    for end, (x, y, amount) in zip((0, -1), made.values, strict=False):
        assert (y, amount) == (made.line[end][1], measured[end][1])
        # As near to its point as the edge of the chart allows.
        assert abs(x - made.line[end][0]) <= max(width(f"{amount:,}") / 2 - 30, 0) + 0.1
    assert len(made.values) == min(len(measured), 2)


@given(MEASURED, AMOUNTS, AMOUNTS, DAYS)
def test_the_way_goes_from_the_baseline_to_the_target(
    measured: list[tuple[date, Decimal]], baseline: Decimal, target: Decimal, deadline: date
) -> None:
    made = chart(measured, baseline, target, deadline)
    (start, begun), (end, done) = made.way

    assert start == made.line[0][0]
    assert end >= start
    assert (begun >= done) if target > baseline else (begun <= done)
    assert chart(measured, baseline, target, None).way == chart(measured, baseline, None, deadline).way == ()


def test_a_chart_of_one_measurement_has_one_point_and_one_value() -> None:
    made = chart([(date(2027, 1, 1), Decimal(5))], None, None, None)

    assert len(made.line) == len(made.values) == 1


def test_the_target_stands_on_the_deadline_when_measuring_went_on() -> None:
    start = date(2027, 1, 1)
    measured = [(start + timedelta(days=days), Decimal(days)) for days in (0, 50, 100)]
    made = chart(measured, Decimal(0), Decimal(80), start + timedelta(days=50))

    assert made.way[1][0] == made.line[1][0]


def test_the_amounts_of_a_chart_lie_inside_it() -> None:
    made = chart([(date(2027, 1, 1), Decimal(123_456_789)), (date(2027, 2, 1), Decimal(0))], None, None, None)

    assert all(x - width(f"{value:,}") / 2 >= 0 for x, _, value in made.values)


@given(st.sets(st.dates(date(2026, 1, 1)), min_size=1, max_size=12), st.integers(1, 500))
@example({date(2027, 4, 1)}, 1)
@example({date(2040, 1, 1)}, 1)
@example({date.max}, 1)
def test_dots_and_names_on_a_timeline_lie_inside_it_and_apart(days: set[date], number: int) -> None:
    made = timeline([Moment(day, number, "", "#") for day in sorted(days)], date(2027, 3, 1))

    names = [x for x, _ in made.months]
    assert all(0 <= x <= made.width for x in names)
    assert all(other - one >= 53 for one, other in pairwise(names))  # a little less than fits
    for dot in made.dots:
        assert dot.radius <= dot.x <= made.width - dot.radius
        assert 0 <= dot.y - dot.radius < dot.y + dot.radius <= made.floor
    for one, other in combinations(made.dots, 2):
        assert one.y != other.y or abs(one.x - other.x) >= one.radius + other.radius


RUNGS = st.lists(st.tuples(st.text("abc M", max_size=30), st.integers(0, 100)), max_size=7)


@given(RUNGS)
def test_bars_are_as_long_as_their_percentages_and_lie_below_each_other(rungs: list[tuple[str, int]]) -> None:
    made = bars(rungs)

    assert [(bar.label, bar.percent) for bar in made.bars] == rungs
    assert all(abs(bar.length - bar.percent * 1.5) <= NEAR for bar in made.bars)
    assert all(made.start + bar.length < made.width for bar in made.bars)
    assert all(width(bar.label) < made.start for bar in made.bars)
    assert all(one.y < other.y for one, other in pairwise(made.bars))
    assert all(0 <= bar.y < made.height for bar in made.bars)


NAMES = st.text("abM ", min_size=1, max_size=60).filter(lambda name: bool(name.strip()))
HEADINGS = st.lists(st.builds(Heading, NAMES, st.just("a/")), max_size=6)


@given(HEADINGS, HEADINGS, st.data())
def test_cells_of_a_matrix_stand_where_their_row_and_column_meet(
    rows: list[Heading], columns: list[Heading], data: st.DataObject
) -> None:
    every = [(row, column) for row in range(len(rows)) for column in range(len(columns))]
    chosen = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    made = grid(rows, columns, [Mark(row, column, "1", "", "must", "a/") for row, column in chosen])

    assert len(made.cells) == len(chosen)
    for cell, (row, column) in zip(made.cells, chosen, strict=True):
        assert cell.x == made.left + column * made.side
        assert cell.y == made.top + row * made.side
        assert cell.x + made.side <= made.width
        assert cell.y + made.side <= made.height
        assert cell.y < made.rows[row][0] < cell.y + made.side
        assert cell.x < made.columns[column][0] < cell.x + made.side


@given(HEADINGS, HEADINGS)
def test_the_names_of_a_matrix_fit_beside_it(rows: list[Heading], columns: list[Heading]) -> None:
    made = grid(rows, columns, [])

    assert all(width(words) <= made.left for _, _, words in made.rows)
    assert all(0 < foot < made.height for foot, _, _ in made.rows)
    assert all(width(words) * 0.8 <= made.top for _, _, words in made.columns)


@given(days=st.lists(st.dates(), min_size=1, max_size=30), numbers=st.data())
def test_releases_never_stand_on_each_other_and_columns_stay_inside(
    days: list[date], numbers: st.DataObject
) -> None:
    some = st.integers(0, 500)
    steps = [
        Step(str(at), day, "", "", (("stricter", numbers.draw(some)),), (("looser", numbers.draw(some)),))
        for at, day in enumerate(sorted(days))
    ]
    drawn = course(steps)
    places = [column.x for column in drawn.columns]
    assert all(later - earlier >= 60 for earlier, later in pairwise(places))
    assert all(0 <= place <= drawn.width for place in places)
    blocks = [(column.step, block) for column in drawn.columns for block in column.blocks]
    assert all(block.y >= 0 and block.y + block.height <= drawn.height for _, block in blocks)
    assert all((block.kind == "looser") == (block.y >= drawn.line) for _, block in blocks)
    assert len(blocks) == sum(bool(n) for step in steps for _, n in (*step.up, *step.down))


def test_a_week_shows_when_somebody_is_there() -> None:
    open_ = hours("Mo-Fr 08:30-17:00; Sa 10:00-12:00,13:00-16:00")
    assert open_
    drawn = week(open_.week())
    assert [stretch.x for stretch in drawn.open] == [0, 23, 46, 69, 92, 115, 115]
    assert drawn.open[0].height == pytest.approx(8.5 * 3)
    assert all(drawn.top <= s.y and s.y + s.height <= drawn.height for s in drawn.open)


@given(least=st.integers(0, 80), more=st.integers(0, 20))
def test_there_is_a_dot_for_each_time_up_to_what_can_be_counted(least: int, more: int) -> None:
    drawn = dots(least, least + more)
    assert len(drawn.spots) == min(least + more, 60)
    assert sum(spot.sure for spot in drawn.spots) == min(least, 60)
    assert all(spot.x < drawn.width and spot.y < drawn.height for spot in drawn.spots)
