"""The verb diff as a pipeline and a person meet it: exit codes, claims, acceptance, new findings."""

import json
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handbook_gen.cli import diff as verb
from handbook_gen.cli import main
from tests.conftest import BAKERY, DAY, Done, Project, small
from tests.releases import Published, frozen
from tests.repository import BREAD, WHO, Repo, started

Bakery = Callable[..., Project]
MUST, SHOULD, MAY = "vers, modality: must", "vers, modality: should", "vers, modality: may"
SETTINGS = "policies/handbook.yml"


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git read no configuration of whoever runs the tests."""
    for name in WHO:
        monkeypatch.setenv(name, WHO[name])


def run(root: Path, verb: str, *words: str) -> Done:
    with chdir(root):
        result = CliRunner().invoke(main, [verb, "--on", DAY, *words])
    return Done(result.exit_code, result.stdout, result.stderr)


def diff(root: Path, *words: str) -> Done:
    return run(root, "diff", *words)


def told(root: Path, *words: str) -> dict[str, Any]:
    return json.loads(diff(root, "--format", "json", *words).out)  # type: ignore[no-any-return]


def changes(root: Path, *words: str) -> dict[str, dict[str, Any]]:
    return {each["kind"]: each for each in told(root, *words)["changes"]}


def branch(root: Path) -> Repo:
    repo = started(root)
    repo.git("switch", "--quiet", "--create", "proposal")
    return repo


def test_exit_codes(tmp_path: Path) -> None:
    old, new = small(tmp_path / "old"), small(tmp_path / "new")
    assert diff(tmp_path, "old", "new", "--fail-on", "any").code == 0
    new.change(BREAD, MUST, SHOULD)
    for level, code in {"stricter": 0, "undecided": 0, "looser": 1, "administrative": 1, "any": 1}.items():
        assert diff(tmp_path, "old", "new", "--fail-on", level).code == code, level
    assert diff(tmp_path, "new", "old/policies", "--fail-on", "stricter").code == 1
    assert diff(tmp_path, "old", "new").code == 0
    by_hand = ["old", "--accept", "accepted:mine"]
    for wrong in (["-x"], ["--", "-x"], [""], ["old", "new", "--format", "xml"], by_hand):
        assert diff(tmp_path, *wrong).code == 2, wrong
    assert diff(tmp_path, "old", "new", "--preview", "javascript:alert(1)").code == 2
    assert diff(tmp_path, "old", "nowhere").code == 3
    assert diff(tmp_path, "old", "--project", str(tmp_path)).code == 3
    new.change(BREAD, "title: Bak vers", "title: [")
    broken = diff(tmp_path, "old", "new", "--language", "en")
    assert (broken.code, broken.out) == (3, "")
    assert "(new)" in broken.err
    assert "policies/rules/bread.yml:3:" in broken.err
    assert diff(old.root, "../new").code == 3


@pytest.mark.parametrize("crash", [ValueError("boom"), RecursionError(), KeyboardInterrupt()])
def test_a_crash_is_never_taken_for_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crash: BaseException
) -> None:
    def broken(*_: object) -> None:
        raise crash

    small(tmp_path / "old")
    monkeypatch.setattr(verb, "proposed", broken)
    done = diff(tmp_path, "old", "old")
    assert (done.code, type(crash).__name__ in done.err) == (3, True)


def test_every_form_tells_the_same_change_and_nothing_is_written(tmp_path: Path) -> None:
    repo = branch(tmp_path)
    repo.change(BREAD, MUST, SHOULD)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    fingerprint = changes(tmp_path, "main")["modality-relaxed"]["fingerprint"]
    for form in ("text", "markdown", "json", "github", "sarif"):
        done = diff(tmp_path, "main", "--format", form, "--preview", "https://example.org/pr/1")
        assert (done.code, done.err, "BREAD-01" in done.out) == (0, "", True), form
        assert fingerprint in done.out or form == "github"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert diff(tmp_path, "main", "HEAD", "--format", "markdown").out == ""


def test_a_range_is_read_as_two_names_and_a_folder_of_that_name_as_a_folder(tmp_path: Path) -> None:
    repo = branch(tmp_path / "here")
    repo.reads(MUST, SHOULD)
    for words in (["main..proposal"], ["main...proposal"], ["main.."], ["main..", "--language", "en"]):
        assert "modality-relaxed" in changes(repo.root, *words), words
    assert diff(repo.root, "main..nowhere").code == 3
    small(repo.root / "main..proposal").change(BREAD, MUST, MAY)
    assert "modality-tightened" in changes(repo.root, "main..proposal")
    assert changes(repo.root, "../here", "./../here/") == {}


def test_a_base_without_a_handbook_that_can_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    """Where it cannot be compared even with everything up to date, a pipeline may let it pass."""
    repo = branch(tmp_path)
    sound = repo.git("rev-parse", "HEAD")
    broken = repo.reads("title: Bak vers", "title: [")
    repo.git("branch", "--force", "main")
    repo.reads("title: [", "title: Bak vers")
    stopped = diff(tmp_path, "main", "--language", "en")
    assert (stopped.code, broken[:7] in stopped.err, "handbook check" in stopped.err) == (3, True, True)
    passed = diff(tmp_path, "main", "--optional", "--fail-on", "any", "--format", "markdown")
    assert (passed.code, passed.out) == (0, "")
    assert diff(tmp_path, sound, "--fail-on", "any").code == 0

    repo.git("branch", "--force", "main")
    repo.git("switch", "--quiet", "--detach", broken)
    behind = diff(tmp_path, "main", "--optional")
    assert (behind.code, "git merge main" in behind.err) == (3, True)
    repo.change(BREAD, "title: [", "title: {")
    assert diff(tmp_path, sound, "--optional").code == 3, "what is proposed has to be read"

    repo.git("stash", "--quiet")
    repo.git("switch", "--quiet", "main")
    repo.git("rm", "--quiet", "mkdocs.yml")
    gone = repo.commit()
    repo.git("checkout", "--quiet", "HEAD~1", "--", "mkdocs.yml")
    first = diff(tmp_path, gone, "--language", "nl")
    assert (first.code, "Is dit het eerste voorstel? Gebruik `handbook build`" in first.err) == (3, True)
    built = run(tmp_path, "build", "--compare", gone, "--language", "nl")
    assert (built.code, built.err) == (3, first.err)
    assert diff(tmp_path, gone, "--optional").code == 0
    assert diff(tmp_path, "nowhere", "--optional").code == 3


def test_an_id_that_the_base_gave_away_meanwhile_is_told(tmp_path: Path) -> None:
    rule = "  - {{id: BREAD-04, title: {0}, modality: must, statement: {0}., audience: [baker]}}\n"
    repo = branch(tmp_path)
    text = (tmp_path / BREAD).read_text()
    repo.write(BREAD, text + rule.format("Weeg het meel"))
    repo.commit()
    assert "id-taken" not in changes(tmp_path, "main")
    repo.git("switch", "--quiet", "main")
    repo.write(BREAD, text + rule.format("Veeg de vloer"))
    repo.commit()
    repo.git("switch", "--quiet", "proposal")
    found = changes(tmp_path, "main")
    assert (found["id-taken"]["level"], "BREAD-04" in str(found["id-taken"])) == ("undecided", True)
    assert "rule-removed" not in found


def test_a_claim_is_held_against_its_own_commit_and_contradicted_when_it_says_less(tmp_path: Path) -> None:
    repo = branch(tmp_path)
    wrong = repo.reads(MUST, SHOULD, "Soepeler\n\npolicy-change: Administrative\n")
    repo.reads(
        "name: Bakker}", "name: De bakker}", "Naam\n\nPolicy-change: administrative", "policies/roles.yml"
    )
    repo.reads(SHOULD, MUST, "Strenger\n\nPolicy-change: stricter")
    repo.reads(MUST, "vers, modality: must-not", "Anders\n\nPolicy-change: groter\n")
    claims = told(tmp_path, "main")["claims"]
    assert [(each["source"], each["claimed"], each["found"]) for each in claims] == [
        (wrong[:7], "administrative", "looser")
    ]
    assert told(tmp_path, "HEAD~1")["claims"] == []


def test_a_release_that_calls_itself_editorial_is_contradicted(tmp_path: Path) -> None:
    repo = branch(tmp_path)
    repo.write("policies/releases/1.0/release.yml", "kind: editorial\n")
    repo.write("policies/releases/0.9/release.yml", "kind: material\n")
    repo.reads(MUST, MAY)
    (claim,) = told(tmp_path, "main", "HEAD")["claims"]
    assert claim["source"] == "policies/releases/1.0/release.yml"
    assert told(tmp_path, "main")["claims"] == [claim]
    repo.change(BREAD, MAY, MUST)
    assert told(tmp_path, "main")["claims"] == []


def released(root: Path, *releases: Published) -> None:
    """Write releases of the bakery."""
    for version, files in frozen(releases).items():
        for path, data in files.files.items():
            file = root / "policies/releases" / version / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def bakery_of(*changes: tuple[str, str]) -> dict[str, str]:
    """Give the policy of the bakery with something replaced in its rules."""
    policy = {p.removeprefix("policies/"): text for p, text in BAKERY.items() if p.startswith("policies/")}
    for old, new in changes:
        assert old in policy["rules/bread.yml"]
        policy["rules/bread.yml"] = policy["rules/bread.yml"].replace(old, new)
    return policy


def test_a_release_is_a_side_like_any_other(bakery: Bakery) -> None:
    project = bakery()
    first, second = (
        Published("2026.1", "2026-01-10", bakery_of((MUST, MAY))),
        Published("2026.2", "2026-06-01", bakery_of((MUST, SHOULD))),
    )
    none = diff(project.root, "release:latest")
    assert (none.code, "no versions yet" in none.err) == (3, True)
    released(project.root, first, second)
    for words, kinds in {
        ("release:2026.1",): {"modality-tightened"},
        ("release:latest",): {"modality-tightened"},
        ("release:2026.1", "release:2026.2"): {"modality-tightened"},
        ("release:latest..release:2026.01",): {"modality-relaxed"},
        (".", "release:2026.1"): {"modality-relaxed"},
        ("release:2026.2", "release:latest"): set(),
    }.items():
        assert changes(project.root, *words).keys() == kinds, words
    assert told(project.root, "release:latest")["base"] == "release:2026.2"
    for wrong, said in {
        "2026.11": "`release:2026.1`",
        "x": "There is: 2026.2, 2026.1.",
        "": "There is: 2026.2",
    }.items():
        done = diff(project.root, f"release:{wrong}")
        assert (done.code, said in done.err) == (3, True), wrong
    project.change("policies/releases/2026.1/policies/rules/bread.json", "Bak elke dag.", "Bak elk uur.")
    assert len(changes(project.root, "release:2026.1")) > 1
    assert "is not as it was published" in diff(project.root, "release:2026.1", ".").err


def test_a_release_is_held_against_the_release_before_it_and_not_against_the_branch(tmp_path: Path) -> None:
    """On the branch a rule changed as well; of its two releases only the second says less than it does."""
    repo = branch(tmp_path)
    repo.change(BREAD, MUST, MAY)
    policies = bakery_of(), bakery_of(("Bak elke dag.", "Bak elke  dag.")), bakery_of((MUST, SHOULD))
    days = "2026-01-10", "2026-02-01", "2026-03-01"
    released(
        tmp_path,
        *(
            Published(f"1.{n}", day, each, "editorial" if n else "material")
            for n, (day, each) in enumerate(zip(days, policies, strict=True))
        ),
    )
    (claim,) = told(tmp_path, "main")["claims"]
    assert (claim["source"], claim["found"]) == ("policies/releases/1.2/release.yml", "looser")
    repo.commit()
    assert told(tmp_path, "main", "HEAD")["claims"] == [claim]


def test_what_the_checks_find_next_to_the_releases_of_a_side_is_told(tmp_path: Path) -> None:
    """A rule that readers know is gone; the releases stand in the commits and in the files alike."""
    repo = started(tmp_path)
    released(tmp_path, Published("1.0", "2026-01-10", bakery_of()))
    repo.commit()
    repo.git("switch", "--quiet", "--create", "proposal")
    rule = next(line for line in BAKERY[BREAD].splitlines() if "BREAD-01" in line)
    repo.change(BREAD, f"{rule}\n", "")
    assert "HB108" in diff(tmp_path, "main", "--format", "markdown").out
    repo.commit()
    assert "HB108" in diff(tmp_path, "main", "proposal", "--format", "markdown").out
    assert "HB108" not in diff(tmp_path, "proposal", "main", "--format", "markdown").out


def accept(repo: Repo, fingerprint: str) -> None:
    line = f"accepted:\n  - {{change: {fingerprint}, reason: Besproken., by: baker}}\n"
    repo.write(SETTINGS, (repo.root / SETTINGS).read_text("utf-8") + line)
    repo.commit("Geaccepteerd")


def test_acceptance_survives_a_rebase_and_dies_with_another_text(tmp_path: Path) -> None:
    repo = branch(tmp_path)
    repo.reads(MUST, SHOULD)
    fail = ("main", "--fail-on", "looser")
    fingerprint = changes(tmp_path, "main")["modality-relaxed"]["fingerprint"]
    assert [diff(tmp_path, *fail, "--accept", f"{way}{fingerprint}").code for way in ("", "accepted:")] == [
        0,
        0,
    ]
    assert diff(tmp_path, *fail, "--accept", "0123456789ab").code == 1
    for labels in (f'["bug", "accepted: {fingerprint.upper()}"]', f"[bug],Accepted:{fingerprint},accepted:x"):
        done = diff(tmp_path, *fail, "--labels", labels)
        assert (done.code, "`accepted:x`" in done.err) == (0, labels.endswith("x"))
    assert diff(tmp_path, *fail, "--labels", f'[["accepted:{fingerprint}"], 1]').code == 1
    accept(repo, fingerprint)
    assert [diff(tmp_path, "main", "--fail-on", level).code for level in ("looser", "any")] == [0, 0]
    assert told(tmp_path, "HEAD~1")["stale"] == [], "as a hook sees it: about what other commits changed"

    repo.git("switch", "--quiet", "main")
    repo.reads("name: Bakker}", "name: Meester}", path="policies/roles.yml")
    repo.write("policies/rules/a.yml", "topic: {id: a, name: Ander}\nrules: []\n")
    repo.commit()
    repo.git("rebase", "--quiet", "main", "proposal")
    assert diff(tmp_path, *fail).code == 0
    assert told(tmp_path, "main")["stale"] == []

    repo.change(BREAD, SHOULD, MAY)
    assert diff(tmp_path, *fail).code == 1
    assert told(tmp_path, "main")["stale"] == [fingerprint]


def test_that_somebody_must_agree_weighs_no_more_than_what_they_must_agree_to(tmp_path: Path) -> None:
    repo = branch(tmp_path)
    line = "approvals:\n  - {when: [looser], by: baker, decision: consent}\n"
    repo.write(SETTINGS, (repo.root / SETTINGS).read_text("utf-8") + line)
    repo.commit()
    repo.change(BREAD, MUST, SHOULD)
    found = changes(tmp_path, "HEAD")
    assert found.keys() == {"modality-relaxed", "approval-required"}
    fingerprint = found["modality-relaxed"]["fingerprint"]
    assert diff(tmp_path, "HEAD", "--fail-on", "any", "--accept", fingerprint).code == 0


def test_the_comment_tells_findings_that_are_new_and_no_old_ones(tmp_path: Path) -> None:
    """The first rule had no reason before; it has moved down a list, and now there is another without one."""
    repo = branch(tmp_path)
    new = "  - {id: BREAD-04, title: Weeg, modality: must, statement: Weeg meel., audience: [baker]}\n"
    repo.change(BREAD, "rules:\n", f"rules:\n{new}")
    comment = diff(tmp_path, "main", "--format", "markdown").out
    found = [line for line in comment.splitlines() if "HB304" in line]
    assert (len(found), "HB304" in diff(tmp_path, "main").out) == (1, False)
    assert f"{BREAD}:3" in found[0] or "BREAD-04" in found[0]


def test_two_common_commits_are_mentioned(tmp_path: Path) -> None:
    repo = branch(tmp_path)
    repo.commit("Een")
    repo.git("switch", "--quiet", "main")
    repo.commit("Twee")
    one, two = repo.git("rev-parse", "main"), repo.git("rev-parse", "proposal")
    repo.git("merge", "--quiet", "--no-edit", two)
    repo.git("switch", "--quiet", "proposal")
    repo.git("merge", "--quiet", "--no-edit", one)
    assert "pull request" in diff(tmp_path, "main").err


def test_where_the_policy_stands_is_no_part_of_what_it_says(tmp_path: Path) -> None:
    """The project is in a folder of the repository, and its policies and a topic get other names."""
    repo = started(tmp_path, at="werk")
    repo.git("switch", "--quiet", "--create", "proposal")
    repo.git("mv", "werk/policies", "werk/beleid")
    repo.change("werk/mkdocs.yml", "[search, handbook]", "[search, handbook: {policies: beleid}]")
    repo.commit()
    assert diff(tmp_path / "werk", "main", "--format", "markdown", "--fail-on", "any") == (0, "", "")
    repo.git("mv", "werk/beleid/rules/bread.yml", "werk/beleid/rules/loaf.yml")
    repo.change("werk/beleid/rules/loaf.yml", "topic: {id: bread", "topic: {id: loaf")
    repo.commit()
    found = changes(tmp_path, "main", "--project", "werk").keys()
    assert (bool(found), found & {"rule-added", "rule-removed"}) == (True, set()), "it is known again"
    assert diff(tmp_path, "main", "--project", "werk", "--fail-on", "looser").code == 0


def test_without_a_repository_folders_can_still_be_compared_and_refs_cannot(bakery: Bakery) -> None:
    project = bakery()
    assert diff(project.root, "policies", ".").code == 0
    done = diff(project.root, "main", "--language", "nl")
    assert (done.code, "git-repository" in done.err) == (3, True)
