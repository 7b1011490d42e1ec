"""CODEOWNERS: the code host asks who answers for a file in the policy, and what others wrote there stays."""

import re
import subprocess
from contextlib import chdir
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given as for_all
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.exports import Given, codeowners
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.publish import owners, project
from tests.conftest import BAKERY, ROOT, small

ROLES = """\
roles:
  - {id: baker, name: Bakker, handle: "@bakkerij/bakkers"}
  - {id: shop, name: Winkel, contact: {mail: winkel@example.org}}
  - {id: night, name: Nachtploeg}
"""
RULE = "{{id: BREAD-0{n}, title: Brood, modality: must, statement: Bak., owner: {owner}, status: {status}}}"


@cache
def given_of(folder: str = "policies", **changed: str) -> Given:
    files = {
        "handbook.yml": BAKERY["policies/handbook.yml"],
        "roles.yml": ROLES,
        **{f"{name.replace('_', '/')}.yml": text for name, text in changed.items()},
    }
    policy = Sources(folder, {path: text.encode() for path, text in files.items()})
    words = {language: sources.words(language, "language") for language in LANGUAGES}
    return Given(policy, load(policy), words, "nl", folder)


def bread(*owned: tuple[str, str], owner: str = "") -> str:
    rules = [RULE.format(n=n, owner=role, status=status) for n, (role, status) in enumerate(owned, 1)]
    topic = f"topic: {{id: bread, name: Brood{f', owner: {owner}' if owner else ''}}}\nrules:\n"
    return topic + "".join(f"  - {rule}\n" for rule in rules)


def lines(given: Given) -> dict[str, list[str]]:
    text = codeowners.files(given)["CODEOWNERS"].decode()
    return {row.split()[0]: row.split()[1:] for row in text.splitlines() if row.startswith("/")}


def export(root: Path, *options: str, language: str = "C") -> Result:
    with chdir(root):
        return CliRunner(env={"LC_ALL": language}).invoke(main, ["export", "codeowners", *options])


def test_each_file_of_the_model_policy_has_those_who_answer_for_it() -> None:
    policy, _ = sources.policies(ROOT / "policies", "policies")
    found = lines(replace(given_of(), sources=policy, loaded=load(policy)))

    assert next(iter(found)) == "/policies/", "the last line that fits counts, so the widest comes first"
    assert found["/policies/handbook.yml"][0] == "@voorbeeld/ondernemingsraad"
    assert found["/policies/rules/photos-consent.yml"] == ["@voorbeeld/hr-beleid"]
    assert {"/policies/channels.yml", "/policies/webcare.yml", "/policies/strategy.yml"} <= found.keys()
    assert [path for path, accounts in found.items() if not accounts] == []
    assert [path for path in found if not (ROOT / path[1:]).exists()] == []


def test_owners_of_the_topic_and_of_its_rules_are_named_once_and_those_of_withdrawn_rules_not() -> None:
    text = bread(("shop", "active"), ("baker", "draft"), ("night", "withdrawn"), owner="baker")

    assert lines(given_of(rules_bread=text)) == {
        "/policies/": ["@bakkerij/bakkers"],
        "/policies/rules/bread.yml": ["@bakkerij/bakkers", "winkel@example.org"],
    }


def test_who_must_approve_is_asked_about_the_settings() -> None:
    settings = given_of().sources.files["handbook.yml"].decode()
    text = f"{settings}approvals:\n  - {{when: [stricter], by: shop, decision: consent}}\n"

    assert lines(given_of(handbook=text))["/policies/handbook.yml"] == ["winkel@example.org"]


def test_a_function_without_an_account_is_a_remark_and_takes_no_owner_away() -> None:
    given = given_of(rules_bread=bread(("night", "active")))
    text = codeowners.files(given)["CODEOWNERS"].decode()

    assert [role.id for role in codeowners.mute(given)] == ["night"]
    assert "# policies/rules/bread.yml: Nachtploeg heeft geen account." in text
    assert [*lines(given)] == ["/policies/"], "a line without owners would leave the file with none"


def test_a_mail_address_comes_with_a_warning_and_a_handle_without() -> None:
    asked = codeowners.files(given_of(rules_bread=bread(("shop", "active"))))["CODEOWNERS"].decode()

    assert "Een mailadres werkt alleen" in asked
    assert "Een mailadres" not in codeowners.files(given_of())["CODEOWNERS"].decode()


@pytest.mark.parametrize("handle", ["@bakkerij/bakkers", "@bakker", "@a/b/c", "bakkers@example.org"])
def test_what_a_code_host_knows_is_a_handle(handle: str) -> None:
    loaded = given_of(roles=f'roles:\n  - {{id: baker, name: Bakker, handle: "{handle}"}}\n').loaded
    assert [role.handle for role in loaded.policy.roles.roles] == [handle]


@pytest.mark.parametrize("handle", ["bakker", "@", "@a b", "@a/", "@@a", "@a\\n* @b", "@-a", "a@b"])
def test_what_is_no_handle_is_refused(handle: str) -> None:
    loaded = given_of(roles=f'roles:\n  - {{id: baker, name: Bakker, handle: "{handle}"}}\n').loaded
    assert [problem.kind.code for problem in loaded.problems][:1] in (["HB032"], ["HB033"])


# --- beside what others wrote ---------------------------------------------------------------------------

others = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), max_size=80)


@for_all(before=others, after=others)
def test_the_lines_of_others_stay_and_writing_twice_is_writing_once(before: str, after: str) -> None:
    given = given_of()
    ours = codeowners.files(given)["CODEOWNERS"].decode()
    once = codeowners.merged(before.encode(), given)

    assert codeowners.merged(once, given) == once
    assert before in once.decode()
    stale = f"{before}\n{codeowners.BEGIN}\n/gone @nobody\n{codeowners.END}\n{after}"
    assert codeowners.merged(stale.encode(), given).decode() == f"{before}\n{ours}{after}"


def test_line_ends_bytes_and_sections_of_others_stay() -> None:
    given = given_of()

    assert b"\n" not in codeowners.merged(b"* @all\r\n", given).replace(b"\r\n", b"")
    assert codeowners.merged(b"# caf\xe9\n", given).startswith(b"# caf\xe9\n\n# >>>")
    assert codeowners.merged(b"[Docs]\n/docs/ @writers\n", given).endswith(b"\n\n[Docs]\n/docs/ @writers\n")


@pytest.mark.parametrize("marks", [[0], [1], [1, 0], [0, 1, 0, 1]], ids=str)
def test_broken_marks_are_refused_and_nothing_is_written(tmp_path: Path, marks: list[int]) -> None:
    root = small(tmp_path / "bakery").root
    text = "".join(f"{(codeowners.BEGIN, codeowners.END)[each]}\n" for each in marks)
    (root / "CODEOWNERS").write_text(text)

    done = export(root, "--write")

    assert (done.exit_code, done.stdout) == (3, "")
    assert codeowners.END in done.stderr
    assert (root / "CODEOWNERS").read_text() == text


def test_a_path_with_signs_fits_itself_and_nothing_else(tmp_path: Path) -> None:
    """Read by git, whose rules for patterns both hosts follow."""
    folder = "po licies #[x]*!"
    for path in (
        f"{folder}/rules/bread.yml",
        "po licies #x1!/rules/bread.yml",
        f"deep/{folder}/rules/bread.yml",
    ):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).touch()
    text = codeowners.files(given_of(folder, rules_bread=bread(("shop", "active"))))["CODEOWNERS"].decode()
    (pattern,) = re.findall(r"^(/.*bread\.yml) winkel@example\.org$", text, re.MULTILINE)
    (tmp_path / "patterns").write_text(f"{pattern}\n")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)

    listed = ["git", "-c", "core.quotePath=false", "ls-files", "--others", "--ignored", "-z"]
    done = subprocess.run(
        [*listed, f"--exclude-from={tmp_path / 'patterns'}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split("\0")[:-1] == [f"{folder}/rules/bread.yml"]


# --- the command --------------------------------------------------------------------------------------


def test_check_fails_until_it_is_written_and_again_when_an_owner_changes(tmp_path: Path) -> None:
    bakery = small(tmp_path / "bakery", {"policies/roles.yml": ROLES})

    assert export(bakery.root, "--check").exit_code == 1
    assert export(bakery.root, "--check", "--write").exit_code == 2
    assert not (bakery.root / "CODEOWNERS").exists()
    shown = export(bakery.root)
    assert export(bakery.root, "--write").exit_code == 0
    assert (bakery.root / "CODEOWNERS").read_text("utf-8") == shown.stdout
    assert export(bakery.root, "--check", language="nl_NL.UTF-8").exit_code == 0, "the same in every language"
    bakery.change("policies/handbook.yml", "ask: baker", "ask: shop")
    done = export(bakery.root, "--check", language="nl_NL.UTF-8")
    assert (done.exit_code, "handbook export codeowners --write" in done.stderr) == (1, True)


def test_of_a_policy_that_cannot_be_read_nothing_is_written(tmp_path: Path) -> None:
    root = small(tmp_path / "bakery", {"policies/rules/bread.yml": "topic: ["}).root

    assert [export(root, *options).exit_code for options in ([], ["--check"], ["--write"])] == [3, 3, 3]
    assert not (root / "CODEOWNERS").exists()


@pytest.mark.parametrize(
    ("there", "place"),
    [
        ([], "CODEOWNERS"),
        ([".github/workflows/x.yml"], ".github/CODEOWNERS"),
        ([".github/workflows/x.yml", ".gitlab-ci.yml"], "CODEOWNERS"),
        ([".gitlab/x"], "CODEOWNERS"),
        ([".gitlab/CODEOWNERS"], ".gitlab/CODEOWNERS"),
        (["docs/CODEOWNERS", ".github/x"], "docs/CODEOWNERS"),
        (["CODEOWNERS", ".github/CODEOWNERS"], ".github/CODEOWNERS"),
    ],
    ids=str,
)
def test_it_stands_where_the_hosts_of_this_repository_look(
    tmp_path: Path, there: list[str], place: str
) -> None:
    """The project is a folder of the repository, and the paths are those of the repository."""
    (tmp_path / ".git").mkdir()
    for path in there:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    found = owners.owners(project.found(small(tmp_path / "docs/bakery").root), given_of())

    assert found.file == tmp_path / place
    for path in ("policies/", "content/", "mkdocs.yml"):
        assert f"\n/docs/bakery/{path} @bakkerij/bakkers\n".encode() in found.wanted
    assert b"\n/.git" not in found.wanted, "what is at the top is not the handbook's alone"


def test_what_tells_a_host_how_to_check_has_whoever_answers_for_the_settings(tmp_path: Path) -> None:
    settings = (
        f"{BAKERY['policies/handbook.yml']}approvals:\n  - {{when: [looser], by: shop, decision: consent}}\n"
    )
    bakery = small(tmp_path, {"policies/roles.yml": ROLES, "policies/handbook.yml": settings})
    bakery.write(".github/workflows/handbook.yml", "")
    bakery.write(".gitlab-ci.yml", "")
    bakery.write("CODEOWNERS", "/.github @platform\n")

    for _ in range(2):
        assert export(tmp_path, "--write").exit_code == 0
        rows = [row.split() for row in (tmp_path / "CODEOWNERS").read_text("utf-8").splitlines()]
        owned = {row[0]: row[1:] for row in rows if row and row[0].startswith("/")}
        settled = {path for path, who in owned.items() if who == ["winkel@example.org"]}
        assert settled == {
            *("/CODEOWNERS", "/.gitlab-ci.yml", "/content/", "/mkdocs.yml", "/policies/handbook.yml")
        }
        assert owned["/.github"] == ["@platform"], "others have said whom to ask"


def test_policies_outside_the_repository_are_said_to_be(tmp_path: Path) -> None:
    bakery = small(tmp_path / "repository/bakery")
    bakery.change("mkdocs.yml", "handbook]", "{handbook: {policies: ../../elsewhere}}]")
    (bakery.root / "policies").rename(tmp_path / "elsewhere")
    (tmp_path / "repository/.git").mkdir()

    done = export(bakery.root, "--write")

    assert (done.exit_code, "CODEOWNERS can say nothing" in done.stderr) == (3, True)
