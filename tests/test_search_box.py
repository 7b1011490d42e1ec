"""The search box in a real browser: what an answer shows, what is said, what hangs nobody; ranks nothing."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from handbook_gen.sources import words
from tests.browser import watched
from tests.conftest import BILINGUAL, serving, small
from tests.test_browser import viewport

NASTY = "<img src=x onerror=alert(1)> </script> {{ 7*7 }} & co"
POLICY = {
    **BILINGUAL,
    "mkdocs.yml": """\
site_name: Handbook
docs_dir: content
site_dir: .handbook/preview
theme: {name: material, font: false, palette: [{scheme: default}]}
plugins: [search, handbook]
""",
    "policies/rules/bread.yml": f"""\
topic: {{id: bread, name: {{nl: Brood, en: Bread}}}}
rules:
  - id: BREAD-01
    title: {{nl: Bak geen oud brood, en: Do not bake stale bread}}
    modality: must-not
    capacity: personal
    statement:
      nl: Let op de oven. Gooi korst en deeg van gisteren weg.
      en: Mind the oven. Throw away yesterday’s crust and dough.
    audience: [baker]
    replaces: [BREAD-02]
  - id: BREAD-02
    title: {{nl: Bak oud, en: Bake stale}}
    modality: may
    statement: {{nl: Bak oud., en: Bake stale.}}
    status: withdrawn
  - id: BREAD-03
    title: {{nl: "Zuurdesem {NASTY}", en: "Sourdough {NASTY}"}}
    modality: should
    statement: {{nl: "Zuur {NASTY}", en: "Sour {NASTY}"}}
    audience: [baker]
""",
    "content/nl/oven.md": "# De oude oven\n\n## Het vuur\n\nStook met beukenhout.\n",
    "content/en/oven.md": "# The old oven\n\n## The fire\n\nBurn beech wood.\n",
}
HOSTILE = (
    NASTY,
    '"><svg onload=alert(1)>',
    "(a+)+$ [ \\ ^.* {9}",
    "\U0001f9d1\u200d\U0001f373\U0001f956",
    "\u202e\u05d4\u05dc\u05d7\u05dd \u0627\u0644\u062e\u0628\u0632",
    "\x01\x1b\x7f\u0000brood",
    "brood " * 1667,
    "z" * 10_000,
    "a" + "0" * 9_998 + "b",
    "\ud83e",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = small(tmp_path_factory.mktemp("box") / "bakery", POLICY)
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
    with browser.new_context(base_url=served, viewport=viewport(1280)) as context:
        wrong = watched(context)
        yield context
        assert wrong == []


def box(page: Page) -> Locator:
    return page.locator("input[data-md-component=search-query]")


def typed(page: Page, text: str) -> Locator:
    """Type a query as people do, and give the items of the answer."""
    box(page).fill(text[:-1])
    box(page).press_sequentially(text[-1])
    return page.locator(".md-search-result__item")


@pytest.mark.parametrize(
    ("language", "asked", "title", "line"),
    [
        (
            "nl",
            "korsten",
            "Bak geen oud brood",
            "Let op de oven. Gooi <mark>korst</mark> en deeg van gisteren weg.",
        ),
        (
            "en",
            "crusts",
            "Do not bake stale bread",
            "Mind the oven. Throw away yesterday’s <mark>crust</mark> and dough.",
        ),
    ],
)
def test_an_answer_says_what_the_rule_says_and_leads_to_it(
    desk: BrowserContext, language: Literal["nl", "en"], asked: str, title: str, line: str
) -> None:
    page, say = desk.new_page(), words(language)
    page.goto(f"/{language}/draft/rules/")
    items = typed(page, asked)
    first = items.first

    expect(first.get_by_role("heading")).to_have_text(title)
    expect(first.locator(".hb-mark")).to_have_text(say("modality.must-not.label"))
    expect(first.locator("svg use")).to_have_attribute("xlink:href", "#hb-must-not")
    assert first.locator(".hb-answer__line").inner_html() == line
    facts = first.locator(".hb-answer__facts")
    expect(facts).to_contain_text(say("capacity.personal.label"))
    expect(facts).to_contain_text("BREAD-01")
    expect(page.locator(".hb-boxed[role=status]")).to_have_text(re.compile(r"^1 \w+\.$"))
    expect(page.locator(".md-search-result__meta")).to_be_hidden()
    expect(items.last.get_by_role("link")).to_have_attribute("href", re.compile(rf"/search/\?q={asked}"))

    box(page).press("ArrowDown")
    expect(first.get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.last.get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/topics/bread/[^#]*#BREAD-01$"))
    expect(page.locator("section#BREAD-01")).to_be_in_viewport()
    assert desk.storage_state()["cookies"] == []


def test_ids_old_ids_slips_and_hand_written_sections(desk: BrowserContext) -> None:
    page, say = desk.new_page(), words("nl")
    page.goto("/nl/draft/rules/")

    expect(typed(page, "bread1").first).to_contain_text("BREAD-01")
    expect(typed(page, "Bread-02").first).to_contain_text("BREAD-01")
    expect(typed(page, "beukenhout").first.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"/nl/draft/oven/#het-vuur$")
    )
    meant = typed(page, "zuurdesum").first
    expect(meant).to_contain_text(say.raw("searching.meant").format(words="zuurdesem"))
    box(page).press("Escape")
    expect(meant).to_be_hidden()


def test_what_is_not_covered_names_whom_to_ask(desk: BrowserContext) -> None:
    page, say = desk.new_page(), words("nl")
    page.goto("/nl/draft/rules/")
    first = typed(page, "parkeren & belasting").first

    expect(first).to_contain_text(say("searching.rule_none"))
    expect(first).to_contain_text("Bakker")
    expect(page.locator(".hb-boxed")).to_have_text(re.compile(re.escape(say("searching.none"))))
    box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/nl/draft/search/\?q=parkeren%20%26%20belasting"))
    expect(box(page)).not_to_be_focused()  # the page answers, and Material's box stays shut


def test_nothing_that_is_typed_runs_hangs_or_is_shown_unescaped(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto("/en/draft/rules/")
    for text in HOSTILE:
        box(page).evaluate("(box, text) => { box.value = text }", text)
        box(page).press("End")
        expect(typed(page, "bread1").first).to_contain_text("BREAD-01")

    items = typed(page, "sourdough")
    expect(items.first.locator(".hb-answer__title")).to_have_text(f"Sourdough {NASTY}")
    expect(items.locator("img, script")).to_have_count(0)


def test_the_first_answer_does_not_wait_for_the_rest(browser: Browser, served: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with browser.new_context(base_url=served, viewport=viewport(390)) as context:
        context.route("**/search/rest.*.js", hold)
        page, say = context.new_page(), words("en")
        page.goto("/en/draft/rules/")
        page.locator("button.hb-control--search").click()

        expect(typed(page, "stale").first).to_contain_text("BREAD-01")
        typed(page, "crust")
        status = page.locator(".hb-boxed")
        expect(status).to_have_text(say("searching.more"))
        held[0].continue_()
        expect(page.locator(".md-search-result__item").first).to_contain_text("BREAD-01")
        expect(status).not_to_contain_text(say("searching.more"))


def test_an_index_that_does_not_come_is_told_and_tried_again(browser: Browser, served: str) -> None:
    with browser.new_context(base_url=served, viewport=viewport(1280)) as context:
        context.route("**/search/core.*.js", lambda route: route.abort())
        page, say = context.new_page(), words("en")
        page.goto("/en/draft/rules/")
        expect(typed(page, "stale").first).to_contain_text(say("searching.unreachable"))

        context.unroute("**/search/core.*.js")
        expect(typed(page, "stale bread").first).to_contain_text("BREAD-01")


def test_it_works_from_a_folder_and_without_scripts_it_is_a_link(browser: Browser, built: Path) -> None:
    with browser.new_context(viewport=viewport(1280)) as context:
        wrong = watched(context)
        page = context.new_page()
        page.goto((built / "nl/draft/rules/index.html").as_uri())
        link = typed(page, "korsten").first.get_by_role("link")
        expect(link).to_have_attribute("href", re.compile(r"/topics/bread/index\.html#BREAD-01$"))
        link.click()
        expect(page.locator("section#BREAD-01")).to_be_in_viewport()
        assert [each for each in wrong if "search" in each] == []
    with browser.new_context(viewport=viewport(390), java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((built / "nl/draft/rules/index.html").as_uri())
        expect(page.locator("a.hb-lookup")).to_be_visible()
        assert page.locator("a.hb-lookup").get_attribute("href") == "../search/"


CONTRAST = """() => {
  const values = color => color.match(/[\\d.]+/g).map(Number)
  const light = color => values(color).slice(0, 3)
    .map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  const behind = element => {
    const color = getComputedStyle(element).backgroundColor
    return (values(color)[3] ?? 1) === 1 ? color : behind(element.parentElement)
  }
  const parts = ".hb-mark, [class^=hb-answer__], .hb-answer__line mark"
  return [...document.querySelectorAll(parts)].map(element => {
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x)
    return (a + 0.05) / (b + 0.05)
  })
}"""


def test_answers_can_be_read_in_light_and_in_dark(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto("/nl/draft/rules/")
    typed(page, "oude oven").last.wait_for()
    for scheme in ("default", "slate"):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        found: list[float] = page.evaluate(CONTRAST)
        assert len(found) > 5
        assert min(found) >= 4.5, scheme
