"""Pages: what a small policy shows, and that every link on every page leads to something that is there."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest

from handbook_gen import sources
from handbook_gen.core import pipeline
from handbook_gen.core.edition import edition_of
from handbook_gen.core.model import shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.strategy import StrategyFile
from handbook_gen.core.model.types import LANGUAGES, Item, Language
from handbook_gen.core.model.webcare import Crisis, HouseRules, Step, Triage, WebcareFile
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.triage import StepView
from tests.case import DAY, read
from tests.parsed import VOID, Parsed
from tests.values import SAY, value

Fields = dict[str, Any]
Files = dict[str, Any]

ROOT = Path(__file__).parents[1]
OUT: Final = ("http:", "https:", "mailto:", "tel:", "data:")
FULL: Final = {"ul", "ol", "dl", "li", "dt", "dd", "h1", "h2", "h3", "h4", "p", "table", "section", "summary"}
"""What nobody wants to meet on a page without a word in it."""


class Seen(HTMLParser):
    """What a page holds: ids, links, what points to an id, the heading and list elements that are empty."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: list[str] = []
        self.empty: list[str] = []
        self._open: list[tuple[str, str, list[bool]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given and tag != "use" else []
        for name in ("aria-labelledby", "data-copy-from"):
            self.named += given[name].split() if name in given else []
        if tag not in VOID:
            self._open.append((tag, given.get("class", ""), []))

    def handle_endtag(self, tag: str) -> None:
        name, kind, words = self._open.pop()
        assert name == tag
        if tag in FULL and not words:
            self.empty.append(f"<{tag} {kind}>" if kind else f"<{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            for _, _, words in self._open:
                words.append(True)


seen = cache(Seen)


@dataclass(frozen=True)
class Made:
    """A handbook in one language as HTML, by address."""

    pages: Mapping[str, Page]
    html: Mapping[str, str]
    forwards: Mapping[str, str]
    documents: tuple[str, ...]

    def seen(self, address: str) -> Seen:
        return seen(self.html[address])

    def words(self, address: str) -> str:
        return " ".join(Parsed(self.html[address]).words.split())


def made(book: Handbook, language: Language = "nl") -> Made:
    edition = edition_of(book, sources.words(language), sources.templates())
    addresses = [page.address for page in edition.pages]
    assert len(addresses) == len(set(addresses)), "two pages at one address"
    return Made(
        {page.address: page for page in edition.pages},
        {page.address: edition.renderer.page(page) for page in edition.pages},
        {path.removesuffix("index.html"): html for path, html in edition.renderer.forwards()},
        tuple(document.address for document in edition.documents),
    )


def small(files: Files, day: date = DAY, problems: tuple[str, ...] = ()) -> Handbook:
    """Read the base policy of the cases with some files replaced or added."""
    reading = read({f"policies/{path}": json.dumps(file).encode() for path, file in files.items()}, day)
    assert tuple(problem.kind.name for problem in reading.problems) == problems
    assert reading.book
    return reading.book


def webcare(day: date = DAY, problems: tuple[str, ...] = (), **file: Any) -> Handbook:
    return small({"webcare.yml": file}, day, problems)


def entries(some: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in some:
        yield entry
        yield from entries(entry.under)


def dead(site: Made) -> list[str]:
    """Name every link, and every entry of a table of contents, that leads to what is not there."""
    ids = {address: set(site.seen(address).ids) for address in site.html}
    ids |= {address: set(seen(html).ids) for address, html in site.forwards.items()}
    found: list[str] = []
    links = [(a, href) for a, html in {**site.html, **site.forwards}.items() for href in seen(html).links]
    links += [("", document) for document in site.documents]
    for address, href in links:
        if href.startswith(OUT):
            continue
        path, _, place = href.partition("#")
        to = posixpath.normpath(posixpath.join("/", address, path)).strip("/") if path else address.strip("/")
        to += "/" * bool(to)
        if to not in ids or (place and place not in ids[to]):
            found.append(f"{address}: {href}")
    for address, page in site.pages.items():
        found += [f"{address}: entry {e.id}" for e in entries(page.entries) if e.id not in ids[address]]
        found += [f"{address}: named {name}" for name in site.seen(address).named if name not in ids[address]]
    return found


def twice(site: Made) -> list[str]:
    """Name every id that a page has twice."""
    every = {address: site.seen(address).ids for address in site.html}
    return [f"{a}: {i}" for a, ids in every.items() for i in sorted(set(ids)) if ids.count(i) > 1]


def empty(site: Made) -> list[str]:
    """Name every heading and every list without anything in it."""
    return [f"{address}: {element}" for address in site.html for element in site.seen(address).empty]


@cache
def model(language: Language, day: date) -> Made:
    reading = pipeline.read(sources.policies(ROOT / "policies", "policies")[0], {}, day)
    assert reading.whole
    return made(reading.book, language)


# The day of the cases, a day before all of it, and one on which everything with an end is over.
DAYS: Final = (DAY, date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("language", "day"),
    [("nl", DAYS[0]), ("en", DAYS[0]), ("nl", DAYS[1]), ("nl", DAYS[2])],
)
def test_every_link_of_the_model_policy_leads_to_a_page_and_a_place_on_it(
    language: Language, day: date
) -> None:
    assert dead(model(language, day)) == []


@pytest.mark.parametrize(
    ("language", "day"), [("nl", DAYS[0]), ("en", DAYS[0]), *(("nl", d) for d in DAYS[1:])]
)
def test_no_page_of_the_model_policy_has_an_id_twice(language: Language, day: date) -> None:
    assert twice(model(language, day)) == []


@pytest.mark.parametrize(
    ("language", "day"), [("nl", DAYS[0]), ("en", DAYS[0]), *(("nl", d) for d in DAYS[1:])]
)
def test_nothing_on_a_page_of_the_model_policy_is_empty(language: Language, day: date) -> None:
    assert empty(model(language, day)) == []


def test_the_model_policy_has_every_kind_of_page() -> None:
    """What has no page in the model policy would not be looked at above."""
    templates = {page.template for page in model("nl", DAY).pages.values()}
    pieces = {
        "changes.html",
        "duty-card.html",
        "forward.html",
        "book-file.html",
        "book.html",
        "guide-pieces.html",
        "lifeline.html",
        "lost.html",
        "macros.html",
        "pictures.html",
        "proposal.html",
        "root.html",
        "role-card.html",
        "rule-line.html",
        "rule.html",
        "since.html",
        "urgent.html",
    }
    # With releases only: tests/test_rule_history.py looks at these.
    pieces |= {"applied.html", "release-changes.html", "releases.html"}

    assert set(sources.templates()) - templates - pieces == set()


def test_both_languages_have_the_same_addresses_and_places() -> None:
    nl, en = (model(language, DAY) for language in LANGUAGES)

    assert {a: sorted(nl.seen(a).ids) for a in nl.html} == {a: sorted(en.seen(a).ids) for a in en.html}


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    """A link checker that finds nothing anywhere is no link checker."""
    page = Page("a/", "a.html", "a", "about", entries=(Entry("gone", "a"),))
    html = '<a href="../b/">b</a><a href="#x">x</a><a href="../a/#y">y</a><p aria-labelledby="z"></p>'
    site = Made({"a/": page}, {"a/": html}, {"r/A-1/": '<a href="../../a/#A-1">a</a>'}, ("c/",))

    assert dead(site) == [
        *("a/: ../b/", "a/: #x", "a/: ../a/#y", "r/A-1/: ../../a/#A-1"),
        *(": c/", "a/: entry gone", "a/: named z"),
    ]
    assert empty(site) == ["a/: <p>"]


def around(**webcare_file: Any) -> Files:
    """Make a policy with the items that `ENDS` stands for, each with enough in it to fill its place."""
    level = {"id": "duty", "name": SAY, "when": SAY, "owner": "hr"}
    reply = {"id": "thanks", "text": SAY, "approved_by": "hr"}
    rhythm = {"rhythm": {"at_least": "1"}}
    return {
        "webcare.yml": {
            "triage": {"steps": [{"id": "ours", "do": SAY}]},
            "escalation": [level],
            "replies": [reply],
            **webcare_file,
        },
        "channels.yml": {
            "channels": [
                {"id": "feed", "platform": "feed", "name": SAY, "status": "open", "owner": "hr", **rhythm}
            ]
        },
        "tone.yml": {
            "traits": [{"id": "clear", "name": SAY, "text": SAY}],
            "profiles": [{"id": "warm", "name": SAY, "address": "je"}],
        },
        "roles.yml": {
            "roles": [
                {"id": "employee", "name": SAY, "competence": SAY},
                {"id": "leader", "name": SAY, "includes": ["employee"]},
                {"id": "hr", "name": SAY, "contact": {"mail": "hr@example.org"}},
            ],
            "audiences": [{"id": "everyone", "name": SAY, "roles": ["employee"]}],
        },
    }


PARTS: Final[Mapping[str, type[Item]]] = {
    "strategy": StrategyFile,
    "webcare": WebcareFile,
    "crisis": Crisis,
    "house_rules": HouseRules,
    "triage": Triage,
    "step": Step,
}
ONES: Final = [
    (part, field.key, how)
    for part, model_ in PARTS.items()
    for field in shape.fields(model_)
    if not field.required
    for how in ("least", "all")
]


@cache
def with_one(part: str, key: str, how: str) -> Made:
    """Make a handbook in which one field of a part is filled in."""
    field = next(field for field in shape.fields(PARTS[part]) if field.key == key)
    return made(small(_files(part, {key: value(field, full=how == "all")})))


@cache
def without(part: str, *, goal: bool) -> Made:
    """Make the same with no field of that part."""
    return made(small(_files(part, {}, goal=goal)))


def _files(part: str, given: Fields, *, goal: bool = False) -> Files:
    if part == "strategy":
        needed = goal or '"calm"' in json.dumps(given)
        goals = [{"id": "calm", "kind": "channel", "text": SAY}]
        return {**around(), "strategy.yml": {**({"objectives": goals} if needed else {}), **given}}
    if part == "webcare":
        return around(**given)
    if part == "triage":
        return around(triage={"steps": [{"id": "first", "do": SAY}, {"id": "ours", "do": SAY}], **given})
    if part == "step":
        return around(triage={"steps": [{**given, "id": "ours"}]})
    return around(**({part: given} if given else {}))


@pytest.mark.parametrize(("part", "key", "how"), ONES)
def test_one_field_at_a_time_leaves_nothing_empty_and_no_link_loose(part: str, key: str, how: str) -> None:
    site = with_one(part, key, how)

    assert (empty(site), dead(site), twice(site)) == ([], [], [])


# House rules or a crisis plan with nothing in them are nothing to see, and so are parts of a crisis plan.
@pytest.mark.parametrize(
    ("part", "key", "how"),
    [
        one
        for one in ONES
        if one[1] not in ("house_rules", "crisis") and (one[0], one[2]) != ("crisis", "least")
    ],
)
def test_what_is_filled_in_is_seen_on_a_page(part: str, key: str, how: str) -> None:
    there = with_one(part, key, how)
    absent = without(
        part, goal=part == "strategy" and "strategy/goals/" in there.html and key != "objectives"
    )

    assert there.html != absent.html


@pytest.mark.parametrize(
    ("counted_in", "hours", "counted"),
    [
        ("service-hours", {"hours": "Mo-Fr 09:00-17:00"}, [' data-hours="' + "540-1020;" * 5 + ';"']),
        ("service-hours", {}, []),
        ("clock-hours", {}, [""]),
    ],
)
def test_no_hour_is_counted_of_service_hours_that_nobody_has_given(
    counted_in: str, hours: Fields, counted: list[str]
) -> None:
    replies = {"open": True, "target": "fast", **hours}
    files = around(targets=[{"id": "fast", "name": SAY, "first_reply": "1h", "counted_in": counted_in}])
    files["channels.yml"]["channels"][0]["replies"] = replies
    html = made(small(files)).html["webcare/reply-times/"]

    assert re.findall(r'class="hb-due" data-amount="1" data-unit="h"([^>]*) hidden', html) == counted


@pytest.mark.parametrize("part", ["crisis", "house_rules", "triage"])
def test_a_part_without_anything_in_it_has_no_page(part: str) -> None:
    address = {"crisis": "webcare/crisis/", "house_rules": "webcare/house-rules/", "triage": "webcare/"}[part]

    assert address not in made(small({"webcare.yml": {part: {}}})).html


def test_a_strategy_without_anything_in_it_has_no_page() -> None:
    assert not [a for a in made(small({"strategy.yml": {}})).html if a.startswith("strategy/")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_a_page_of_the_smallest_policy_is_empty(language: Language) -> None:
    assert empty(made(small({}), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_smallest_policy_leads_somewhere(language: Language) -> None:
    site = made(small({}), language)

    assert (dead(site), twice(site)) == ([], [])


def rules_file(*rules: Fields) -> Files:
    return {"rules/disclosure.yml": {"topic": {"id": "disclosure", "name": SAY}, "rules": list(rules)}}


RULE: Final = {"id": "DISC-01", "title": SAY, "modality": "must", "statement": SAY}


@pytest.mark.parametrize(
    "rules", [[], [RULE], [{**RULE, "status": "draft"}], [{**RULE, "status": "withdrawn"}]]
)
def test_nothing_is_empty_where_rules_reach_nobody(rules: list[Fields]) -> None:
    files = {**around(), **rules_file(*rules)}

    assert empty(made(small(files))) == []


# Triage.


def step(identity: str, **more: Any) -> Fields:
    return {"id": identity, "name": {"nl": f"Stap {identity}", "en": f"Step {identity}"}, **more}


def triage(*steps: Fields, problems: tuple[str, ...] = (), **more: Any) -> tuple[list[StepView], Made]:
    site = made(webcare(problems=problems, triage={"steps": list(steps), **more}))
    return site.pages["webcare/"].data["views"], site


def numbered(views: list[StepView]) -> list[tuple[int, str]]:
    return [(view.number, view.step.id) for view in views]


def answers(views: list[StepView]) -> dict[str, list[int | None]]:
    return {view.step.id: [answer.number for answer in view.answers] for view in views}


def test_steps_in_a_circle_stand_once_each_and_lead_to_each_other() -> None:
    views, site = triage(
        step("a", if_yes="b", if_no="a"), step("b", if_yes="c"), step("c", if_no="a"), start="a"
    )

    assert numbered(views) == [(1, "a"), (2, "b"), (3, "c")]
    assert answers(views) == {"a": [2, 1], "b": [3], "c": [1]}
    assert (dead(site), empty(site), twice(site)) == ([], [], [])


def test_steps_are_numbered_as_they_are_met_and_those_that_are_never_met_come_last() -> None:
    views, _ = triage(step("never"), step("c"), step("b", **{"else": "c"}), step("a", if_no="b"), start="a")

    assert numbered(views) == [(1, "a"), (2, "b"), (3, "c"), (4, "never")]


def test_without_a_start_the_first_step_is_the_start() -> None:
    views, site = triage(step("b", if_yes="a"), step("a"))

    assert numbered(views) == [(1, "b"), (2, "a")]
    assert dead(site) == []


def test_with_a_start_that_is_no_step_the_first_step_is_the_start() -> None:
    views, _ = triage(step("b"), step("a"), start="nobody", problems=("dangling-reference",))

    assert numbered(views) == [(1, "b"), (2, "a")]


def test_an_answer_that_leads_nowhere_is_left_out_and_the_others_stay() -> None:
    views, site = triage(step("a", if_yes="gone", if_no="b"), step("b"), problems=("dangling-reference",))

    assert answers(views) == {"a": [2], "b": []}
    assert (dead(site), empty(site)) == ([], [])


def test_a_step_of_which_every_answer_leads_nowhere_shows_no_empty_list() -> None:
    views, site = triage(step("a", if_yes="gone"), problems=("dangling-reference",))

    assert answers(views) == {"a": []}
    assert (dead(site), empty(site)) == ([], [])


def test_a_fork_leads_to_steps_and_to_roles() -> None:
    routes = [{"goal": "press", "to": "hr"}, {"goal": "sales", "to": "b"}]
    views, site = triage(step("a", route=routes, **{"else": "b"}), step("b"))

    assert [(answer.to.noun, answer.number) for answer in views[0].answers] == [
        ("role", None),
        ("step", 2),
        ("step", 2),
    ]
    assert "../roles/hr/" in site.seen("webcare/").links
    assert dead(site) == []


def test_every_step_is_a_box_that_leads_to_it_and_every_answer_an_arrow() -> None:
    _, site = triage(step("a", if_yes="b", if_no="c"), step("b"), step("c", if_yes="a"))
    drawn = site.pages["webcare/"].data["drawing"]

    assert [box.node.address for box in drawn.boxes] == ["#a", "#b", "#c"]
    assert len(drawn.arrows) == 3


def test_two_answers_with_one_end_are_one_arrow_with_both_words() -> None:
    _, site = triage(step("a", if_yes="b", if_no="b"), step("b"))
    (arrow,) = site.pages["webcare/"].data["drawing"].arrows

    assert " ".join(words for _, _, words in arrow.label) == "Ja, Nee"


# Goals.


def goal(identity: str, **more: Any) -> Fields:
    return {
        "id": identity,
        "kind": "channel",
        "text": {"nl": f"Doel {identity}", "en": f"Goal {identity}"},
        **more,
    }


def goals(*some: Fields, problems: tuple[str, ...] = (), **more: Any) -> Made:
    return made(small({"strategy.yml": {"objectives": list(some), **more}}, problems=problems))


def hung(branches: list[Any]) -> list[str]:
    return [name for goal_, below in branches for name in (goal_.id, *hung(below))]


@pytest.mark.parametrize(
    "parents",
    [
        {"a": "a"},
        {"a": "b", "b": "a"},
        {"a": "b", "b": "c", "c": "a"},
        {"a": "b", "b": "a", "c": "b"},
        {"a": None, "b": "c", "c": "b"},
    ],
    ids=str,
)
def test_goals_in_a_circle_stand_once_each(parents: dict[str, str | None]) -> None:
    site = goals(*(goal(each, **({"parent": parent} if parent else {})) for each, parent in parents.items()))
    page = site.pages["strategy/goals/"]

    assert sorted(hung(page.data["tree"])) == sorted(parents)
    assert sorted(view.objective.id for view in page.data["views"]) == sorted(parents)
    assert (dead(site), twice(site)) == ([], [])


def test_a_goal_whose_parent_is_not_there_is_a_root() -> None:
    site = goals(goal("a", parent="gone"), goal("b", parent="a"), problems=("dangling-reference",))
    (root,) = site.pages["strategy/goals/"].data["tree"]

    assert hung([root]) == ["a", "b"]
    assert dead(site) == []


@pytest.mark.parametrize(
    ("values", "progress"),
    [(["4"], 0), (["10"], 100), (["4", "7"], 50), (["1"], -50), ([], None)],
    ids=str,
)
def test_progress_is_how_far_the_last_measurement_is_from_baseline_to_target(
    values: list[str], progress: int | None
) -> None:
    measured = [
        {"objective": "a", "date": f"2027-0{i}-01", "value": v} for i, v in enumerate(values, start=1)
    ]
    site = goals(goal("a", baseline="4", target="10"), measurements=measured[::-1])

    assert site.pages["strategy/goals/"].data["views"][0].progress == progress


def test_there_is_no_progress_where_the_target_is_the_baseline() -> None:
    measured = [{"objective": "a", "date": "2027-01-01", "value": "4"}]
    site = goals(goal("a", baseline="4", target="4"), measurements=measured)

    assert site.pages["strategy/goals/"].data["views"][0].progress is None


# People.

SOON: Final = DAY + timedelta(days=1)
PAST: Final = DAY - timedelta(days=1)


def people(*some: Fields, day: date = DAY) -> Handbook:
    return small({"people.yml": {"people": list(some)}}, day)


def person(name: str, **more: Any) -> Fields:
    return {"role": "hr", "name": name, "phone": "+31 20 555 01 00", **more}


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ({}, True),
        ({"from": DAY}, True),
        ({"from": SOON}, False),
        ({"until": SOON}, True),
        ({"until": DAY}, False),
        ({"until": PAST}, False),
        ({"from": PAST, "until": SOON}, True),
        ({"from": DAY, "until": DAY}, False),
        ({"from": SOON, "until": PAST}, False),
    ],
    ids=str,
)
def test_a_person_holds_a_function_from_a_day_until_the_day_before_another(
    written: dict[str, date], *, holds: bool
) -> None:
    book = people(person("Kim Bos", **{key: day.isoformat() for key, day in written.items()}))

    assert [each.name for each in book.holders("hr")] == ["Kim Bos"] * holds
    assert ("Kim Bos" in made(book).words("topics/disclosure/")) is holds


def test_several_hold_a_function_in_the_order_they_are_written() -> None:
    book = people(person("Kim Bos"), person("Al Mol", role="leader"), person("Bo Kok"))

    assert [each.name for each in book.holders("hr")] == ["Kim Bos", "Bo Kok"]
    assert [each.name for each in book.holders("leader")] == ["Al Mol"]
    assert book.holders("nobody") == book.holders("") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_of_another_day_are_on_no_page_and_in_no_search(language: Language) -> None:
    there = [person("Kim Bos")]
    gone = [person("Al Mol", until=DAY.isoformat()), person("Bo Kok", **{"from": SOON.isoformat()})]
    edition = edition_of(people(*there, *gone), sources.words(language), sources.templates())
    shown = "\n".join(
        [*map(edition.renderer.page, edition.pages), *(str(each) for each in edition.documents)]
    )

    assert "Kim Bos" in shown
    assert "Al Mol" not in shown
    assert "Bo Kok" not in shown


def test_who_takes_over_is_shown_from_the_day_on() -> None:
    change = [person("Kim Bos", until=SOON.isoformat()), person("Al Mol", **{"from": SOON.isoformat()})]

    assert [[p.name for p in people(*change, day=day).holders("hr")] for day in (DAY, SOON)] == [
        ["Kim Bos"],
        ["Al Mol"],
    ]


def test_the_page_of_a_role_says_who_holds_it() -> None:
    assert "Al Mol" in made(people(person("Al Mol", role="leader"))).words("roles/leader/")


# What is not right yet, each as small as it can be.


def test_a_long_chain_of_goals_is_a_page() -> None:
    chain = [goal(f"g{i}", parent=f"g{i + 1}") for i in range(400)]

    assert len(goals(*chain, goal("g400")).seen("strategy/goals/").ids) > 400


HANDBOOK: Final = {"schema": "1", "organisation": {"id": "o", "name": SAY}, "ask": "hr"}


@pytest.mark.parametrize(
    "about",
    [
        "",
        "post",
        "disclosure",
    ],
)
def test_a_waiver_shows_what_it_is_about(about: str) -> None:
    files = {
        "handbook.yml": {**HANDBOOK, "waivers": [{"check": "HB412", "about": about, "reason": SAY}]},
        "actions.yml": {"actions": [{"id": "post", "name": SAY}]},
        "strategy.yml": {"objectives": [goal("post")]},
    }

    assert dead(made(small(files))) == []


def test_a_profile_without_traits_has_a_place() -> None:
    files = {
        "tone.yml": {"profiles": [{"id": "warm", "name": SAY}]},
        "webcare.yml": {"replies": [{"id": "thanks", "text": SAY, "profile": "warm"}]},
    }

    assert dead(made(small(files))) == []


def test_who_looks_back_after_a_crisis_is_shown() -> None:
    assert "Leidinggevende" in made(webcare(crisis={"after_action": {"owner": "leader"}})).words(
        "webcare/crisis/"
    )


def test_periods_that_are_over_are_not_in_the_table_of_contents() -> None:
    site = made(webcare(crisis={"sensitive_periods": [{"kind": "elections", "until": "2020-01-01"}]}))

    assert dead(site) == []


@pytest.mark.parametrize(
    "files",
    [
        {"webcare.yml": {"triage": {"steps": [step("steps"), step("drawing"), step("triage-title")]}}},
        {"webcare.yml": {"replies": [{"id": "a", "text": SAY}, {"id": "a-text", "text": SAY}]}},
        {"webcare.yml": {"targets": [{"id": "targets", "first_reply": "1h"}]}},
        {"strategy.yml": {"objectives": [goal("tree")]}},
        {"strategy.yml": {"means": [{"id": "chosen", "kind": "post", "chosen": "true"}]}},
        {"tone.yml": {"traits": [{"id": "traits", "name": SAY}]}},
        {"tone.yml": {"traits": [{"id": "warm", "name": SAY}], "profiles": [{"id": "warm", "name": SAY}]}},
        {
            "roles.yml": {
                **around()["roles.yml"],
                "audiences": [{"id": i, "name": SAY} for i in ("everyone", "others")],
            }
        },
    ],
    ids=["step", "reply", "target", "goal", "means", "trait", "trait-and-profile", "audience"],
)
def test_an_id_is_once_on_a_page_whatever_items_are_called(files: Files) -> None:
    assert twice(made(small(files))) == []


# What stays when something with a fault is left out; these belong beside `tests/test_loader.py`.


def told(path: str, text: str) -> list[tuple[int, str]]:
    reading = read({f"policies/{path}": text.encode()})
    return [(problem.place.line, problem.kind.name) for problem in reading.problems]


def test_a_fault_is_told_on_its_own_line_when_an_item_before_it_is_left_out() -> None:
    lines = [
        "people:",
        "- {role: hr, name: A, until: soon}",
        "- {role: hr, name: B}",
        "- {role: hrr, name: C}",
    ]

    assert told("people.yml", "\n".join(lines)) == [(2, "bad-date"), (4, "dangling-reference")]


def test_a_fault_is_told_when_the_item_before_it_is_left_out() -> None:
    lines = ["people:", "- {role: hr, name: A, until: soon}", "- {role: hrr, name: C}"]

    assert told("people.yml", "\n".join(lines)) == [(2, "bad-date"), (3, "dangling-reference")]


@pytest.mark.parametrize(
    "section", ["placement: {return: low}", "placement: {where: A b}", "board: {decision: a}"]
)
def test_a_section_with_a_fault_leaves_the_rest_of_its_file(section: str) -> None:
    reading = read({"policies/strategy.yml": f"{section}\nconcept: {{nl: a, en: a}}".encode()})

    assert reading.book
    assert reading.book.policy.strategy.concept


@pytest.mark.parametrize("triage_", ["ours", "[{id: ours}]"])
def test_no_follow_up_fault_where_the_triage_cannot_be_read(triage_: str) -> None:
    text = f"triage: {triage_}\nreplies:\n- {{id: thanks, text: {{nl: 'Zie [[ours]].', en: a}}}}"

    assert told("webcare.yml", text) == [(1, "wrong-shape")]


def test_a_name_of_python_is_no_key() -> None:
    assert told("people.yml", "people:\n- {role: hr, name: A, from_: 2027-01-01}") == [(2, "unknown-key")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_contents_is_in_the_order_of_the_page(language: Language) -> None:
    site = model(language, DAY)
    jumbled = []
    for address, page in site.pages.items():
        places = [site.seen(address).ids.index(entry.id) for entry in entries(page.entries)]
        jumbled += [address] * (places != sorted(places))
    assert jumbled == []


def test_no_reader_meets_the_title_of_a_draft() -> None:
    hidden = {"nl": "Geheim", "en": "Secret"}
    draft = {"id": "DISC-09", "title": hidden, "modality": "may", "statement": hidden, "status": "draft"}
    cites = {
        **RULE,
        "statement": {"nl": "Zie [[DISC-09]].", "en": "See [[DISC-09]]."},
        "exceptions": [{"text": SAY, "rule": "DISC-09"}],
    }
    gone = {**RULE, "id": "DISC-02", "status": "withdrawn"}
    files: Files = around(
        triage={"steps": [{"id": "ours", "do": SAY, "rules": ["DISC-09"]}]},
        crisis={"sensitive_periods": [{"kind": "election", "rules": ["DISC-09"]}]},
    )
    topic = {"id": "disclosure", "name": SAY}
    files["rules/disclosure.yml"] = {
        "topic": topic,
        "rules": [cites, gone, {**draft, "replaces": ["DISC-02"]}],
    }
    fans = [{"id": "fan", "who": SAY, "disclosure": "DISC-09"}]
    files["strategy.yml"] = {"ambassadors": fans}
    book = small(files)
    found = edition_of(book, sources.words("nl"), sources.templates()).documents

    assert [address for address, html in made(book).html.items() if "Geheim" in html] == []
    assert [document.title for document in found if "Geheim" in str(document)] == []
