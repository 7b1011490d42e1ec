"""The reference of the policy language: made from the models, complete, in both languages, and up to date."""

import re

import pytest
from click.testing import CliRunner

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core import codes
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.reference import every_field
from tests.conftest import ROOT
from tests.reference import codes_file, codes_made, file, made


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_in_docs_is_what_the_models_say(language: Language) -> None:
    """`make reference` writes it again."""
    assert file(language).read_text("utf-8") == made(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_codes_is_what_the_registry_says(language: Language) -> None:
    page = codes_file(language).read_text("utf-8")
    assert page == codes_made(language)
    assert re.findall(r"^### (HB[0-9]{3}) ", page, re.MULTILINE) == [kind.code for kind in codes.KINDS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_told_once_and_nothing_else(language: Language) -> None:
    told = {key for key in sources.words(language, "language").keys if key.startswith("fields.")}
    assert sorted(told) == sorted(f"fields.{part}.{each.key}" for part, each in every_field())


def test_both_languages_tell_the_same() -> None:
    nl, en = (sources.words(language, "language").keys for language in LANGUAGES)
    assert nl == en


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_heading_that_is_there_once(language: Language) -> None:
    page = made(language)
    headings = [
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    ]
    assert {headings.count(anchor) for anchor in re.findall(r"\]\(#([^)]+)\)", page)} == {1}


def test_it_names_types_units_examples_and_demands() -> None:
    rows = [line for line in made("en").splitlines() if line.startswith("| `first_reply`")]
    assert len(rows) == 2
    assert all("duration" in row and "`1h`" in row and "A23" in row for row in rows)
    assert re.search(r"\| `creators` \|.*\| per cent \| `5` \| A65 \|", made("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_row(language: Language) -> None:
    page = made(language)
    assert [each.key for _, each in every_field() if f"| `{each.key}` |" not in page] == []


def test_the_command_describes_the_language_with_examples_from_a_policy() -> None:
    plain = CliRunner().invoke(main, ["reference", "--language", "nl"])
    filled = CliRunner().invoke(main, ["reference", "--language", "nl", "--policies", str(ROOT / "policies")])
    assert plain.exit_code == filled.exit_code == 0
    assert ("`ACC-01`" in plain.output, "`ACC-01`" in filled.output) == (False, True)
    assert plain.output.count("\n") == filled.output.count("\n") > 400
