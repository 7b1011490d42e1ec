"""What a word means, beside it: with a pointer, with the keyboard, without scripts, and not on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

TOPIC = "/nl/draft/topics/employee-monitoring/"
TERM = "a.hb-mention--term"
TOLD = "Een account dat van jou zelf is"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(TOPIC)
        yield page


def test_a_pointer_shows_it_may_move_onto_it_and_esc_takes_it_away(page: Page) -> None:
    word, hint = page.locator(TERM).first, page.get_by_role("tooltip")
    expect(word).not_to_have_attribute("title", TOLD)
    word.hover()
    expect(hint).to_contain_text(TOLD)
    expect(word).to_have_accessible_description(hint.inner_text())
    hint.hover()
    expect(hint).to_be_visible()
    page.keyboard.press("Escape")
    expect(hint).to_have_count(0)
    word.hover(position={"x": 3, "y": 3})
    page.locator("h1").hover()
    expect(hint).to_have_count(0)


def test_the_keyboard_shows_it_for_as_long_as_the_word_has_the_focus(page: Page) -> None:
    word, hint = page.locator(TERM).first, page.get_by_role("tooltip")
    page.keyboard.press("Tab")
    word.focus()
    expect(hint).to_contain_text(TOLD)
    page.locator("h1").hover()
    expect(hint).to_be_visible()
    page.keyboard.press("Tab")
    expect(hint.filter(has_text=TOLD)).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_it_stays_within_the_window_and_off_paper(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    hint = page.get_by_role("tooltip")
    for word in page.locator(TERM).all()[:4]:
        word.hover()
        box = hint.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    expect(hint).to_be_hidden()


def test_a_tap_follows_the_word_to_the_glossary(browser: Browser, address: str) -> None:
    with browser.new_context(
        base_url=address, viewport={"width": 390, "height": 800}, has_touch=True
    ) as phone:
        page = phone.new_page()
        page.goto(TOPIC)
        page.locator(TERM).first.tap()
        page.wait_for_url("**/nl/draft/glossary/#private-account")
        expect(page.get_by_role("tooltip")).to_have_count(0)


def test_without_scripts_it_is_a_title(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(TOPIC)
        assert (page.locator(TERM).first.get_attribute("title") or "").startswith(TOLD)
        assert "programma" in (page.locator(".hb-mend").first.get_attribute("title") or "")
