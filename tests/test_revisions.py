"""Policies read from real git: branches, clones, renames, and repositories that mean no good."""

import os
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

import pytest

from handbook_gen.core.reader import MAX_BYTES
from handbook_gen.publish.sides import Compared, Side, Sides
from handbook_gen.revisions import RevisionError
from tests.conftest import BAKERY, Project, small
from tests.repository import BREAD, DAILY, WHO, Repo, started

WEEKLY = "statement: Bak elke week."


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git read no configuration of whoever runs the tests."""
    for name in WHO:
        monkeypatch.setenv(name, WHO[name])


def compared(root: Path, base: str, head: str | None = None) -> Compared:
    with chdir(root):
        return Sides(root.resolve()).compared(base, head)


def bread(side: Side | None) -> str:
    assert side is not None
    return side.policy.files["rules/bread.yml"].decode()


def fault(root: Path, base: str, head: str | None = None) -> RevisionError:
    with pytest.raises(RevisionError) as found:
        compared(root, base, head)
    return found.value


def branched(root: Path) -> Repo:
    """A branch `week` that changes a rule, and a main that went on meanwhile."""
    repo = started(root)
    repo.git("switch", "--quiet", "--create", "week")
    repo.reads(DAILY, WEEKLY, "Per week\n\nUitleg.\n\npolicy-Change: Editorial\nSigned-off-by: Bakker\n")
    repo.git("switch", "--quiet", "main")
    repo.reads("name: Bakker}", "name: Meester}", path="policies/roles.yml")
    repo.git("switch", "--quiet", "week")
    return repo


def test_a_branch_is_compared_from_where_it_began_and_the_tip_is_only_at_hand(tmp_path: Path) -> None:
    repo = branched(tmp_path)
    repo.change(BREAD, "Bak vers", "Bak zeer vers")  # and is not committed

    working, committed = compared(repo.root, "main"), compared(repo.root, "main", "week")

    assert DAILY in bread(working.before)
    assert (WEEKLY in bread(working.after), "zeer vers" in bread(working.after)) == (True, True)
    assert (WEEKLY in bread(committed.after), "zeer vers" in bread(committed.after)) == (True, False)
    for each in (working, committed):
        assert b"Meester" not in each.before.policy.files["roles.yml"]
        assert each.tip is not None
        assert b"Meester" in each.tip.policy.files["roles.yml"]
        assert [said.words for said, _ in each.said] == [("editorial",)]
    assert compared(repo.root, "HEAD").said == ()
    assert DAILY in bread(compared(repo.root, "week~1").before)
    assert working.before.policy.root == working.after.policy.root == "policies"


def test_a_name_of_both_is_the_branch_and_a_slash_makes_it_the_folder(tmp_path: Path) -> None:
    repo = branched(tmp_path)
    other = small(tmp_path / "week", {"policies/roles.yml": "roles:\n  - {id: baker, name: Iemand}\n"})
    assert DAILY in bread(compared(repo.root, "main", "week").before)
    assert WEEKLY in bread(compared(repo.root, "week").before)
    for name in ("week/", "./week", str(other.root), "week/policies/"):
        assert b"Iemand" in compared(repo.root, name).before.policy.files["roles.yml"]
        assert b"Iemand" in compared(repo.root, "main", name).after.policy.files["roles.yml"]
    assert b"Meester" in compared(repo.root, "./week", "main").after.policy.files["roles.yml"]


@pytest.mark.parametrize("options", [(), ("--object-format=sha256",)], ids=["sha1", "sha256"])
def test_folders_and_files_may_be_renamed_and_have_any_name(tmp_path: Path, options: tuple[str, ...]) -> None:
    """The project is in a folder of the repository; where its policies are is what each commit says."""
    repo = started(tmp_path, at='werk/hand "boek" é', options=options)
    root = repo.root / 'werk/hand "boek" é'
    Project(root).write("mkdocs.yml", "INHERIT: ../basis.yml\n")
    (root.parent / "basis.yml").write_text("plugins: {search: {}, handbook: {policies: '../be leid é'}}\n")
    repo.git("mv", f"{root}/policies", f"{root.parent}/be leid é")
    repo.git("mv", f"{root.parent}/be leid é/rules/bread.yml", f"{root.parent}/be leid é/rules/brood'é\".yml")
    repo.commit()
    worktree = tmp_path.parent / f"{tmp_path.name}-worktree"
    repo.git("worktree", "add", "--quiet", "--detach", str(worktree))

    for place in (root, worktree / root.relative_to(tmp_path)):
        found = compared(place, "HEAD~1", "HEAD")
        assert (found.before.policy.root, found.after.policy.root) == ("policies", "../be leid é")
        assert DAILY in bread(found.before)
        assert DAILY in found.after.policy.files["rules/brood'é\".yml"].decode()
        assert compared(place, "HEAD").after.policy.files == found.after.policy.files


def test_a_project_that_moved_in_the_repository_is_found_where_it_was(tmp_path: Path) -> None:
    repo = started(tmp_path)
    (repo.root / "handboek").mkdir()
    repo.git("mv", "mkdocs.yml", "policies", "content", "handboek")
    repo.commit()
    repo.change(f"handboek/{BREAD}", DAILY, WEEKLY)
    found = compared(repo.root / "handboek", "HEAD~1")
    assert (DAILY in bread(found.before), WEEKLY in bread(found.after)) == (True, True)
    repo.git("rm", "--quiet", "-r", "--force", ".")
    repo.commit()
    assert fault(repo.root, "HEAD", "HEAD").key == "no_project"
    repo.write("mkdocs.yml", "plugins: [\n")
    repo.commit()
    assert fault(repo.root, "HEAD", "HEAD").key == "bad_config"


def test_a_bare_repository_is_read_without_a_work_tree(tmp_path: Path) -> None:
    repo = branched(tmp_path / "full")
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert WEEKLY in bread(compared(tmp_path / "bare.git", "main", "week").after)
    assert fault(tmp_path / "bare.git", "main").key == "no_policy_here"


def clones(repo: Repo, way: str, root: Path) -> Repo:
    """Clone less than all, as pipelines do."""
    clone, url = Repo(root), repo.root.as_uri()
    if way == "merge":  # what a pull request is built from: a commit that is on no branch
        repo.git("switch", "--quiet", "--detach", "main")
        repo.git("merge", "--quiet", "--no-edit", "week")
        repo.git("update-ref", "refs/pull/1/merge", "HEAD")
        root.mkdir()
        clone.git("init", "--quiet")
        clone.git("remote", "add", "origin", url)
        clone.git("fetch", "--quiet", "--depth=1", "origin", "+refs/pull/1/merge:refs/remotes/pull/1/merge")
        clone.git("checkout", "--quiet", "refs/remotes/pull/1/merge")
    else:
        repo.git("clone", "--quiet", "--depth=1", "--branch=week", *way.split(), url, str(root))
    return clone


@pytest.mark.parametrize("way", ["--single-branch", "--no-single-branch", "merge"])
def test_a_shallow_clone_is_told_what_to_fetch_and_that_is_enough(tmp_path: Path, way: str) -> None:
    clone = clones(branched(tmp_path / "far"), way, tmp_path / "near")
    missing = fault(clone.root, "origin/main")
    command = missing.facts["command"]
    assert fault(clone.root, "a b").key == "no_ref_branches"
    assert command.startswith("git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main ")

    env = {**{n: v for n, v in os.environ.items() if not n.startswith("GIT_")}, **WHO}
    subprocess.run(command, shell=True, cwd=clone.root, env=env, check=True, capture_output=True)  # noqa: S602

    found = compared(clone.root, missing.facts.get("then", "origin/main"))
    assert (DAILY in bread(found.before), WEEKLY in bread(found.after)) == (True, True)
    assert [said.words for said, _ in found.said] == [("editorial",)]


def test_a_common_commit_that_a_shallow_clone_cannot_be_sure_of_is_not_taken(tmp_path: Path) -> None:
    """What is left out may hold a nearer one: main was merged into the branch before the history was cut."""
    repo = started(tmp_path / "far")
    repo.git("switch", "--quiet", "--create", "week")
    repo.commit("Eigen")
    repo.git("switch", "--quiet", "main")
    repo.reads("name: Bakker}", "name: Meester}", path="policies/roles.yml")
    repo.git("switch", "--quiet", "week")
    repo.git("merge", "--quiet", "--no-edit", "main")
    repo.reads(DAILY, WEEKLY)
    repo.git(
        "clone", "--quiet", "--no-single-branch", "--depth=1", repo.root.as_uri(), str(tmp_path / "near")
    )

    assert fault(tmp_path / "near", "origin/main").key == "shallow"


def test_what_git_has_not_is_said_with_what_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = branched(tmp_path / "r")
    repo.git("update-ref", "refs/remotes/origin/release", "HEAD")
    assert fault(repo.root, "mian").facts["near"] == "main"
    assert fault(repo.root, "release").facts["near"] == "origin/release"
    for name in ("-x", "--output=x", "-"):
        assert fault(repo.root, name).key == "no_ref"
    for name in ("main:policies", "no such $(touch x)", "0" * 40, "@{upstream}"):
        unknown = fault(repo.root, name)
        assert unknown.key == "no_ref_branches"
        assert {*unknown.facts["near"].split(", ")} == {"main", "week", "origin/release"}
    repo.git("remote", "add", "origin", "https://example.org/x.git")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release")
    for name in ("origin/main", "origin/HAED", "elders"):
        assert fault(repo.root, name).key == "no_ref_fetch", name
    assert fault(repo.root, "origin/relaese").facts["near"] == "origin/release"
    assert fault(repo.root, "elders").facts["command"] == (
        "git fetch origin +refs/heads/elders:refs/remotes/origin/elders"
    )
    assert "'+refs/heads/$(touch" in fault(repo.root, "$(touch${IFS}x)").facts["command"]
    repo.git("switch", "--quiet", "--orphan", "leeg")
    repo.write("mkdocs.yml", "")
    repo.write("policies/roles.yml", "")
    assert fault(repo.root, "main").key == "unborn"
    repo.commit()
    assert fault(repo.root, "main").key == "unrelated"
    assert fault(small(tmp_path / "none").root, "main").key == "no_repository"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fault(repo.root, "main").key == "no_git"
    assert bread(compared(tmp_path / "none", "../none").before) == BAKERY[BREAD]
    said = "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '/x'\" >&2\nexit 128\n"
    (tmp_path / "git").write_text(said)
    (tmp_path / "git").chmod(0o755)
    assert (fault(repo.root, "main").key, fault(repo.root, "main").facts["command"]) == ("ownership", "/x")


def test_of_two_common_commits_the_first_is_taken_and_that_is_known(tmp_path: Path) -> None:
    repo = branched(tmp_path)
    week, main = (repo.git("rev-parse", name) for name in ("week", "main"))
    repo.git("merge", "--quiet", "--no-edit", main)
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-edit", week)
    assert compared(repo.root, "week").several
    assert not compared(repo.root, "week~1").several


def test_links_stay_in_their_folder_and_what_is_elsewhere_is_not_read(tmp_path: Path) -> None:
    repo = started(tmp_path / "r")
    rules = repo.root / "policies/rules"
    (tmp_path / "secret.yml").write_text("secret")
    (rules / "inside.yml").symlink_to("bread.yml")
    (rules / "outside.yml").symlink_to(tmp_path / "secret.yml")
    (rules / "around.yml").symlink_to("around.yml")
    (rules / "large.yml").write_bytes(b"a" * (MAX_BYTES + 100))
    repo.commit()
    found = compared(repo.root, "HEAD").before
    assert found.policy.files["rules/inside.yml"] == found.policy.files["rules/bread.yml"]
    assert "rules/outside.yml" not in found.policy.files
    told = [(each.kind.name, each.place.path) for each in found.problems]
    assert told == [("link-leaves-folder", f"policies/rules/{name}.yml") for name in ("around", "outside")]
    assert len(found.policy.files["rules/large.yml"]) == MAX_BYTES + 1


@pytest.mark.parametrize(
    ("policies", "key"),
    [
        ("sub", "submodule"),
        ("sub/rules", "submodule"),
        ("gone", "no_policies"),
        ("../..", "outside"),
        ("/etc", "outside"),
    ],
)
def test_policies_that_are_not_in_the_commit_are_said_to_be_elsewhere(
    tmp_path: Path, policies: str, key: str
) -> None:
    repo, other = started(tmp_path / "r"), started(tmp_path / "other")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.root), "sub")
    repo.write("mkdocs.yml", f"plugins: [handbook: {{policies: {policies}}}]\n")
    repo.commit()
    assert fault(repo.root, "HEAD", "HEAD").key == key


def test_nothing_that_a_repository_brings_along_is_run(tmp_path: Path) -> None:
    repo = branched(tmp_path / "r")
    ran = tmp_path / "ran"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\necho $0 >> {ran}\ncat\n")
    trap.chmod(0o755)
    repo.write(".gitattributes", "*.yml diff=trap filter=trap\n")
    repo.commit()
    hooks = repo.root / ".git/hooks"
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        shutil.copy(trap, hooks / hook)
    for key in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "gpg.program", "diff.external"),
        *("diff.trap.textconv", "diff.trap.command", "filter.trap.smudge", "filter.trap.clean"),
        *("trailer.Policy-change.command", "trailer.Policy-change.cmd", "uploadpack.packObjectsHook"),
    ):
        repo.git("config", key, str(trap))
    for key in ("log.showSignature", "filter.trap.required", "trailer.Policy-change.ifmissing"):
        repo.git("config", key, "true" if "trailer" not in key else "add")
    ran.unlink(missing_ok=True)
    before = {path: path.read_bytes() for path in repo.root.rglob("*") if path.is_file()}

    found = compared(repo.root, "main")

    assert (DAILY in bread(found.before), ran.exists()) == (True, False)
    assert {path: path.read_bytes() for path in repo.root.rglob("*") if path.is_file()} == before


def test_files_that_a_partial_clone_left_out_are_not_fetched(tmp_path: Path) -> None:
    repo = branched(tmp_path / "far")
    repo.git("config", "uploadpack.allowFilter", "true")
    url, near = repo.root.as_uri(), tmp_path / "near"
    repo.git("clone", "--quiet", "--branch=week", "--filter=blob:none", url, str(near))
    assert fault(near, "origin/main").key == "partial"
    Repo(near).git("fetch", "--refetch", "--no-filter")  # as the message says
    assert DAILY in bread(compared(near, "origin/main").before)


def test_a_hook_may_say_where_git_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = branched(tmp_path)
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    assert DAILY in bread(compared(repo.root, "main").before)
