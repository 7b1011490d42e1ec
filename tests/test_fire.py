"""Webcare under pressure: before what time, one question at a time, reply texts, ticks and the duty card."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserContext, Page, expect
from py_mini_racer import MiniRacer

from handbook_gen.core import text
from handbook_gen.core.model.times import Hours, hours
from tests.test_browser import LANGUAGES, viewport

ROOT = Path(__file__).parents[1]
DAY = 24 * 60
MONDAY = date(2025, 12, 1).toordinal() * DAY - date(1970, 1, 1).toordinal() * DAY
"""Midnight of Monday 1 December 2025, in minutes since 1970."""
WEBCARE = "Mo-Fr 08:30-20:00; Sa 10:00-16:00; PH off"
OFFICE = "Mo-Fr 09:00-12:00,13:00-17:00"
SERVED = st.sampled_from([WEBCARE, OFFICE, "Tu 23:00-24:00", "Sa,Su 00:00-06:00", "Mo-Su 00:00-24:00"])
MOMENTS = st.integers(MONDAY - 9 * DAY, MONDAY + 30 * DAY)

# Before what time.


@pytest.fixture(scope="module")
def counting() -> Iterator[MiniRacer]:
    """Give V8 with what counts in it."""
    with MiniRacer() as v8:
        v8.eval((ROOT / "handbook_gen/scripts/due.js").read_text("utf-8"))
        yield v8


def due(v8: MiniRacer, start: int, amount: int, unit: str, served: str | None) -> Any:
    read = hours(served) if served else None
    asked = {"amount": amount, "unit": unit, "hours": coded(read) if read else None}
    return json.loads(str(v8.eval(f"JSON.stringify(dueAt({start}, {json.dumps(asked)}))")))


def coded(read: Hours) -> str:
    """Write a week as the pages do."""
    return ";".join(",".join(f"{span.start}-{span.end}" for span in day) for day in read.week())


@cache
def week(served: str) -> tuple[frozenset[int], ...]:
    """Give the open minutes of each day from Monday on, by the hours themselves."""
    read = hours(served)
    assert read
    return tuple(frozenset(m for span in day for m in range(span.start, span.end)) for day in read.week())


def open_at(minute: int, served: str) -> bool:
    """Tell whether a minute is in service hours."""
    day, rest = divmod(minute, DAY)
    return rest in week(served)[(day + 3) % 7]


@pytest.mark.parametrize(
    ("start", "length", "served", "until"),
    [
        ("0 14:05", "30 min", WEBCARE, "0 14:35"),
        ("0 19:50", "30 min", WEBCARE, "1 08:50"),
        ("0 03:00", "1 h", WEBCARE, "0 09:30"),
        ("4 19:30", "1 h", WEBCARE, "5 10:30"),  # Saturday counts
        ("5 15:30", "1 h", WEBCARE, "7 09:00"),  # and Sunday does not
        ("0 11:30", "1 h", OFFICE, "0 13:30"),  # a break does not count
        ("0 11:00", "1 h", OFFICE, "0 12:00"),  # the last minute is in time
        ("5 23:50", "15 min", None, "6 00:05"),
        ("0 14:05", "1 wd", WEBCARE, "1 14:05"),
        ("4 21:00", "1 wd", WEBCARE, "7 20:00"),
        ("5 11:00", "1 wd", WEBCARE, "7 11:00"),
        ("0 05:00", "2 wd", WEBCARE, "2 08:30"),
        ("0 12:30", "1 wd", OFFICE, "1 12:00"),
        ("3 10:00", "2 w", None, "17 10:00"),
    ],
)
def test_before_what_time(
    counting: MiniRacer, start: str, length: str, served: str | None, until: str
) -> None:
    amount, unit = length.split()

    assert due(counting, at(start), int(amount), unit, served)["until"] == at(until)


def at(told: str) -> int:
    """Read a minute from days after that Monday and a time."""
    days, clock = told.split()
    return MONDAY + int(days) * DAY + int(clock[:2]) * 60 + int(clock[3:])


@given(MOMENTS, st.integers(1, 400), SERVED)
@settings(max_examples=40)
def test_exactly_so_many_minutes_of_service_hours_go_by(
    counting: MiniRacer, start: int, amount: int, served: str
) -> None:
    found = due(counting, start, amount, "min", served)

    assert start <= found["from"] < found["until"]
    assert open_at(found["from"], served)
    assert open_at(found["until"] - 1, served)
    assert sum(open_at(minute, served) for minute in range(start, found["until"])) == amount
    assert not any(open_at(minute, served) for minute in range(start, found["from"]))


@given(MOMENTS, st.integers(1, 10), SERVED)
@settings(max_examples=40)
def test_working_days_end_in_service_hours_and_never_before_they_began(
    counting: MiniRacer, start: int, amount: int, served: str
) -> None:
    found = due(counting, start, amount, "wd", served)
    later = due(counting, start, amount + 1, "wd", served)

    assert found["until"] >= start
    assert later["until"] >= found["until"]
    assert open_at(found["until"], served) or open_at(found["until"] - 1, served)


def test_what_is_never_open_has_no_end(counting: MiniRacer) -> None:
    assert due(counting, MONDAY, 1, "h", "Mo-Su off") is None


# Reply texts.


def test_blanks_are_marked_in_words_and_nowhere_else() -> None:
    html = text.html(
        "Dag [naam] & *[tijd]*, [site](https://a.nl/?q=[x]) [[X]] <b [y]> [naam]", lambda _: Markup("x")
    )
    marked = text.with_blanks(html)

    assert text.blanks(html) == ("naam", "tijd", "y")
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", marked) == ["[naam]", "[tijd]", "[y]", "[naam]"]
    assert re.sub(r"</?mark[^>]*>", "", marked) == html


# In a browser.


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone in another time zone than the organisation's, at five to two there on 1 December 2026."""
    with browser.new_context(
        base_url=address, viewport=viewport(390), timezone_id="America/New_York"
    ) as opened:
        opened.grant_permissions(["clipboard-read", "clipboard-write"])
        yield opened


def opened(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time("2026-12-01T13:05:00Z")  # 14:05 in Amsterdam
    page.goto(path)
    return page


@pytest.mark.parametrize(
    ("language", "first", "answer", "before"),
    [
        ("nl", "Is er iemand in gevaar?", "Ja", "vóór 14.10 uur"),
        ("en", "Is anyone in danger?", "Yes", "before 14:10"),
    ],
)
def test_one_tap_leads_to_who_before_when_and_what_to_do(
    phone: BrowserContext, language: str, first: str, answer: str, before: str
) -> None:
    page = opened(phone, f"/{language}/draft/webcare/")
    steps = page.locator(".hb-flow > li:visible")
    expect(steps.locator(".hb-flow__name")).to_have_text(first)
    expect(steps.locator("a.hb-answer").last).to_be_in_viewport(ratio=1)

    steps.locator("a.hb-answer").first.click()
    expect(steps).to_have_id("alarm")
    expect(steps.locator(".hb-flow__title")).to_be_focused()
    expect(steps.locator(".hb-due").first).to_contain_text(before)
    expect(steps.locator(".hb-press--ring").first).to_be_in_viewport(ratio=1)
    expect(page.locator("#hb-said")).to_contain_text(f"{first} {answer}")
    expect(page.locator(".hb-trail li")).to_have_text(f"{first} {answer}")
    small = page.locator("main :is(.hb-press, a.hb-answer, .hb-clock input):visible").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 44).map(each => each.textContent)"
    )
    assert small == []


def test_back_shortens_the_trail_and_what_was_opened_from_elsewhere_has_none(phone: BrowserContext) -> None:
    page = opened(phone, "/nl/draft/webcare/")
    shown, trail = page.locator(".hb-flow > li:visible"), page.locator(".hb-trail li")
    for step in ("ours", "press-asks", "rude"):
        page.locator(f"a.hb-answer[href='#{step}']:visible").click()
        expect(shown).to_have_id(step)
    expect(trail).to_have_count(3)

    page.go_back()
    expect(shown).to_have_id("press-asks")
    expect(trail).to_have_count(2)
    page.locator("[data-path=back]").click()
    expect(shown).to_have_id("ours")
    expect(trail).to_have_count(1)
    page.locator("[data-path=again]").click()
    expect(shown).to_have_id("danger")
    expect(page.locator(".hb-trail")).to_be_hidden()

    page.locator("a.hb-answer[href='#ours']:visible").click()
    page.locator(".hb-jump a").first.click()  # to look something up
    page.wait_for_url("**/crisis/")
    page.go_back()
    expect(shown).to_have_id("ours")
    expect(trail).to_have_count(1)

    page.locator("[data-path=all]").click()
    assert shown.count() == page.locator(".hb-flow > li").count() > 10
    page.goto("/nl/draft/webcare/#alert")
    page.reload()
    expect(shown).to_have_id("alert")
    expect(trail).to_have_count(0)


def test_a_start_time_counts_in_the_zone_of_the_organisation_and_lasts_as_long_as_the_tab(
    phone: BrowserContext,
) -> None:
    page = opened(phone, "/nl/draft/webcare/?since=13:30#hand-over")
    limit = page.locator("#hand-over .hb-due").first
    expect(limit).to_have_text("vóór 14.00 uur · 5 minuten te laat")

    page.goto("/nl/draft/webcare/escalation/")
    expect(page.locator(".hb-clock input")).to_have_value("13:30")
    page.locator(".hb-clock input").fill("23:50")  # that was yesterday, after hours
    expect(page.locator("#level-1 .hb-due").first).to_contain_text("vóór 9.00 uur")
    expect(page.locator("#level-1 .hb-due").first).to_contain_text("telt vanaf 8.30 uur")
    expect(page.locator("#level-2 .hb-due").first).to_contain_text("vóór 0.05 uur")
    page.locator("[data-now]").click()
    expect(page.locator(".hb-clock input")).to_have_value("14:05")

    page.clock.set_fixed_time("2026-10-25T00:50:00Z")  # ten to three, and at three it is two
    page.goto("/nl/draft/webcare/escalation/")
    expect(page.locator("#level-2 .hb-due").first).to_have_text("vóór 2.05 uur · nog 15 minuten")


def test_a_text_is_not_copied_with_a_blank_without_saying_so(phone: BrowserContext) -> None:
    page = opened(phone, "/en/draft/webcare/#hand-over")
    here = page.locator("#hand-over .hb-ready")
    here.locator(".hb-copy").click()
    expect(here.locator(".hb-blanks")).to_contain_text(
        "Careful, still to fill in: first name · time · your first name"
    )
    expect(page.locator("#hb-said")).to_contain_text("time")
    assert "[time]" in page.evaluate("navigator.clipboard.readText()")

    here.locator("summary").click()
    for label, value in (("first name", "Ada"), ("time", "15:00"), ("your first name", "<b>Bo</b>")):
        here.get_by_label(label, exact=True).fill(value)
    expect(here.locator(".hb-blanks")).to_have_text("Everything is filled in.")
    here.locator(".hb-copy").click()
    expect(page.locator("#hb-said")).to_have_text("Copied: Holding reply")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hello Ada,")
    assert copied.endswith("before 15:00. <b>Bo</b>")


def test_ticks_stay_on_the_device_with_their_time_and_come_back_when_cleared_by_mistake(
    phone: BrowserContext,
) -> None:
    page = opened(phone, "/en/draft/webcare/crisis/")
    ticks = page.locator(".hb-ticks").first
    ticks.locator("label").first.click()
    expect(ticks.locator(".hb-ticks__said")).to_have_text("1 of 8 done")
    page.reload()
    expect(ticks.locator("input").first).to_be_checked()
    expect(ticks.locator(".hb-check__when").first).not_to_be_empty()
    clear = ticks.locator("[data-clear]")
    clear.click()
    expect(ticks.locator("input:checked")).to_have_count(0)
    clear.click()
    expect(ticks.locator("input:checked")).to_have_count(1)
    page.goto("/nl/draft/webcare/crisis/")
    expect(page.locator(".hb-ticks input:checked")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_duty_card_prints_on_one_sheet(phone: BrowserContext, language: str) -> None:
    page = opened(phone, f"/{language}/draft/webcare/duty/")
    printed = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


def test_without_scripts_every_step_stands_there_with_its_words_and_boxes_can_be_ticked(
    browser: Browser, address: str
) -> None:
    with browser.new_context(base_url=address, viewport=viewport(390), java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/nl/draft/webcare/")
        steps = page.locator(".hb-flow > li")
        assert [step.is_visible() for step in steps.all()] == [True] * steps.count()
        expect(page.locator("#alert .hb-blank").first).to_be_visible()
        for part in (".hb-clock", ".hb-path", ".hb-trail", ".hb-fill", ".hb-copy", ".hb-due"):
            assert page.locator(f"{part}:visible").count() == 0
        page.locator("#danger a.hb-answer").first.click()
        expect(page.locator("#alarm")).to_be_in_viewport()
        page.goto("/nl/draft/webcare/crisis/")
        page.locator(".hb-ticks label").first.click()
        expect(page.locator(".hb-ticks input").first).to_be_checked()
        expect(page.locator(".hb-ticks__foot").first).to_be_hidden()
