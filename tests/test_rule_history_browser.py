"""What a script adds to the pages of time, in a browser: a day, and what changed since the last visit."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from handbook_gen import sources
from tests.conftest import serving
from tests.test_rule_history import latest, one

CHANGES = {
    "releases": [
        {"version": "2026.10", "summary": "", "address": "2026.10/about/changes/", "roles": {}, "rules": {}},
        {
            "version": "2027.1",
            "summary": "Baked <b>twice</b>",
            "address": "2027.1/about/changes/",
            "roles": {
                "baker": {"name": "Baker", "stricter": ["BREAD-01"], "worded": []},
                "intern": {"name": "Intern", "new": ["BREAD-05"]},
            },
            "rules": {
                "BREAD-01": {
                    "title": "Bake <i>1</i>",
                    "level": "stricter",
                    "address": "latest/topics/bread/#BREAD-01",
                },
                "BREAD-05": {
                    "title": "Bake 5",
                    "level": "stricter",
                    "address": "latest/topics/bread/#BREAD-05",
                },
            },
        },
    ]
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages as they stand in a site, with our own script and style sheet and nothing of MkDocs."""
    root = tmp_path_factory.mktemp("time")
    for path in ("", "about/applied/"):
        folder = root / "en" / "latest" / path
        folder.mkdir(parents=True, exist_ok=True)
        up = "../" * (2 + path.count("/"))
        head = f'<link rel="stylesheet" href="{up}handbook.css"><main class="md-typeset">'
        body = one(latest("2027-02-01"), path)
        page = f'<!doctype html><html lang="en">{head}{body}</main><script src="{up}handbook.js"></script>'
        (folder / "index.html").write_text(page, "utf-8")
    (root / "handbook.css").write_text(sources.style_sheet(), "utf-8")
    (root / "handbook.js").write_text(sources.page_script(), "utf-8")
    (root / "en" / "changes.json").write_text(json.dumps(CHANGES), "utf-8")
    with serving(root) as served:
        yield f"{served}/en/latest/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield page


def rows(page: Page) -> list[str]:
    return [" ".join(each.inner_text().split()) for each in page.locator("tbody tr:visible").all()]


def test_a_day_shows_what_applied_and_the_address_keeps_it(page: Page, address: str) -> None:
    page.goto(f"{address}about/applied/")
    every = rows(page)
    page.get_by_label("What applied on").fill("2026-06-30")
    assert page.url.endswith("#2026-06-30")
    assert page.get_by_role("status").inner_text() == "On 30 June 2026, 3 of the 5 rules applied."
    assert [row for row in rows(page) if "BREAD-04" in row] == [
        "Bake 4 BREAD-04 Did not apply yet until 1 July 2026"
    ]

    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.evaluate("location.hash = '#%'")
    page.evaluate("location.hash = '#_bread'")
    assert page.get_by_label("What applied on").input_value() == "2026-06-30", "a heading changes no choice"
    page.get_by_label("Which rule").select_option("BREAD-03")
    page.get_by_label("What applied on").fill("2026-07-01")
    assert page.url.endswith("#2026-07-01_BREAD-03")
    kept = rows(page)
    assert (len(kept), page.get_by_role("status").inner_text()) == (
        1,
        "On 1 July 2026, this rule no longer applied.",
    )
    page.reload()
    assert rows(page) == kept
    assert wrong == [], "nothing in an address is an error"
    page.get_by_role("button", name="Show everything").click()
    page.wait_for_function("!location.hash")
    assert rows(page) == every


def test_without_scripts_every_period_can_be_read(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}about/applied/#_BREAD-01")
        assert len([row for row in rows(page) if "BREAD-01" in row]) == 4
        assert not page.locator("form.hb-when").is_visible()
        assert page.locator("html").evaluate("html => html.scrollWidth") <= 390
        page.goto(address)
        assert not page.locator(".hb-since").is_visible()


def test_the_browser_remembers_what_was_read_and_tells_what_changed_since(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator(".hb-since")
    page.get_by_role("button", name="I have read version 2027.1").click()
    assert "Remembered" in box.inner_text()
    page.reload()
    box.get_by_text("Nothing has changed since.").wait_for()

    page.evaluate("localStorage.setItem('handbook-read /', '2026.10')")
    page.reload()
    box.get_by_text("This has changed since you read version 2026.10.").wait_for()
    assert box.get_by_role("link").evaluate_all("all => all.map(each => each.textContent)") == [
        "2027.1",
        "Bake <i>1</i>",
        "Bake 5",
    ], "titles are words, not markup"
    page.get_by_label("My role").select_option("Intern")
    page.reload()
    box.get_by_role("link", name="Bake 5").wait_for()
    assert box.get_by_role("link").count() == 2, "the role is remembered"


def test_where_nothing_can_be_remembered_or_fetched_nothing_is_shown(browser: Browser, address: str) -> None:
    closed = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed') }})"
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(closed)
        page.goto(address, wait_until="networkidle")
        assert not page.locator(".hb-since").is_visible()
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/changes.json", lambda route: route.fulfill(status=404))
        page.goto(address, wait_until="networkidle")
        assert not page.locator(".hb-since").is_visible()
        assert page.get_by_role("link", name="All versions").first.is_visible()
