"""The model policy is complete enough to start from; that it uses every field is asked in test_demands."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from handbook_gen import sources
from handbook_gen.core import pipeline
from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.history.applying import at
from handbook_gen.core.history.archive import Archive, archive
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources
from handbook_gen.core.model import DOCUMENTS
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change, Comparison
from handbook_gen.core.model.history import Release, Then
from handbook_gen.core.model.strategy import Question
from handbook_gen.core.model.types import LANGUAGES, Language
from tests import history_of_the_model as made
from tests.conftest import DAY, ROOT
from tests.test_build import contents

FROM_DUTY_TO_RIGHT = 8
FOUR = 4
TWO_YEARS = timedelta(days=2 * 365)


@cache
def released() -> Archive:
    return archive(sources.archive(ROOT / "policies", "policies")[0])


@cache
def reading(day: str = DAY) -> pipeline.Reading:
    written: dict[Language, Sources] = {
        language: sources.content(ROOT / "content" / language, language)[0] for language in LANGUAGES
    }
    policy, _ = sources.policies(ROOT / "policies", "policies")
    return pipeline.read(policy, written, date.fromisoformat(day), released().history)


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


@cache
def steps() -> tuple[tuple[Release, Comparison], ...]:
    """Every release but the first, compared with the one before it on the day of its publication."""
    pairs = pairwise(released().history.releases)
    return tuple(
        (new, compare(link(old.policy, new.published)[0], link(new.policy, new.published)[0]))
        for old, new in pairs
    )


def changes(kind: str = "") -> Iterator[tuple[Release, Change]]:
    return ((new, each) for new, said in steps() for each in said.changes if kind in ("", each.kind.name))


def test_its_releases_verify_and_say_who_agreed_in_both_languages() -> None:
    releases = released().history.releases

    assert released().problems == ()
    assert len(releases) >= FOUR
    assert releases[-1].published - releases[0].published >= TWO_YEARS
    assert all(each.approvals and each.summary and each.summary.nl and each.summary.en for each in releases)
    late = [(r.version, a.reference) for r in releases for a in r.approvals if a.date > r.published]
    assert late == []
    references = {a.reference for r in releases for a in r.approvals if a.by == "board-member"}
    assert references == {each.reference for each in book().policy.settings.decisions}


@pytest.mark.long
def test_its_releases_are_what_the_verb_makes_of_their_texts(tmp_path: Path) -> None:
    again = made.remade(tmp_path, made.newest())

    assert contents(again) == contents(made.POLICIES / sources.RELEASES)


def test_its_history_knows_every_kind_of_change() -> None:
    tightened = {
        change.spot.id
        for new, change in changes()
        if change.spot.noun == "rule" and change.level == "stricter" and change.kind.name != "rule-added"
    }
    replaced = {change.spot.id for _, change in changes("rule-replaced")}
    closed = [change.spot.id for _, change in changes("channel-closed")]
    worded = [new.version for new, said in steps() if new.kind == said.level == "editorial"]

    assert len(tightened) >= FOUR
    assert {book().rules[old].status for new in replaced for old in book().rules[new].replaces} >= {
        "withdrawn"
    }
    assert closed
    assert worded


def test_its_newest_release_announces_a_rule_and_a_stricter_text_while_the_old_ones_still_apply() -> None:
    history, today = released().history, date.fromisoformat(DAY)
    newest, before = history.releases[-1], history.releases[-2]
    ahead = [rule for rule in newest.rules.values() if rule.from_ and rule.from_ > today]
    still = {rule.id: at(history, rule.id, today, today) for rule in ahead}

    assert {rule.id in before.rules for rule in ahead} == {True, False}
    for rule in ahead:
        assert still[rule.id].then is (Then.IN_FORCE if rule.id in before.rules else Then.NOT_YET)
        assert still[rule.id].ends == rule.from_
        assert all(at(history, old, today, today).ends == rule.from_ for old in rule.replaces)


QUESTIONS = [
    ("TIME-01", "2025-06-01", DAY, Then.IN_FORCE, "binnen vier uur"),
    ("TIME-01", "2026-03-01", DAY, Then.IN_FORCE, "binnen een uur"),
    ("TIME-01", "2026-03-01", "2026-02-11", Then.IN_FORCE, "binnen vier uur"),
    ("OPIN-01", "2025-12-31", DAY, Then.IN_FORCE, "Ik spreek op persoonlijke titel"),
    ("OPIN-01", "2026-01-01", DAY, Then.NO_LONGER, ""),
    ("PHOTO-03", "2027-02-28", DAY, Then.IN_FORCE, "zonder dat je leidinggevende ervan weet"),
    ("PHOTO-03", "2027-03-01", DAY, Then.IN_FORCE, "zonder akkoord van je leidinggevende"),
    ("SEC-05", "2027-02-28", DAY, Then.NOT_YET, ""),
    ("SEC-05", "2027-03-01", "2026-11-09", Then.UNKNOWN, ""),
]


@pytest.mark.parametrize(("rule", "day", "known", "then", "text"), QUESTIONS)
def test_its_history_answers_what_applied(rule: str, day: str, known: str, then: Then, text: str) -> None:
    said = at(released().history, rule, date.fromisoformat(day), date.fromisoformat(known))

    assert said.then is then
    assert text in (said.rule.statement.said("nl") or "" if said.rule else "")
