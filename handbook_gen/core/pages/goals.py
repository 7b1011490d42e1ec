"""What social media must bring, and whether it does: the goals as a tree, SMART by letter, measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.strategy import Adjustment, Means, Measurement, Objective
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import channels
from handbook_gen.core.pictures import Chart, Edge, Node, chart, drawing
from handbook_gen.core.words import Words

_KINDS: Final = ("business", "marketing", "communication", "channel")
_DEEPEST: Final = 20
"""How deep the list of the tree goes; what hangs deeper starts a list of its own."""


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective with what serves it and what was measured."""

    objective: Objective
    parent: Objective | None
    children: tuple[Objective, ...]
    owner: Role | None
    channels: tuple[Channel, ...]
    chosen: tuple[Means, ...]
    refused: tuple[Means, ...]
    measured: tuple[Measurement, ...]
    chart: Chart | None
    adjustments: tuple[Adjustment, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The letters of SMART that are not answered, in their order."""
        return tuple(dict.fromkeys(letter for letter, _ in self.objective.unanswered))

    @property
    def progress(self) -> int | None:
        """How far we are from the baseline to the target, in percent; None where that cannot be told."""
        start, end = self.objective.baseline, self.objective.target
        if start is None or end is None or start == end or not self.measured:
            return None
        return round((self.measured[-1].value - start) / (end - start) * Decimal(100))


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of objectives and the page of means."""
    objectives = book.policy.strategy.objectives
    if objectives:
        views = [_view(book, o) for kind in _KINDS for o in objectives if o.kind == kind]
        boxes = [Node(o.id, named(o, words), f"goal-{o.kind}", f"#{o.id}") for o in objectives]
        arrows = [Edge(o.parent, o.id) for o in objectives if o.parent]
        yield Page(
            address=addresses.GOALS,
            template="goals.html",
            title=words("goals.title"),
            description=words("goals.description"),
            tab="strategy",
            wide=True,
            data={"views": views, "drawing": drawing(boxes, arrows, "right"), "tree": _tree(objectives)},
            entries=(
                Entry("_tree", words("goals.tree")),
                *(Entry(view.objective.id, named(view.objective, words)) for view in views),
            ),
        )
    if book.policy.strategy.means:
        yield _means(book, words)


Branch = tuple[Objective, list["Branch"]]


def _tree(objectives: tuple[Objective, ...]) -> list[Branch]:
    """Hang each objective under its parent; those in a circle, or without one, are roots."""
    by_id = {o.id: o for o in objectives}
    children: dict[str, list[Objective]] = {}
    for o in objectives:
        if o.parent in by_id:
            children.setdefault(o.parent, []).append(o)
    hung: set[str] = set()

    def branch(o: Objective, depth: int = 1) -> Branch:
        hung.add(o.id)
        below = children.get(o.id, ()) if depth < _DEEPEST else ()
        return o, [branch(child, depth + 1) for child in below if child.id not in hung]

    roots = [branch(o) for o in objectives if o.parent not in by_id]
    return roots + [branch(o) for o in objectives if o.id not in hung]


def _view(book: Handbook, objective: Objective) -> ObjectiveView:
    strategy = book.policy.strategy
    measured = sorted((m for m in strategy.measurements if m.objective == objective.id), key=lambda m: m.date)
    plotted = [(each.date, each.value) for each in measured]
    parent = book.get("objective", objective.parent)
    return ObjectiveView(
        objective=objective,
        parent=parent if isinstance(parent, Objective) else None,
        children=tuple(o for o in strategy.objectives if o.parent == objective.id),
        owner=book.role(objective.owner),
        channels=tuple(c for c in book.policy.channels.channels if objective.id in c.objectives),
        chosen=tuple(m for m in strategy.means if m.objective == objective.id and m.chosen),
        refused=tuple(m for m in strategy.means if m.objective == objective.id and not m.chosen),
        measured=tuple(measured),
        chart=chart(plotted, objective.baseline, objective.target, objective.deadline) if plotted else None,
        adjustments=tuple(each for each in strategy.adjustments if each.objective == objective.id),
    )


def _means(book: Handbook, words: Words) -> Page:
    means = book.policy.strategy.means
    rows = [(each, book.get("objective", each.objective), channels(book, each.channels)) for each in means]
    parts = (("chosen", [r for r in rows if r[0].chosen]), ("refused", [r for r in rows if not r[0].chosen]))
    return Page(
        address=addresses.MEANS,
        template="means.html",
        title=words("means.title"),
        description=words("means.description"),
        tab="strategy",
        data={"parts": [(part, rows) for part, rows in parts if rows]},
        entries=tuple(Entry(f"_{part}", words(f"means.{part}")) for part, rows in parts if rows),
    )
