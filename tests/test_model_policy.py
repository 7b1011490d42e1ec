"""The model policy is complete enough to start from; that it uses every field is asked in test_demands."""

from datetime import date
from functools import cache
from typing import get_args

import pytest

from handbook_gen import sources
from handbook_gen.core import pipeline
from handbook_gen.core.loader import Sources
from handbook_gen.core.model import DOCUMENTS
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.strategy import Question
from handbook_gen.core.model.types import LANGUAGES, Language
from tests.conftest import DAY, ROOT

FROM_DUTY_TO_RIGHT = 8


@cache
def reading(day: str = DAY) -> pipeline.Reading:
    written: dict[Language, Sources] = {
        language: sources.content(ROOT / "content" / language, language)[0] for language in LANGUAGES
    }
    policy, _ = sources.policies(ROOT / "policies", "policies")
    return pipeline.read(policy, written, date.fromisoformat(day))


def book() -> Handbook:
    return reading().book


def test_every_document_is_there() -> None:
    assert [path for path in DOCUMENTS if not (ROOT / "policies" / path).is_file()] == []


def test_it_has_many_rules_of_both_sides_over_many_topics() -> None:
    rules = book().published
    duties = [rule for rule in rules if rule.binds == "employer"]
    rights = [rule for rule in rules if rule.binds == "employee" and rule.modality == "may"]
    assert len(rules) >= 70
    assert len({book().topic_of[rule.id] for rule in rules}) >= 25
    assert min(len(duties), len(rights)) >= FROM_DUTY_TO_RIGHT
    assert {rule.reach for rule in rules} == {"internal", "external", "both"}


def test_every_duty_has_a_reason_an_example_and_somebody_to_ask() -> None:
    bare = [
        rule.id
        for rule in book().published
        if rule.modality in ("must", "must-not")
        and not (rule.because and (rule.examples.do or rule.examples.dont) and rule.ask and rule.owner)
    ]
    assert bare == []


def test_every_role_can_be_reached_and_who_decides_has_a_stand_in() -> None:
    roles = book().policy.roles.roles
    assert [r.id for r in roles if not (r.contact and (r.contact.mail or r.contact.phone))] == []
    alone = [level.id for level in book().policy.webcare.escalation if not level.stand_in]
    assert alone == []


def test_every_law_says_when_it_was_looked_up_and_by_whom() -> None:
    assert [law.id for law in book().policy.law.law if not (law.consulted and law.checked_by)] == []


def test_the_five_questions_are_answered() -> None:
    answered = {each.id for each in book().policy.strategy.readiness if each.answer or each.internal}
    assert answered == set(get_args(Question))


def test_every_open_channel_serves_a_goal_and_an_audience_and_has_an_owner() -> None:
    channels = [c for c in book().policy.channels.channels if c.status == "open"]
    assert len(channels) > 3
    assert [c.id for c in channels if not (c.objectives and c.audiences and c.owner and c.rhythm)] == []


@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-15", "2026-12-31"])
def test_it_is_free_of_findings_and_its_one_waiver_is_in_use(day: str) -> None:
    read = reading(day)
    assert [problem.kind.code for problem in read.problems] == []
    assert [(problem.kind.code, waiver.about) for problem, waiver in read.waived] == [("HB412", "youtube")]
