"""What runs on somebody's own machine: hooks before a commit and what `git diff` shows, with real git."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.report.plain import ITEM, Version, patch
from handbook_gen.doctor import repository
from handbook_gen.edit import scaffold
from tests import warm
from tests.conftest import ROOT, Done
from tests.repository import BREAD, WHO, Repo, started

TEXT = "statement: {nl: Bak elke dag.}"
SHIPPED = scaffold.every(sources.words("nl"))
LOCAL: list[dict[str, Any]] = yaml.safe_load(SHIPPED[".pre-commit-config.yaml"])["repos"][0]["hooks"]
SHARED: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
HOOKS = {hook["id"]: hook for hook in LOCAL}
# In canonical form, so that the hook for it has nothing to say.
FORMATTED = {
    "policies/handbook.yml": """\
schema: 1

organisation: {id: bakery, name: {nl: Bakkerij}}

languages: [nl]

ask: baker
""",
    "policies/roles.yml": """\
roles:
  - id: baker
    name: {nl: Bakker}
""",
    BREAD: """\
topic:
  id: bread
  name: {nl: Brood}
  owner: baker

rules:
  - id: BREAD-01
    title: {nl: Bak vers}
    modality: should
    statement: {nl: Bak elke dag.}
    audience: [baker]

  - id: BREAD-02
    title: {nl: Bak met meel}
    modality: must
    statement: {nl: Bak met meel uit de streek.}
    audience: [baker]
""",
    ".gitattributes": SHIPPED[".gitattributes"].decode(),
}


@pytest.fixture(scope="module", autouse=True)
def _handbook() -> Iterator[None]:
    with warm.on_path():
        yield


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = started(tmp_path_factory.mktemp("hooks") / "bakery", FORMATTED)
    for command in repository.CONFIGURED:
        made.git(*shlex.split(command)[1:])
    return made.root


@pytest.fixture
def repo(pristine: Path, tmp_path: Path) -> Repo:
    """A project in a repository that git shows as we configure it."""
    return Repo(shutil.copytree(pristine, tmp_path / "bakery"))


def with_us(**more: str) -> dict[str, str]:
    return {**os.environ, **WHO, "SOURCE_DATE_EPOCH": "1796083200", **more}


def git(repo: Repo, *words: str, at: str = "", env: dict[str, str] | None = None) -> Done:
    """Run git as somebody would who can type `handbook`, whether it ends well or not."""
    done = subprocess.run(
        ["git", *words], cwd=repo.root / at, env=env or with_us(), capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def hook(repo: Repo, *ids: str) -> None:
    """Run the entries of hooks before each commit, as the framework does."""
    file = repo.root / ".git/hooks/pre-commit"
    file.parent.mkdir(exist_ok=True)
    entries = "\n".join(HOOKS[each]["entry"] for each in ids or HOOKS)
    file.write_text(f"#!/bin/sh\nset -e\n{entries}\n")
    file.chmod(0o755)


# --- before a commit ----------------------------------------------------------------------------------


def test_a_commit_in_order_passes_and_is_told_what_it_means(repo: Repo) -> None:
    hook(repo)
    repo.change(BREAD, "modality: should", "modality: may")

    done = git(repo, "commit", "--all", "--message", "Soepeler")

    assert done.code == 0, done
    assert re.search("BREAD-01.*\n.*looser:", done.out + done.err)


@pytest.mark.parametrize(
    ("id_", "old", "new", "said"),
    [
        ("handbook-fmt", "{nl: Bak vers}", "Bak vers", "bread.yml"),
        ("handbook-check", "audience: [baker]", "audience: [bakker]", "HB101"),
        ("handbook-check", "statement: {nl: Bak elke dag.}", "statement: [", "HB003"),
    ],
)
def test_a_hook_stops_a_commit_that_is_not_in_order(
    repo: Repo, id_: str, old: str, new: str, said: str
) -> None:
    hook(repo, id_)
    before = repo.git("rev-parse", "HEAD")
    repo.change(BREAD, old, new)

    done = git(repo, "commit", "--all", "--message", "Fout")

    assert (done.code, said in done.out + done.err, repo.git("rev-parse", "HEAD")) == (1, True, before)


def test_telling_stops_no_first_commit_and_no_repair_but_does_where_there_is_no_handbook(repo: Repo) -> None:
    hook(repo, "handbook-diff")
    repo.git("checkout", "--quiet", "--orphan", "fresh")
    assert git(repo, "commit", "--quiet", "--message", "Eerste").code == 0
    repo.change(BREAD, TEXT, "statement: [")
    broken = git(repo, "commit", "--all", "--message", "Onleesbaar")
    repo.change(BREAD, "statement: [", TEXT)
    repaired = git(repo, "commit", "--all", "--message", "Hersteld")
    assert (broken.code, repaired.code) == (0, 0), (broken, repaired)
    assert "HB003" in broken.err + broken.out

    away = os.pathsep.join(
        each for each in os.environ["PATH"].split(os.pathsep) if not shutil.which("handbook", path=each)
    )
    repo.change(BREAD, TEXT, "statement: Bak soms.")
    assert git(repo, "commit", "--all", "--message", "Zonder", env=with_us(PATH=away)).code == 1


def test_the_hooks_for_others_are_those_of_a_new_project() -> None:
    """Written for the framework's own schema, in which a field that it does not know is a mistake."""
    known = {"id", "name", "entry", "language", "files", "pass_filenames", "verbose", "stages"}
    for shared in SHARED:
        local = HOOKS[shared["id"]]
        assert known >= local.keys()
        assert shared.keys() - local.keys() == {"description", "minimum_pre_commit_version"}
        assert shared["entry"].replace(' "$@"', "").removesuffix(" handbook-diff") == local["entry"]
        assert (local["language"], shared["language"]) == ("system", "python")
    assert [each["id"] for each in SHARED] == [*HOOKS]


def test_the_hooks_look_at_every_file_that_the_verbs_read() -> None:
    paths = ["mkdocs.yml", "policies/handbook.yml", "policies/rules/bread.yml", "policies/rules/bread.yaml"]
    for each in (*LOCAL, *SHARED):
        assert [path for path in paths if not re.search(each["files"], path)] == []
        assert bool(re.search(each["files"], "content/nl/a/b.md")) == (each["id"] == "handbook-check")
        assert not re.search(each["files"], "README.md")


# --- what git shows -----------------------------------------------------------------------------------


def test_a_policy_file_is_shown_with_its_meaning_and_the_whole_is_still_a_patch(repo: Repo) -> None:
    """In the language of the terminal; and from a folder below the top."""
    repo.change(BREAD, "modality: should", "modality: must")
    repo.write("notes.yml", "a: 1\n")
    repo.git("add", "notes.yml")

    done = git(repo, "diff", "HEAD", at="policies", env=with_us(LC_ALL="nl_NL.UTF-8"))

    assert done.code == 0, done
    meaning, _, plain = done.out.partition("diff --git a/policies/rules/bread.yml")
    assert re.search("(?m)^# BREAD-01 Bak vers.*\n#   strenger:", meaning)
    assert all(re.match("#( |$)", line) for line in meaning.partition("+a: 1\n")[2].splitlines())
    assert "-    modality: should\n+    modality: must\n" in plain
    assert applies(repo, done.out, "--reverse", "--check")


def applies(repo: Repo, patch: str, *options: str) -> bool:
    """Apply what git showed, as `git diff > file` is meant for."""
    file = repo.root.with_suffix(".patch")
    file.write_text(patch)
    return git(repo, "apply", *options, str(file)).code == 0


def test_new_gone_and_moved_files_make_a_patch_too(repo: Repo) -> None:
    """The moved one has no line end after its last line, which a patch must say."""
    new, gone, moved = "policies/law.yml", "policies/glossary.yml", "policies/rules/loaf.yml"
    repo.write(gone, "terms:\n  - {id: crumb, name: Kruimel, text: Wat overblijft.}\n")
    repo.commit()
    (repo.root / gone).unlink()
    repo.write(new, "law:\n  - {id: bread-act, title: Broodwet, jurisdiction: NL}\n")
    repo.git("mv", BREAD, moved)
    repo.change(moved, "id: bread", "id: loaf")
    repo.write(moved, (repo.root / moved).read_text().rstrip("\n"))
    repo.git("add", "--all")

    done = git(repo, "diff", "-M", "HEAD")

    assert "cannot be told" not in done.out, done
    assert re.search("(?m)^new file mode 100644\n--- /dev/null\n", done.out)
    assert re.search("(?m)^deleted file mode 100644\n--- a/.*\n\\+\\+\\+ /dev/null\n", done.out)
    assert re.search(f"(?m)^rename from {BREAD}\nrename to {moved}\n", done.out)
    repo.git("reset", "--quiet", "--hard")
    assert applies(repo, done.out)
    assert (repo.root / moved).read_text().endswith("[baker]")


def test_what_cannot_be_read_is_said_with_its_place_and_shown_as_lines(repo: Repo) -> None:
    repo.change(BREAD, "modality: should", "modality: [should")
    done = git(repo, "diff")

    assert done.code == 0, done
    assert re.search(r"(?m)^# policies/rules/bread\.yml:\d+:\d+: error\[HB0", done.out)
    assert "So it cannot be told what changes." in done.out
    assert "stricter" not in done.out, "nothing is invented about rules that only seem to be gone"
    assert "\n+    modality: [should\n" in done.out


def test_a_conflict_is_said_to_be_one(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "-b", "other")
    repo.reads("modality: should", "modality: may")
    repo.git("checkout", "--quiet", "main")
    repo.reads("modality: should", "modality: must")
    assert git(repo, "merge", "other").code == 1

    assert "collide" in git(repo, "diff", "--cached").out


def test_a_file_of_no_policy_is_said_to_be_so_and_wrong_arguments_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("a: 1\n")
    old = ("/dev/null", ".", ".")
    with chdir(tmp_path):
        done = CliRunner().invoke(main, ["diff-file", "one.yml", *old, "one.yml", "0" * 40, "100644"])
        refused = CliRunner().invoke(main, ["diff-file", "one.yml", *old])

    assert "belongs to no policy" in done.output
    assert done.output.endswith("--- /dev/null\n+++ b/one.yml\n@@ -0,0 +1 @@\n+a: 1\n")
    assert (done.exit_code, refused.exit_code) == (0, 2)


def test_where_the_driver_is_missing_git_says_so(repo: Repo) -> None:
    repo.change(BREAD, "modality: should", "modality: must")
    repo.git("config", "diff.handbook.command", "handbook-that-is-not-there diff-file")

    done = git(repo, "diff")

    assert done.code != 0
    assert "handbook-that-is-not-there" in done.err


def test_a_hunk_names_its_rule_with_the_command_and_without(repo: Repo) -> None:
    """The same lines name an item to git and to us."""
    before = (repo.root / BREAD).read_bytes()
    repo.change(BREAD, "uit de streek", "van ver")
    after = (repo.root / BREAD).read_bytes()

    assert re.search(r"(?m)^@@ .* @@ id: BREAD-02$", git(repo, "diff", "--no-ext-diff", "-U0").out)
    ours = patch(Version(BREAD, before), Version(BREAD, after)).decode()
    assert re.search(r"(?m)^@@ -13,5 \+13,5 @@ id: BREAD-01$", ours), ours
    assert re.match(ITEM, "  - {id: baker, name: Bakker}")


def test_exactly_the_files_of_the_policy_are_shown_by_us(repo: Repo) -> None:
    paths = [BREAD, "policies/handbook.yml", "mkdocs.yml", "content/nl/index.md"]
    said = repo.git("check-attr", "diff", "--", *paths).splitlines()
    assert [line.rpartition(" ")[2] for line in said] == [
        "handbook",
        "handbook",
        "unspecified",
        "unspecified",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_a_new_project_says_to_type_is_what_the_doctor_says(language: Any) -> None:
    readme = sources.words(language)("new.readme")
    assert [each for each in repository.CONFIGURED if each not in readme] == []
