"""From a policy to a handbook: whom rules reach, what is inherited, states on a day, citations both ways."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.core import links, text
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import shape
from handbook_gen.core.model.book import TERM, Handbook, State
from handbook_gen.core.model.types import TextValue
from handbook_gen.core.problems import Finding, Spot
from tests.test_loader import MODEL

SAY = {"nl": "a", "en": "a"}
DAY = date(2027, 3, 1)


def role(identity: str, *includes: str, **more: Any) -> dict[str, Any]:
    return {"id": identity, "name": SAY, "includes": list(includes), **more}


def rule(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"A-{number}", "title": SAY, "modality": "may", "statement": SAY, **more}


def linked(
    rules: list[dict[str, Any]], roles: list[dict[str, Any]] | None = None, day: date = DAY, **more: Any
) -> tuple[Handbook, tuple[Finding, ...]]:
    """Link a small policy; `topic` and `audiences` are parts of files, other names are whole files."""
    settings = {"schema": "1", "organisation": {"id": "o", "name": SAY}, "ask": "hr"}
    topic = {"id": "t", "name": SAY, **more.pop("topic", {})}
    files: dict[str, Any] = {
        "handbook.yml": settings,
        "roles.yml": {"roles": roles or [role("hr")], "audiences": more.pop("audiences", [])},
        "rules/t.yml": {"topic": topic, "rules": rules},
        **{f"{name}.yml": file for name, file in more.items()},
    }
    loaded = load(Sources("", {path: json.dumps(file).encode() for path, file in files.items()}))
    assert loaded.problems == ()
    assert loaded.policy
    return link(loaded.policy, day)


def book(*rules: dict[str, Any], **more: Any) -> Handbook:
    made, findings = linked(list(rules), **more)
    assert findings == ()
    return made


LADDER = [
    role("hr"),
    role("staff"),
    role("leader", "staff"),
    role("director", "leader"),
    role("web", "staff", "hr"),
]


def test_a_rule_reaches_every_role_that_includes_its_role_directly_or_not() -> None:
    made = book(
        rule(1, audience=["staff"]), rule(2, audience=["leader"]), rule(3, audience=["hr"]), roles=LADDER
    )

    assert made.readers["A-1"] == {"staff", "leader", "director", "web"}
    assert made.readers["A-2"] == {"leader", "director"}
    assert made.readers["A-3"] == {"hr", "web"}


def test_an_audience_is_its_roles_and_all_that_include_them() -> None:
    groups = [{"id": "bosses", "name": SAY, "roles": ["leader"]}]
    made = book(rule(1, audience=["bosses", "hr"]), roles=LADDER, audiences=groups)

    assert made.readers["A-1"] == {"leader", "director", "hr", "web"}


def test_all_is_everybody_inside() -> None:
    kinds = ["staff", "leader", "board", "intern", "contractor", "agency", "volunteer", "works-council"]
    nobody = ["employer", "public", "body"]
    roles = [role("hr"), *(role(kind + "-x", kind=kind) for kind in kinds + nobody)]

    assert book(rule(1, audience=["all"]), roles=roles).readers["A-1"] == {
        "hr",
        *(kind + "-x" for kind in kinds),
    }


def test_a_rule_for_nobody_reaches_nobody() -> None:
    made = book(rule(1))

    assert made.readers["A-1"] == frozenset()
    assert made.rules_for("hr") == ()


def test_the_rules_for_a_role_are_those_that_reach_it_and_are_published() -> None:
    made = book(rule(1, audience=["all"]), rule(2, audience=["hr"], status="draft"), rule(3, audience=["hr"]))

    assert [each.id for each in made.rules_for("hr")] == ["A-1", "A-3"]


INCLUDES = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3, unique=True), min_size=1
)


@given(INCLUDES)
def test_reach_is_transitive(includes: Mapping[str, list[str]]) -> None:
    known = {each: [other for other in others if other in includes] for each, others in includes.items()}
    roles = [role("hr"), *(role(each, *others) for each, others in known.items())]
    made, _ = linked([rule(i, audience=[each]) for i, each in enumerate(known)], roles)
    reach = {each: made.readers[f"A-{i}"] for i, each in enumerate(known)}

    for each, others in known.items():
        assert each in reach[each]
        assert all(reach[each] <= reach[other] for other in others)


@given(INCLUDES)
def test_roles_in_a_circle_are_told_along_the_circle(includes: Mapping[str, list[str]]) -> None:
    known = {each: [other for other in others if other in includes] for each, others in includes.items()}
    _, findings = linked([], [role("hr"), *(role(each, *others) for each, others in known.items())])

    def below(start: str) -> set[str]:
        seen: set[str] = set()
        while more := {o for each in seen | {start} for o in known[each]} - seen:
            seen |= more
        return seen

    circles = [finding.facts["circle"].split(" → ") for finding in findings]
    assert bool(circles) is any(each in below(each) for each in known)
    for circle in circles:
        assert circle[0] == circle[-1]
        assert all(two in known[one] for one, two in pairwise(circle))
    assert [finding.spot.id for finding in findings] == [circle[0] for circle in circles]


def test_a_rule_inherits_from_its_topic_and_the_topic_from_the_handbook() -> None:
    roles = [role("hr"), role("owner"), role("topic-ask"), role("own")]
    own = rule(1, ask="own", owner="own")
    plain = book(own, rule(2), roles=roles)
    given_ = book(own, rule(2), roles=roles, topic={"ask": "topic-ask", "owner": "owner"})

    assert (plain.rules["A-2"].ask, plain.rules["A-2"].owner) == ("hr", None)
    assert (given_.rules["A-2"].ask, given_.rules["A-2"].owner) == ("topic-ask", "owner")
    assert (given_.rules["A-1"].ask, given_.rules["A-1"].owner) == ("own", "own")


def test_what_is_inherited_stays_out_of_the_policy() -> None:
    made = book(rule(1), topic={"ask": "hr"})

    assert made.policy.topics[0].rules[0].ask is None


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ({}, State.IN_FORCE),
        ({"status": "draft"}, State.DRAFT),
        ({"status": "draft", "until": "2020-01-01"}, State.DRAFT),
        ({"status": "withdrawn", "from": "2030-01-01"}, State.WITHDRAWN),
        ({"from": "2027-03-01"}, State.IN_FORCE),
        ({"from": "2027-03-02"}, State.ANNOUNCED),
        ({"until": "2027-03-02"}, State.IN_FORCE),
        ({"until": "2027-03-01"}, State.ENDED),
        ({"from": "2026-01-01", "until": "2027-02-28"}, State.ENDED),
        ({"from": "2028-01-01", "until": "2029-01-01"}, State.ANNOUNCED),
    ],
    ids=str,
)
def test_where_a_rule_stands_on_a_day(written: dict[str, str], state: State) -> None:
    made = book(rule(1, **written))

    assert made.state(made.rules["A-1"]) is state
    assert [each.id for each in made.published] == ["A-1"] * (state in (State.IN_FORCE, State.ANNOUNCED))
    assert [each.id for each in made.gone] == ["A-1"] * (state in (State.ENDED, State.WITHDRAWN))
    assert made.rules_in("t") == made.published
    assert made.gone_from("t") == made.gone


def test_the_start_of_a_successor_ends_what_it_replaces() -> None:
    old, new = rule(1, **{"from": "2026-01-01"}), rule(2, replaces=["A-1"], **{"from": "2027-03-01"})
    before, after = (book(old, new, day=DAY - timedelta(days=days)) for days in (1, 0))

    assert [before.state(each) for each in before.rules.values()] == [State.IN_FORCE, State.ANNOUNCED]
    assert [after.state(each) for each in after.rules.values()] == [State.ENDED, State.IN_FORCE]
    assert after.until(after.rules["A-1"]) == DAY
    assert after.successors == {"A-1": ("A-2",)}


def test_the_earliest_end_counts_and_a_draft_ends_nothing() -> None:
    rules = [
        rule(1, until="2028-01-01"),
        rule(2, replaces=["A-1"], status="draft", **{"from": "2026-01-01"}),
        rule(3, replaces=["A-1"], **{"from": "2027-06-01"}),
        rule(4, replaces=["A-1"], **{"from": "2027-05-01"}),
    ]
    made = book(*rules)

    assert made.until(made.rules["A-1"]) == date(2027, 5, 1)


def test_a_successor_without_a_date_has_started() -> None:
    made = book(rule(1), rule(2, replaces=["A-1"]))

    assert made.state(made.rules["A-1"]) is State.ENDED


@given(
    st.dates(date(2027, 2, 1), date(2027, 4, 1)),
    st.dates(date(2027, 2, 1), date(2027, 4, 1)),
    st.integers(0, 60),
)
def test_a_rule_goes_through_its_states_in_one_order(start: date, day: date, length: int) -> None:
    until = start + timedelta(days=length + 1)
    made = book(rule(1, **{"from": start.isoformat(), "until": until.isoformat()}), day=day)
    expected = State.ANNOUNCED if day < start else State.IN_FORCE if day < until else State.ENDED

    assert made.state(made.rules["A-1"]) is expected


def test_a_citation_is_known_at_its_end() -> None:
    channels = {"channels": [{"id": "c", "platform": "linkedin", "name": SAY, "owner": "hr"}]}
    made = book(
        rule(1, ask="hr", channels=["linkedin"], exceptions=[{"text": SAY, "approver": "hr"}]),
        channels=channels,
    )

    assert made.cited_by["role", "hr"] == (
        Spot("settings", "", ("ask",)),
        Spot("rule", "A-1", ("exceptions", 0, "approver")),
        Spot("rule", "A-1", ("ask",)),
        Spot("channel", "c", ("owner",)),
    )
    assert made.cited_by["platform", "linkedin"] == (Spot("rule", "A-1", ("channels", 0)),)


def test_a_mention_is_known_at_its_end() -> None:
    said = {"nl": "[[A-2]] [[term:a]] `[[hr]]`", "en": "[[A-2]]"}
    glossary = {"terms": [{"id": "a", "name": SAY, "text": SAY}]}
    made = book(rule(1, statement=said), rule(2, title={"nl": "[[A-1]]", "en": "[[A-1]]"}), glossary=glossary)

    assert {spot.id for spot in made.cited_by["rule", "A-2"]} == {"A-1"}
    assert made.cited_by["term", "a"] == (Spot("rule", "A-1", ("statement",)),)
    assert ("rule", "A-1") not in made.cited_by, "a title is plain text"


def ends(made: Handbook) -> Iterator[tuple[tuple[str, str], Spot]]:
    """Follow every citation and mention of a handbook, in another way than the linker does."""
    for item in links.entries(made.policy):
        for each in shape.walk(item):
            where = Spot(item.noun, getattr(item, "id", ""), each.path)
            if isinstance(each, shape.Citation):
                found = [(noun, each.target) for noun in each.ref.kinds if made.get(noun, each.target)]
                yield from ((key, where) for key in found[: each.target not in each.ref.words])
            elif isinstance(each.text, TextValue):
                for mention in (m for _, words in each.text.texts() for m in text.mentions(words)):
                    if end := made.mentioned(mention.target):
                        yield (end[0], mention.target.removeprefix(TERM)), where


IDS = st.sampled_from(
    ["A-0", "A-1", "A-2", "A-9", "hr", "staff", "g", "t", "all", "nobody", "term:a", "term:b"]
)
TEXTS = st.lists(IDS, max_size=3).map(lambda ids: {"nl": "a " + " ".join(f"[[{i}]]" for i in ids), "en": "a"})


@given(
    st.lists(
        st.tuples(TEXTS, st.lists(IDS, max_size=2), IDS, st.lists(IDS, max_size=2)), min_size=3, max_size=3
    )
)
def test_every_citation_that_resolves_appears_at_its_target_and_no_other(drawn: list[Any]) -> None:
    rules = [
        rule(i, statement=said, audience=audience, ask=ask, overrides=others)
        for i, (said, audience, ask, others) in enumerate(drawn)
    ]
    groups = [{"id": "g", "name": SAY, "roles": ["staff"]}]
    terms = {"terms": [{"id": "a", "name": SAY, "text": SAY}]}
    made, findings = linked(rules, [role("hr"), role("staff")], audiences=groups, glossary=terms)

    assert {(key, spot) for key, spots in made.cited_by.items() for spot in spots} == set(ends(made))
    resolved = {spot for _, spot in ends(made)}
    assert not [f for f in findings if f.spot in resolved and f.kind.name == "dangling-reference"]


@pytest.mark.parametrize("target", ["A-2", "hr", "all"])
def test_what_resolves_or_is_a_word_is_no_finding(target: str) -> None:
    field = "overrides" if target == "A-2" else "audience"

    assert linked([rule(1, **{field: [target]}), rule(2)])[1] == ()


def test_every_citation_of_the_model_policy_is_known_at_its_end() -> None:
    policy = load(MODEL).policy
    assert policy
    made, findings = link(policy, DAY)

    assert findings == ()
    assert {(key, spot) for key, spots in made.cited_by.items() for spot in spots} == set(ends(made))
