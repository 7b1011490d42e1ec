"""Guides: laws of ways and answers, whatever the policy; and what the model answers to what people ask."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.core.checks.check import Asked
from handbook_gen.core.checks.guides import guide_dead_end
from handbook_gen.core.guide import (
    MOST_ANSWERS,
    MOST_WAYS,
    Outcome,
    Part,
    Situation,
    Verdict,
    cut,
    open_ends,
    outcome,
    situation,
    ways,
)
from handbook_gen.core.links import link
from handbook_gen.core.loader import load
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.deeds import Deeds
from handbook_gen.core.model.guides import Answer, Guide, GuidesFile, Question
from handbook_gen.core.model.types import LineValue
from tests.conftest import DAY, ROOT
from tests.test_links import SAY, book, role, rule

WORD: Final = LineValue(nl="Woord", en="Word")
QUESTIONS: Final = ("one", "two", "three", "four")
ANSWERS: Final = ("yes", "no", "maybe")
POLICY: Final[Mapping[str, Any]] = {
    "roles": [role("hr"), role("staff"), role("lead", "staff")],
    "actions": {
        "actions": [
            {"id": "tell", "name": SAY},
            {"id": "say", "name": SAY, "same_as": "tell"},
            {"id": "hide", "name": SAY, "opposite_of": "say"},
            {"id": "rest", "name": SAY},
        ]
    },
}
DEEDS: Final = ("tell", "say", "hide", "rest")
CASES: Final = ("incident", "leave")


def guides() -> st.SearchStrategy[Guide]:
    """Draw guides of every shape: with circles, with loose ends, with questions that nobody is asked."""
    to = st.sampled_from((None, None, *QUESTIONS, "nowhere"))
    answers = st.lists(st.sampled_from(ANSWERS), max_size=3, unique=True).flatmap(
        lambda ids: st.tuples(
            *(st.builds(Answer, id=st.just(each), answer=st.just(WORD), to=to) for each in ids)
        )
    )
    questions = st.lists(st.sampled_from(QUESTIONS), max_size=4, unique=True).flatmap(
        lambda ids: st.tuples(
            *(st.builds(Question, id=st.just(each), ask=st.just(WORD), answers=answers) for each in ids)
        )
    )
    start = st.sampled_from((None, *QUESTIONS))
    return st.builds(Guide, id=st.just("ask"), name=st.just(WORD), start=start, questions=questions)


def rules(number: int) -> st.SearchStrategy[dict[str, Any]]:
    """Draw rules for various people, on various deeds, in various cases."""
    ids = st.sampled_from([f"A-{each}" for each in range(4)])
    exception = st.fixed_dictionaries(
        {"text": st.just(SAY)},
        optional={"for": st.just(["staff"]), "rule": ids, "until": st.just("2027-02-01")},
    )
    return st.fixed_dictionaries(
        {
            "modality": st.sampled_from(["must", "must-not", "should", "should-not", "may"]),
            "audience": st.lists(
                st.sampled_from(["hr", "staff", "lead", "all"]), min_size=1, max_size=2, unique=True
            ),
            "action": st.sampled_from(DEEDS),
            "binds": st.sampled_from(["employee", "employee", "team", "employer"]),
        },
        optional={
            "capacity": st.sampled_from(["personal", "official", "both"]),
            "conditions": st.lists(st.sampled_from(CASES), max_size=2, unique=True).map(
                lambda words: [{"when": word} for word in words]
            ),
            "exceptions": st.lists(exception, max_size=1),
            "overrides": st.lists(ids, max_size=1),
            "from": st.sampled_from(["2027-01-01", "2027-09-01"]),
        },
    ).map(lambda drawn: rule(number, **drawn))


situations = st.builds(
    Situation,
    roles=st.frozensets(st.sampled_from(["hr", "staff", "lead"]), min_size=1),
    capacity=st.sampled_from([None, "personal", "official", "both"]),
    topics=st.sampled_from([frozenset(), frozenset({"t"}), frozenset({"other"})]),
    actions=st.frozensets(st.sampled_from(DEEDS), max_size=2),
    true=st.frozensets(st.sampled_from(CASES[:1])),
    false=st.frozensets(st.sampled_from(CASES[1:])),
    unsure=st.booleans(),
)
policies = st.tuples(*map(rules, range(4)))


def answered(made: Handbook, asked: Situation) -> Outcome:
    return outcome(made, Deeds(made.policy.actions.actions), asked)


@given(guides())
def test_every_way_ends_and_the_check_sees_where_one_does_not(guide: Guide) -> None:
    bare = book()
    made = replace(bare, policy=replace(bare.policy, guides=GuidesFile(guides=(guide,))))
    every = [*ways(guide)]
    told = {finding.variant for finding in guide_dead_end.ask(Asked(made))}
    asked = {way.question.id for way in every if way.question}

    assert len(every) == len({way.answers for way in every}) <= MOST_WAYS
    assert {way.answers[:-1] for way in every if way.answers} <= {way.answers for way in every}
    assert all(way.onwards() or way.ends or not way.question.answers for way in every if way.question)
    if not told:
        assert any(way.ends for way in every)
        assert not [*open_ends(guide)]
        assert not cut(guide)
        assert asked == {question.id for question in guide.questions}
    if [*open_ends(guide)] or asked != {question.id for question in guide.questions}:
        assert told


@given(policies, situations)
def test_an_answer_rests_on_rules_that_say_so(drawn: tuple[dict[str, Any], ...], asked: Situation) -> None:
    made = book(*drawn, **POLICY)
    found = answered(made, asked)
    kept = [each for each in found.met if each.part is Part.FORBIDS and not each.when and not each.eased]

    if asked.unsure:
        assert found.verdict is Verdict.ASK
    else:
        assert (found.verdict is Verdict.NO) == bool(kept)
        assert (found.verdict is Verdict.ASK) == (not found.met)
        assert found.deciding or found.verdict not in (Verdict.NO, Verdict.RATHER_NOT, Verdict.ONLY_IF)
    assert {made.state(each.rule) for each in found.met} <= {State.IN_FORCE}
    assert {made.state(each) for each in found.later} <= {State.ANNOUNCED}
    assert found.ask == made.role("hr")


@given(policies, situations, st.sampled_from(DEEDS), st.permutations(range(5)))
def test_a_prohibition_more_never_turns_no_into_yes_and_order_says_nothing(
    drawn: tuple[dict[str, Any], ...], asked: Situation, deed: str, order: list[int]
) -> None:
    before = answered(book(*drawn, **POLICY), asked)
    one_more = [*drawn, rule(9, modality="must-not", audience=["all"], action=deed)]
    after = answered(book(*one_more, **POLICY), asked)
    turned = answered(book(*(one_more[each] for each in order), **POLICY), asked)

    assert before.verdict is not Verdict.NO or after.verdict is Verdict.NO
    assert turned.verdict is after.verdict
    assert {each.rule.id: each.part for each in turned.met} == {each.rule.id: each.part for each in after.met}


@given(policies, situations)
def test_a_rule_is_met_by_its_topic_or_its_deed(drawn: tuple[dict[str, Any], ...], asked: Situation) -> None:
    """However the rules are found: one about neither a chosen topic nor a chosen deed is never met."""
    made = book(*({**each, "overrides": []} for each in drawn), **POLICY)
    everywhere = answered(made, replace(asked, topics=frozenset({"t"})))
    near = {"tell", "say", "hide"} if asked.actions & {"tell", "say", "hide"} else set[str]()
    wanted = near | (asked.actions & {"rest"})
    anything = not asked.topics and not asked.actions
    expected = {
        each.rule.id
        for each in everywhere.met
        if anything or "t" in asked.topics or each.rule.action in wanted
    }

    assert {each.rule.id for each in answered(made, asked).met} == expected


@pytest.mark.parametrize(
    ("true", "false", "verdict"),
    [
        ((), (), "only-if"),
        (("incident",), (), "only-if"),
        (("incident", "leave"), (), "no"),
        (("incident",), ("leave",), "ask"),
    ],
)
def test_a_rule_applies_where_all_of_its_conditions_hold(
    true: tuple[str, ...], false: tuple[str, ...], verdict: str
) -> None:
    when = [{"when": "incident"}, {"when": "leave"}]
    made = book(rule(1, modality="must-not", audience=["all"], action="tell", conditions=when), **POLICY)
    asked = Situation(actions=frozenset({"tell"}), true=frozenset(true), false=frozenset(false))
    assert answered(made, asked).verdict == verdict


BAN: Final[Mapping[str, Any]] = {"modality": "must-not", "audience": ["all"], "action": "tell"}
FREE: Final[Mapping[str, Any]] = {"audience": ["all"], "action": "tell", "overrides": ["A-1"]}
LATER: Final[Mapping[str, Any]] = {"exceptions": [{"text": SAY, "rule": "A-2"}]}
ADVICE: Final[Mapping[str, Any]] = {"modality": "should-not", "audience": ["all"], "action": "tell"}
DUTY: Final[Mapping[str, Any]] = {"modality": "must", "audience": ["all"], "action": "tell"}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (BAN, FREE, "yes"),
        (BAN, {**FREE, "audience": ["hr"]}, "no"),
        (BAN, {**FREE, "capacity": "personal"}, "no"),
        ({**BAN, "capacity": "personal"}, {**FREE, "capacity": "personal"}, "yes"),
        (BAN, {**FREE, "conditions": [{"when": "incident"}]}, "no"),
        ({**BAN, "overrides": ["A-2"]}, {**BAN, "overrides": ["A-1"]}, "no"),
        ({**BAN, **LATER}, {**FREE, "overrides": []}, "only-if"),
        ({**BAN, **LATER}, {**FREE, "overrides": [], "from": "2027-09-01"}, "no"),
        (ADVICE, DUTY, "yes"),
        (ADVICE, {**DUTY, "conditions": [{"when": "incident"}]}, "rather-not"),
    ],
)
def test_one_rule_takes_another_away_only_where_it_holds_for_sure(
    one: Mapping[str, Any], other: Mapping[str, Any], verdict: str
) -> None:
    """For all who ask, as whatever they act, today: what helps some of them is no answer for the others."""
    made = book(rule(1, **one), rule(2, **other), **POLICY)
    asked = Situation(roles=frozenset({"hr", "staff"}), actions=frozenset({"tell"}))
    assert answered(made, asked).verdict == verdict


@cache
def model() -> Handbook:
    policy, _ = sources.policies(ROOT / "policies", "policies")
    made, loose = link(load(policy).policy, date.fromisoformat(DAY))
    assert loose == ()
    return made


@pytest.mark.parametrize(
    ("way", "verdict", "decided_by"),
    [
        ("may-i-post/intern/photo/people/elsewhere", "only-if", "PHOTO-01"),
        ("may-i-post/staff/work/secret", "no", "CONF-01"),
        ("may-i-post/staff/work/pay", "yes", "RIGHT-01"),
        ("may-i-post/staff/opinion/no", "yes", "OPIN-03"),
        ("may-i-post/staff/person/customer", "rather-not", "NEG-01"),
        ("may-i-post/staff/share/no", "yes", "AMB-01"),
        ("may-i-post/staff/share/yes", "no", "CRIS-02"),
        ("may-i-post/staff/press", "no", "PRESS-01"),
        ("may-i-post/manager/friends", "rather-not", "COLL-03"),
        ("webcare-reply/question/hours", "only-if", "TIME-01"),
        ("webcare-reply/remove/critical", "no", "NEG-02"),
        ("webcare-reply/details/public", "no", "PRIV-02"),
    ],
)
def test_the_model_policy_answers_what_people_ask(way: str, verdict: str, decided_by: str) -> None:
    asked = {
        "/".join((each.guide.id, *each.answers)): each
        for guide in model().policy.guides.guides
        for each in ways(guide)
    }
    found = answered(model(), situation(model(), asked[way]))

    assert found.verdict == verdict
    assert decided_by in {each.rule.id for each in found.deciding}


def test_more_ways_than_a_guide_may_have_are_told_and_not_walked() -> None:
    asked = [f"q{each}" for each in range(11)]
    questions = tuple(
        Question(
            id=one,
            ask=WORD,
            answers=tuple(Answer(id=each, answer=WORD, to=following) for each in ("yes", "no")),
        )
        for one, following in zip(asked, [*asked[1:], None], strict=True)
    )
    made = book()
    guide = Guide(id="ask", name=WORD, questions=questions)
    wide = replace(made, policy=replace(made.policy, guides=GuidesFile(guides=(guide,))))

    assert [finding.variant for finding in guide_dead_end.ask(Asked(wide))] == ["too-many"]
    assert len([*ways(guide)]) == MOST_WAYS


def test_a_way_longer_than_anybody_answers_is_told_and_not_walked() -> None:
    asked = [f"q{each}" for each in range(1_000)]
    questions = tuple(
        Question(id=one, ask=WORD, answers=(Answer(id="on", answer=WORD, to=following),))
        for one, following in zip(asked, [*asked[1:], None], strict=True)
    )
    made = book()
    guide = Guide(id="ask", name=WORD, questions=questions)
    long = replace(made, policy=replace(made.policy, guides=GuidesFile(guides=(guide,))))

    assert "too-many" in {finding.variant for finding in guide_dead_end.ask(Asked(long))}
    assert max(len(way.given) for way in ways(guide)) == MOST_ANSWERS
