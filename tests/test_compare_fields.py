"""Fields and words of rules compared: what holds for any two, the way back, and languages that tell apart."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook_gen.core import meaning
from handbook_gen.core.compare.comparison import JUDGES, compare
from handbook_gen.core.compare.facts import Pair, facts
from handbook_gen.core.compare.judging import merged
from handbook_gen.core.compare.rules import wording
from handbook_gen.core.links import entries, link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.meaning import Sign, Verdict
from handbook_gen.core.model import shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import LEVELS, Change
from handbook_gen.core.model.rules import MODALITIES, Rule
from handbook_gen.core.model.types import TextValue
from tests.case import DAY, base
from tests.mutants import mutants
from tests.values import SAY, whole

ROLES = ("employee", "leader", "hr", "intern", "guest")
GROUPS = ("everyone", "desk", "outside", *ROLES)
TURNED = {"stricter": "looser", "looser": "stricter"}
# From doing to leaving, and back: whoever did as told must change either way. So with an example.
STRICTER_BOTH_WAYS = {"modality-reversed", "example-turned"}

LAST_RESORT = {
    "action": "opposite_of same_as",
    "ambassador": "disclosure kind",
    "audience": "external",
    "channel": "direction",
    "guide": "ask for name questions start summary",
    "law": "article jurisdiction",
    "means": "kind objective",
    "objective": "kind",
    "promise": "source",
    "question": "date",
    "role": "handle kind level",
    "settings": "repository schema",
}
"""Fields that no judge knows but the last one: told as changed, and binding nobody."""

some = st.lists(st.sampled_from(GROUPS), max_size=3, unique=True)
told = st.sampled_from(["Een", "Twee", "Drie"]).map(lambda word: {"nl": word, "en": word})
exception = st.fixed_dictionaries(
    {"text": told, "for": some},
    optional={
        "until": st.sampled_from(["2026-05-01", "2027-05-01", "2028-05-01"]),
        "approver": st.sampled_from(ROLES),
        "rule": st.sampled_from(["DISC-01", "DISC-02"]),
    },
)
rule = st.fixed_dictionaries(
    {
        "modality": st.sampled_from(MODALITIES),
        "binds": st.sampled_from(["employee", "employer", "team", "public"]),
        "audience": st.lists(st.sampled_from((*GROUPS, "all")), max_size=3, unique=True),
        "channels": st.lists(st.sampled_from(["all", "mastodon", "our-page", "x"]), max_size=3, unique=True),
        "conditions": st.lists(
            st.fixed_dictionaries({"when": st.sampled_from(["incident", "leave"])}, optional={"note": told}),
            max_size=3,
        ),
        "exceptions": st.lists(exception, max_size=3),
        "overrides": st.lists(st.sampled_from(["DISC-01", "DISC-02", "DISC-09"]), max_size=2, unique=True),
        "carried_out_by": st.lists(st.sampled_from(ROLES), max_size=2, unique=True),
        "law": st.lists(st.sampled_from(["avg-6", "uavg-41", "wor-27"]), max_size=3, unique=True),
        "touches": st.lists(st.sampled_from(["monitoring", "staff-data"]), max_size=2, unique=True),
        "examples": st.fixed_dictionaries(
            {"do": st.lists(told, max_size=2), "dont": st.lists(told, max_size=2)}
        ),
    },
    optional={
        "capacity": st.sampled_from(["personal", "official", "both"]),
        "reach": st.sampled_from(["internal", "external", "both"]),
        "rights": told,
        "because": told,
        "action": st.sampled_from(["disclose", "declare", "post"]),
        "basis": st.fixed_dictionaries({}, optional={"retention": st.sampled_from(["6mo", "1y", "200d"])}),
    },
)
including = st.fixed_dictionaries({role: st.lists(st.sampled_from(ROLES), max_size=2) for role in ROLES})


def book(rules: list[Mapping[str, Any]], including: Mapping[str, list[str]] | None = None) -> Handbook:
    """Link a small policy with these rules, in which roles include others as told."""
    name = {"nl": "Naam", "en": "Name"}
    roles = [
        {
            "id": role,
            "name": name,
            "includes": [each for each in (including or {}).get(role, []) if each != role],
        }
        for role in ROLES
    ]
    groups = [
        {"id": "everyone", "name": name, "roles": ["employee"]},
        {"id": "desk", "name": name, "roles": ["hr", "guest"]},
        {"id": "outside", "name": name, "external": True},
    ]
    full = [
        {"id": f"DISC-{i:02}", "title": name, "statement": name, "modality": "must", **each}
        for i, each in enumerate(rules, 1)
    ]
    files = {
        "handbook.yml": base()["policies/handbook.yml"],
        "roles.yml": _written({"roles": roles, "audiences": groups}),
        "rules/disclosure.yml": _written({"topic": {"id": "disclosure", "name": name}, "rules": full}),
        "channels.yml": _written({"channels": [{"id": "our-page", "platform": "mastodon", "name": name}]}),
        "actions.yml": _written(
            {
                "actions": [
                    {"id": "disclose", "name": name},
                    {"id": "declare", "name": name, "same_as": "disclose"},
                    {"id": "post", "name": name},
                ]
            }
        ),
    }
    loaded = load(Sources("policies", files))
    return link(loaded.policy, DAY)[0]


def _written(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document).encode()


def about_rules(before: Handbook, after: Handbook) -> list[Change]:
    """Give what changed at the two rules themselves, and not what must happen because of it."""
    found = compare(before, after).listed
    return [c for c in found if c.spot.noun == "rule" and c.kind.name != "too-little-notice"]


def forwards(change: Change) -> tuple[object, ...]:
    where = tuple(step for step in change.spot.path if isinstance(step, str))
    whom = change.stricter_for, change.looser_for
    return change.kind.name, change.spot.id, where, change.level, *whom


def backwards(change: Change) -> tuple[object, ...]:
    name, where, *_ = (change.kind.opposite, forwards(change)[2])
    if name in STRICTER_BOTH_WAYS or (change.stricter_for and change.looser_for):
        level: str = change.level
    else:
        level = TURNED.get(change.level, change.level)
    return name, change.spot.id, where, level, change.looser_for, change.stricter_for


@settings(max_examples=40)
@given(st.lists(rule, min_size=2, max_size=2), st.lists(rule, min_size=2, max_size=2), including, including)
def test_the_way_back_says_the_opposite_of_the_same_people(
    old: list[Mapping[str, Any]],
    new: list[Mapping[str, Any]],
    was: Mapping[str, list[str]],
    now: Mapping[str, list[str]],
) -> None:
    before, after = book(old, was), book(new, now)

    there = [c for c in about_rules(before, after) if c.kind.name not in STRICTER_BOTH_WAYS]
    back = [c for c in about_rules(after, before) if c.kind.name not in STRICTER_BOTH_WAYS]

    assert Counter(map(forwards, there)) == Counter(map(backwards, back))


@settings(max_examples=40)
@given(rule, rule)
def test_rules_that_differ_have_a_change_and_equal_ones_none(
    old: Mapping[str, Any], new: Mapping[str, Any]
) -> None:
    before, after = book([old]), book([new])

    assert bool(about_rules(before, after)) == (before.rules != after.rules)
    assert not about_rules(before, before)


@settings(max_examples=40)
@given(rule, including, including)
def test_what_binds_somebody_says_whom(
    one: Mapping[str, Any], was: Mapping[str, list[str]], now: Mapping[str, list[str]]
) -> None:
    for change in about_rules(book([one], was), book([one], now)):
        assert change.cause, "the rule itself stands as it was"
        whom = {"stricter": change.stricter_for, "looser": change.looser_for, "administrative": frozenset()}
        acts = one["binds"] == "team" and bool(one["carried_out_by"])
        assert whom[change.level] or acts, "only who carried it out already is bound as before"


@pytest.mark.parametrize(
    ("key", "one", "other", "lost", "gained"),
    [
        ("capacity", "personal", "official", "personal", "official"),
        ("reach", "internal", "external", "internal", "external"),
        ("channels", ["x", "our-page"], ["our-page", "bluesky"], ("x",), ("bluesky",)),
        ("capacity", "personal", "both", None, None),
    ],
)
def test_what_came_and_what_went_are_told_apart(
    key: str, one: object, other: object, lost: object, gained: object
) -> None:
    found = {c.kind.name: (c.before, c.after) for c in about_rules(book([{key: one}]), book([{key: other}]))}

    if lost:
        assert found == {f"{key}-widened": (None, gained), f"{key}-narrowed": (lost, None)}
    else:
        assert found == {f"{key}-widened": (one, other)}


def test_no_field_has_two_judges() -> None:
    with pytest.raises(ValueError, match=r"rule\.statement"):
        merged(wording.JUDGES, {"rule.statement": wording.statement})


def test_every_field_of_a_rule_has_a_judge() -> None:
    fields = {field.key for field in shape.fields(Rule)} - {"id"}

    assert not {key for key in fields if f"rule.{key}" not in JUDGES}


def test_every_judge_is_asked_and_fields_without_one_are_known() -> None:
    """A judge whose name no field has would never be asked, and nobody would miss it."""
    files = {path: json.dumps(data, default=str).encode() for path, data in whole(SAY).items()}
    asked = {
        f"{item.noun}.{fact.key}"
        for item in entries(load(Sources("policies", files)).policy)
        for _, other in mutants(item)
        for fact in facts(Pair(item.noun, item, other))
    }
    left = {f"{noun}.{key}" for noun, keys in LAST_RESORT.items() for key in keys.split()}

    assert JUDGES.keys() - asked == {"rule.readers"}, "only this one is worked out, and stands in no file"
    assert asked - JUDGES.keys() == left


def said(
    monkeypatch: pytest.MonkeyPatch, nl: tuple[Sign, ...] | None, en: tuple[Sign, ...] | None
) -> list[tuple[str, str]]:
    """Give what two languages tell together, each with these signs; None where it did not change."""
    shown = {"nl": nl, "en": en}

    def judged(_: str, __: str, language: str, ___: object) -> Verdict:
        signs = shown[language] or ()
        return Verdict(min((s.level for s in signs), key=LEVELS.index, default="editorial"), signs)

    monkeypatch.setattr(meaning, "judged", judged)
    after = TextValue(nl="was" if nl is None else "now", en="was" if en is None else "now")
    return [(each.kind, each.level) for each in wording.said(TextValue(nl="was", en="was"), after)]


FASTER = Sign("duration-shortened", "stricter", "24 uur", "12 uur")
SOONER = Sign("duration-shortened", "undecided", "24 hours", "12 hours")
FASTEST = Sign("duration-shortened", "stricter", "24 hours", "8 hours")
OPEN = Sign("text-changed", "undecided", "a", "b")
FEWER = Sign("part-removed", "looser", "naam of adres", "naam")
NOT = Sign("negation-added", "stricter", "mag", "mag niet")
MUST_NOT = Sign("duty-word-tightened", "stricter", "may", "must not")
MAIL = Sign("named-contact-changed", "administrative", "a@example.org", "b@example.org")


@pytest.mark.parametrize(
    ("nl", "en", "expected"),
    [
        ((FASTER,), (SOONER,), ["stricter: duration-shortened"]),
        ((OPEN,), (OPEN,), ["undecided: text-changed"]),
        ((FEWER,), (OPEN,), ["looser: part-removed"]),
        ((FEWER, OPEN), (OPEN,), ["looser: part-removed", "undecided: text-changed"]),
        ((NOT,), (MUST_NOT,), ["stricter: negation-added"]),
        ((), (OPEN,), ["undecided: text-changed"]),
        ((), (), ["editorial: text-reworded"]),
        ((), None, ["editorial: text-reworded"]),
        ((FASTER,), None, ["stricter: duration-shortened", "undecided: one-language-changed"]),
        ((MAIL,), None, ["administrative: named-contact-changed", "administrative: one-language-changed"]),
        ((FASTER,), (FASTEST,), ["stricter: duration-shortened", "undecided: languages-differ"]),
        ((FASTER,), (OPEN,), ["stricter: duration-shortened", "undecided: languages-differ"]),
    ],
)
def test_two_languages_tell_one_story_or_that_they_do_not(
    monkeypatch: pytest.MonkeyPatch,
    nl: tuple[Sign, ...],
    en: tuple[Sign, ...] | None,
    expected: list[str],
) -> None:
    assert [f"{level}: {kind}" for kind, level in said(monkeypatch, nl, en)] == expected


def test_a_field_explains_its_word_once_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """From `must` to `may`: “moet” to “mag” is no news, and what else changed is."""
    relaxed = Sign("duty-word-relaxed", "looser", "moet", "mag")
    unclear = Sign("negation-added", "undecided", "ook", "ook niet")
    again = Sign("duty-word-relaxed", "looser", "dient te", "mag")

    def judged(before: str, after: str, *_: object) -> Verdict:
        return Verdict("undecided", (relaxed, unclear, again)) if before != after else Verdict("editorial")

    monkeypatch.setattr(meaning, "judged", judged)
    old = book([{"modality": "must", "statement": {"nl": "was"}}])
    new = book([{"modality": "may", "statement": {"nl": "now"}}])

    assert [(change.kind.name, change.level) for change in about_rules(old, new)] == [
        ("negation-added", "undecided"),
        ("modality-relaxed", "looser"),
        ("duty-word-relaxed", "looser"),
    ]
