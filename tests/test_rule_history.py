"""Where rules stand, the texts they had, what applied when, what a version changes: pages with a past."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.history import shown
from handbook_gen.core.history.applying import at
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import Given, History, Past, Then
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.pages.lifeline import names_of
from handbook_gen.core.telling import differences
from tests.releases import Published
from tests.releases import made as released
from tests.test_pages import Made, dead, empty, made, twice
from tests.values import value

HANDBOOK = """\
schema: 1
organisation: {id: bakery, name: {nl: Bakkerij, en: Bakery}}
languages: [nl, en]
ask: baker
"""
ROLES = """\
roles:
  - {id: baker, name: {nl: Bakker, en: Baker}}
  - {id: intern, name: {nl: Stagiair, en: Intern}}
"""
PEOPLE = "people:\n  - {name: Noor Haverkamp, role: baker, phone: +31 20 555 01 00}\n"
TOPIC = "topic: {id: bread, name: {nl: Brood, en: Bread}}\nrules:\n"
STATES = re.compile(r"<section\b[^>]*\bdata-(?:rule|tombstone)\b.*?</section>", re.DOTALL)
RULE = re.compile(r'id="([^"]+)"')
STANDING = re.compile(r"data-standing>([^<]*)<")
VERSIONS = re.compile(r'<details class="hb-versions">.*?</details>', re.DOTALL)
RELATIVE = re.compile(
    r"\b(now|today|currently|in force since|no longer|yet|nu|vandaag|sinds|niet meer|nog niet)\b", re.I
)
NOBODY = PeopleFile()
ABOVE = ("calendar.ics", "feed.xml")
"""What stands above the versions, and is made elsewhere."""


def rule(number: int, says: str = "Bake every day.", how: str = "must", **more: str) -> str:
    lines = [
        f"id: BREAD-0{number}",
        f"title: {{nl: Bak {number}, en: Bake {number}}}",
        f"modality: {how}",
        f"statement: {{nl: {says}, en: {says}}}",
        "audience: [baker, intern]",
        *(f"{key.rstrip('_')}: {value}" for key, value in more.items()),
    ]
    return "  - " + "\n    ".join(lines) + "\n"


def policy(*rules: str) -> Mapping[str, str]:
    return {"handbook.yml": HANDBOOK, "roles.yml": ROLES, "rules/bread.yml": TOPIC + "".join(rules)}


RELEASES = (
    Published(
        "2026.1",
        "2026-01-10",
        policy(rule(1, from_="2026-02-01"), rule(2, review_by="2026-05-01"), rule(3, "Bake blue bread.")),
    ),
    Published(
        "2026.2",
        "2026-06-01",
        policy(
            rule(1, "Bake every morning.", from_="2026-07-01"),
            rule(2, "Bake on all days.", review_by="2026-05-01"),
            rule(3, "Bake blue bread.", status="withdrawn", until="2026-07-01"),
            rule(4, "Bake brown bread.", replaces="[BREAD-03]", from_="2026-07-01"),
        ),
    ),
    Published(
        "2026.10",
        "2026-11-20",
        policy(
            rule(1, "Bake every single morning.", from_="2027-01-01"),
            rule(2, "Bake on all days."),
            rule(3, "Bake blue bread.", status="withdrawn", until="2026-07-01"),
            rule(4, "Bake brown bread.", replaces="[BREAD-03]", from_="2026-07-01"),
        ),
    ),
    Published(
        "2027.1",
        "2027-01-15",
        policy(
            rule(1, "Bake twice every single morning.", from_="2027-03-01"),
            rule(2, "Bake on all days."),
            rule(3, "Bake blue bread.", status="withdrawn", until="2026-07-01"),
            rule(4, "Bake brown bread.", replaces="[BREAD-03]", from_="2026-07-01", until="2027-06-01"),
            rule(5, "Bake red bread.", from_="2027-04-01"),
        ),
    ),
)
DECIDED = {"2026.10": ("2026-11-12", "OR-2026-12"), "2027.1": ("2027-01-12", None)}


def agreed(history: History) -> History:
    """Add to some releases who agreed to them."""
    every = []
    for each in history.releases:
        day, paper = DECIDED.get(each.version, (None, None))
        approvals = (Given.model_validate({"by": "baker", "date": day, "reference": paper}),) if day else ()
        every.append(replace(each, approvals=approvals))
    return History(tuple(every))


HISTORY = agreed(released(RELEASES).history)


def draft(*rules: str, day: date = date(2027, 2, 1)) -> Handbook:
    files = {**policy(*rules), "people.yml": PEOPLE}
    loaded = load(Sources("policies", {path: text.encode() for path, text in files.items()}))
    assert loaded.problems == ()
    return shown.draft(link(loaded.policy, day)[0], HISTORY)


def latest(day: str, history: History = HISTORY) -> Handbook:
    return shown.latest(history, date.fromisoformat(day), NOBODY)


def one(book: Handbook, address: str, language: Language = "en") -> str:
    """Render one page, and no other."""
    edition = edition_of(book, sources.words(language), sources.templates())
    return next(edition.renderer.page(page) for page in edition.pages if page.address == address)


def standings(book: Handbook, language: Language = "en") -> dict[str, str]:
    """Give what the page of the topic says of each rule; each must say one thing."""
    html = one(book, "topics/bread/", language)
    sections = [(RULE.search(section), STANDING.findall(section)) for section in STATES.findall(html)]
    found = {identity[1]: said for identity, said in sections if identity}
    assert {len(said) for said in found.values()} <= {1}, found
    return {identity: said[0] for identity, said in found.items()}


def version(number: str) -> Handbook:
    return shown.numbered(HISTORY, number)


def test_a_rule_says_since_when_which_text_who_decided_and_what_is_to_come() -> None:
    assert standings(latest("2027-02-01")) == {
        "BREAD-01": "In force since 1 January 2027 · version 3 · decided 12 November 2026 (OR-2026-12) · "
        "one adopted change takes effect on 1 March 2027",
        "BREAD-02": "In force · version 2",
        "BREAD-03": "Withdrawn on 1 July 2026",
        "BREAD-04": "In force since 1 July 2026 · version 2 · decided 12 January 2027 · "
        "applies until 1 June 2027",
        "BREAD-05": "Takes effect on 1 April 2027 · version 1 · decided 12 January 2027",
    }
    assert standings(latest("2027-07-01"), "nl")["BREAD-04"] == (
        "Geldt niet meer sinds 1 juni 2027 · besloten op 12 januari 2027"
    )


def test_a_numbered_version_says_what_never_turns_false() -> None:
    assert standings(version("2027.1")) == {
        "BREAD-01": "Applies from 1 March 2027 according to version 2027.1 · version 4 · "
        "decided 12 January 2027",
        "BREAD-02": "Applies according to version 2027.1 · version 2",
        "BREAD-03": "Withdrawn on 1 July 2026 according to version 2027.1",
        "BREAD-04": "Applies from 1 July 2026 until 1 June 2027 according to version 2027.1 · version 2 · "
        "decided 12 January 2027",
        "BREAD-05": "Applies from 1 April 2027 according to version 2027.1 · version 1 · "
        "decided 12 January 2027",
    }


def test_what_its_successor_was_always_there_for_never_applies() -> None:
    history = released(
        [Published("2026.1", "2026-01-10", policy(rule(1), rule(2, replaces="[BREAD-01]")))]
    ).history
    said = [
        standings(book)["BREAD-01"]
        for book in (shown.numbered(history, "2026.1"), latest("2026-02-01", history))
    ]
    assert said == ["Does not apply according to version 2026.1", "Never took effect"]


def test_the_draft_says_what_is_not_adopted_yet() -> None:
    book = draft(
        rule(1, "Bake twice every single morning.", from_="2027-03-01"),
        rule(2, "Bake on most days."),
        rule(3, "Bake blue bread.", status="withdrawn", until="2026-07-01"),
        rule(
            4,
            "Bake brown bread.",
            replaces="[BREAD-03]",
            from_="2026-07-01",
            until="2027-06-01",
            status="withdrawn",
        ),
        rule(5, "Bake red bread.", from_="2027-05-01"),
        rule(6, "Bake green bread."),
    )
    assert standings(book) == {
        "BREAD-01": "Takes effect on 1 March 2027 · version 4 · decided 12 January 2027",
        "BREAD-02": "Not adopted yet: changed since version 2027.1",
        "BREAD-03": "Withdrawn on 1 July 2026",
        "BREAD-04": "Not adopted yet: withdrawn since version 2027.1 · "
        "applies from 1 July 2026 until 1 June 2027",
        "BREAD-05": "Not adopted yet: changed since version 2027.1 · takes effect on 1 May 2027",
        "BREAD-06": "Not adopted yet: new since version 2027.1",
    }


def test_without_releases_a_rule_says_what_it_says_today() -> None:
    book = draft(rule(1, from_="2027-03-01"))
    html = one(replace(book, past=None), "topics/bread/")
    assert "data-standing" not in html
    assert "hb-versions" not in html
    assert '<dt>In force from</dt><dd><time datetime="2027-03-01">' in re.sub(r"\s+<", "<", html)


def test_the_texts_of_a_rule_are_told_newest_first_with_the_words_that_went_and_came() -> None:
    html = one(latest("2027-02-01"), "topics/bread/")
    first, second, third, *_ = VERSIONS.findall(html)
    assert re.findall(r'href="([^"]+)"', first) == [
        "../../../2027.1/topics/bread/#BREAD-01",
        "../../../2026.10/topics/bread/#BREAD-01",
        "../../../2026.2/topics/bread/#BREAD-01",
        "../../../2026.1/topics/bread/#BREAD-01",
        "../../about/applied/#_BREAD-01",
    ]
    changed = re.sub(r'<span class="hb-unseen">[^<]*</span>', "", first)
    assert "Bake <ins>twice </ins>every single morning." in changed
    assert "Bake every <ins>single </ins>morning." in changed
    assert "Bake every <del>day</del><ins>morning</ins>." in changed
    assert re.findall(r"<p>(In force[^<]*)</p>", first) == [
        "In force from 1 March 2027.",
        "In force from 1 January 2027 until 1 March 2027.",
        "In force from 1 July 2026 until 1 January 2027.",
        "In force from 1 February 2026 until 1 July 2026.",
    ]
    assert "Replaced by version 2 on 1 June 2026." in second
    assert "The last text of this rule" not in second
    assert "BREAD-05" not in "".join(each for each in VERSIONS.findall(html)), "one text, no box"
    assert "In force until 1 July 2026." in VERSIONS.findall(html)[-1], "what was withdrawn had applied"
    assert third


def test_where_no_other_version_is_published_nothing_leads_to_one() -> None:
    book = latest("2027-02-01")
    assert isinstance(book.past, Past)
    site = made(replace(book, past=replace(book.past, among=False)), "nl")
    assert dead(site) == []
    # nor is a release in a language that it did not have, or before its day
    mono = {**policy(rule(1)), "handbook.yml": HANDBOOK.replace("[nl, en]", "[nl]")}
    two = (
        Published("2026.1", "2026-01-10", mono),
        Published("2026.2", "2026-02-10", policy(rule(1, "Bake."))),
    )
    book = latest("2026-03-01", released(two).history)
    pages = {language: made(book, language).html for language in LANGUAGES}
    leading = {language: "/2026.1/" in "".join(html.values()) for language, html in pages.items()}
    assert leading == {"nl": True, "en": False}
    early = shown.draft(replace(draft(rule(1)), day=date(2026, 12, 1)), HISTORY)
    assert not any(
        "2027.1/" in href for page in made(early).html.values() for href in re.findall('href="([^"]*)', page)
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_link_between_versions_leads_to_a_page_and_a_place_on_it(language: Language) -> None:
    books = {"latest": latest("2027-02-01"), "draft": draft(rule(1), rule(6))}
    books |= {each.version: version(each.version) for each in HISTORY.releases}
    sites = {name: made(book, language) for name, book in books.items()}
    for name, site in sites.items():
        assert (twice(site), empty(site)) == ([], []), name
        assert [each for each in dead(site) if not leads(each, name, sites)] == []


def leads(told: str, here: str, sites: Mapping[str, Made]) -> bool:
    """Tell whether a link that leaves a version leads to what is there in another."""
    page, _, href = told.partition(": ")
    path, _, place = href.partition("#")
    there = posixpath.normpath(posixpath.join("/", here, page, path)).strip("/")
    if there in ABOVE:
        return True
    name, _, address = there.partition("/")
    address += "/" * bool(address)
    return (
        name in sites
        and address in sites[name].html
        and (not place or place in sites[name].seen(address).ids)
    )


@pytest.mark.parametrize("number", ["2026.1", "2026.2", "2026.10"])
def test_no_later_release_alters_a_numbered_version(number: str) -> None:
    """And none of its pages names a person, or speaks of today."""
    then, now = (made(shown.numbered(history, number), "en") for history in (HISTORY.upto(number), HISTORY))
    assert then.html == now.html
    rules = [each for page in now.html.values() for each in STANDING.findall(page)]
    assert [each for each in rules if RELATIVE.search(each)] == []
    assert "about/applied/" not in now.html
    assert "about/findings/" not in now.html
    passing = ("Haverkamp", "hb-moments__today", "hb-late")
    assert [word for word in passing if any(word in page for page in now.html.values())] == []
    unfinished = made(draft(rule(1, review_by="2026-05-01")), "en")
    assert [word for word in passing if not any(word in page for page in unfinished.html.values())] == []


def test_a_version_says_what_it_changes_by_role_and_by_level() -> None:
    page = made(version("2026.2"), "en").words("about/changes/")
    assert "What version 2026.2 changes" in page
    assert "Everybody who works here: 3 for you to judge, 1 administrative" in page
    assert "once the proposal" not in page, "a release is no proposal"
    assert "Eerste versie (en)" in page
    assert "about/changes/" not in made(version("2026.1"), "en").html, "the first changes nothing"

    unfinished = made(draft(rule(1), rule(2, how="may")), "en").words("about/changes/")
    assert "What this draft changes after version 2027.1" in unfinished
    assert "Takes effect once this draft is released." in unfinished


def test_every_release_is_listed_with_its_hash_and_how_to_verify_it() -> None:
    html = one(latest("2027-02-01"), "about/releases/")
    assert re.findall(r'id="_([0-9.]+)"', html) == ["2027.1", "2026.10", "2026.2", "2026.1"]
    assert [each.hash in html for each in HISTORY.releases] == [True] * 4
    assert "OR-2026-12" in html
    assert "<code>handbook verify --head HASH</code>" in html
    assert one(version("2026.2"), "about/releases/").count("hb-hash") == 2


SAYS = {
    Then.IN_FORCE: ("In force",),
    Then.NOT_YET: ("Takes effect on",),
    Then.NO_LONGER: ("No longer in force", "Withdrawn", "Takes effect on"),  # there may be more to come
    Then.NEVER: ("Never took effect", "Withdrawn"),
}
ROW = re.compile(r'<tr data-from="([^"]*)" data-until="([^"]*)" data-then="([^"]*)"')
BODY = re.compile(r'<tbody data-applied="([^"]+)".*?</tbody>', re.DOTALL)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Make releases in which one rule is changed, put off, ended and withdrawn at will."""
    days = st.integers(0, 60).map(lambda n: (date(2026, 1, 1) + timedelta(days=n)).isoformat())
    published = sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True)))
    releases = []
    for number, day in enumerate(published):
        more = {"from_": draw(days | st.none()), "until": draw(days | st.none())}
        if draw(st.integers(0, 3)) == 0:
            more["status"] = "withdrawn"
        given_ = {key: value for key, value in more.items() if value}
        if {"from_", "until"} <= given_.keys() and given_["from_"] >= given_["until"]:
            del given_["until"]
        says = draw(st.sampled_from(["Bake.", "Bake bread.", "Bake more bread."]))
        heir = [rule(2, replaces="[BREAD-01]", from_=draw(days))] if draw(st.booleans()) else []
        releases.append(Published(f"2026.{number + 1}", day, policy(rule(1, says, **given_), *heir)))
    return released(releases).history


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_field_of_a_rule_can_differ_unseen(language: Language) -> None:
    """Whatever the policy language gives a rule, now or later: what it held and holds is told in words."""
    bare = {field.key: value(field, full=False) for field in shape.fields(Rule) if field.required}
    full = {field.key: value(field, full=True) for field in shape.fields(Rule)}
    other = {
        field.key: value(field, full=True, say={"nl": "Iets", "en": "Else"}) for field in shape.fields(Rule)
    }
    book = latest("2027-02-01")
    names = names_of(book, sources.words(language))
    for field in shape.fields(Rule):
        for before, after in ((bare, full), (full, bare), (full, other)):
            old, new = (
                {**bare, **({field.key: some[field.key]} if field.key in some else {})}
                for some in (before, after)
            )
            pair = Rule.model_validate(old), Rule.model_validate(new)
            told = [*differences(*pair, names)]
            assert bool(told) == (pair[0] != pair[1]), field.key
            assert all(each.field and (each.said or each.marks) for each in told), field.key
    text = {"nl": "Hetzelfde", "en": "One"}, {"nl": "Hetzelfde", "en": "Another"}
    one_, another = (Rule.model_validate({**bare, "because": each}) for each in text)
    [told_] = differences(one_, another, names)
    assert bool(told_.said) == (language == "nl")


@settings(max_examples=25)
@given(histories(), st.integers(0, 70))
def test_on_every_day_every_rule_says_one_thing_and_one_row_holds(history: History, after: int) -> None:
    day = date(2026, 1, 1) + timedelta(days=after)
    known = history.known(day)
    for book in versions(history, day):
        standings(book)
    if known.latest is None:
        return
    book = shown.latest(history, day, NOBODY)
    for identity, said in standings(book).items():
        assert said.startswith(SAYS[at(history, identity, day, day).then]), said
    page = one(book, "about/applied/")
    bodies = {body[1]: ROW.findall(body[0]) for body in BODY.finditer(page)}
    assert set(bodies) == set(known.ids)
    for identity, rows in bodies.items():
        for asked in (date(2026, 1, 1) + timedelta(days=n) for n in range(-1, 62)):
            iso = asked.isoformat()
            found = [
                then
                for starts, ends, then in rows
                if (not starts or starts <= iso) and (not ends or iso < ends)
            ]
            assert found == [at(history, identity, asked, day).then]


def versions(history: History, day: date) -> Iterator[Handbook]:
    if history.known(day).latest:
        yield shown.latest(history, day, NOBODY)
    yield from (shown.numbered(history, each.version) for each in history.releases)
