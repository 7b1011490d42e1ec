"""Two rules contradict each other where somebody stands under both; thousands on one deed do not matter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.core.checks.check import Asked
from handbook_gen.core.checks.contradictions import contradiction, possible_duplicate
from handbook_gen.core.links import link
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.problems import Finding
from tests.test_links import SAY, book, role, rule

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
    "channels": {
        "channels": [
            {"id": "page", "platform": "x", "name": SAY},
            {"id": "feed", "platform": "x", "name": SAY},
        ]
    },
}
ROLES: Final = {"hr": {"hr"}, "staff": {"staff", "lead"}, "lead": {"lead"}, "all": {"hr", "staff", "lead"}}
CHANNELS: Final = {"page": {"page"}, "feed": {"feed"}, "x": {"page", "feed", "x"}}
DAYS: Final = [None, "2027-03-02", "2027-03-03", "2027-03-04"]
DEEDS: Final = {"tell": "tell", "say": "tell", "hide": "hide", "rest": "rest"}
AGAINST: Final = {
    frozenset(pair)
    for pair in (
        ("must", "must-not"),
        ("must", "should-not"),
        ("should", "must-not"),
        ("should", "should-not"),
        ("may", "must-not"),
    )
}
AGAINST_CONTRARY: Final = {
    frozenset(pair) for pair in (("must", "must"), ("must", "should"), ("must", "may"), ("should", "should"))
}

CONDITIONS: Final[list[dict[str, Any]]] = [
    {"when": "leave"},
    {"when": "crisis"},
    {"when": "crisis", "note": SAY},
]
RULES: Final[st.SearchStrategy[dict[str, Any]]] = st.fixed_dictionaries(
    {
        "modality": st.sampled_from(["must", "must-not", "should", "should-not", "may"]),
        "audience": st.lists(st.sampled_from([*ROLES]), min_size=1, max_size=2, unique=True),
        "channels": st.one_of(
            st.just(["all"]), st.lists(st.sampled_from([*CHANNELS]), min_size=1, max_size=2, unique=True)
        ),
        "action": st.sampled_from([*DEEDS]),
        "conditions": st.lists(
            st.sampled_from(CONDITIONS), max_size=2, unique_by=lambda each: str(each["when"])
        ),
        "from": st.sampled_from(DAYS),
        "until": st.sampled_from(DAYS),
    },
    optional={
        "capacity": st.sampled_from(["personal", "official", "both"]),
        "reach": st.sampled_from(["internal", "external", "both"]),
    },
)


@given(st.lists(RULES, min_size=2, max_size=4), st.data())
def test_a_contradiction_is_a_situation_in_which_two_opposed_rules_hold(
    drawn: list[dict[str, Any]], data: st.DataObject
) -> None:
    rules = [rule(number, **each) for number, each in enumerate(drawn)]
    for number, each in enumerate(rules):
        each["overrides"] = data.draw(
            st.lists(
                st.sampled_from([f"A-{other}" for other in range(len(rules)) if other != number]), max_size=1
            )
        )
    made = book(*rules, **POLICY)
    known = {each.id for each in made.published}
    expected = {
        frozenset((one["id"], other["id"]))
        for one, other in combinations([each for each in rules if each["id"] in known], 2)
        if opposed(one, other) and met(one, other) and not settled(one, other)
    }

    assert {frozenset((f.spot.id, f.facts["other"])) for f in asked(made)} == expected


def opposed(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    deeds = {DEEDS[one["action"]], DEEDS[other["action"]]}
    modalities = frozenset({one["modality"], other["modality"]})
    return (len(deeds) == 1 and modalities in AGAINST) or (
        deeds == {"tell", "hide"} and modalities in AGAINST_CONTRARY
    )


def met(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Go through every situation: who, as whom, where, on what, when, under which conditions."""
    every = product(
        ("hr", "staff", "lead"),
        ("personal", "official"),
        ("internal", "external"),
        ("page", "feed", "x", "elsewhere"),
        ("2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04"),
        (told(one), told(other)),
    )
    return any(holds(one, *each) and holds(other, *each) for each in every)


def holds(each: Mapping[str, Any], *situation: Any) -> bool:
    who, capacity, reach, channel, day, conditions = situation
    return (
        any(who in ROLES[audience] for audience in each["audience"])
        and each.get("capacity", "both") in (capacity, "both")
        and each.get("reach", "both") in (reach, "both")
        and any(name == "all" or channel in CHANNELS[name] for name in each["channels"])
        and (each["from"] or "") <= day
        and (each["until"] is None or day < each["until"])
        and all(
            (when, note) in conditions or (not note and when in dict(conditions)) for when, note in told(each)
        )
    )


def told(each: Mapping[str, Any]) -> set[tuple[str, bool]]:
    return {(condition["when"], "note" in condition) for condition in each["conditions"]}


def settled(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one["id"] in other["overrides"] or other["id"] in one["overrides"]


def asked(made: Handbook) -> list[Finding]:
    return [*contradiction.ask(Asked(made))]


MANY = 4_000
"""So many that who compares each with each is noticed."""


def many(**changes: Any) -> Handbook:
    """Give thousands of rules on one deed, every other one a prohibition."""
    small = book(rule(1, action="tell", audience=["all"]), **POLICY)
    channel, file = small.policy.channels.channels[0], small.policy.topics[0]
    channels = tuple(channel.model_copy(update={"id": f"page-{number}"}) for number in range(MANY))
    rules = tuple(
        file.rules[0].model_copy(
            update={
                "id": f"A-{number}",
                "modality": ("must", "must-not")[number % 2],
                "channels": (f"page-{number}",),
                **changes,
            }
        )
        for number in range(MANY)
    )
    topics = (file.model_copy(update={"rules": rules}),)
    policy = replace(
        small.policy, topics=topics, channels=small.policy.channels.model_copy(update={"channels": channels})
    )
    return link(policy, date(2027, 3, 1))[0]


def test_thousands_of_rules_that_never_meet_are_not_compared_with_each_other() -> None:
    made = many()

    assert asked(made) == []
    assert [*possible_duplicate.ask(Asked(made))] == []


def test_thousands_of_rules_that_all_meet_are_counted() -> None:
    found = asked(many(channels=("all",)))

    assert found[-1].spot.id == f"A-{MANY - 1}"
    assert found[-1].facts == {"count": str(MANY // 2), "deed": "tell"}
