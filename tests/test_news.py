"""What stands above the versions: changes.json, the feed and the calendar, read by other people's parsers."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import feedparser  # type: ignore[import-untyped]
import icalendar
import pytest
from jsonschema import Draft202012Validator

from handbook_gen import sources
from handbook_gen.core.edition import Edition
from handbook_gen.core.exports import news as records
from handbook_gen.core.history import shown
from handbook_gen.core.history.applying import at, periods
from handbook_gen.core.history.news import WAYS, RoleNews, news
from handbook_gen.core.history.turning import taken_effect
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import History, Period, Then
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.pages import changes as page_of_changes
from handbook_gen.core.render import Renderer
from handbook_gen.publish.framing import framing
from handbook_gen.publish.job import Job
from handbook_gen.publish.news import Site, of_version
from handbook_gen.publish.news import news as above
from handbook_gen.publish.project import found as project
from handbook_gen.publish.project import releases_of
from tests.conftest import DAY as DAY_OF_MODEL
from tests.conftest import ROOT
from tests.releases import Published, made

HANDBOOK = """\
schema: 1
organisation: {id: bakery, name: {nl: Bakkerij <Krent> & Co, en: Bakery}}
languages: [nl, en]
ask: baker
acknowledgement:
  - audience: all
    method: {nl: "Teken, en lever in; bij de chef.", en: Sign and hand in.}
    every: 1y
    after: [stricter, undecided]
  - {audience: all, method: {nl: Bespreek het., en: Discuss it.}, every: 1y, after: [stricter]}
review_by: 2028-01-01
"""
ROLES = """\
roles:
  - {id: baker, name: {nl: Bakker, en: Baker}}
  - {id: seller, name: {nl: Verkoper, en: Seller}}
"""
RULES = """\
topic: {id: bread, name: {nl: Brood, en: Bread}, owner: baker}
rules:
  - id: BREAD-01
    title: {nl: Bak vers, en: Bake fresh}
    modality: %(how)s
    statement: {nl: "%(nl)s", en: "%(en)s"}
    audience: [baker]
    review_by: 2027-06-01
%(more)s"""
NEW = """\
  - id: BREAD-02
    title: {nl: "Zeg <b> & wie je bent", en: Say who you are}
    modality: must
    statement: {nl: Zeg het altijd., en: Always say so.}
    audience: [seller]
    from: 2027-03-01
    review_by: 2027-06-01
"""
FIRST = {"how": "should", "nl": "Bak iedere dag.", "en": "Bake every day.", "more": ""}


def policy(**said: str) -> Mapping[str, str]:
    return {"handbook.yml": HANDBOOK, "roles.yml": ROLES, "rules/bread.yml": RULES % {**FIRST, **said}}


RELEASES = (
    Published("2026.1", "2026-12-01", policy()),
    Published("2027.1", "2027-01-15", policy(how="must", more=NEW), summary="Strenger, en\neen nieuwe regel"),
    Published("2027.2", "2027-02-01", policy(how="must", nl="Bak elke dag.", more=NEW), kind="editorial"),
)
DAY = date(2027, 3, 2)
ADDRESS = "https://example.org/handboek"


@pytest.fixture(scope="module")
def history() -> History:
    return made(RELEASES).history


def written(
    history: History, root: Path, day: date = DAY, address: str | None = ADDRESS
) -> Mapping[str, str]:
    return MappingProxyType(dict(above(history, day, Site(root, address))))


def test_changes_say_per_role_what_became_of_which_rule(history: History, tmp_path: Path) -> None:
    told = json.loads(written(history, tmp_path)["nl/changes.json"])["releases"]
    assert [(each["version"], each["kind"], each["published"]) for each in told] == [
        ("2026.1", "material", "2026-12-01"),
        ("2027.1", "material", "2027-01-15"),
        ("2027.2", "editorial", "2027-02-01"),
    ]
    gist = [{role: _said(some) for role, some in each["roles"].items()} for each in told]
    assert gist == [
        {},
        {"baker": ("Bakker", {"stricter": ["BREAD-01"]}), "seller": ("Verkoper", {"new": ["BREAD-02"]})},
        {"baker": ("Bakker", {"worded": ["BREAD-01"]})},
    ]
    assert told[1]["rules"]["BREAD-02"] == {
        "title": "Zeg <b> & wie je bent",
        "level": "stricter",
        "address": "2027.1/topics/bread/#BREAD-02",
    }
    assert [each["hash"] for each in told] == [each.hash for each in history.releases]


def test_changes_are_as_documented(history: History, tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "releases.schema.json").read_text("utf-8"))
    told = json.loads(written(history, tmp_path)["en/changes.json"])
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(told)


def _said(some: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    return some["name"], {way: ids for way, ids in some.items() if ids and way in WAYS}


def test_a_rule_is_told_once_per_role(history: History) -> None:
    for release in history.releases:
        compared = shown.numbered(history, release.version).past
        assert compared is not None
        for some in news(compared.news).values() if compared.news else ():
            assert len(set(some.ids)) == len(some.ids)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_feed_is_sound_and_tells_everything_published(
    history: History, tmp_path: Path, language: str
) -> None:
    found = feedparser.parse(written(history, tmp_path)[f"{language}/feed.xml"].encode())
    assert not found.bozo, found.get("bozo_exception")
    assert [each.updated[:10] for each in found.entries] == [
        "2027-03-01",
        "2027-02-01",
        "2027-01-15",
        "2026-12-01",
    ]
    assert len({found.feed.id, *(each.id for each in found.entries)}) == 5
    assert all(each.title and each.summary and each.content[0].value for each in found.entries)
    links = [link.href for each in (found.feed, *found.entries) for link in each.links]
    assert all(link.startswith(f"{ADDRESS}/{language}/") for link in links)
    assert f"{ADDRESS}/{language}/2027.1/about/changes/" in links
    assert found.feed.updated == found.entries[0].updated


def test_the_feed_says_in_words_what_changed(history: History, tmp_path: Path) -> None:
    feed = written(history, tmp_path)["nl/feed.xml"]
    effect, worded, stricter, _ = feedparser.parse(feed.encode()).entries
    assert "BREAD-02" in effect.content[0].value
    assert "Zeg &lt;b&gt; &amp; wie je bent" in effect.content[0].value
    assert stricter.title == "Versie 2027.1 van 15 januari 2027"
    assert stricter.summary == "Strenger, en een nieuwe regel"
    assert "<h3>Strenger</h3>" in stricter.content[0].value
    assert "<del>iedere</del>" in worded.content[0].value
    assert "<h3>Strenger</h3>" not in worded.content[0].value


def test_an_entry_keeps_its_id_and_its_words_when_time_goes_by(history: History, tmp_path: Path) -> None:
    """What is told of one day is the same on every later day, whatever is released in between."""
    later = made((*RELEASES, Published("2027.3", "2027-03-02", policy(how="may", more=NEW)))).history
    before, after = (
        {each.id: (each.title, each.content[0].value) for each in feedparser.parse(feed.encode()).entries}
        for feed in (written(some, tmp_path)["nl/feed.xml"] for some in (history, later))
    )
    assert before.items() < after.items()


def test_a_postponed_rule_takes_no_effect_in_the_feed(tmp_path: Path) -> None:
    late = NEW.replace("2027-03-01", "2027-05-01")
    put_off = made((*RELEASES, Published("2027.3", "2027-02-15", policy(how="must", more=late)))).history
    titles = [each.title for each in feedparser.parse(written(put_off, tmp_path)["nl/feed.xml"]).entries]
    assert [title[:6] for title in titles] == ["Versie"] * 4


def test_without_an_address_there_is_no_feed_and_no_absolute_link(history: History, tmp_path: Path) -> None:
    found = written(history, tmp_path, address=None)
    assert {*found} == {
        f"{code}/{name}" for code in ("nl", "en") for name in ("changes.json", "calendar.ics")
    }
    assert "URL" not in found["nl/calendar.ics"]


def test_nothing_is_told_before_the_first_release(history: History, tmp_path: Path) -> None:
    assert written(history, tmp_path, date(2026, 11, 30)) == {}


def test_what_a_version_keeps_is_not_compared_again(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = written(history, tmp_path)
    for release in history.releases:
        for language in ("nl", "en"):
            book = shown.numbered(history, release.version)
            for path, text in of_version(book, sources.words(language)):
                file = tmp_path / language / release.version / path
                file.parent.mkdir(parents=True)
                file.write_text(text, "utf-8")
    calls: list[object] = []
    monkeypatch.setattr("handbook_gen.publish.news.record", lambda *given: calls.append(given))
    assert (written(history, tmp_path), calls) == (plain, [])


@pytest.mark.parametrize("spoilt", ["", "{}", '{"form": 0}', '["'])
def test_what_is_no_record_is_found_out_again(history: History, tmp_path: Path, spoilt: str) -> None:
    plain = written(history, tmp_path)
    (tmp_path / "nl" / "2027.1").mkdir(parents=True)
    (tmp_path / "nl" / "2027.1" / records.KEPT).write_text(spoilt, "utf-8")
    assert written(history, tmp_path) == plain


def test_the_calendar_is_read_by_others(history: History, tmp_path: Path) -> None:
    calendar = icalendar.Calendar.from_ical(written(history, tmp_path)["nl/calendar.ics"])
    events = [each for each in calendar.walk("VEVENT") if isinstance(each, icalendar.Event)]
    assert [(str(each.start), str(each["summary"])) for each in events] == [
        ("2027-03-01", "1 regel gaat in"),
        ("2027-06-01", "Opnieuw bekijken: Brood (2 regels) – Bakker"),
        ("2028-01-01", "Opnieuw bekijken: het hele handboek"),
        ("2028-01-15", "Lezen en bevestigen: iedereen die hier werkt"),
    ]
    assert "Zeg <b> & wie je bent" in str(events[0]["description"])
    assert str(events[3]["description"]).endswith("Teken, en lever in; bij de chef.\nBespreek het.")
    assert len({str(each["uid"]) for each in events}) == len(events)
    assert not any(each.errors for each in (calendar, *events))


def test_the_calendar_stays_the_same_until_the_next_release(history: History, tmp_path: Path) -> None:
    one, other = (written(history, tmp_path, day)["nl/calendar.ics"] for day in (DAY, date(2027, 5, 1)))
    assert one == other


def test_the_same_event_keeps_its_uid_after_a_release(history: History, tmp_path: Path) -> None:
    later = made((*RELEASES, Published("2027.3", "2027-03-02", policy(how="may", more=NEW)))).history
    before, after = (
        {str(event["uid"]) for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
        for text in (written(some, tmp_path)["nl/calendar.ics"] for some in (history, later))
    )
    assert before == after


def test_they_stand_above_the_versions_of_a_built_site(released: Path) -> None:
    """Each version keeps what it changed; this one has no address, and so no feed."""
    told = json.loads((released / "nl" / "changes.json").read_text("utf-8"))["releases"]
    assert all((released / "nl" / each["address"] / records.KEPT).is_file() for each in told)
    rules = [rule["address"].split("#") for each in told for rule in each["rules"].values()]
    assert rules
    for page, anchor in rules:
        assert f'id="{anchor}"' in (released / "nl" / page / "index.html").read_text("utf-8")
    assert (released / "en" / "calendar.ics").is_file()
    assert [*released.rglob("feed.xml")] == []
    assert "application/atom+xml" not in (released / "nl" / "latest" / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def model() -> History:
    """What the model organisation released."""
    return releases_of(project(ROOT))[1].history


def test_what_took_effect_is_what_applied_then(model: History) -> None:
    told = taken_effect(model, date.fromisoformat(DAY_OF_MODEL))
    assert told
    for turn in told:
        now, before = (
            partial(at, model, day=day, known=turn.day) for day in (turn.day, turn.day - timedelta(1))
        )
        assert [now(rule.id).rule for rule in turn.begins + turn.changes] == [*turn.begins, *turn.changes]
        assert {now(rule.id).then for rule in turn.ends} <= {Then.NO_LONGER}
        assert [before(rule.id).rule for rule in turn.ends] == [*turn.ends]
        assert Then.IN_FORCE not in {before(rule.id).then for rule in turn.begins}


@pytest.mark.long
def test_the_feed_and_the_calendar_of_the_model_are_sound(model: History, tmp_path: Path) -> None:
    there = written(model, tmp_path, date.fromisoformat(DAY_OF_MODEL))
    for language in ("nl", "en"):
        feed = feedparser.parse(there[f"{language}/feed.xml"].encode())
        assert not feed.bozo
        assert len({each.id for each in feed.entries}) == len(feed.entries) >= len(model.releases)
        events = icalendar.Calendar.from_ical(there[f"{language}/calendar.ics"]).walk("VEVENT")
        assert len({str(each["uid"]) for each in events}) == len(events)


def test_a_language_is_told_only_the_releases_that_are_in_it(tmp_path: Path) -> None:
    """The group that confirms every year was asked by a release that is not in English."""
    dutch = {**policy(more=NEW.replace("2027-03-01", "2026-12-20"))}
    dutch["handbook.yml"] = HANDBOOK.replace("[nl, en]", "[nl]")
    releases = (Published("2026.1", "2026-12-01", dutch), *RELEASES[1:])
    found = written(made(releases).history, tmp_path)
    for language, versions in {"nl": ["2026.1", "2027.1", "2027.2"], "en": ["2027.1", "2027.2"]}.items():
        told = json.loads(found[f"{language}/changes.json"])["releases"]
        assert [each["version"] for each in told] == versions
        entries = feedparser.parse(found[f"{language}/feed.xml"].encode()).entries
        releases_told = {each.link.split("/")[5] for each in entries} - {"r"}
        assert releases_told == {*versions}
        days = [each.updated[:10] for each in entries if "/r/" in each.link]
        assert days == ["2027-03-01", "2026-12-20"][: len(versions) - 1]
    events = (
        icalendar.Calendar.from_ical(found[f"{code}/calendar.ics"]).walk("VEVENT") for code in ("nl", "en")
    )
    rounds = [[uid for each in some if (uid := str(each["uid"])).startswith("confirm")] for some in events]
    assert rounds[0] == rounds[1] != []


def test_only_a_language_in_which_something_is_released_has_a_feed(history: History) -> None:
    dutch = {**policy(), "handbook.yml": HANDBOOK.replace("[nl, en]", "[nl]")}
    there = made((Published("2026.1", "2026-12-01", dutch),)).history
    book = shown.draft(shown.numbered(history, "2027.1"), there)
    feeds: dict[Language, bool] = {}
    for language in LANGUAGES:
        draft = Edition(language, (), (), Renderer(book, sources.words(language), {}))
        feeds[language] = framing(draft, Job(DAY, language, "draft", among=True), ADDRESS)["feed"]
    assert feeds == {"nl": True, "en": False}


def test_the_page_of_changes_counts_what_changed_for_roles_once(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Comparison] = []

    def counted(comparison: Comparison) -> Mapping[str, RoleNews]:
        calls.append(comparison)
        return news(comparison)

    monkeypatch.setattr(page_of_changes, "news", counted)
    assert [*page_of_changes.pages(shown.numbered(history, "2027.1"), sources.words("nl"))]
    assert len(calls) == 1


def test_a_day_asks_only_the_rules_that_it_can_be_the_day_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """What took effect is found out on every build, by a history that only grows."""
    calls: list[str] = []

    def counted(history: History, identity: str, known: date) -> tuple[Period, ...]:
        calls.append(identity)
        return periods(history, identity, known)

    monkeypatch.setattr("handbook_gen.core.history.turning.periods", counted)
    many = "".join(
        NEW.replace("BREAD-02", f"BREAD-{n:02}").replace("2027-03-01", f"2027-03-{n:02}")
        for n in range(2, 30)
    )
    there = made((Published("2027.1", "2027-01-15", policy(more=many)),)).history
    told = taken_effect(there, date(2027, 4, 1))
    assert [rule.id for turn in told for rule in turn.begins] == [f"BREAD-{n:02}" for n in range(2, 30)]
    assert len(calls) == 2 * len(told), "once as it was known the day before, once as it was then"


@pytest.mark.parametrize(("every", "number"), [("1w", 521), ("1h", 1), ("11y", 1)])
def test_rounds_come_for_ten_years(tmp_path: Path, every: str, number: int) -> None:
    said = {**policy(), "handbook.yml": HANDBOOK.replace("every: 1y", f"every: {every}")}
    there = made((Published("2026.1", "2026-12-01", said),)).history
    calendar = icalendar.Calendar.from_ical(written(there, tmp_path, date(2040, 1, 1))["nl/calendar.ics"])
    days = [str(each["uid"]) for each in calendar.walk("VEVENT") if str(each["uid"]).startswith("confirm")]
    assert len({*days}) == len(days) == number
