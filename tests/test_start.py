"""The start page, the card of a role and the ways out of an emergency: what a reader gets to in one tap."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from handbook_gen.core.model.book import State
from handbook_gen.core.model.refs import PAGES
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.card import MOST, card
from tests.test_browser import KINDS
from tests.test_compare_fields import ROLES, book, including, rule

PHONE: Final = {"width": 390, "height": 844}
SMALLEST: Final = 24
"""Pixels that a finger needs at the least."""
A6: Final = (105, 148)
_LINK: Final = re.compile(r'<a class="hb-urgent__way" href="([^"]+)"')
_BOX: Final = "e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.right, r.bottom] }"
_HEADER: Final = "document.querySelector('.md-header').getBoundingClientRect().bottom"

weighed = st.tuples(rule, st.integers(0, 3)).map(lambda pair: {**pair[0], "weight": str(pair[1])})


@settings(max_examples=30)
@given(st.lists(weighed, max_size=16), including)
def test_a_card_is_short_and_holds_only_what_binds_this_role(
    rules: list[Mapping[str, Any]], includes: Mapping[str, list[str]]
) -> None:
    made = book([dict(each) for each in rules], includes)
    for role in made.policy.roles.roles:
        found = card(made, role)
        lines = (*found.do, *found.dont) if found else ()

        assert len(lines) == len({each.id for each in lines})
        assert all(each in made.rules_for(role.id) and each.binds != "employer" for each in lines)
        assert all(made.state(each) is State.IN_FORCE for each in lines)
        assert found is None or (len(found.do) <= MOST and len(found.dont) <= MOST)
        assert {each.modality for each in found.dont} <= {"must-not", "should-not"} if found else True
        assert not {each.modality for each in found.do} & {"must-not", "should-not"} if found else True
        assert found is None or found.ask != role


@settings(max_examples=20)
@given(st.permutations(range(7)))
def test_what_weighs_more_goes_first_and_the_lightest_stay_behind(weights: list[int]) -> None:
    made = book([{"audience": ["everyone"], "weight": str(weight)} for weight in weights])
    found = card(made, made.policy.roles.roles[0])

    assert found
    assert [each.weight for each in found.do] == [6, 5, 4, 3, 2]


def test_nobody_has_an_empty_card() -> None:
    made = book([{"audience": ["leader"], "binds": "employer"}])

    assert [card(made, role) for role in made.policy.roles.roles] == [None] * len(ROLES)


def test_a_policy_can_name_every_page() -> None:
    assert set(PAGES) == set(addresses.PLACES.values()) - {addresses.PROPOSAL}


@pytest.mark.parametrize("version", ["draft", "latest", "2026.1"])
def test_every_page_of_every_version_has_a_way_out_of_an_emergency(released: Path, version: str) -> None:
    """A small organisation without webcare has whom to ask; from a release it leads to what is in force."""
    root = released / "nl" / version
    for path in root.rglob("*.html"):
        html = path.read_text("utf-8")
        if 'class="md-header"' not in html:
            continue
        found = _LINK.findall(html)
        here = f"/nl/{version}/{path.relative_to(root).as_posix()}"
        leads = [urljoin(here, to) for to in found]
        assert leads == [f"/nl/{'latest' if version == '2026.1' else version}/roles/baker/"], here
        assert (released / leads[0].lstrip("/") / "index.html").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_webcare_and_crisis_are_one_tap_away_from_every_kind_of_page(site: Path, language: str) -> None:
    root = f"/{language}/draft/"
    for path in (*KINDS.values(), "404.html"):
        file = site / root.strip("/") / path
        html = (file if path.endswith(".html") else file / "index.html").read_text("utf-8")
        leads = [urljoin(root + path, to) for to in _LINK.findall(html)]

        assert [to.removeprefix("https://handboek.example.org") for to in leads] == [
            f"{root}webcare/",
            f"{root}webcare/crisis/",
        ], path


@pytest.mark.parametrize("scripts", [True, False])
def test_a_finger_hits_the_way_out_and_it_covers_nothing(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    for width in (320, 390, 800, 1280):
        with browser.new_context(
            viewport={"width": width, "height": 844}, java_script_enabled=scripts
        ) as context:
            page = context.new_page()
            page.goto(f"{address}/nl/draft/topics/disclosure-affiliation/#DISC-02")
            ways = page.locator(".hb-urgent__way")
            boxes = [box for each in ways.all() if (box := each.bounding_box())]

            assert len(boxes) == ways.count() == 2
            assert all(min(box["width"], box["height"]) >= SMALLEST for box in boxes)
            assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert _top(page, "#DISC-02") >= page.evaluate(_HEADER), "the header hides what was asked for"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_questions_are_on_the_first_screen_and_each_is_one_tap(
    browser: Browser, address: str, language: str
) -> None:
    with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        start = f"{address}/{language}/draft/"
        page.goto(start)
        firsts = page.locator(".hb-first")
        search = page.locator(".hb-hero__search").bounding_box()
        assert firsts.count() == 8
        assert search
        assert search["y"] < page.evaluate(f"({_BOX})(document.querySelector('.hb-first'))")[1]
        assert firsts.last.evaluate(_BOX)[3] <= PHONE["height"]
        targets = [each.get_attribute("href") for each in firsts.all()]
        for number, to in enumerate(targets):
            page.goto(start)
            page.locator(".hb-first").nth(number).click()
            expect(page).to_have_url(urljoin(start, to or ""))
            if "#" in (to or ""):
                anchor = page.locator(f"[id='{(to or '').partition('#')[2]}']")
                expect(anchor).to_be_in_viewport()
            else:
                expect(page.locator("h1")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["employee", "webcare"])
def test_a_card_prints_alone_on_one_small_sheet_without_scripts(
    browser: Browser, address: str, language: str, role: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{language}/draft/roles/{role}/")
        page.locator("a[href='#_card-alone']").click()
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        sizes = [(sheet.mediabox.width, sheet.mediabox.height) for sheet in printed]

        assert [tuple(round(float(side) / 72 * 25.4) for side in size) for size in sizes] == [A6]
        said = printed[0].extract_text()
        ids = re.findall(r"\b[A-Z]+-\d\d\b", said)
        assert ids == page.locator("#_card-alone .hb-line__id").all_text_contents()
        assert "+31 20 000 00 04" in said


def test_the_button_of_a_card_prints_where_scripts_run(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("window.printed = 0; window.print = () => { window.printed++ }")
        page.goto(f"{address}/nl/draft/roles/employee/")
        for times in (1, 2):
            page.locator("[data-print]").click()
            page.wait_for_function(f"window.printed === {times}")

        expect(page).to_have_url(re.compile("#_card-alone$"))


def _top(page: Page, selector: str) -> float:
    found: float = page.locator(selector).evaluate("e => e.getBoundingClientRect().top")
    return found
