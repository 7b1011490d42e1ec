"""The search page in a real browser: answers, address, the honest "not covered"; looks at no ranking."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook_gen.core.model.history import DRAFT, LATEST, History, Past, Release
from handbook_gen.core.pages import search
from handbook_gen.core.words import Words
from handbook_gen.sources import words
from tests.case import read
from tests.conftest import DAY
from tests.test_browser import viewport

NOWHERE = "qxzvb wqxjk"
"""What no handbook says anything about, however well it is searched."""
MARKUP = '"><iframe srcdoc=qq onload=qxzvb()></iframe>&wqxjk=qq \u202ewqxjk {qxzvb} %0d%0awqxjk: qxz@wqx'
MAIL = 1500
STAND_IN = """
globalThis.handbookSearch = {asked: [], ask: (text, options) => new Promise((resolve, reject) =>
  handbookSearch.asked.push({text, options, resolve, reject}))}
"""
"""An engine that answers when the test says so."""


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A desk on which nothing may go wrong."""
    with browser.new_context(base_url=address, viewport=viewport(1280)) as opened:
        wrong: list[str] = []
        opened.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        opened.on("weberror", lambda e: wrong.append(str(e.error)))
        opened.on("dialog", lambda dialog: wrong.append(dialog.message))
        yield opened
        assert wrong == []


def settled(page: Page) -> None:
    """Wait until the last question is answered in full."""
    expect(page.locator(".hb-found[aria-busy]")).to_have_count(0)


def results(page: Page) -> list[str]:
    settled(page)
    return page.locator(".hb-result__title a").all_inner_texts()


def mail(page: Page) -> tuple[str, dict[str, list[str]]]:
    """Give whom the prefilled mail goes to, and its subject and body."""
    settled(page)
    href = page.locator(".hb-uncovered__mail a").get_attribute("href") or ""
    assert len(href) <= MAIL
    parts = urlsplit(href)
    assert parts.scheme == "mailto"
    return unquote(parts.path), parse_qs(parts.query, strict_parsing=True)


def test_an_answer_shows_its_rule_and_the_address_keeps_what_was_asked(context: BrowserContext) -> None:
    page, say = context.new_page(), words("nl")
    page.goto("/nl/draft/search/?q=disc-1")
    first = page.locator(".hb-result").first

    expect(first.get_by_role("heading", level=3)).to_contain_text(say("modality.must.label"))
    expect(first.locator("svg use")).to_have_attribute("href", "#hb-must")
    expect(first.locator(".hb-result__foot")).to_contain_text("DISC-01")
    expect(first.locator(".hb-result__line")).not_to_be_empty()
    expect(page.locator(".hb-seek__topics")).to_be_hidden()

    query = page.get_by_label(say("search_page.query"))
    query.fill("wachtwoord <b>delen</b>")
    query.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=wachtwoord\+%3Cb%3Edelen%3C%2Fb%3E$"))
    expect(page.locator(".hb-result mark").first).to_be_visible()
    every = results(page)
    expect(page.locator("#hb-said")).to_have_text(page.locator(".hb-found__said").inner_text())
    page.get_by_label(say("search_page.kind.label")).select_option(say("search_page.kinds.word"))
    expect(page).to_have_url(re.compile(r"&kind=word$"))
    expect(page.locator(".hb-result .hb-mark")).to_have_count(0)

    page.reload()
    expect(query).to_have_value("wachtwoord <b>delen</b>")
    expect(page.get_by_label(say("search_page.kind.label"))).to_have_value("word")
    page.go_back()
    expect(page.locator(".hb-result .hb-mark").first).to_be_visible()
    assert results(page) == every
    page.go_back()
    expect(query).to_have_value("disc-1")
    query.fill("disc-01")
    expect(first.locator(".hb-result__foot")).to_contain_text("DISC-01")
    first.get_by_role("link").click(delay=100)
    expect(page.locator("section#DISC-01:target")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=disc-01$"))
    kept = context.storage_state()
    assert (kept["cookies"], "wachtwoord" in str(kept)) == ([], False)


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.long)])
def test_what_is_not_covered_is_said_with_whom_to_ask_and_a_mail(
    context: BrowserContext, language: str
) -> None:
    page, say = context.new_page(), words("nl" if language == "nl" else "en")
    page.goto(f"/{language}/draft/search/")
    page.get_by_label(say("search_page.query")).fill(NOWHERE)
    page.keyboard.press("Enter")
    block = page.get_by_role("region", name=say("search_page.uncovered.title"))

    expect(block).to_contain_text(say("search_page.uncovered.caution"))
    whom = block.get_by_role("link").first
    name = f"{say('search_page.uncovered.whom')} {whom.inner_text()}"
    expect(page.locator("#hb-said")).to_have_text(f"{say('search_page.uncovered.title')}. {name}")
    expect(whom).to_have_attribute("href", "../roles/comms-duty/")
    to, written = mail(page)
    assert to == "piket@example.org"
    assert written["subject"] == [say("search_page.uncovered.subject", question=NOWHERE)]
    assert written["body"] == [_body(say, NOWHERE, page.url)]


def _body(say: Words, question: str, address: str) -> str:
    version = say("corrections.draft", day=say.date(date.fromisoformat(DAY)))
    body = say("search_page.uncovered.body", question=question, version=version, language=say("language"))
    return f"{body}\n{say('search_page.uncovered.page', page=address)}".replace("\n", "\r\n")


def test_whatever_is_typed_runs_nothing_and_stays_one_question(context: BrowserContext) -> None:
    page, say = context.new_page(), words("nl")
    page.goto("/nl/draft/search/")
    query = page.get_by_label(say("search_page.query"))
    query.fill(MARKUP)
    expect(page.locator(".hb-uncovered")).to_be_visible()
    to, written = mail(page)
    assert (to, sorted(written)) == ("piket@example.org", ["body", "subject"])
    assert MARKUP in written["body"][0]
    assert "\n" not in written["subject"][0]
    assert page.locator(".hb-found iframe").count() == 0

    query.fill("qxzvb 🏊🏽 " * 800)
    query.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=qxzvb"))
    expect(page.locator(".hb-uncovered")).to_be_visible()
    assert "…" in mail(page)[1]["body"][0]
    query.fill("🙂 ؟ …")
    expect(page.locator(".hb-seek__topics")).to_be_visible()
    query.fill("\ud83d qxzvb")
    expect(page.locator(".hb-uncovered")).to_be_visible()
    query.fill("disc-1")
    expect(page.locator(".hb-result__foot").first).to_contain_text("DISC-01")


def test_filters_in_the_way_are_told_and_can_be_cleared(context: BrowserContext) -> None:
    page, say = context.new_page(), words("en")
    page.goto("/en/draft/search/?q=disc-1&kind=law&role=nobody")
    expect(page.locator(".hb-found__said")).to_have_text(say("search_page.filtered"))
    expect(page.locator(".hb-uncovered")).to_be_hidden()
    expect(page.get_by_label(say("search_page.role.label"))).to_have_value("")

    page.get_by_role("link", name=say("search_page.clear")).click()
    expect(page.locator(".hb-result__foot").first).to_contain_text("DISC-01")
    expect(page).to_have_url(re.compile(r"\?q=disc-1$"))
    expect(page.get_by_label(say("search_page.query"))).to_be_focused()
    page.get_by_role("link", name="Nederlands").click()
    expect(page).to_have_url(re.compile(r"/nl/draft/search/\?q=disc-1$"))
    expect(page.locator(".hb-result__foot").first).to_contain_text("DISC-01")


def test_without_scripts_there_are_topics(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport=viewport(390), java_script_enabled=False) as opened:
        page, say = opened.new_page(), words("nl")
        page.goto("/nl/draft/search/?q=foto")
        expect(page.locator("noscript p")).to_have_text(say("search_page.no_scripts"))
        expect(page.locator("form.hb-seek")).to_be_hidden()
        expect(page.locator(".hb-found")).to_be_hidden()
        page.locator(".hb-seek__topics a").first.click()
        expect(page.locator("section[data-rule]").first).to_be_visible()


def test_an_older_answer_is_dropped_and_a_failure_is_told(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, viewport=viewport(1280)) as opened:
        opened.route(re.compile(r"/assets/search\.[^/]*js$"), lambda route: route.fulfill(body=STAND_IN))
        page, say = opened.new_page(), words("en")
        page.goto("/en/draft/search/?channel=service-chat")
        status, query = page.locator(".hb-found__said"), page.get_by_label(say("search_page.query"))
        query.fill("old ")
        expect(status).to_be_visible()
        query.press_sequentially("and new")
        _answer(page, 0, covered=False)
        _answer(page, 1, whole=False)
        expect(status).to_have_text(say("search_page.searching"))
        expect(page.locator(".hb-uncovered")).to_be_hidden()
        _answer(page, 2, covered=False, ask="it-security")
        _answer(page, 3, covered=False)
        expect(page.locator(".hb-uncovered [data-ask]:visible")).to_contain_text("IT")
        assert results(page) == []
        asked = page.evaluate("handbookSearch.asked.map(each => [each.text, each.options.filters?.channel])")
        both = ["service-chat", "whatsapp"]
        assert asked == [["old", both], *[["old and new", both]] * 2, ["old and new", None]]

        query.fill("newest")
        page.evaluate("handbookSearch.asked.at(-1).reject(new Error('no index'))")
        expect(status).to_have_text(say("search_page.failed"))
        expect(page.locator(".hb-seek__topics")).to_be_visible()


def _answer(page: Page, number: int, **more: Any) -> None:
    """Answer one of the questions that were asked, as soon as it was."""
    page.wait_for_function("number => handbookSearch.asked.length > number", arg=number)
    told: dict[str, Any] = {
        "whole": True,
        "covered": True,
        "instead": None,
        "suggest": [],
        "ask": "comms-duty",
        "hits": [],
    }
    page.evaluate("([number, told]) => handbookSearch.asked[number].resolve(told)", [number, told | more])


@pytest.mark.parametrize(
    ("shown", "said"), [("2026.1", "2026.1"), (LATEST, "2026.1"), (DRAFT, "draft of 1 March 2027")]
)
def test_the_mail_names_the_version_that_was_read(shown: str, said: str) -> None:
    book = read({}).book
    assert book
    past = Past(shown, History((Release("2026.1", book.policy),)))
    (page,) = search.pages(replace(book, past=past), words("en"))

    assert page.data["version"] == said
