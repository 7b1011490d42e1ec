"""HB32n, the guides: whether each way ends, each rule is met, and no way meets what nobody can keep."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.pairs import by_age, settled
from handbook_gen.core.checks.scopes import Scope, Scopes, meet
from handbook_gen.core.guide import (
    MOST_ANSWERS,
    MOST_WAYS,
    Situation,
    Way,
    about,
    cut,
    first,
    situation,
    ways,
)
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.deeds import Deeds
from handbook_gen.core.model.guides import Answer, Guide, Question
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_BINDING: Final = ("employee", "team")
_MOST_CIRCLES: Final = 10
_LONGEST_CIRCLE: Final = 10
Pair = tuple[Rule, Rule]


@check("HB321", "guide-dead-end", Severity.ERROR, stops=True)
def guide_dead_end(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find guides with a way that does not end, a question that nobody is asked, or an id that stands twice.

    Why: every way is a page with its own address; whoever follows one to nowhere has no answer, and blames
    the handbook.
    Repair: let each answer lead with `to` to a question of the same guide that was not asked before, or take
    `to` away: then the way ends there. An answer's id is the only one in its question, a question's the only
    one in its guide.
    More ways than a guide may have are told here, too: nobody reads so many, and each is a page. Behind an
    answer that leads nowhere, no question is told to be out of reach.
    Source: what a guide says is proven when the handbook is built.
    """
    for guide in book.policy.guides.guides:
        yield from _doubles(guide, kind)
        loose = [*_loose(guide, kind)]
        circles = [*_circles(guide, kind)]
        yield from (*loose, *circles)
        if not loose:
            yield from _unreached(guide, kind)
        if not circles and cut(guide):
            yield Finding(
                kind,
                spot(guide, "questions"),
                {"most": str(MOST_WAYS), "answers": str(MOST_ANSWERS)},
                "too-many",
            )


def _doubles(guide: Guide, kind: Kind) -> Iterator[Finding]:
    """Find ids of questions, and of the answers to one, that stand twice."""
    for one, other in _twice(guide.questions):
        yield Finding(
            kind,
            spot(guide, "questions", other, "id"),
            {"double": guide.questions[other].id},
            "double-question",
            (spot(guide, "questions", one, "id"),),
        )
    for number, question in enumerate(guide.questions):
        for one, other in _twice(question.answers):
            yield Finding(
                kind,
                spot(guide, "questions", number, "answers", other, "id"),
                {"double": question.answers[other].id},
                "double-answer",
                (spot(guide, "questions", number, "answers", one, "id"),),
            )


def _twice(items: Iterable[Question | Answer]) -> Iterator[tuple[int, int]]:
    """Give the numbers of the first and of each later item with the same id."""
    seen: dict[str, int] = {}
    for number, each in enumerate(items):
        if (one := seen.setdefault(each.id, number)) != number:
            yield one, number


def _loose(guide: Guide, kind: Kind) -> Iterator[Finding]:
    """Find where a way stops without having ended: no questions, no answers, a question that is not there."""
    known = {question.id for question in guide.questions}
    if not known:
        yield Finding(kind, spot(guide), {"guide": guide.id}, "empty")
    elif guide.start and guide.start not in known:
        yield Finding(kind, spot(guide, "start"), {"to": guide.start}, "no-start")
    for number, question in enumerate(guide.questions):
        if not question.answers:
            facts = {"question": question.id}
            yield Finding(kind, spot(guide, "questions", number), facts, "no-answers")
    for number, place, answer in _answers(guide):
        if answer.to and answer.to not in known:
            where = spot(guide, "questions", number, "answers", place, "to")
            yield Finding(kind, where, {"to": answer.to}, "nowhere")


def _answers(guide: Guide) -> Iterator[tuple[int, int, Answer]]:
    """Give every answer, with the number of its question and its own."""
    for number, question in enumerate(guide.questions):
        for place, answer in enumerate(question.answers):
            yield number, place, answer


def _leads(guide: Guide) -> Mapping[str, list[str]]:
    """Give the questions that each question leads to."""
    known = {question.id for question in guide.questions}
    return {
        question.id: [answer.to for answer in question.answers if answer.to in known]
        for question in reversed(guide.questions)
    }


def _circles(guide: Guide, kind: Kind) -> Iterator[Finding]:
    """Find questions that lead back to themselves: the first few circles, none of a part twice."""
    leads = dict(_leads(guide))
    order = {question.id: number for number, question in enumerate(guide.questions)}
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(leads).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]
            turn = circle.index(min(circle, key=order.__getitem__))
            circle = circle[turn:] + circle[:turn]
            told = [*circle[:_LONGEST_CIRCLE], *(["…"] if len(circle) > _LONGEST_CIRCLE else [])]
            facts = {"circle": " → ".join((*told, circle[0]))}
            yield Finding(kind, _closing(guide, circle[-1], circle[0]), facts, "circle")
            gone = {*circle}
            left = ((each, tos) for each, tos in leads.items() if each not in gone)
            leads = {each: [to for to in tos if to not in gone] for each, tos in left}
            continue
        return


def _closing(guide: Guide, last: str, again: str) -> Spot:
    """Give the place of the answer that closes a circle."""
    return next(
        spot(guide, "questions", number, "answers", place, "to")
        for number, place, answer in _answers(guide)
        if (guide.questions[number].id, answer.to) == (last, again)
    )


def _unreached(guide: Guide, kind: Kind) -> Iterator[Finding]:
    """Find questions that no answer leads to from the first on; those behind them are not told apart."""
    leads, start = _leads(guide), first(guide)
    met = {start.id} if start else set()
    waiting = [*met]
    while waiting:
        new = {*leads[waiting.pop()]} - met
        met |= new
        waiting += new
    told = met | {to for each, tos in leads.items() if each not in met for to in tos if to != each}
    for number, question in enumerate(guide.questions):
        if question.id not in told:
            facts = {"question": question.id}
            yield Finding(kind, spot(guide, "questions", number, "id"), facts, "unreached")


@check("HB322", "rule-without-way", Severity.WARNING)
def rule_without_way(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that no way through a guide meets, where there is a guide for the people they bind.

    Why: whoever asks the guide gets an answer in which this rule is missing, and trusts it.
    Repair: let an answer select the topic of the rule (`topics`) or what it is about (`actions`), for the
    roles, the capacity and the channels that it holds for, and with the condition on which it depends.
    Asked of rules that are in force or decided, and that bind employees or a team; the latter for who carries
    them out. A guide is for the roles that `for` and its answers name; one that names none is for everybody.
    Source: what a guide says is proven when the handbook is built.
    """
    asked = [situation for _, situation in _situations(book)]
    if not asked:
        return
    deeds = Deeds(book.policy.actions.actions)
    everybody = not all(each.roles for each in asked)
    roles = frozenset() if everybody else frozenset().union(*(each.roles for each in asked))
    met = {rule.id for each in asked for rule in about(book, deeds, each)}
    for rule in about(book, deeds, Situation(roles=roles)):
        if rule.binds in _BINDING and rule.id not in met:
            facts = {"topic": book.topic_of[rule.id], "action": rule.action or ""}
            yield Finding(kind, spot(rule), facts, "" if rule.action else "topic")


@check("HB323", "contradicting-way", Severity.ERROR)
def contradicting_way(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find ways through a guide on which two rules hold that cannot both be kept.

    Why: the guide then gives an answer that breaks one of them.
    Repair: decide which holds where both conditions are met; let it name the other at `overrides`, or the
    other name it under `exceptions` at `rule`.
    Rules that contradict each other whatever the case are told by HB301, with or without a guide. Here are
    those that hold on different conditions, where the answers of a way say that both are the case.
    Source: what a guide says is proven when the handbook is built.
    """
    scopes, deeds = Scopes(book), Deeds(book.policy.actions.actions)
    found: dict[Pair, Way] = {}
    age = {rule.id: number for number, rule in enumerate(by_age(book))}
    for way, asked in _situations(book):
        sure = [rule for rule in about(book, deeds, asked) if rule.binds in _BINDING and _sure(rule, asked)]
        for one, other in _opposed(deeds, sure):
            older, newer = sorted((one, other), key=lambda rule: age[rule.id])
            if _only_here(scopes.of(older), scopes.of(newer)):
                found.setdefault((older, newer), way)
    for older, newer in _unsettled(book, scopes, found):
        yield _contradicted(older, newer, found[older, newer], kind)


def _situations(book: Handbook) -> Iterator[tuple[Way, Situation]]:
    """Give every way that has come to its end, with what its answers say; none of a guide with too many."""
    for guide in (each for each in book.policy.guides.guides if not cut(each)):
        for way in ways(guide):
            if way.ends:
                yield way, situation(book, way)


def _sure(rule: Rule, asked: Situation) -> bool:
    """Tell whether everything on which a rule depends is the case."""
    return {each.when for each in rule.conditions} <= asked.true


def _opposed(deeds: Deeds, rules: list[Rule]) -> Iterator[Pair]:
    """Give the pairs that cannot be kept together, of which the one holds on a condition at least."""
    for rule in rules:
        if rule.conditions and deeds.of(rule):
            against = {*deeds.against(rule)}
            yield from ((rule, other) for other in rules if (deeds.of(other), other.modality) in against)


def _only_here(one: Scope, other: Scope) -> bool:
    """Tell whether two rules meet, but for the conditions on which they hold."""
    anyhow = replace(one, conditions=frozenset()), replace(other, conditions=frozenset())
    return meet(*anyhow) and not meet(one, other)


def _unsettled(book: Handbook, scopes: Scopes, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Give the pairs of which neither rule says how it stands to the other."""
    rules = [*{rule.id: rule for pair in pairs for rule in pair}.values()]
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    known = settled(book, scopes, rules)
    for one, other in pairs:
        if not known[numbers[one.id]] >> numbers[other.id] & 1:
            yield one, other


def _contradicted(older: Rule, newer: Rule, way: Way, kind: Kind) -> Finding:
    facts = {
        "way": "/".join((way.guide.id, *way.answers)),
        "other": older.id,
        "modality": newer.modality,
        "other_modality": older.modality,
        "deed": newer.action or "",
        "other_deed": older.action or "",
    }
    return Finding(kind, spot(newer, "modality"), facts, related=(spot(older, "modality"), spot(way.guide)))


@check("HB324", "answer-without-rules", Severity.WARNING)
def answer_without_rules(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find answers that select a topic, an action or a condition with which no rule has to do.

    Why: it looks as if the answer counted, and it changes nothing. Often a rule was withdrawn, or a word is
    typed another way.
    Repair: take it away, or write what the rules say: a condition is the word at `when` of a rule.
    Only rules that are in force or decided count; an action counts, too, where a rule is about its opposite.
    Source: what a guide says is proven when the handbook is built.
    """
    deeds = Deeds(book.policy.actions.actions)
    done = {deeds.one(rule.action) for rule in book.published} - {""}
    known: Mapping[str, set[str]] = {
        "topics": {book.topic_of[rule.id] for rule in book.published},
        "actions": {
            each.id
            for each in book.policy.actions.actions
            if done & {deeds.one(each.id), *deeds.contraries(each.id)}
        },
        "conditions": {each.when for rule in book.published for each in rule.conditions},
    }
    for guide in book.policy.guides.guides:
        for number, place, answer in _answers(guide):
            for key, ruled in known.items():
                for at, each in enumerate(getattr(answer, key)):
                    if each not in ruled:
                        where = spot(guide, "questions", number, "answers", place, key, at)
                        yield Finding(kind, where, {"chosen": each}, key)
