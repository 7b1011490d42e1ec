"""Turning pages in a real browser: one is put in the place of another as if it were loaded; times nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from handbook_gen.sources import words
from tests.browser import watched
from tests.conftest import BILINGUAL, freeze, serving, small
from tests.test_browser import viewport

POLICY = {
    **BILINGUAL,
    "policies/rules/cake.yml": """\
topic: {id: cake, name: {nl: Taart, en: Cake}}
rules:
"""
    + "".join(
        f"""\
  - id: CAKE-{number:02}
    title: {{nl: Bak taart {number}, en: Bake cake {number}}}
    modality: may
    statement: {{nl: "Bak taart. Zie [[BREAD-01]].", en: "Bake cake. See [[BREAD-01]]."}}
    audience: [baker]
"""
        for number in range(1, 13)
    ),
}
CAKE = re.compile("/topics/cake/")
FETCHED = ("document", "fetch", "script", "xhr")
"""What a page is made of; icons come and go as a browser likes."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook without an address and with one version."""
    project = small(tmp_path_factory.mktemp("instant") / "bakery", POLICY)
    freeze(project, "2026.1", "2026-01-01")
    done = project.build()
    assert done.code == 0, done.err
    return project.root / "site"


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    with serving(built) as address:
        yield address


@pytest.fixture
def desk(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """A desk on which nothing may go wrong."""
    with browser.new_context(base_url=served, viewport=viewport(1280)) as opened:
        wrong = watched(opened)
        yield opened
        assert wrong == []


@pytest.fixture
def page(desk: BrowserContext) -> Page:
    """The rules of a role, marked: the mark goes when a page is loaded anew."""
    opened = desk.new_page()
    opened.goto("/nl/latest/roles/baker/")
    return marked(opened)


def marked(page: Page) -> Page:
    page.evaluate("globalThis.marked = true")
    return page


def turned(page: Page) -> bool:
    """Whether the page that is there was put in place of one that was marked."""
    return bool(page.evaluate("globalThis.marked === true"))


def to_rule(page: Page, number: int) -> None:
    page.locator(f"article a[href$='#CAKE-{number:02}']").first.click()


def test_a_link_to_a_rule_turns_the_page_to_it(page: Page) -> None:
    to_rule(page, 9)
    rule = page.locator("section#CAKE-09")
    expect(rule).to_be_in_viewport()
    expect(rule).to_be_focused()
    expect(page.locator("section:target")).to_have_id("CAKE-09")
    header = page.locator(".md-header").bounding_box()
    placed = rule.bounding_box()
    assert header
    assert placed
    assert placed["y"] >= header["height"], "not below the header"
    expect(page).to_have_title(re.compile("^Taart"))
    expect(page.locator("head link[rel=stylesheet]").first).to_be_attached()
    expect(page.locator("[data-switch]")).to_have_attribute("href", re.compile("/en/latest/topics/cake/$"))
    expect(page.locator(".md-header .md-version__link").first).to_have_attribute("href", re.compile("/nl/"))
    assert turned(page)


def test_back_and_forward_find_every_page_where_it_was_left(page: Page) -> None:
    heading = page.locator("article h1")
    to_rule(page, 9)
    expect(heading).to_have_text("Taart")
    page.locator("section#CAKE-12").scroll_into_view_if_needed()
    page.wait_for_function("history.state === null || history.state.y === scrollY")  # Material keeps it
    left = page.evaluate("scrollY")
    page.locator("section#CAKE-12 a[href*='BREAD-01']").first.click()
    expect(heading).to_have_text("Brood")
    page.go_back()
    expect(heading).to_have_text("Taart")
    page.wait_for_function("left => Math.abs(scrollY - left) < 2", arg=left)
    page.go_back()
    expect(page.locator("article h1")).to_have_text("Bakker")
    expect(heading).to_be_focused()
    page.go_forward()
    expect(heading).to_have_text("Taart")
    assert turned(page)


def test_an_anchor_on_the_same_page_fetches_nothing(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto("/nl/latest/topics/cake/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if each.resource_type in FETCHED else None)
    page.locator(".md-sidebar--secondary a[href$='#CAKE-11']").click()
    expect(page.locator("section:target")).to_have_id("CAKE-11")
    assert asked == []


def test_the_search_is_fetched_when_somebody_searches_and_its_page_is_set_up_again(
    desk: BrowserContext,
) -> None:
    page = desk.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("/latest/")[-1]))
    page.goto("/nl/latest/")
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if re.search("search-engine|core|rest", path)] == []
    marked(page)
    page.locator("[data-md-component=search-query]").fill("bak taar")
    page.locator("[data-md-component=search-query]").press_sequentially("t")
    page.locator(".md-search-result__item a[href*='/search/']").last.click()
    expect(page.locator(".hb-result").first).to_be_visible()
    query = page.get_by_label(words("nl")("search_page.query"))
    expect(query).to_have_value("bak taart")
    query.fill("bread-01")
    query.press("Enter")
    page.locator(".hb-result__title a").first.click()
    expect(page.locator("section:target")).to_have_id("BREAD-01")
    page.go_back()
    expect(query).to_have_value("bread-01")
    page.go_back()
    expect(query).to_have_value("bak taart")
    expect(page.locator(".hb-result").first).to_be_visible()
    page.go_back()
    expect(page.locator(".hb-hero")).to_be_visible()
    assert turned(page)


def other_build(route: Route) -> None:
    text = route.fetch().text()
    route.fulfill(
        body=re.sub(r"handbook\.\w{8}\.css", "handbook.00000000.css", text), content_type="text/html"
    )


def elsewhere(route: Route) -> None:
    route.fulfill(body="<h1>Please log in</h1>", content_type="text/html")


@pytest.mark.parametrize("answer", [other_build, elsewhere], ids=["another build", "no page of ours"])
def test_what_is_no_page_of_this_build_is_loaded_as_ever(
    browser: Browser, served: str, answer: Callable[[Route], None]
) -> None:
    with browser.new_context(base_url=served, viewport=viewport(1280)) as opened:
        page = opened.new_page()
        page.goto("/nl/latest/roles/baker/")
        page.route(
            CAKE, lambda route: answer(route) if route.request.resource_type == "fetch" else route.continue_()
        )
        marked(page)
        to_rule(page, 2)
        expect(page.locator("section:target")).to_have_id("CAKE-02")
        assert not turned(page)


def test_other_versions_and_languages_and_permanent_addresses_are_loaded_as_ever(page: Page) -> None:
    page.locator("[data-switch]").click()
    expect(page).to_have_url(re.compile("/en/latest/roles/baker/"))
    assert not turned(page)
    marked(page).goto("/r/CAKE-03/")
    expect(page).to_have_url(re.compile("/nl/latest/topics/cake/#CAKE-03$"))
    assert not turned(page)


def test_a_page_that_is_turned_does_not_jump(page: Page) -> None:
    page.evaluate(
        """() => {
          globalThis.shifted = 0
          const add = ({value}) => { shifted += value }
          new PerformanceObserver(list => list.getEntries().forEach(add)).observe({type: "layout-shift"})
        }"""
    )
    page.evaluate("document.querySelector('article a[href$=\"#CAKE-09\"]').click()")
    expect(page.locator("section#CAKE-09")).to_be_focused()
    assert page.evaluate("shifted") == 0
    assert turned(page)


def test_as_a_file_pages_are_loaded_as_ever(browser: Browser, built: Path) -> None:
    with browser.new_context(viewport=viewport(390)) as opened:
        page = opened.new_page()
        page.goto((built / "nl/latest/roles/baker/index.html").as_uri())
        marked(page)
        to_rule(page, 4)
        expect(page).to_have_url(re.compile("^file:.*/topics/cake/.*#CAKE-04$"))
        assert not turned(page)
