"""The verbs check and explain as somebody at a terminal, a pipeline and an editor meet them."""

import json
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from textwrap import dedent, indent

import click
import jsonschema
import pytest
from click.testing import CliRunner

from handbook_gen.cli import main
from handbook_gen.core.checks import CHECKS
from handbook_gen.core.problems import READING
from tests.conftest import BAKERY, DAY, ROOT, Done, Project

Bakery = Callable[..., Project]

UNREADABLE = {"policies/rules/bread.yml": "topic: {id: bread, name: Brood}\nrules:\n  - {id: [\n"}
NO_REASON = """\
schema: 1
organisation: {id: bakery, name: Bakkerij}
languages: [nl]
ask: baker
waivers:
  - {check: HB304, about: BREAD-01, reason: Iedereen weet het., owner: baker, until: 2027-01-01}
"""


def check(project: Project, *options: str) -> Done:
    with chdir(project.root):
        result = CliRunner().invoke(main, ["check", "--on", DAY, *options])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def told(project: Project, *options: str) -> dict[str, list[dict[str, object]]]:
    return json.loads(check(project, "--format", "json", *options).out)  # type: ignore[no-any-return]


def codes(project: Project, *options: str) -> set[object]:
    return {finding["code"] for finding in told(project, *options)["findings"]}


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_exit_codes(bakery: Bakery, tmp_path: Path) -> None:
    project = bakery()
    assert check(project, "--select", "HB304").code == 0  # a warning
    assert check(project, "--select", "HB304", "--fail-on", "warning").code == 1
    assert check(project, "--ignore", "HB", "--fail-on", "info").code == 0
    assert check(bakery(UNREADABLE)).code == 1
    assert check(project, "--format", "xml").code == 2
    assert check(project, "--select", "HB99").code == 2
    assert check(project, "--on", "yesterday").code == 2
    assert check(project, "--project", str(tmp_path / "nowhere")).code == 3


@pytest.mark.parametrize(
    "config", ["plugins: {handbook: {policies: rules}}", "a: [", "docs_dir: 3", "- a list", "just words"]
)
def test_a_project_that_cannot_be_found_in_mkdocs_yml_is_no_crash(bakery: Bakery, config: str) -> None:
    assert check(bakery({"mkdocs.yml": config + "\n"})).code == 3


def test_what_mkdocs_yml_would_run_or_leaves_to_mkdocs_is_passed_over(bakery: Bakery) -> None:
    project = bakery()
    project.change("mkdocs.yml", "docs_dir", "x: [!!python/name:os.getcwd , !relative ]\ndocs_dir")
    project.change("mkdocs.yml", "docs_dir", "y: !!python/object/apply:os.mkdir [ran]\ndocs_dir")
    assert check(project, "--select", "HB304").code == 0
    assert not (project.root / "ran").exists()


def test_the_folder_of_policies_is_the_plugins(bakery: Bakery) -> None:
    project = bakery()
    (project.root / "policies").rename(project.root / "beleid")
    project.change("mkdocs.yml", "handbook]", "{handbook: {policies: beleid}}]")
    assert told(project)["findings"][0]["path"] == "beleid/handbook.yml"


def test_a_code_can_be_left_out_or_asked_for_alone(bakery: Bakery) -> None:
    project = bakery()
    every = codes(project)
    assert {"HB304", "HB305"} < every
    assert codes(project, "--select", "HB304") == {"HB304"}
    assert codes(project, "--select", "HB3") == {code for code in every if str(code).startswith("HB3")}
    assert codes(project, "--ignore", "hb304") == every - {"HB304"}
    assert check(project, "--ignore", "").code == 2  # as where a variable of a pipeline is not set


def test_a_policy_that_cannot_be_read_as_a_whole_is_not_judged(bakery: Bakery) -> None:
    project = bakery(UNREADABLE)
    assert all(str(code).startswith("HB0") for code in codes(project))
    assert not told(project)["whole"]
    for form in ("text", "github"):
        assert "could not be read in full" in check(project, "--format", form).out
    log = json.loads(check(project, "--format", "sarif").out)
    jsonschema.validate(log, json.loads((ROOT / "tests" / "sarif.schema.json").read_text("utf-8")))
    assert not log["runs"][0]["invocations"][0]["executionSuccessful"]


def test_of_a_file_that_cannot_be_read_nothing_is_said_to_be_missing(bakery: Bakery) -> None:
    project = bakery({"policies/channels.yml": "channels: []\n"})
    project.change("policies/rules/bread.yml", "audience: [baker]}", "audience: [baker], channels: [insta]}")
    assert "HB101" in codes(project)

    (project.root / "policies/channels.yml").unlink()
    (project.root / "policies/channels.yml").symlink_to("channels.yml")  # a circle: nobody can read it
    assert codes(project) == {"HB015"}
    assert not told(project)["whole"]


def test_a_waiver_accepts_for_a_while(bakery: Bakery) -> None:
    project = bakery({"policies/handbook.yml": NO_REASON})
    assert "HB304" not in codes(project)
    assert [each["code"] for each in told(project)["waived"]] == ["HB304"]
    assert codes(project, "--on", "2027-01-01") >= {"HB304", "HB682"}


def test_json_is_what_its_schema_says(bakery: Bakery) -> None:
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for project in (bakery({"policies/handbook.yml": NO_REASON}), bakery(UNREADABLE)):
        jsonschema.validate(told(project), schema)
    broken = {**told(project), "findings": [{"code": "HB001"}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_sarif_names_every_result_and_suppresses_what_is_waived(bakery: Bakery) -> None:
    project = bakery({"policies/handbook.yml": NO_REASON})
    log = json.loads(check(project, "--format", "sarif").out)
    schema = json.loads((ROOT / "tests" / "sarif.schema.json").read_text("utf-8"))
    jsonschema.validate(log, schema)

    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert [r["ruleId"] for r in run["results"] if r.get("suppressions")] == ["HB304"]
    places = {
        (region["startLine"], region["startColumn"])
        for result in run["results"]
        for region in [result["locations"][0]["physicalLocation"]["region"]]
    }
    assert places == {
        (f["line"], f["column"]) for part in ("findings", "waived") for f in told(project)[part]
    }


def test_columns_count_code_points(bakery: Bakery) -> None:
    project = bakery()
    project.change("policies/roles.yml", "{id: baker, name: Bakker}", '{name: "🥖🥖", id: baker, knd: x}')
    [finding] = told(project)["findings"]
    line = (project.root / "policies" / "roles.yml").read_text("utf-8").splitlines()[1]
    assert finding["column"] == line.index("knd") + 1


def test_github_shows_an_annotation_at_each_line(bakery: Bakery) -> None:
    out = check(bakery(), "--format", "github", "--select", "HB304").out.splitlines()
    assert out[0].startswith(
        "::warning file=policies/rules/bread.yml,line=3,col=5,title=HB304 must-without-rationale::"
    )
    assert "%0A" in out[0]
    assert out[-1] == "1 warning"


def test_messages_come_in_the_language_that_is_asked_for(bakery: Bakery) -> None:
    project = bakery()
    assert "oplossing:" in check(project, "--language", "nl").out
    assert "help:" in check(project).out


def test_check_never_writes(bakery: Bakery) -> None:
    project = bakery()
    before = files(project.root)
    for form in ("text", "github", "json", "sarif"):
        check(project, "--format", form)
    assert files(project.root) == before


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.long)])
def test_every_code_is_explained(language: str) -> None:
    for kind in (*READING, *(each.kind for each in CHECKS)):
        result = CliRunner().invoke(main, ["explain", kind.code, "--language", language])
        assert (result.exit_code, result.stdout.split()[:2]) == (0, [kind.code, kind.name])


def test_a_code_may_be_named_and_a_wrong_one_is_guessed() -> None:
    assert CliRunner().invoke(main, ["explain", "must-without-rationale"]).stdout.startswith("HB304")
    wrong = CliRunner().invoke(main, ["explain", "must-without-rational"])
    assert (wrong.exit_code, "did you mean `must-without-rationale`" in wrong.stderr) == (2, True)
    unknown = CliRunner().invoke(main, ["explain", "nonsense"])
    assert (unknown.exit_code, "without a code lists them all" in unknown.stderr) == (2, True)
    listed = CliRunner().invoke(main, ["explain"]).stdout.splitlines()
    assert {"### HB304 must-without-rationale", "### negation-added"} <= {*listed}


def test_a_fingerprint_is_explained_with_the_lines_that_accept_its_change(bakery: Bakery) -> None:
    """Written as it says they are what the policy language asks for, save for the role."""
    said = CliRunner().invoke(main, ["explain", "0123456789AB", "--language", "nl"])
    lines = said.stdout.partition("\n  accepted:\n")[2].splitlines()[:3]
    given = dedent("\n".join(lines)).replace("rol-id", "baker")
    assert "zonder\nspatie: accepted:0123456789ab" in said.stdout
    settings = f"{BAKERY['policies/handbook.yml']}accepted:\n{indent(given, '  ')}\n"
    problems = check(bakery({"policies/handbook.yml": settings}), "--select", "HB0", "--select", "HB1")
    assert (said.exit_code, problems.code, problems.err) == (0, 0, "")


def options(command: click.Command, path: str) -> Iterator[str]:
    for each in command.params:
        if isinstance(each, click.Option) and each.name != "help":
            yield f"{path} {each.help}"
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield f"{path}.{name} {below.help}"
        yield from options(below, f"{path}.{name}")


def test_every_verb_and_option_says_what_it_does_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: dict[str, list[str]] = {}
    for language in ("nl_NL.UTF-8", "en_GB.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        context = click.Context(main)
        verbs = [(name, main.get_command(context, name)) for name in main.list_commands(context)]
        said[language] = [line for name, verb in verbs if verb for line in options(verb, name)]
        assert [line for line in said[language] if line.endswith("None")] == []
        assert "handboek" in CliRunner().invoke(main, ["--help"]).stdout or language.startswith("en")
    dutch, english = said.values()
    assert len(dutch) == len(english) > 40
    assert [one for one, other in zip(dutch, english, strict=True) if one == other] == []
