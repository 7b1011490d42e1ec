"""Comparing everything but rules: times, hours and rhythms, and that no change names a person."""

import json
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.core.compare import spans
from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.compare.documents import rhythm
from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.links import link
from handbook_gen.core.model import Policy
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import TEAM, Change
from handbook_gen.core.model.channels import Channel, Rhythm
from handbook_gen.core.model.times import Duration, duration, hours
from tests.case import DAY, read

LEVELS: Final = ("stricter", "looser")
units = st.sampled_from(["min", "h", "d", "wd", "w", "mo", "y"])
durations = st.builds(Duration, st.integers(1, 60), units)
spells = st.builds(Duration, st.integers(1, 60), st.sampled_from(["d", "wd", "w", "mo", "y"]))
rhythms = st.builds(
    Rhythm,
    at_least=st.none() | st.integers(0, 9).map(str),
    at_most=st.none() | st.integers(0, 30).map(str),
    per=st.sampled_from(["day", "week", "month", "year"]),
)


def span(text: str) -> Duration:
    found = duration(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("before", "after", "clock", "service"),
    [
        ("1h", "2h", 1, 1),
        ("60min", "1h", 0, 0),
        ("24h", "1d", 0, None),
        ("24h", "1wd", None, None),
        ("1h", "1wd", 1, 1),
        ("1d", "1wd", None, None),
        ("2wd", "1wd", -1, -1),
        ("1w", "7d", 0, 0),
        ("30d", "1mo", None, None),
        ("4w", "1mo", None, None),
        ("12mo", "1y", 0, 0),
        ("1wd", "2w", 1, 1),
        ("5d", "1h", -1, -1),
    ],
)
def test_a_time_is_longer_only_where_nobody_would_doubt_it(
    before: str, after: str, clock: int | None, service: int | None
) -> None:
    assert spans.longer(span(before), span(after)) == clock
    assert spans.longer(span(before), span(after), service=True) == service


@given(durations, durations, st.booleans())
def test_what_is_longer_was_shorter_before(one: Duration, other: Duration, by_service: bool) -> None:  # noqa: FBT001
    there, back = (spans.longer(*each, service=by_service) for each in ((one, other), (other, one)))

    assert there is None if back is None else there == -back


@given(spells, spells, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_is_longer_ends_no_sooner_on_any_day(one: Duration, other: Duration, day: date) -> None:
    """The calendar of the language itself must agree with what is called longer."""
    if spans.longer(one, other) == 1:
        assert other.after(day) >= one.after(day)


def told(judge: Any, before: Any, after: Any) -> tuple[Change, ...]:
    channel = Channel.model_validate({"id": "page", "platform": "x", "name": {"nl": "Pagina"}})
    fact = Fact(Pair("channel", channel, channel), "rhythm", before, after)
    book: Any = None  # whom it binds is the team, whatever the book
    return tuple(judge(fact, Sides(book, book)))


def team(*_: object) -> frozenset[str]:
    return frozenset({TEAM})


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"at_least": "1", "per": "week"}, {"at_least": "1", "per": "day"}, "rhythm-tightened"),
        ({"at_least": "1", "per": "day"}, {"at_least": "7", "per": "week"}, "rhythm-relaxed"),
        ({"at_least": "8", "per": "week"}, {"at_least": "1", "per": "day"}, "rhythm-changed"),
        ({"at_most": "5", "per": "week"}, {"at_most": "4", "per": "week"}, "rhythm-tightened"),
        ({"at_most": "1", "per": "day"}, {"at_most": "7", "per": "week"}, "rhythm-relaxed"),
        ({"at_most": "2", "per": "week"}, {"at_most": "2", "per": "day"}, "rhythm-relaxed"),
        ({"at_least": "1"}, {"at_least": "2", "at_most": "3"}, "rhythm-tightened"),
        ({"at_least": "1", "at_most": "3"}, {"at_least": "2", "at_most": "5"}, "rhythm-changed"),
        ({}, {"per": "day"}, "rhythm-changed"),
    ],
)
def test_a_rhythm_is_stricter_if_who_kept_the_old_one_may_break_the_new(
    before: dict[str, str], after: dict[str, str], kind: str
) -> None:
    judge = rhythm.rhythm(team)

    assert [each.kind.name for each in told(judge, Rhythm(**before), Rhythm(**after))] == [kind]


@given(rhythms, rhythms)
def test_a_rhythm_turns_round(one: Rhythm, other: Rhythm) -> None:
    judge = rhythm.rhythm(team)
    [there], [back] = told(judge, one, other), told(judge, other, one)

    assert there.kind.opposite == back.kind.name
    assert {there.level, back.level} in ({*LEVELS}, {"stricter"}, {"editorial"})


@pytest.mark.parametrize(
    ("before", "after", "kind", "level"),
    [
        ("Mo-Fr 09:00-17:00", "24/7", "hours-extended", "stricter"),
        ("Mo-Fr 09:00-17:00", "Mo-Th 09:00-17:00", "hours-shortened", "looser"),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 10:00-18:00", "hours-changed", "stricter"),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-12:00,12:00-17:00", "hours-changed", "editorial"),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; PH off", "hours-changed", "undecided"),
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; PH 10:00-12:00", "hours-extended", "stricter"),
    ],
)
def test_more_hours_bind_who_must_be_there(before: str, after: str, kind: str, level: str) -> None:
    [change] = told(spans.hours(team), hours(before), hours(after))

    assert (change.kind.name, change.level) == (kind, level)


PERSON: Final = {"role": "hr", "name": "Anna Visser", "phone": "010 765 43 21", "mail": "anna@example.org"}
OTHER: Final = {"role": "hr", "name": "Bert Smit", "phone": "010 765 43 22", "mail": "bert@example.org"}


def with_people(*people: dict[str, str]) -> Handbook:
    book = read({"policies/people.yml": json.dumps({"people": people}).encode()}).book
    assert book
    return book


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((PERSON,), (OTHER,)),
        ((PERSON,), (PERSON, OTHER)),
        ((PERSON, OTHER), (OTHER,)),
        ((PERSON, OTHER), (OTHER, PERSON)),
        ((PERSON,), ({**PERSON, "phone": "010 765 43 23"},)),
        ((PERSON,), ({**PERSON, "role": "leader"},)),
        ((PERSON, PERSON), (PERSON,)),
        ((PERSON,), ()),
    ],
)
def test_no_change_names_a_person(
    before: tuple[dict[str, str], ...], after: tuple[dict[str, str], ...]
) -> None:
    changes = compare(with_people(*before), with_people(*after)).changes
    said = repr(changes)

    assert changes
    assert not any(value in said for each in (PERSON, OTHER) for key, value in each.items() if key != "role")
    assert "765" not in said


def test_what_stands_on_a_channel_that_is_not_in_use_binds_nobody() -> None:
    """What is planned may be thought over without anybody's consent; it is judged when the channel opens."""
    page = (
        "channels:\n  - {{id: page, platform: x, name: Page, status: {}, owner: hr, replies: {{open: {}}}}}\n"
    )
    planned = [
        read({"policies/channels.yml": page.format("planned", each).encode()}).book
        for each in ("false", "true")
    ]
    assert planned[0]
    assert planned[1]
    [change] = compare(planned[0], planned[1]).changes

    assert (change.kind.name, change.level, change.stricter_for) == (
        "replies-opened",
        "administrative",
        frozenset(),
    )


def test_a_definition_counts_where_a_rule_uses_the_word_without_a_mention() -> None:
    terms = "terms:\n  - {{id: work, name: {{en: work}}, text: {{en: {}}}}}\n"
    books = [
        read({"policies/glossary.yml": terms.format(each).encode()}).book
        for each in ("Paid labour.", "All effort.")
    ]
    assert books[0]
    assert books[1]
    [change] = compare(books[0], books[1]).changes

    assert (change.kind.name, change.level, change.facts["rules"]) == (
        "definition-changed",
        "undecided",
        "DISC-01",
    )


def test_parts_that_say_nothing_are_told_and_raise_nothing() -> None:
    empty = read({}).book
    bare = read(
        {
            "policies/webcare.yml": b"crisis: {}\nhouse_rules: {}\ntriage: {}\n",
            "policies/strategy.yml": b"placement: {where: hr}\n",
        }
    ).book
    assert empty
    assert bare
    assert isinstance(empty.policy, Policy)
    again = link(empty.policy, DAY)[0]

    assert {each.spot.noun for each in compare(empty, bare).changes} == {"webcare", "strategy"}
    assert {each.spot.noun for each in compare(bare, empty).changes} == {"webcare", "strategy"}
    assert not compare(empty, again).changes
