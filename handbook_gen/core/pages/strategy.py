"""Why we are there: where it lives, who answers for it, and the five questions that come first."""

from collections.abc import Iterator
from typing import Any, get_args

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.strategy import Place, Placement, Question, StrategyFile
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the overview and the page of questions, each where the policy says something."""
    strategy = book.policy.strategy
    parts = {
        "responsible": strategy.final_responsibility or strategy.board or strategy.sponsor,
        "placement": strategy.placement,
        "concept": strategy.concept,
    }
    if any(parts.values()):
        yield Page(
            address=addresses.STRATEGY,
            template="strategy.html",
            title=words("strategy.title"),
            description=words("strategy.description"),
            tab="strategy",
            data=_overview(book, strategy),
            entries=tuple(Entry(part, words(f"strategy.{part}")) for part, there in parts.items() if there),
        )
    if strategy.readiness:
        yield _questions(book, words)


def _responsible(book: Handbook) -> tuple[Any, Any]:
    final = book.policy.strategy.final_responsibility
    return (book.role(final.role), book.role(final.deputy)) if final else (None, None)


def _overview(book: Handbook, strategy: StrategyFile) -> dict[str, Any]:
    responsible, deputy = _responsible(book)
    board = strategy.board
    decided = [
        d for d in book.policy.settings.decisions if board and d.reference and d.reference == board.decision
    ]
    placement = strategy.placement
    return {
        "responsible": responsible,
        "deputy": deputy,
        "board": board,
        "board_role": book.role(board.role) if board else None,
        "decision": decided[0] if decided else None,
        "sponsor": book.role(strategy.sponsor),
        "placement": placement,
        "places": _places(placement) if placement else [],
        "per_goal": [(each.goal, book.role(each.owner)) for each in placement.per_goal] if placement else [],
        "concept": strategy.concept,
    }


def _places(placement: Placement) -> list[tuple[Place, bool]]:
    """Give every place that was weighed, the chosen one first."""
    others = {place.where: place for place in placement.alternatives if place.where != placement.where}
    return [(placement, True), *((place, False) for place in others.values())]


def _questions(book: Handbook, words: Words) -> Page:
    given = {answer.id: answer for answer in book.policy.strategy.readiness}
    rows = [
        (question, answer, book.role(answer.by) if answer else None)
        for question in get_args(Question)
        for answer in (given.get(question),)
    ]
    return Page(
        address=addresses.QUESTIONS,
        template="questions.html",
        title=words("questions.title"),
        description=words("questions.description"),
        tab="strategy",
        data={"rows": rows},
        entries=tuple(Entry(question, words(f"questions.{question}.short")) for question, _, _ in rows),
    )
