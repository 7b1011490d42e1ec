"""The verb at as somebody at a terminal meets it; what applied when is for test_history."""

import json
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handbook_gen.cli import main
from tests.conftest import BAKERY, Done, Project
from tests.releases import Published, frozen

Bakery = Callable[..., Project]
BREAD = "policies/rules/bread.yml"
RULE = "  - {{id: {}, title: {}, modality: must, statement: {}, audience: [baker], {}}}\n"
TOPIC = "topic: {id: bread, name: Brood}\nrules:\n"
KNOWN = ("--known", "2026-12-01")


def rule(identity: str, statement: str, more: str, title: str = "Bak vers") -> str:
    return RULE.format(identity, title, statement, more)


def released(project: Project, *releases: tuple[str, str, str]) -> Project:
    """Write releases of the bakery: version, day, and the rules in it."""
    policy = {
        path.removeprefix("policies/"): text for path, text in BAKERY.items() if path.startswith("policies/")
    }
    each = [Published(v, day, {**policy, "rules/bread.yml": TOPIC + rules}) for v, day, rules in releases]
    for version, sources in frozen(each).items():
        for path, data in sources.files.items():
            file = project.root / "policies" / "releases" / version / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return project


@pytest.fixture
def baking(bakery: Bakery) -> Project:
    """A bakery with three releases: a rule changes, one ends, one is announced, one is withdrawn."""
    first = rule("BREAD-01", "Bak elke dag.", "from: 2026-02-01") + rule(
        "BREAD-02", "Bak oud.", "until: 2026-05-01"
    )
    second = rule("BREAD-01", "Bak elk uur.", "from: 2026-09-01") + rule(
        "BREAD-02", "Bak oud.", "until: 2026-05-01"
    )
    third = second + rule("BREAD-03", "Bak blind.", "from: 2027-03-01", "Bak blind")
    third += rule("BREAD-04", "Bak nooit.", "from: 2027-01-01, until: 2027-01-01, status: withdrawn")
    return released(
        bakery(),
        ("2026.1", "2026-01-10", first),
        ("2026.2", "2026-06-01", second),
        ("2026.3", "2026-10-01", third),
    )


def at(root: Path, *words: str, today: str = "2026-12-01", language: str = "en") -> Done:
    noon = {"2026-12-01": "1796126400", "2026-08-01": "1785585600"}[today]
    with chdir(root):
        env = {"SOURCE_DATE_EPOCH": noon}
        result = CliRunner().invoke(main, ["at", *words, "--language", language], env=env)
    return Done(result.exit_code, result.stdout, result.stderr)


def data(root: Path, *words: str) -> dict[str, Any]:
    done = at(root, *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)  # type: ignore[no-any-return]


def test_one_rule_is_answered_with_its_text_where_it_is_in_force(baking: Project) -> None:
    told = data(baking.root, "2026-08-01", "bread-01")
    assert told == {
        "day": "2026-08-01",
        "known": "2026-12-01",
        "rule": "BREAD-01",
        "answer": "in-force",
        "from": "2026-02-01",
        "until": "2026-09-01",
        "next": "2026-09-01",
        "release": "2026.1",
        "title": {"nl": "Bak vers"},
        "modality": "must",
        "statement": {"nl": "Bak elke dag."},
    }
    english, dutch = (at(baking.root, "2026-08-01", "BREAD-01", language=each).out for each in ("en", "nl"))
    assert english.splitlines() == [
        "BREAD-01 – Bak vers",
        "On 1 August 2026, as known on 1 December 2026: in force.",
        "From 1 February 2026 until 1 September 2026.",
        "From 1 September 2026 with another text.",
        "This is the text of version 2026.1, published on 10 January 2026.",
        "",
        "Must:",
        "Bak elke dag.",
    ]
    assert "Op 1 augustus 2026, zoals bekend op 1 december 2026: van kracht." in dutch


def test_each_of_the_five_answers(baking: Project) -> None:
    asked: dict[tuple[str, ...], tuple[str, dict[str, object]]] = {
        ("2026-08-01", "BREAD-02"): ("no-longer", {"from": "2026-05-01"}),
        ("2026-12-01", "BREAD-03"): ("not-yet", {"next": "2027-03-01"}),
        ("2026-12-01", "BREAD-03", "--known", "2026-06-01"): ("unknown-then", {}),
        ("2026-12-01", "BREAD-01", "--known", "2026-01-10"): ("in-force", {"release": "2026.1"}),
        ("2026-12-01", "BREAD-04"): ("never", {"from": None, "until": None}),
    }
    for words, (answer, more) in asked.items():
        told = data(baking.root, *words)
        assert (told["answer"], more.items() <= told.items()) == (answer, True), words


def test_all_rules_are_listed_those_in_force_first(baking: Project) -> None:
    told = data(baking.root, "2026-12-01")
    assert [(each["rule"], each["answer"]) for each in told["rules"]] == [
        ("BREAD-01", "in-force"),
        ("BREAD-03", "not-yet"),
        ("BREAD-02", "no-longer"),
        ("BREAD-04", "never"),
    ]
    assert at(baking.root, "2026-12-01").out.splitlines()[2:4] == [
        "in force (1)",
        "  BREAD-01  Bak vers  From 1 September 2026.",
    ]


def test_what_nobody_knows_is_unknown_then_with_what_may_be_meant(baking: Project) -> None:
    done = at(baking.root, "2026-12-01", "BRED-01")
    assert (done.code, "unknown then" in done.out, "Did you mean BREAD-01?" in done.err) == (0, True, True)
    assert "Did you mean" not in at(baking.root, "2026-12-01", "ZZZ-99").err
    assert data(baking.root, "2026-12-01", "BREAD-03", "--known", "2026-02-01")["first"] == "2026.3"
    early = at(baking.root, "2026-12-01", "BREAD-03", "--known", "2026-02-01").out
    assert "The first version that contains it is 2026.3, published on 1 October 2026." in early


@pytest.mark.parametrize("wrong", ["2026-02-30", "1-2-2026", "20260201", "2026-2-1", "morgen", ""])
def test_a_day_is_written_in_one_way(baking: Project, wrong: str) -> None:
    for words in ([wrong], ["2026-12-01", "--known", wrong]):
        done = at(baking.root, *words)
        assert (done.code, "such as 2026-07-01" in done.err) == (2, True)


def test_without_releases_and_without_a_project_it_says_so(bakery: Bakery, tmp_path: Path) -> None:
    done = at(bakery().root, "2026-12-01", "BREAD-01")
    assert (done.code, done.out, "no versions yet" in done.err) == (1, "", True)
    assert at(tmp_path, "2026-12-01").code == 3


def test_answers_from_texts_that_were_changed_come_with_a_warning(baking: Project) -> None:
    assert at(baking.root, "2026-12-01").err == ""
    path = "policies/releases/2026.1/policies/rules/bread.json"
    baking.change(path, "Bak elke dag.", "Bak nooit.")
    done = at(baking.root, "2026-08-01", "BREAD-01")
    assert (done.code, "Bak nooit." in done.out, "not proven" in done.err) == (1, True, True)


def test_a_clock_that_was_set_back_is_noticed(baking: Project) -> None:
    done = at(baking.root, "2026-08-01", today="2026-08-01")
    assert "1 version was published later than today, 1 August 2026" in done.err
    assert at(baking.root, "2026-08-01", *KNOWN, today="2026-08-01").err == ""
