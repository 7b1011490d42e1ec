"""Every kind of page as axe-core sees it, enlarged four times, and with more space in its text."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from handbook_gen.core.history import shown
from handbook_gen.core.model.history import LATEST
from handbook_gen.publish.project import found, read
from tests.audit import axe
from tests.audit.visits import Visit, kinds, visits
from tests.conftest import DAY, serving

Scheme = Literal["light", "dark"]
WIDTHS = (1280, 320)
"""A desk, and the same desk at 400 %."""
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""What WCAG 1.4.12 lets a reader ask."""
LOST = """() => [...document.querySelectorAll("article *, nav a, header a, header button")]
  .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(each => each.innerText?.trim())
  .filter(each => /hidden|clip/.test(getComputedStyle(each).overflow) && each.clientWidth > 1)
  .filter(each => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
  .map(each => `${each.tagName}.${each.className}: ${each.innerText.slice(0, 40)}`)"""


def looked_at(site: Path, version: str, *, only: frozenset[str] = frozenset()) -> list[Visit]:
    """Give the pages of a site that are looked at, in each of its languages."""
    reading, day = read(found(site.parent), date.fromisoformat(DAY)), date.fromisoformat(DAY)
    book, history = reading.book, reading.archive.history
    if version == LATEST:
        book = shown.latest(history, day, book.policy.people)
    return [each for each in visits(book, site, version) if not only or each.kind in only]


@pytest.fixture(scope="session")
def model(site: Path) -> list[Visit]:
    return looked_at(site, "draft")


@pytest.fixture(scope="session")
def past(released: Path, model: list[Visit]) -> list[Visit]:
    """What only a handbook with releases has."""
    return looked_at(released, "latest", only=kinds() - {each.kind for each in model})


@pytest.fixture
def released_address(released: Path) -> Iterator[str]:
    with serving(released) as served:
        yield served


def opened(browser: Browser, address: str, width: int, scheme: Scheme) -> BrowserContext:
    return browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
    )


def faults(page: Page, visit: Visit) -> list[str]:
    """Say what is wrong on a page that is open; leaves it with the spacing of WCAG 1.4.12."""
    found = axe.violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found += [f"{wide} px too wide"] * (wide > 0)
    page.add_style_tag(content=SPACED)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found += [f"{wide} px too wide with more space between letters"] * (wide > 0)
    found += [f"cut off with more space between letters: {lost}" for lost in page.evaluate(LOST)]
    return [f"{visit.kind} ({visit.address}): {each}" for each in found]


def test_no_kind_of_page_is_forgotten(model: list[Visit], past: list[Visit]) -> None:
    # A proposal stands in a site of its own, a book in none.
    assert kinds() - {each.kind for each in (*model, *past)} == {"proposal.html", "book.html"}


@pytest.mark.parametrize(
    ("width", "scheme", "turn"),
    [
        # Every kind of page, by turns in one language and the other; then all of it, each way.
        (1280, "light", 0),
        *(pytest.param(w, s, None, marks=pytest.mark.long) for w in WIDTHS for s in SCHEMES),
    ],
)
def test_every_kind_of_page_is_accessible(
    browser: Browser, address: str, model: list[Visit], width: int, scheme: Scheme, turn: int | None
) -> None:
    found: list[str] = []
    names = sorted({each.kind for each in model})
    with opened(browser, address, width, scheme) as context:
        page = context.new_page()
        for visit in model:
            if turn is None or (names.index(visit.kind) + turn) % 2 == (visit.language == "en"):
                page.goto(f"/{visit.address}")
                found += faults(page, visit)
    assert found == []


def test_what_only_releases_bring_is_accessible(
    browser: Browser, released_address: str, past: list[Visit]
) -> None:
    found: list[str] = []
    for width, scheme in zip(WIDTHS, SCHEMES, strict=True):
        with opened(browser, released_address, width, scheme) as context:
            page = context.new_page()
            for visit in past:
                page.goto(f"/{visit.address}")
                found += faults(page, visit)
    assert found == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (320, "light")])
@pytest.mark.parametrize("part", ["search", "menu"])
def test_what_opens_over_a_page_is_accessible(
    browser: Browser, address: str, width: int, scheme: Scheme, part: str
) -> None:
    with opened(browser, address, width, scheme) as context:
        page = context.new_page()
        page.goto("/nl/draft/tone/")
        if part == "search":
            page.keyboard.press("Control+k")
            page.keyboard.type("foto")
            page.locator(".md-search-result__link").first.wait_for()
        elif width < 800:
            page.locator(".hb-control--menu").press("Enter")
        assert axe.violations(page) == []


def test_nothing_moves_for_who_asked_for_less(browser: Browser, address: str) -> None:
    with opened(browser, address, 1280, "light") as context:
        page = context.new_page()
        page.goto("/nl/draft/")
        moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(each => {
          const style = getComputedStyle(each)
          const { transitionDuration, animationName, scrollBehavior } = style
          return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto"
        }).map(each => each.className)""")
    assert moving == []
