"""From a message to what is done with it: the steps as a list first, the same steps as a drawing second."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.times import Hours
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Level, Reply, Step
from handbook_gen.core.naming import called, named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import carded, counting
from handbook_gen.core.pictures import Drawing, Edge, Node, drawing
from handbook_gen.core.words import Words

_ANSWERS: Final = ("if_yes", "if_no", "aha", "oh_oh", "grey")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the question of a step, and where it leads: another step, or somebody."""

    label: str
    mark: str
    """The same in one word, for the drawing."""
    to: Item
    number: int | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its number and what it cites."""

    step: Step
    number: int
    title: str
    answers: tuple[Answer, ...]
    owner: Role | None
    stand_in: Role | None
    reply: Reply | None
    level: Level | None
    rules: tuple[Rule, ...]
    hours: Hours | None
    """In which its time counts: those of whoever takes it on."""
    profile: Item | None
    """How the reply sounds."""
    decides: Role | None
    """Who takes it on at the level it goes to, where that is somebody else."""
    level_hours: Hours | None


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the triage."""
    triage = book.policy.webcare.triage
    if not triage or not triage.steps:
        return
    steps = _in_order(triage.steps, triage.start)
    numbers = {step.id: number for number, step in enumerate(steps, start=1)}
    views = [_view(book, step, numbers, words) for step in steps]
    yield Page(
        address=addresses.TRIAGE,
        template="triage.html",
        title=words("triage.title"),
        description=words("triage.description"),
        tab="webcare",
        wide=True,
        data={"views": views, "drawing": _drawing(book, views, words), **_beside(book)},
        entries=(
            Entry(
                "_steps",
                words("triage.steps"),
                tuple(Entry(v.step.id, f"{v.number}. {v.title}") for v in views),
            ),
            Entry("_drawing", words("triage.drawing")),
        ),
    )


def _beside(book: Handbook) -> dict[str, object]:
    """Tell which other pages help whoever has a message in front of them."""
    webcare = book.policy.webcare
    return {
        "crisis": bool(webcare.crisis and webcare.crisis.says),
        "replies": bool(webcare.replies),
        "card": carded(book),
    }


def _in_order(steps: Sequence[Step], start: str | None) -> list[Step]:
    """Order steps as they are met from the start; those that are never met come last."""
    by_id = {step.id: step for step in steps}
    first = by_id.get(start or "") or steps[0]
    met = {first.id: first}
    waiting = [first]
    while waiting:
        for target in _targets(waiting.pop(0)):
            if target in by_id and target not in met:
                met[target] = by_id[target]
                waiting.append(by_id[target])
    return [*met.values(), *(step for step in steps if step.id not in met)]


def _targets(step: Step) -> list[str]:
    found = [getattr(step, name) for name in _ANSWERS] + [route.to for route in step.route] + [step.else_]
    return [target for target in found if target]


def _view(book: Handbook, step: Step, numbers: Mapping[str, int], words: Words) -> StepView:
    level, reply = book.get("level", step.escalate), book.get("reply", step.reply)
    owner = book.role(step.owner)
    decides = book.role(level.owner) if isinstance(level, Level) else None
    return StepView(
        step=step,
        number=numbers[step.id],
        title=named(step, words),
        answers=tuple(_answers(book, step, numbers, words)),
        owner=owner,
        stand_in=book.role(owner.stand_in) if owner else None,
        reply=reply if isinstance(reply, Reply) else None,
        level=level if isinstance(level, Level) else None,
        rules=book.shown(step.rules),
        hours=owner.contact.hours if owner and owner.contact else None,
        profile=book.get("profile", reply.profile) if isinstance(reply, Reply) else None,
        decides=decides if decides != owner else None,
        level_hours=counting(level, decides) if isinstance(level, Level) else None,
    )


def _answers(book: Handbook, step: Step, numbers: Mapping[str, int], words: Words) -> Iterator[Answer]:
    given = [
        (words(f"triage.answer.{name}"), words(f"triage.mark.{name}"), getattr(step, name))
        for name in _ANSWERS
    ]
    goals = [(called(book, f"goal.{route.goal}", words), route.to) for route in step.route]
    given += [(goal, goal, to) for goal, to in goals]
    given.append((words("triage.answer.else"), words("triage.mark.else"), step.else_))
    for label, mark, target in given:
        to = book.get("step", target) or book.role(target)
        if to:
            yield Answer(label, mark, to, numbers.get(target or ""))


def _drawing(book: Handbook, views: Sequence[StepView], words: Words) -> Drawing:
    """Draw the steps, and after each whom it ends at: a box of its own, so that no arrow crosses the page."""
    nodes = {v.step.id: Node(v.step.id, f"{v.number}. {v.title}", _kind(v), f"#{v.step.id}") for v in views}
    marks: dict[tuple[str, str], list[str]] = {}
    for view in views:
        ends = [(answer.to, answer.mark) for answer in view.answers]
        ends += [(view.level, "")] if view.level else []
        for item, mark in ends:
            identity = str(getattr(item, "id", ""))
            if item.noun != "step":
                address = addresses.address(book, item.noun, identity)
                identity = f"{view.step.id} {identity}"
                nodes[identity] = Node(identity, named(item, words), item.noun, address)
            marks.setdefault((view.step.id, identity), []).append(mark)
    edges = [Edge(start, end, ", ".join(filter(None, said))) for (start, end), said in marks.items()]
    return drawing(nodes.values(), edges)


def _kind(view: StepView) -> str:
    """Tell what a step is: a question, something to do, or leaving it at that with a note."""
    if view.answers:
        return "ask"
    return "leave" if view.step.log and not (view.reply or view.level) else "do"
