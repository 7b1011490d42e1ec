"""The model organisation's site in a real browser: phone and desk, with and without JavaScript."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from handbook_gen import sources
from handbook_gen.sources import words

LANGUAGES = ("nl", "en")
WIDTHS = (390, 1280)
TOPIC = "topics/disclosure-affiliation/"
RULE = "DISC-01"
WORDS = {"nl": "aanbevelen", "en": "say where you work"}
"""What somebody types who looks for that rule."""
KINDS = {
    "start": "",
    "rules": "rules/",
    "inside": "rules/inside/",
    "outside": "rules/outside/",
    "topic": TOPIC,
    "roles": "roles/",
    "role": "roles/employee/",
    "duties": "rules/duties/",
    "rights": "rules/rights/",
    "triage": "webcare/",
    "escalation": "webcare/escalation/",
    "crisis": "webcare/crisis/",
    "duty": "webcare/duty/",
    "replies": "webcare/replies/",
    "reply-times": "webcare/reply-times/",
    "house-rules": "webcare/house-rules/",
    "channels": "channels/",
    "tone": "tone/",
    "strategy": "strategy/",
    "questions": "strategy/questions/",
    "goals": "strategy/goals/",
    "means": "strategy/means/",
    "audiences": "strategy/audiences/",
    "promises": "strategy/promises/",
    "ambassadors": "strategy/ambassadors/",
    "steps": "strategy/steps/",
    "pitch": "strategy/pitch/",
    "about": "about/",
    "decisions": "about/decisions/",
    "coverage": "about/coverage/",
    "findings": "about/findings/",
    "glossary": "glossary/",
    "law": "law/",
    "guide": "guides/may-i-post/",
    "answer": "guides/may-i-post/intern/photo/people/elsewhere/",
    "accessibility": "about/accessibility/",
    "search": "search/",
    "written": "before-you-post/",
}
"""One page of each kind, by its address within a version."""
PAGES = ["/", "/404.html"] + [
    page
    for language in LANGUAGES
    for page in (f"/{language}/404.html", *(f"/{language}/draft/{path}" for path in KINDS.values()))
]

Open = Callable[..., Page]


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A desk."""
    with browser.new_context(base_url=address, viewport=viewport(1280)) as opened:
        yield opened


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A phone without JavaScript."""
    with browser.new_context(base_url=address, viewport=viewport(390), java_script_enabled=False) as opened:
        yield opened.new_page()


def viewport(width: int) -> ViewportSize:
    return {"width": width, "height": 844 if width < 800 else 800}


def labels(language: str) -> Callable[[str], str]:
    return words("nl" if language == "nl" else "en")


def test_every_kind_of_page_is_looked_at(site: Path) -> None:
    built = {
        path.parent.relative_to(site / "nl/draft").as_posix()
        for path in (site / "nl/draft").rglob("index.html")
    }
    written = {path for path in built if not path.startswith(("topics/", "roles/", "r/"))} - {"."}

    assert {path.strip("/") for path in KINDS.values()} >= {
        p
        for p in written
        if "handbook" not in p and "post" not in p and p != "principles" and not p.startswith("guides/")
    }


@pytest.mark.parametrize(
    ("width", "pages"),
    [
        # Every kind of page on a phone, by turns in one language and the other; then all of it.
        (390, [path for number, path in enumerate(PAGES) if number % 2 == (number > len(PAGES) // 2)]),
        *(pytest.param(width, PAGES, marks=pytest.mark.long) for width in WIDTHS),
    ],
    ids=["phone", "phone, all of it", "desk, all of it"],
)
def test_every_kind_of_page_is_whole_and_asks_nobody_else(
    browser: Browser, address: str, width: int, pages: list[str]
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    found: list[str] = []
    with browser.new_context(base_url=address, viewport=viewport(width)) as context:
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        context.on(
            "console", lambda m: complaints.append(f"{page.url}: {m.text}") if m.type == "error" else None
        )
        context.on("weberror", lambda e: complaints.append(f"{page.url}: {e.error}"))
        for path in pages:
            page.goto(path, wait_until="networkidle" if path.endswith("/draft/") else "load")
            wide, headings, said = page.evaluate(
                "[document.documentElement.scrollWidth - innerWidth, document.querySelectorAll('h1').length,"
                " document.documentElement.lang]"
            )
            found += [f"{path}: {wide} px too wide"] * (wide > 0)
            found += [f"{path}: {headings} headings of the first level"] * (headings != 1)
            found += [f"{path}: is in {said}"] * (
                said != (path.split("/")[1] if path.count("/") > 1 else "nl")
            )

    here = urlsplit(address).netloc
    assert len(asked) > len(pages)
    assert [url for url in asked if urlsplit(url).netloc != here and not url.startswith("data:")] == []
    assert complaints == []
    assert found == []


@pytest.mark.parametrize(
    ("here", "there", "width"),
    [
        ("nl", "en", 390),
        ("en", "nl", 1280),
        pytest.param("en", "nl", 390, marks=pytest.mark.long),
        pytest.param("nl", "en", 1280, marks=pytest.mark.long),
    ],
)
def test_the_language_switch_keeps_page_and_place(
    browser: Browser, address: str, here: str, there: str, width: int
) -> None:
    with browser.new_context(base_url=address, viewport=viewport(width)) as context:
        page = context.new_page()
        page.goto(f"/{here}/draft/{TOPIC}#{RULE}")
        page.locator(f"a[hreflang={there}]").click()

        expect(page).to_have_url(f"{address}/{there}/draft/{TOPIC}#{RULE}")
        expect(page.locator("html")).to_have_attribute("lang", there)
        expect(page.locator(f"[id={RULE}]")).to_be_in_viewport()


def test_the_language_switch_works_without_javascript(plain: Page, address: str) -> None:
    plain.goto(f"/nl/draft/{TOPIC}")
    plain.locator("a[hreflang=en]").click()

    expect(plain).to_have_url(f"{address}/en/draft/{TOPIC}")


def test_the_choice_of_language_is_remembered_at_the_root(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto("/")
    expect(page).to_have_url(f"{address}/")
    page.locator("a[hreflang=en]").click()
    expect(page).to_have_url(f"{address}/en/draft/")

    page.goto("/")
    expect(page).to_have_url(f"{address}/en/draft/")


def test_the_choice_of_language_can_be_made_again(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto("/")
    page.locator("a[hreflang=en]").click()
    expect(page).to_have_url(f"{address}/en/draft/")
    page.locator("a[hreflang=nl]").click()
    expect(page).to_have_url(f"{address}/nl/draft/")

    page.goto("/")
    expect(page).to_have_url(f"{address}/nl/draft/")


def test_light_and_dark_can_be_chosen(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"/nl/draft/{TOPIC}")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = body.evaluate("node => getComputedStyle(node).backgroundColor")

    page.locator("form[data-md-component=palette] button:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert body.evaluate("node => getComputedStyle(node).backgroundColor") != light

    page.goto("/nl/draft/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize(
    ("start", "end"),
    [(f"/r/{RULE}/", "nl"), (f"/nl/r/{RULE}/", "nl"), (f"/en/r/{RULE}/", "en")],
)
def test_a_permanent_address_forwards_without_javascript(
    plain: Page, address: str, start: str, end: str
) -> None:
    plain.goto(start)

    expect(plain).to_have_url(f"{address}/{end}/draft/{TOPIC}#{RULE}")
    expect(plain.locator(f"[id={RULE}]")).to_be_in_viewport()


def test_a_language_forwards_to_its_handbook_without_javascript(plain: Page, address: str) -> None:
    plain.goto("/")
    plain.locator("a[hreflang=en]").click()

    expect(plain).to_have_url(f"{address}/en/draft/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_can_be_read_without_javascript(plain: Page, language: str) -> None:
    plain.goto(f"/{language}/draft/")
    plain.locator(f"article a[href$='{TOPIC}']").click()

    rule = plain.locator(f"section[id={RULE}]")
    expect(rule.locator("h2")).to_be_visible()
    expect(rule.locator(".hb-rule__statement")).to_be_visible()
    expect(rule.locator("dl")).to_be_visible()
    rule.locator("a.hb-permanent").click()
    expect(rule).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_rule_asks_is_a_word_and_a_symbol(context: BrowserContext, language: str) -> None:
    page = context.new_page()
    said = labels(language)
    names = [said(f"modality.{name}.label") for name in ("must", "must-not", "should", "should-not", "may")]
    for path in (TOPIC, "rules/outside/", "roles/employee/"):
        page.goto(f"/{language}/draft/{path}")
        marks = page.locator(".hb-mark:visible").evaluate_all(
            """marks => marks.map(mark => {
                const use = mark.querySelector("use")
                const symbol = document.querySelector(use.getAttribute("href"))
                return [mark.textContent.trim(), !!symbol, use.getBBox().width]
            })"""
        )
        assert len(marks) >= page.locator("section[data-rule], .hb-line").count() > 0
        assert {word for word, _, _ in marks} <= set(names)
        assert [mark for mark in marks if not mark[1] or mark[2] < 10] == []


@pytest.mark.parametrize(
    ("by", "language", "width"),
    [
        ("words", "nl", 390),
        ("words", "en", 1280),
        ("id", "en", 390),
        *(
            pytest.param(*each, marks=pytest.mark.long)
            for each in [
                ("words", "en", 390),
                ("words", "nl", 1280),
                ("id", "nl", 390),
                ("id", "nl", 1280),
                ("id", "en", 1280),
            ]
        ),
    ],
)
def test_search_finds_a_rule_and_leads_to_it(
    browser: Browser, address: str, language: str, by: str, width: int
) -> None:
    with browser.new_context(base_url=address, viewport=viewport(width)) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"/{language}/draft/channels/")
        if width < 800:
            page.locator("button.hb-control--search").click()
        box = page.locator("input[data-md-component=search-query]")
        box.click()
        box.press_sequentially(RULE if by == "id" else WORDS[language])
        first = page.locator(".md-search-result__item").first  # a page, with what was found on it
        first.locator(f"a[href*='{TOPIC}'][href*='#{RULE}']:visible").click()

        expect(page).to_have_url(re.compile(f"/{language}/draft/{TOPIC}.*#{RULE}$"))
        expect(page.locator(f"section[id={RULE}]")).to_be_in_viewport()


@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_the_box_on_the_start_page_opens_the_search(context: BrowserContext, by: str) -> None:
    page = context.new_page()
    page.goto("/nl/draft/")
    box = page.locator(".hb-hero__search")
    box.click() if by == "pointer" else box.press("Enter")

    expect(page.locator("input[data-md-component=search-query]")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_permanent_address_is_copied_and_it_says_so(context: BrowserContext, language: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"/{language}/draft/{TOPIC}")
    copied = f"https://handboek.example.org/{language}/r/{RULE}/"

    page.locator(f"section[id={RULE}] [data-copy]").click()

    said = page.locator("[role=status]").filter(has_text=copied)
    expect(said).to_have_text(words("nl" if language == "nl" else "en")("site.copied", address=copied))
    expect(said).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == copied
    expect(page).to_have_url(re.compile(f"{TOPIC}$"))


def test_the_house_style_of_the_policy_goes_before_ours_but_not_in_the_dark(browser: Browser) -> None:
    ours = sources.style_sheet()
    page = browser.new_page()
    page.set_content(f"<style>:root{{--hb-accent:#123456}}</style><style>{ours}</style><body>")

    accent = "getComputedStyle(document.body).getPropertyValue('--hb-accent').trim()"
    assert page.evaluate(accent) == "#123456"
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(accent) == "#6cc3d0"
