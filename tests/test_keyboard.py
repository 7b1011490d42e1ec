"""The handbook by keyboard alone: every control in visual order, with a visible ring; Escape closes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook_gen.core.model.types import Language
from handbook_gen.sources import words
from tests.audit.visits import Visit
from tests.conftest import serving
from tests.test_accessibility import looked_at, opened

MANY = {"start.html", "topic.html", "search.html", "channels.html", "triage.html", "tone.html"}
"""Where there is most to press; `make long` walks through the others too."""
ROOM = 8
"""Browsers stop at boxes that scroll too, which are none of our controls."""
WALK = (Path(__file__).parent / "audit" / "walk.js").read_text("utf-8").partition("*/")[2]


def luminance(colour: str) -> float:
    parts = [float(each) / 255 for each in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pair: list[str]) -> float:
    darker, lighter = sorted(map(luminance, pair))
    return (lighter + 0.05) / (darker + 0.05)


def walk(page: Page) -> Iterator[str]:
    """Go through a page with the Tab key, until the browser has it back; say what is wrong on the way."""
    page.evaluate(WALK)
    awaited: list[list[Any]] = page.evaluate("awaited")
    for _ in range(len(awaited) + ROOM):
        page.keyboard.press("Tab")
    walked: list[dict[str, Any]] = page.evaluate("walked")
    names = [stop["name"] for stop in walked]
    first_round = walked[: names.index(names[0], 1)] if names[0] in names[1:] else walked
    visited = {stop["name"] for stop in first_round}
    yield from (f"never reached: {html}" for name, html in awaited if name not in visited)
    for stop in first_round:
        yield from amiss(stop)
    for before, after in pairwise(first_round):
        # In a picture the order is that of the steps, which stand in the list beside it.
        same = before["region"] == after["region"] and not (before["drawn"] and after["drawn"])
        if same and backwards(before["box"], after["box"]):
            yield f"out of order: {after['html']} after {before['html']}"


def amiss(stop: dict[str, Any]) -> Iterator[str]:
    if not stop["seen"]:
        yield f"has the keyboard out of sight: {stop['html']}"
    if stop["ring"] < 2:
        yield f"no ring around {stop['html']}"
    elif contrast(stop["colours"]) < 3:
        yield f"a ring of {contrast(stop['colours']):.1f} to 1 around {stop['html']}"


def backwards(before: list[float], after: list[float]) -> bool:
    """Tell whether a box stands above another that came first, and not in a column to its right."""
    return after[1] <= before[0] and after[2] < before[3]


@pytest.fixture(scope="module")
def model(site: Any) -> list[Visit]:
    return looked_at(site, "draft")


@pytest.mark.parametrize(
    ("width", "language", "many"),
    [
        (1280, "nl", True),
        pytest.param(320, "en", True, marks=pytest.mark.long),
        *(pytest.param(w, each, False, marks=pytest.mark.long) for w, each in ((1280, "en"), (320, "nl"))),
    ],
)
def test_every_control_is_met_in_order_with_a_ring_around_it(
    browser: Browser, address: str, model: list[Visit], width: int, language: Language, *, many: bool
) -> None:
    found: list[str] = []
    with opened(browser, address, width, "light") as context:
        page = context.new_page()
        for visit in model:
            if visit.language == language and (not many or visit.kind in MANY):
                page.goto(f"/{visit.address}", wait_until="networkidle")
                found += [f"{visit.kind}: {each}" for each in walk(page)]
    assert found == []


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with opened(browser, address, 390, "light") as context:
        yield context


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_menu_opens_keeps_the_keyboard_and_closes(phone: BrowserContext, language: Language) -> None:
    page = phone.new_page()
    page.goto(f"/{language}/draft/tone/")
    button = page.get_by_role("button", name=words(language)("frame.menu"), exact=True)
    close = page.get_by_role("button", name=words(language)("frame.menu_close"))
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".md-nav--primary a").first).not_to_be_visible()

    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(close).to_be_focused()
    inside = page.locator(".md-nav--primary").locator("a, button, summary").count()
    for _ in range(inside + 1):
        assert page.evaluate(
            "!!document.activeElement.closest('#_menu') || document.activeElement === document.body"
        )
        page.keyboard.press("Tab")

    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert page.locator("[inert]").count() == 0


def test_a_part_of_the_handbook_is_chosen_in_the_menu(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/nl/draft/tone/")
    page.locator(".hb-control--menu").press("Enter")
    page.locator("#_menu").get_by_role("link", name="Kanalen").press("Enter")
    page.wait_for_url("**/channels/")
    expect(page.locator("#_menu")).not_to_be_visible()


def test_without_scripts_the_check_box_opens_the_menu(browser: Browser, address: str) -> None:
    page = browser.new_page(
        base_url=address, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page.goto("/nl/draft/tone/")
    page.locator("#__drawer").press("Space")
    expect(page.locator("#_menu")).to_be_visible()
    page.locator("#__drawer").press("Space")
    expect(page.locator("#_menu")).not_to_be_visible()
    page.close()


def test_the_search_opens_on_a_phone_and_gives_the_keyboard_back(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/nl/draft/tone/")
    button = page.locator(".hb-control--search")
    button.press("Enter")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_skip_link_leads_to_the_title(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, "light") as context:
        page = context.new_page()
        page.goto("/nl/draft/tone/")
        page.keyboard.press("Tab")
        expect(page.locator(".hb-skip")).to_be_focused()
        expect(page.locator(".hb-skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('article')")


def test_a_single_letter_is_no_command(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, "light") as context:
        page = context.new_page()
        page.goto("/nl/draft/tone/")
        query = page.locator("[data-md-component=search-query]")
        page.keyboard.type("sf/pn,.")
        expect(query).not_to_be_focused()
        assert page.url.endswith("/tone/")
        page.keyboard.press("Control+k")
        expect(query).to_be_focused()


def test_escape_closes_the_list_of_versions(browser: Browser, released: Any) -> None:
    with serving(released) as served, opened(browser, served, 1280, "light") as context:
        page = context.new_page()
        page.goto("/nl/2026.1/topics/bread/")
        button = page.locator("button.md-version__current")
        button.focus()
        chosen = page.locator("a.md-version__link").first
        expect(chosen).to_be_visible()
        expect(button).to_have_attribute("aria-label", re.compile(r"^2026\.1"))
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(chosen).not_to_be_visible()
        expect(button).to_be_focused()
