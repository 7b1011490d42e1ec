"""Releases: what `handbook release` freezes, all reasons for which it refuses, and nothing half done."""

import errno
import hashlib
import os
import re
import signal
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import chdir
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core import canonical
from handbook_gen.core.history import freezing, rereading
from handbook_gen.core.history.archive import archive
from handbook_gen.core.history.freezing import NOTE, Facts
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import REQUIRED
from handbook_gen.doctor import State, diagnose
from handbook_gen.edit import releasing, scaffold
from tests.conftest import BAKERY, BILINGUAL, Done, Project
from tests.repository import started
from tests.test_fmt import documents, in_json
from tests.values import SAY, whole

RELEASES: Final = "policies/releases"
FIRST: Final = ("2026.1", "--published", "2026-12-01", "--summary", "Eerste")
SECOND: Final = ("2026.2", "--published", "2027-02-01", "--summary", "Tweede")
BREAD: Final = "policies/rules/bread.yml"
SETTINGS: Final = "policies/handbook.yml"
DAILY: Final = "statement: Bak elke dag., audience: [baker]}"
APPROVED: Final = {
    SETTINGS: """\
schema: 1
organisation: {id: bakery, name: Bakkerij}
languages: [nl]
ask: baker
norms: {notice: 14d}
approvals:
  - {when: [stricter], by: council, decision: consent}
acknowledgement:
  - {audience: everyone, after: [stricter]}
""",
    "policies/roles.yml": """\
roles:
  - {id: baker, name: Bakker}
  - {id: council, name: Ondernemingsraad}
audiences:
  - {id: everyone, name: Iedereen, roles: [baker]}
""",
}
OWNED: Final = {
    BREAD: """\
topic: {id: bread, name: Brood, owner: baker}
rules:
  - {id: BREAD-01, title: Bak vers, modality: must, statement: Bak elke dag., audience: [baker]}
  - {id: BREAD-02, title: Bak oud, modality: may, statement: Bak oud., status: withdrawn}
  - {id: BREAD-03, title: Bak blind, modality: may, statement: Bak blind., status: draft}
""",
}
"""The rules of the bakery, with who maintains them: without, there is an error and so no release."""
COUNCIL: Final = ("--approval", "council:consent:2026-11-12:OR-2026-12")
CLEAN: Final = (
    "  - {id: BREAD-04, title: Veeg, modality: must, statement: Veeg., audience: [baker], from: %s}\n"
)


def run(project: Project, *words: str) -> Done:
    with chdir(project.root):
        done = CliRunner().invoke(main, [*words], catch_exceptions=False)
    return Done(done.exit_code, done.stdout, done.stderr)


def release(project: Project, *words: str) -> Done:
    return run(project, "release", "--language", "en", *words)


def released(project: Project, *words: str) -> Done:
    done = release(project, *words)
    assert done.code == 0, done
    return done


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by path, but for what is nobody's."""
    files = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".handbook/")}


def note(project: Project, version: str) -> Any:
    return yaml.safe_load((project.root / RELEASES / version / NOTE).read_bytes())


def reasons(err: str) -> set[str]:
    """Name the sentences in which a release is refused."""
    words = sources.words("en")
    said = {key: words.raw(key) for key in words.keys if key.startswith("release.refused.")}
    forms = {key: re.sub(r"\\{\w+\\}", ".+", re.escape(text)) for key, text in said.items()}
    found = {key for key, form in forms.items() if re.search(rf"^{form}$", err, re.MULTILINE)}
    return {key.removeprefix("release.refused.") for key in found}


def test_a_release_freezes_texts_without_persons_and_follows_from_the_one_before(
    bakery: Callable[..., Project],
) -> None:
    people = {"policies/people.yml": "people:\n  - {role: baker, name: Jannie Jansen}\n"}
    project = bakery(OWNED, APPROVED, people)

    first = released(project, *FIRST, *COUNCIL)
    files = tree(project.root / RELEASES / "2026.1")
    contents = {path: f"sha256:{hashlib.sha256(data).hexdigest()}" for path, data in files.items()}
    head = contents.pop(NOTE)
    assert note(project, "2026.1")["contents"] == contents
    assert sorted(contents) == [
        "content/nl/index.md",
        "policies/handbook.json",
        "policies/roles.json",
        "policies/rules/bread.json",
    ]
    assert not any(b"Jannie" in data for data in files.values())
    assert (head in first.out, "This is the first version: 1 rule" in first.out) == (True, True), first
    assert "Iedereen: to read and confirm again" in first.out

    project.change(BREAD, "Bak elke dag.", "Bak elke dag!")
    second = released(project, *SECOND)
    said = note(project, "2026.2")
    assert (said["previous"], said["kind"], tree(project.root / RELEASES / "2026.1")) == (
        head,
        "editorial",
        files,
    )
    assert "Wording only: BREAD-01" in second.out
    assert "confirm" not in second.out


def test_the_same_texts_give_the_same_bytes_however_they_were_saved(
    bakery: Callable[..., Project], tmp_path: Path
) -> None:
    title = {
        BREAD: "topic: {id: bread, name: Café, owner: baker}\nrules: []\n",
        "content/nl/index.md": "# Café\n\nJa\n",
    }
    project = bakery(OWNED, title)
    other = started(tmp_path / "else", OWNED)
    for path in (*title, SETTINGS, "policies/roles.yml"):
        value = (project.root / path).read_text("utf-8")
        if path.startswith("policies/"):
            value = in_json(dict(reversed(yaml.load(value, yaml.BaseLoader).items())), 2)  # noqa: S506
        spelt = value.replace("é", "e\N{COMBINING ACUTE ACCENT}").replace("\n", "\r\n")
        (other.root / path).write_bytes(b"\xef\xbb\xbf" + spelt.encode())

    released(project, *FIRST)
    released(other, *FIRST)

    assert tree(project.root / RELEASES) == tree(other.root / RELEASES)
    assert "Café" in tree(project.root / RELEASES)["2026.1/policies/rules/bread.json"].decode()


def test_every_reason_is_told_at_once_and_nothing_is_written(bakery: Callable[..., Project]) -> None:
    project = bakery(OWNED, APPROVED)
    released(project, *FIRST, *COUNCIL)
    project.change(BREAD, "  - {id: BREAD-02", CLEAN % "2026-11-25" + "  - {id: BREAD-05")
    project.change(SETTINGS, "when: [stricter], by: council", "when: [stricter], by: baker")
    project.write("content/nl/big.md", "x" * 1_000_001)
    before = tree(project.root)

    wrong = ("2026.1.0", "--published", "2026-11-20", "--kind", "editorial", "--approval")
    done = release(project, *wrong, "ghost:consent:2026-12-24; council:advice")

    assert done.code == 1
    assert reasons(done.err) == {
        *("version-taken", "date-backwards", "no-summary", "approved-later", "no-role", "unapproved"),
        *("errors", "gone", "too-little-notice", "not-editorial", "too-large"),
    }, done.err
    assert len(re.findall("There is no approval by (baker|council)", done.err)) == 2
    assert tree(project.root) == before


ACTIVE: Final = ("status: withdrawn}", "status: active, audience: [baker]}")
STRICTER: Final = (
    "modality: may, statement: Bak oud.",
    "modality: must, statement: Bak oud., audience: [baker]",
)


@pytest.mark.parametrize(
    ("change", "options", "expected"),
    [
        ((BREAD, *ACTIVE), (), {"returns"}),
        ((BREAD, DAILY, f"status: draft, {DAILY}"), (), {"errors", "draft-again"}),
        ((BREAD, "modality: must", "modality: mutst"), (), {"errors"}),
        ((BREAD, "", ""), ("2025.9",), {"version-backwards"}),
        ((BREAD, "", ""), ("--summary", "x" * 1_001), {"summary-too-long"}),
        ((BREAD, "", ""), ("--summary", "\u202eomgekeerd"), {"unseen"}),
        ((BREAD, "", ""), ("--summary", "weg \udcff"), {"unseen"}),
        ((BREAD, "", ""), ("--approval", "baker:yes:2026-12-01:x\u200by"), {"unseen"}),
        ((BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-02-14'}"), COUNCIL, {"too-little-notice"}),
        ((BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-01-31'}"), COUNCIL, {"in-force-in-the-past"}),
        ((BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-02-15'}"), COUNCIL, set[str]()),
        ((BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-02-15'}"), ("--approval", "council"), set[str]()),
        ((BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-02-15, binds: employer'}"), COUNCIL, set[str]()),
        ((BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-02-02, binds: employer'}"), COUNCIL, set[str]()),
        ((BREAD, "Bak elke dag.", "Bak elke dag!"), ("--kind", "editorial"), set[str]()),
        ((BREAD, "Bak elke dag.", "Bak elke dag!"), ("--kind", "material"), set[str]()),
    ],
)
def test_what_keeps_a_release_back_and_what_does_not(
    bakery: Callable[..., Project], change: tuple[str, str, str], options: tuple[str, ...], expected: set[str]
) -> None:
    project = bakery(OWNED, APPROVED)
    released(project, *FIRST, *COUNCIL)
    project.change(*change)
    words = (*options, *SECOND[1:]) if options and options[0] == "2025.9" else (*SECOND, *options)

    done = release(project, *words)

    assert (reasons(done.err), done.code) == (expected, int(bool(expected))), done
    assert (project.root / RELEASES / "2026.2").exists() is not bool(expected)


def test_nobody_is_left_out_by_a_release_that_no_longer_asks_them(bakery: Callable[..., Project]) -> None:
    project = bakery(OWNED, APPROVED)
    released(project, *FIRST, *COUNCIL)
    project.change(SETTINGS, "approvals:\n  - {when: [stricter], by: council, decision: consent}\n", "")
    project.change("policies/roles.yml", "  - {id: council, name: Ondernemingsraad}\n", "")
    project.change(BREAD, "rules:\n", f"rules:\n{CLEAN % '2027-02-15'}")

    assert reasons(release(project, *SECOND).err) == {"unapproved"}
    released(project, *SECOND, *COUNCIL)


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            ("latest",),
            ("draft",),
            ("../x",),
            ("2026.1\n",),
            ("2026/1",),
            ("2026.2", "--published", "2026-02-30"),
        ),
        *(("2026.2", "--approval", wrong) for wrong in ("council:consent:2026-02-30", ":x", "a:B", "a:b:c:")),
        ("2026.2", "--summary-nl", "Twee keer"),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_option(
    bakery: Callable[..., Project], wrong: tuple[str, ...]
) -> None:
    project = bakery(OWNED, APPROVED)
    before = tree(project.root)

    done = (
        release(project, "--published", "2026-12-01", "--summary", "Eerste", "--", *wrong[:1])
        if len(wrong) == 1
        else release(project, *FIRST[1:], *wrong)
    )

    assert (done.code, tree(project.root)) == (2, before), done


def test_pages_that_no_release_can_hold_are_named(bakery: Callable[..., Project]) -> None:
    project = bakery(OWNED, {"content/nl/Brood.md": "# Brood\n", "content/nl/brood.md": "# Brood\n"})
    alike = release(project, *FIRST)
    assert (reasons(alike.err), "content/nl/brood.md" in alike.err) == ({"names-alike"}, True), alike

    (project.root / "content/nl/brood.md").write_bytes(b"# Caf\xe9\n")
    latin = release(project, *FIRST)
    assert (reasons(latin.err), "content/nl/brood.md:1" in latin.err) == ({"errors"}, True), latin
    assert not (project.root / RELEASES).exists()


def test_a_person_is_named_in_nothing_that_stays(bakery: Callable[..., Project]) -> None:
    people = "people:\n  - {role: baker, name: René Jansen}\n  - {role: baker, name: Bak}\n"
    page = {"content/nl/index.md": "# Welkom\n\nVraag het Rene\N{COMBINING ACUTE ACCENT} Jansen!\n"}
    project = bakery(OWNED, page, {"policies/people.yml": people})

    done = release(project, *FIRST[:-1], "Dank aan René Jansen", "--approval", "baker:yes:2026-11-12:Bak")
    assert (reasons(done.err), "in release.yml, content/nl/index.md." in done.err) == ({"person"}, True), done

    project.write("content/nl/index.md", "# Welkom\n\nVraag het de bakker, of René Jansens.\n")
    released(project, *FIRST)


def test_both_languages_are_told_apart(bakery: Callable[..., Project]) -> None:
    project = bakery(BILINGUAL, {BREAD: BILINGUAL[BREAD].replace("en: Bread}", "en: Bread}, owner: baker")})
    one = released(project, "2026.1", *FIRST[1:])
    assert ("--summary-en gives one" in one.err, note(project, "2026.1")["summary"]) == (
        True,
        {"nl": "Eerste"},
    )
    two = released(project, *SECOND, "--summary-en", " Second\r\nline ")
    assert "--summary" not in two.err
    assert note(project, "2026.2")["summary"] == {"nl": "Tweede", "en": "Second\nline"}
    assert "nothing changes in the policy" in two.out
    project.write("content/en/index.md", "# Hello\n")
    three = released(project, "2026.3", *SECOND[1:], "--summary-en", "Third")
    assert ("Different in the pages: content/en/index.md" in three.out, note(project, "2026.3")["kind"]) == (
        True,
        "material",
    )


def test_a_try_writes_nothing_and_knows_the_hash_and_a_proposal_is_told_in_markdown(
    bakery: Callable[..., Project],
) -> None:
    project = bakery(OWNED, APPROVED)
    before = tree(project.root)
    tried = released(project, *FIRST, *COUNCIL, "--dry-run")
    assert tree(project.root) == before
    assert released(project, *FIRST, *COUNCIL).out.splitlines()[1:4] == tried.out.splitlines()[1:4]

    project.change(BREAD, DAILY, "statement: Bak @iedereen elke dag., audience: [baker], from: 2027-03-01}")
    done = released(project, *SECOND[:-1], "/close #1 <b>", *COUNCIL, "--format", "markdown")
    assert ("2026.2" in done.err, "\\<b" in done.out or "&lt;b" in done.out) == (True, True), done
    assert ("@iedereen" in done.out, re.search(r"^[\s>]*[/#-]\w", done.out, re.MULTILINE)) == (False, None)
    assert (
        f"`sha256:{hashlib.sha256(tree(project.root)[f'{RELEASES}/2026.2/{NOTE}']).hexdigest()}`" in done.out
    )


@pytest.mark.parametrize(("spoilt", "reason"), [("modality", "unreadable"), ("Bak elke dag", "differs")])
def test_a_text_that_does_not_come_back_the_same_is_not_released(
    bakery: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, spoilt: str, reason: str
) -> None:
    project, written = bakery(OWNED), canonical.written
    other = f"{spoilt[:-1]}x".encode()
    monkeypatch.setattr(canonical, "written", lambda value: written(value).replace(spoilt.encode(), other))

    done = release(project, *FIRST)

    assert (reasons(done.err), "bread" in done.err) == ({reason}, True), done
    assert not (project.root / RELEASES).exists()


def fails_after(writes: int, act: Callable[[], None]) -> Callable[[int], None]:
    """Make what does as `fsync`, until it has been called so often."""
    counted = count(1)

    def synced(_: int) -> None:
        if next(counted) > writes:
            act()

    return synced


def test_a_full_disk_leaves_nothing_behind(
    bakery: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = bakery(OWNED)

    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fails_after(2, full))
    done = release(project, *FIRST)

    assert (done.code, os.strerror(errno.ENOSPC) in done.err) == (3, True), done
    assert not (project.root / RELEASES).exists()
    project.write(RELEASES, "no folder")
    assert release(project, *FIRST).code == 3


def test_who_is_killed_leaves_what_nobody_reads_and_the_next_takes_away(
    bakery: Callable[..., Project],
) -> None:
    project = bakery(OWNED)
    child = os.fork()
    if not child:
        os.fsync = fails_after(2, lambda: os.kill(os.getpid(), signal.SIGKILL))  # type: ignore[assignment]
        release(project, *FIRST)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    (left,) = (project.root / RELEASES).iterdir()
    assert (left.name.startswith("."), len(tree(left))) == (True, 3)

    assert "unfinished" not in run(project, "check").out
    released(project, *FIRST)

    assert [each.name for each in (project.root / RELEASES).iterdir()] == ["2026.1"]


@pytest.mark.parametrize("wrong", ["renamed", "tampered", "half"])
def test_releases_that_are_not_in_order_are_followed_by_none(
    bakery: Callable[..., Project], wrong: str
) -> None:
    project = bakery(OWNED)
    released(project, *FIRST)
    folder = project.root / RELEASES / "2026.1"
    if wrong == "renamed":
        folder.rename(folder.with_name("2025.1"))
    elif wrong == "tampered":
        (folder / "policies/roles.json").write_text("{")
    else:
        (folder / NOTE).unlink()
    before = tree(project.root)

    done = release(project, *SECOND)

    assert (reasons(done.err), done.code, tree(project.root)) == ({"errors"}, 1, before), done


def test_two_at_once_do_not_both_follow_the_same_release(bakery: Callable[..., Project]) -> None:
    project = bakery(OWNED)
    with releasing.alone(project.root):
        assert reasons(release(project, *FIRST).err) == {"busy"}
    released(project, *FIRST)


def test_other_verbs_leave_releases_alone(bakery: Callable[..., Project]) -> None:
    handles = {"policies/roles.yml": "roles:\n  - {id: baker, name: Bakker, handle: '@bakers'}\n"}
    project = bakery(OWNED, handles)
    released(project, *FIRST)
    project.change(
        BREAD,
        "  - {id: BREAD-03, title: Bak blind, modality: may, statement: Bak blind., status: draft}\n",
        "",
    )
    before = tree(project.root / RELEASES)

    done = [
        run(project, *words)
        for words in (
            ("fmt",),
            ("rule", "new", "bread", "--title-nl", "X"),
            ("export", "xlsx"),
            ("import", "xlsx", "rules.xlsx", "--write"),
            ("export", "codeowners"),
            ("schema", "--write"),
        )
    ]

    assert [each.code for each in done] == [0] * 6, done
    assert tree(project.root / RELEASES) == before
    assert ("BREAD-04" in done[1].out, "releases" in done[4].out) == (True, False), done


def line_ends(root: Path) -> list[State]:
    return [each.state for each in diagnose(root) if each.name == "line_ends"]


def test_git_keeps_every_byte_of_a_release_whatever_it_does_to_line_ends(tmp_path: Path) -> None:
    attributes = scaffold.every(sources.words("nl"))[".gitattributes"].decode()
    repo = started(tmp_path / "bakery", {**OWNED, ".gitattributes": f"* text=auto eol=crlf\n{attributes}"})
    released(repo, *FIRST)
    repo.commit()
    repo.git("clone", "--quiet", "-c", "core.autocrlf=true", str(repo.root), str(tmp_path / "clone"))

    assert tree(tmp_path / "clone" / RELEASES) == tree(repo.root / RELEASES)
    assert b"\r\n" in (tmp_path / "clone" / BREAD).read_bytes()
    asked = repo.git("check-attr", "diff", "--", f"{RELEASES}/2026.1/{NOTE}", BREAD).splitlines()
    assert [each.rpartition(" ")[2] for each in asked] == ["unspecified", "handbook"]
    assert line_ends(repo.root) == [State.OK]
    repo.write(".gitattributes", "")
    assert line_ends(repo.root) == [State.MISSING]


def decomposed(value: Any) -> str:
    return unicodedata.normalize("NFD", in_json(value))


STYLES: Final = st.sampled_from([in_json, yaml.safe_dump, decomposed])


@settings(max_examples=40)
@given(documents(), STYLES)
def test_what_is_frozen_is_read_back_as_the_same_policy(
    document: tuple[str, dict[str, Any]], style: Callable[[Any], str]
) -> None:
    name, value = document
    rest = {path: each for path, each in whole(SAY).items() if path in REQUIRED}
    files: Mapping[str, Any] = {**rest, name: value}
    policy = Sources("policies", {path: style(each).encode() for path, each in files.items()})
    loaded = load(policy)
    texts = freezing.frozen(policy, {})
    facts = Facts("1", date(2027, 1, 1), "material", {"nl": "x"})

    again = archive({"1": Sources("releases/1", {**texts, NOTE: freezing.note(facts, texts)})})

    (made,) = again.history.releases
    assert [*rereading.differing(loaded.policy, made.policy)] == []
    assert not (loaded.whole and again.problems)


def test_notice_counts_from_the_day_on_which_a_rule_is_felt(bakery: Callable[..., Project]) -> None:
    """Whoever drops the day that was announced, or withdraws a permission, gives no notice at all."""
    notice = {SETTINGS: BAKERY[SETTINGS] + "norms: {notice: 14d}\n"}
    rule = "{id: BREAD-01, title: Bak, modality: %s, statement: Bak., audience: [baker]%s}"
    file = "topic: {id: bread, name: Brood, owner: baker}\nrules:\n  - %s\n"
    project = bakery(OWNED, notice, {BREAD: file % (rule % ("must", ", from: 2027-06-01"))})
    released(project, *FIRST)
    for after, reason in {
        rule % ("must", ""): "too-little-notice",
        rule % ("must", ", from: 2026-01-01"): "in-force-in-the-past",
    }.items():
        project.write(BREAD, file % after)
        assert reasons(release(project, *SECOND).err) == {reason}, after


def test_a_freedom_that_ends_is_announced_as_well(bakery: Callable[..., Project]) -> None:
    notice = {SETTINGS: BAKERY[SETTINGS] + "norms: {notice: 14d}\n"}
    rules = "topic: {id: bread, name: Brood, owner: baker}\nrules:\n  - %s\n"
    freedom = "{id: BREAD-01, title: Proef, modality: may, statement: Proef., audience: [baker]%s}"
    project = bakery(OWNED, notice, {BREAD: rules % freedom % ""})
    released(project, *FIRST)
    for ending in (
        ", status: withdrawn",
        ", status: withdrawn, from: 2027-03-01",
        ", until: 2027-02-03",
    ):
        project.write(BREAD, rules % freedom % ending)
        assert reasons(release(project, *SECOND).err) == {"too-little-notice-end"}, ending
    project.write(BREAD, rules % freedom % ", status: withdrawn, until: 2027-03-01")
    released(project, *SECOND)
