"""The verb search: what a terminal shows, and that it is what a browser shows."""

import json
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.report.found import FORMATS, Found
from tests.conftest import Done

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "nl": (
        "disc1",
        "mag ik een klant appen",
        "klachtenafhandeling",
        "foto van colega plaatsen",
        'wachtwoord "delen"',
        "hoeveel vakantiedagen heb ik",
        "qzxv jhfk",
        "<b>insta</b> \u202e 😀",
    ),
    "en": ("tweet about my work", "organization photos consent", "passwrod sharing", "qzxv jhfk"),
}


def search(*words: str, terminal: str = "C.UTF-8") -> Done:
    result = CliRunner().invoke(main, ["search", *words], env={"LC_ALL": terminal})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def data(site: Path, question: str, *words: str) -> dict[str, Any]:
    done = search("--json", "--site", str(site), *words, "--", question)
    told: dict[str, Any] = json.loads(done.out)
    assert done.code == (0 if told["covered"] else 1), done.err
    return told


@pytest.fixture(scope="module")
def versions(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two more versions, each the draft by another name, and what it keeps of another."""
    root = tmp_path_factory.mktemp("versions") / "site"
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    paths = [path for path in manifest["files"] if path.startswith("nl/draft/")]
    needed = [path for path in paths if path.count("/") == 2 or "/search" in path]
    manifest["files"] = {}
    for version in ("draft", "latest", "2026.1"):
        for path in needed:
            file = root / path.replace("draft", version, 1)
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(site / path, file)
            manifest["files"][file.relative_to(root).as_posix()] = ""
    (root / "nl/latest/search/search_index.00000000.json").write_text("{}")
    (root / "nl/latest/assets/search-engine.00000000.js").write_text("")
    (root / "manifest.json").write_text(json.dumps({**manifest, "address": None}))
    return root


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_terminal_is_answered_what_a_browser_is(
    site: Path, address: str, browser: Browser, language: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{language}/draft/")
    ask = "questions => Promise.all(questions.map(each => handbookSearch.ask(each, {whole: true})))"
    answers = page.evaluate(ask, [*QUESTIONS[language]])
    page.close()
    told = [data(site, question, "--language", language) for question in QUESTIONS[language]]
    same = ("covered", "instead")
    assert [
        ([hit["id"] for hit in each["hits"]], each["ask"]["id"], *(each[key] for key in same))
        for each in told
    ] == [
        ([hit["id"] for hit in each["hits"]], each["ask"], *(each[key] for key in same)) for each in answers
    ]
    assert {each["covered"] for each in told} == {True, False}


def test_an_answer_says_what_a_rule_does_and_for_whom_and_where(site: Path) -> None:
    done = search("DISC", "01", "--site", str(site), "--limit", "1", terminal="nl_NL.UTF-8")
    first, line, whom, where = done.out.splitlines()
    assert first.startswith("DISC-01  Moet · ")
    assert (line[:2], whom[:2]) == ("  ", "  ")
    assert "Voor: " in whom
    assert where == "  https://handboek.example.org/nl/draft/topics/disclosure-affiliation/#DISC-01"
    assert (done.code, done.err) == (0, "")


def test_what_matched_is_bold_on_a_terminal_and_plain_elsewhere(site: Path) -> None:
    words = ["search", "wachtwoord", "--language", "nl", "--site", str(site)]
    shown, plain = (CliRunner().invoke(main, words, color=color).stdout for color in (True, False))
    assert "\x1b[1m" in shown
    assert "\x1b" not in plain
    assert "<" not in plain
    hit = data(site, "wachtwoord", "--language", "nl")["hits"][0]
    assert hit["title"] in plain
    assert set(hit) == {
        *("id", "kind", "title", "line", "modality", "capacity", "audience", "address", "score"),
    }


def test_where_nothing_is_found_it_says_whom_to_ask(site: Path) -> None:
    question = "qzxv\x1b[2J\x07 jhfk"
    done = search(question, "--site", str(site), "--language", "en")
    assert done.code == 1
    assert done.out.startswith("The handbook has no rule on this.")
    assert "Ask: Communications duty desk (" in done.out
    assert "\x1b" not in done.out
    told = data(site, question, "--language", "en")
    assert (told["covered"], told["query"], told["ask"]["name"]) == (
        False,
        question,
        "Communications duty desk",
    )


def test_the_version_in_force_is_asked_unless_another_is_named(versions: Path) -> None:
    assert data(versions, "foto")["version"] == "latest"
    named = data(versions, "foto", "--version", "2026.1", "--limit", "2")
    assert (named["language"], named["version"], named["site"]) == ("nl", "2026.1", "nl/2026.1/")
    assert len(named["hits"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--version", "2025.1"),
            "There is no version `2025.1` on this site, only: 2026.1, draft and latest.",
        ),
        (("--language", "en"), "This handbook is not there in `en`, only in: nl."),
        (("--limit", "0"), "0 is not in the range"),
        (("\t",), "Give the words to search for."),
    ],
    ids=["version", "language", "limit", "nothing"],
)
def test_a_wrong_option_is_told(versions: Path, words: tuple[str, ...], said: str) -> None:
    question = () if words == ("\t",) else ("foto",)
    done = search(*question, *words, "--site", str(versions))
    assert (done.code, done.out, said in done.err) == (2, "", True), done.err


TEXTS = st.text(st.characters(categories=["Cc", "Cf", "L", "Zs", "Zl", "So"]), max_size=20)


@given(
    st.fixed_dictionaries(dict.fromkeys(("id", "audience", "address", "modality", "capacity"), TEXTS)),
    TEXTS,
    TEXTS,
)
def test_nothing_acts_on_a_terminal_and_data_keeps_every_letter(
    told: dict[str, str], before: str, inside: str
) -> None:
    html = f"{escape(before)}<mark>{escape(inside)}</mark>"
    hit = {**told, "kind": "rule", "title": html, "line": html, "score": 1}
    answer = {"covered": False, "instead": before, "hits": [hit]}
    found = Found(before, "en", "draft", "en/draft/", answer, {"id": "a", "name": inside, "phone": before})
    shown = FORMATS["text"](found, sources.words("en")).replace("\x1b[1m", "").replace("\x1b[22m", "")
    assert [letter for letter in shown if not letter.isprintable() and letter != "\n"] == []
    data = json.loads(FORMATS["json"](found, sources.words("en")))
    assert (data["query"], data["hits"][0]["title"]) == (before, before + inside)


def test_where_there_is_no_site_it_says_how_to_get_one(tmp_path: Path) -> None:
    done = search("foto", "--project", str(tmp_path))
    assert (done.code, done.out) == (3, "")
    assert f"{tmp_path / 'site'} holds no built handbook. `handbook build` makes one" in done.err


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("manifest.json", "[]", "holds something that is no handbook of ours"),
        ("nl/2026.1/search/search_index*.json", "{}", "`handbook build --rebuild 2026.1` makes it again"),
        ("nl/2026.1/search/search_index*.json", '{"config": 1}', "Version 2026.1 cannot be searched"),
        ("nl/2026.1/search/core*", "handbookSearch.part('core','{')", "Version 2026.1 cannot be searched"),
        ("nl/2026.1/assets/search-engine*", "throw 1", "Version 2026.1 cannot be searched"),
        ("nl/2026.1/search/texts-0*", None, "texts-0"),
    ],
    ids=["manifest", "index", "shape", "core", "engine", "gone"],
)
def test_what_is_broken_is_told_with_its_repair(
    versions: Path, tmp_path: Path, path: str, text: str | None, said: str
) -> None:
    root = shutil.copytree(versions, tmp_path / "site")
    file = next(root.glob(path))
    file.write_text(text) if text is not None else file.unlink()
    done = search("foto", "--site", str(root), "--version", "2026.1")
    assert (done.code, done.out) == (3, "")
    assert said in done.err
