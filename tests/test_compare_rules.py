"""What no case of a change can show: ids taken meanwhile, what follows for whom, and what costs nothing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.rules.fates import fates
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import EMPLOYER, Change, Comparison
from tests.case import DAY, base

SAID = {"nl": "Zeg erbij dat je hier werkt.", "en": "Say that you work here."}
NOTHING: Mapping[str, Any] = {}
ASKED = {"nl": "Vraag iedereen op de foto om toestemming.", "en": "Ask everyone in the photo."}


def rule(identity: str, statement: dict[str, str] = SAID, **more: Any) -> dict[str, Any]:
    made = {"id": identity, "title": {"nl": "Een regel", "en": "A rule"}, "modality": "must"}
    return {**made, "statement": statement, "audience": ["everyone"], **more}


def book(*rules: dict[str, Any], day: date = DAY, files: Mapping[str, Any] = NOTHING) -> Handbook:
    """Link the base of the cases with these rules, and some files of it replaced."""
    topic = {"topic": {"id": "disclosure", "name": {"nl": "Openheid", "en": "Disclosure"}}, "rules": rules}
    written = {path.removeprefix("policies/"): data for path, data in base().items()}
    made = {"rules/disclosure.yml": topic, **files}
    texts = {path: json.dumps(each, default=str).encode() for path, each in made.items()}
    return link(load(Sources("policies", {**written, **texts})).policy, day)[0]


def kinds(comparison: Comparison) -> list[str]:
    return sorted(each.kind.name for each in comparison.changes)


def change(comparison: Comparison, kind: str) -> Change:
    (found,) = (each for each in comparison.changes if each.kind.name == kind)
    return found


PHOTOS = {"nl": "Foto’s", "en": "Photos"}
FEED = {"channels.yml": {"channels": [{"id": "feed", "platform": "instagram", "name": PHOTOS}]}}
FEED_TOPIC = {"rules/feed.yml": {"topic": {"id": "feed", "name": PHOTOS}}}


@pytest.mark.parametrize(
    ("after", "tip", "taken"),
    [
        (book(rule("A-1"), rule("A-2")), book(rule("A-1"), rule("A-2", ASKED)), ["A-2"]),
        (book(rule("A-1"), rule("A-2")), book(rule("A-1"), rule("A-2")), []),
        (book(rule("A-1"), rule("A-2")), book(rule("A-1"), rule("A-3", ASKED)), []),
        (book(rule("A-1", ASKED)), book(rule("A-1")), []),
        (book(rule("A-1"), files=FEED), book(rule("A-1"), files=FEED_TOPIC), ["feed"]),
    ],
    ids=["another rule", "the same rule", "another id", "changed here, not new", "another kind of item"],
)
def test_an_id_is_taken_when_both_gave_it_to_different_things(
    after: Handbook, tip: Handbook, taken: list[str]
) -> None:
    comparison = compare(book(rule("A-1")), after, tip)

    assert [each.spot.id for each in comparison.changes if each.kind.name == "id-taken"] == taken
    assert "id-taken" not in kinds(compare(book(rule("A-1")), after))


def test_what_did_not_change_has_no_fate() -> None:
    one, other = (
        book(rule("A-1"), rule("A-2", ASKED)),
        book(rule("A-1"), rule("A-2", ASKED, modality="should")),
    )

    assert [fate.pair.spot().id for fate in fates(Sides(one, other))] == ["A-2"]
    assert fates(Sides(one, replace(one))) == ()


def test_a_fingerprint_does_not_grow_old() -> None:
    """What somebody accepted today is the same change tomorrow, as long as nobody changes the text."""
    settings = {"schema": 1, "organisation": {"id": "o", "name": {"nl": "O", "en": "O"}}, "ask": "hr"}
    settings |= {"norms": {"notice": "14d"}}
    marks = []
    for day in (date(2027, 3, 1), date(2027, 3, 2)):
        one, other = (
            book(*rules, day=day, files={"handbook.yml": settings})
            for rules in ((), (rule("A-1", review_by="2027-01-01"),))
        )
        comparison = compare(one, other)
        marks.append([each.fingerprint for each in comparison.changes])
        assert kinds(comparison) == ["review-overdue", "rule-added", "too-little-notice"]

    assert marks[0] == marks[1]


def test_an_acceptance_dies_with_the_text_of_a_new_rule() -> None:
    first, second = (compare(book(), book(rule("A-1", text))).changes[0] for text in (SAID, ASKED))

    assert first.kind == second.kind
    assert first.fingerprint != second.fingerprint


def test_a_successor_of_other_words_names_what_it_stands_for() -> None:
    """So that a reader sees the old words beside the new ones, at the rule that holds now."""
    old = rule("A-1", status="withdrawn")
    comparison = compare(book(rule("A-1")), book(old, rule("A-2", modality="may", replaces=["A-1"])))
    relaxed = change(comparison, "modality-relaxed")

    assert (relaxed.spot.id, relaxed.was and relaxed.was.id) == ("A-2", "A-1")
    assert (relaxed.was and relaxed.was.path) == relaxed.spot.path


def test_what_is_one_change_for_who_accepts_it_is_told_once() -> None:
    """Two rules of different groups are merged, and both bound less firmly."""
    old = (rule("A-1"), rule("A-2", audience=["hr"]))
    gone = (rule("A-1", status="withdrawn"), rule("A-2", status="withdrawn"))
    new = rule("A-3", modality="should", replaces=["A-1", "A-2"], audience=["everyone", "hr"])
    comparison = compare(book(*old), book(*gone, new))
    marks = [each.fingerprint for each in comparison.changes]

    assert change(comparison, "modality-relaxed").looser_for == {"employee", "leader", "hr"}
    assert len(marks) == len(set(marks))


def test_what_the_employer_takes_on_is_to_the_good_of_staff() -> None:
    added = change(compare(book(), book(rule("A-1", binds="employer"))), "rule-added")

    assert (added.stricter_for, added.benefits) == (frozenset({EMPLOYER}), frozenset({"employee", "leader"}))


@pytest.mark.parametrize("released", [False, True])
def test_a_released_text_goes_on_until_the_one_that_changes_it(released: bool) -> None:  # noqa: FBT001  # pytest's way
    now, ahead = (
        replace(book(rule("A-1", SAID, **{"from": day})), released=released)
        for day in ("2025-01-01", "2027-06-01")
    )

    later, back = compare(now, ahead), compare(ahead, now)

    assert change(later, "in-force-later").level == ("administrative" if released else "looser")
    assert change(back, "in-force-earlier").level == "stricter"  # whether one went on, the two do not say
