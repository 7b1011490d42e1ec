"""Every demand, followed in the built site: its fields in the language and the model policy, its pages."""

import re
from functools import cache
from pathlib import Path

import pytest

from handbook_gen.core import codes
from handbook_gen.core.loader import Sources
from handbook_gen.core.reference import Names, every_field, examples, is_part
from tests.conftest import ROOT
from tests.demands import Demand, Seen, demands, field, said_at

EVERY = demands()
ANSWERS = {"express": "fields", "page": "pages", "check": "checks"}
# What the model organisation has no use for, each with the reason.
SPARE = {
    ("corrections", "issues"): "its corrections go by mail",
    ("signpost", "for"): "they are for employees; those of others the handbook finds itself",
}


@cache
def used() -> Names:
    """Give the fields that the model policy fills."""
    folder = ROOT / "policies"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}
    return examples(Sources("policies", files), "nl")


def by_id(demand: Demand) -> str:
    return demand.id


def test_there_are_73_demands() -> None:
    assert [demand.id for demand in EVERY] == [f"A{number:02}" for number in range(1, 74)]


@pytest.mark.parametrize("demand", EVERY, ids=by_id)
def test_what_a_demand_asks_for_is_answered(demand: Demand) -> None:
    assert demand.asks
    assert [asked for asked in demand.asks if not getattr(demand, ANSWERS[asked])] == []


@pytest.mark.parametrize("demand", [d for d in EVERY if d.fields], ids=by_id)
def test_its_fields_are_in_the_language_and_filled_in_the_model_policy(demand: Demand) -> None:
    parts = {path: field(path) for path in demand.fields}
    assert [path for path, (part, each) in parts.items() if (part, each.key) not in used()] == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("demand", [d for d in EVERY if d.pages], ids=by_id)
def test_its_pages_say_so(site: Path, demand: Demand, language: str) -> None:
    missing = [
        f"{seen.at}: {seen.words[language]}"
        for seen in demand.pages
        if seen.words[language].casefold() not in said(site, language, seen).casefold()
    ]
    assert missing == []


def test_its_checks_are_those_that_name_it() -> None:
    """Each check names the demands it comes from, the list names the checks: both say the same."""
    told = {demand.id: set(demand.checks) for demand in EVERY if demand.checks}
    named: dict[str, set[str]] = {}
    for code, numbers in codes.demands().items():
        for number in numbers:
            named.setdefault(number, set()).add(code)
    assert told == {number: found for number, found in named.items() if number.startswith("A")}
    later = {"C47"}  # a department's rule against the organisation's: there is no inheritance yet
    assert {f"C{number:02}" for number in range(1, 49)} - named.keys() == later


def test_the_model_policy_uses_every_field_of_the_language() -> None:
    """So that each has an example in the reference, and none is a promise that nobody tried."""
    plain = {(part, each.key) for part, each in every_field() if not is_part(each)}
    assert sorted(plain - used().keys()) == sorted(SPARE)


def said(site: Path, language: str, seen: Seen) -> str:
    path, _, anchor = seen.at.partition("#")
    html = (site / language / "draft" / path / "index.html").read_text("utf-8")
    whole = html[html.index("<article") : html.index("</article>")]
    return (said_at(whole, anchor) or "") if anchor else re.sub(r"<[^>]+>", " ", whole)
