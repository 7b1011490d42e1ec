"""Pictures in a real browser: readable in light, dark and print, by keyboard, and beside their words."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.test_browser import LANGUAGES, viewport

PICTURES = ("webcare/", "webcare/escalation/", "strategy/goals/", "strategy/audiences/", "about/coverage/")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# Each word of a picture with the contrast it has, against its box, or else the page.
CONTRASTS = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  const page = parse(getComputedStyle(document.body).backgroundColor)
  return [...document.querySelectorAll(".hb-picture svg text")].map(text => {
    const box = text.closest("a")?.querySelector("rect")
    const ground = box ? parse(getComputedStyle(box).fill) : page
    const [a, b] = [light(parse(getComputedStyle(text).fill)), light(ground)].sort((x, y) => y - x)
    return [text.textContent, (a + 0.05) / (b + 0.05)]
  })
}"""

# Each line of a box that does not fit into it, with the font that this machine has.
SPILLS = """() => [...document.querySelectorAll(".hb-box, .hb-cell")].flatMap(box => {
  const room = box.querySelector("rect").getBBox()
  return [...box.querySelectorAll("text")].map(text => [text.textContent, text.getBBox()])
    .filter(([, b]) => b.x < room.x || b.x + b.width > room.x + room.width || b.y < room.y - 1
      || b.y + b.height > room.y + room.height + 1)
    .map(([words]) => words)
})"""
ONE_NOW = ["nl", pytest.param("en", marks=pytest.mark.long)]
"""One language in every run, the other in `make long`: the drawing is the same."""


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=address, viewport=viewport(1280)) as opened:
        yield opened


# A language for each: colours know no language.
@pytest.mark.parametrize(("scheme", "language"), [*zip(SCHEMES, LANGUAGES, strict=True)])
def test_every_word_of_a_picture_can_be_read(
    browser: Browser, address: str, scheme: Literal["light", "dark"], language: str
) -> None:
    faint: list[str] = []
    words = 0
    with browser.new_context(base_url=address, viewport=viewport(1280), color_scheme=scheme) as context:
        page = context.new_page()
        for path in PICTURES:
            page.goto(f"/{language}/draft/{path}")
            found = page.evaluate(CONTRASTS)
            words += len(found)
            faint += [f"{path} {text}: {ratio:.1f}" for text, ratio in found if ratio < 4.5]
    assert words > 1000
    assert faint == []


@pytest.mark.parametrize("language", ONE_NOW)
def test_every_word_fits_its_box(context: BrowserContext, language: str) -> None:
    page = context.new_page()
    spilt: list[str] = []
    for path in PICTURES:
        page.goto(f"/{language}/draft/{path}")
        spilt += page.evaluate(SPILLS)
    assert spilt == []


@pytest.mark.parametrize("language", ONE_NOW)
def test_boxes_are_reached_by_keyboard_show_it_and_lead_to_their_place(
    context: BrowserContext, address: str, language: str
) -> None:
    page = context.new_page()
    page.goto(f"/{language}/draft/webcare/")
    box = page.locator(".hb-box").nth(3)
    before = box.locator("rect").evaluate("rect => getComputedStyle(rect).stroke")
    page.locator(".hb-picture__paper").focus()
    for _ in range(4):
        page.keyboard.press("Tab")

    expect(box).to_be_focused()
    assert box.locator("rect").evaluate("rect => getComputedStyle(rect).stroke") != before
    place = box.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/{language}/draft/webcare/{place}")
    expect(page.locator(str(place))).to_be_in_viewport()


@pytest.mark.parametrize("language", ONE_NOW)
@pytest.mark.parametrize(("path", "words"), [("webcare/", ".hb-flow"), ("strategy/goals/", ".hb-words-of")])
def test_what_a_drawing_shows_stands_beside_it_in_words(
    context: BrowserContext, language: str, path: str, words: str
) -> None:
    page = context.new_page()
    page.goto(f"/{language}/draft/{path}")
    told = " ".join((page.locator(words).text_content() or "").split())
    shown = page.locator(".hb-box title").all_text_contents()

    assert len(shown) > 10
    assert [text for text in shown if re.sub(r"^[0-9]+\. ", "", text) not in told] == []


def test_the_matrix_says_the_same_as_its_list(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/en/draft/about/coverage/")
    drawing = 'svg[aria-labelledby="_{}-title"] .hb-cell'
    cells = page.locator(drawing.format("coverage")).evaluate_all(
        "all => all.map(a => [a.href.baseVal, a.textContent.match(/\\d+$/)?.[0]])"
    )
    listed = (
        page.locator(".hb-words-of")
        .first.locator("dd a")
        .evaluate_all(
            "all => all.map(a => [a.getAttribute('href'), a.nextSibling.textContent.match(/\\d+/)[0]])"
        )
    )
    assert len(cells) > 300
    assert sorted(cells) == sorted(listed)

    dots = page.locator(drawing.format("goals")).evaluate_all("all => all.map(a => a.href.baseVal)")
    named = page.locator(".hb-words-of").last.locator("dd a")
    assert sorted(dots) == sorted(named.evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    assert len(dots) > 8


@pytest.mark.parametrize("language", ONE_NOW)
def test_pictures_fit_the_paper(context: BrowserContext, language: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins, at 96 dots an inch
    page.emulate_media(media="print")
    wide: list[str] = []
    for path in PICTURES:
        page.goto(f"/{language}/draft/{path}")
        edges = page.locator(".hb-picture svg").evaluate_all(
            "all => all.map(s => s.getBoundingClientRect().right)"
        )
        assert edges
        wide += [path for right in edges if right > 718]
    assert wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pitch_prints_on_one_sheet(context: BrowserContext, language: str) -> None:
    page = context.new_page()
    page.goto(f"/{language}/draft/strategy/pitch/")
    assert sheets(page) == 1


def sheets(page: Page) -> int:
    """Print on A4 and count the pages."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_text_is_copied_whole_and_it_says_so(context: BrowserContext, language: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"/{language}/draft/webcare/replies/")
    page.locator("#tpl-holding .hb-copy").click()

    expect(page.locator("#hb-said")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == page.locator("#_tpl-holding-text").inner_text().split()


def test_without_javascript_there_is_no_button_that_does_nothing(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/nl/draft/webcare/replies/")
        expect(page.locator("#_tpl-holding-text")).to_be_visible()
        expect(page.locator(".hb-copy").first).to_be_hidden()


def test_what_was_read_in_the_dark_prints_dark_on_white(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport=viewport(1280), color_scheme="dark") as context:
        page = context.new_page()
        page.goto("/nl/draft/webcare/")
        page.emulate_media(media="print", color_scheme="dark")
        ink = page.locator(".md-typeset h1").evaluate(
            "h => getComputedStyle(h).color.match(/\\d+/g).map(Number)"
        )
        faint = [text for text, ratio in page.evaluate(CONTRASTS) if ratio < 4.5]
    assert max(ink) < 100
    assert faint == []
