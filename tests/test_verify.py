"""Whatever is changed in a release or a built site is noticed and named, and nothing else is."""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.cli import main
from handbook_gen.core.history import freezing
from handbook_gen.core.history.archive import Archive, archive
from handbook_gen.core.history.freezing import NOTE
from handbook_gen.core.loader import Sources
from handbook_gen.publish import manifest
from tests.conftest import BAKERY, Done, Project
from tests.releases import Published, frozen

Bakery = Callable[..., Project]
VERSIONS = ("2026.1", "2026.2", "2026.10")
DAYS = ("2026-01-10", "2026-06-01", "2026-09-01")


@cache
def releases() -> Mapping[str, Mapping[str, bytes]]:
    """Three small releases, with their files."""
    policy = {p.removeprefix("policies/"): text for p, text in BAKERY.items() if p.startswith("policies/")}
    made = [
        Published(
            version, day, {**policy, "roles.yml": f"roles:\n  - {{id: baker, name: Bäcker {version}}}\n"}
        )
        for version, day in zip(VERSIONS, DAYS, strict=True)
    ]
    return {version: each.files for version, each in frozen(made).items()}


def read(files: Mapping[str, Mapping[str, bytes]]) -> Archive:
    return archive({name: Sources(f"policies/releases/{name}", each) for name, each in files.items()})


def codes(files: Mapping[str, Mapping[str, bytes]]) -> set[str]:
    return {each.kind.code for each in read(files).problems}


def with_file(version: str, path: str, data: bytes) -> dict[str, Mapping[str, bytes]]:
    return {**releases(), version: {**releases()[version], path: data}}


def test_what_was_published_is_as_it_was() -> None:
    found = read(releases())
    assert found.problems == ()
    assert [each.version for each in found.history.releases] == [*VERSIONS]


@given(st.data())
def test_any_byte_of_any_file_that_is_another_is_noticed_and_named(data: st.DataObject) -> None:
    version = data.draw(st.sampled_from(VERSIONS))
    path = data.draw(st.sampled_from(sorted(releases()[version])))
    was = releases()[version][path]
    at = data.draw(st.integers(0, len(was) - 1))
    now = data.draw(st.integers(0, 255).filter(lambda byte: byte != was[at]))
    found = read(with_file(version, path, was[:at] + bytes([now]) + was[at + 1 :]))
    assert f"policies/releases/{version}/{path}" in {each.place.path for each in found.problems}


@given(st.data())
def test_bytes_that_are_added_taken_or_moved_are_noticed(data: st.DataObject) -> None:
    """White space at an end, a line less, two lines that change places: nothing is too little."""
    version = data.draw(st.sampled_from(VERSIONS))
    path = data.draw(st.sampled_from(sorted(releases()[version])))
    was = releases()[version][path]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(was))] * 2)))
    there = data.draw(
        st.sampled_from((b"", b"\n", b" ", b"\r", b"# x\n", b"self: x\n", was[start:end][::-1]))
    )
    now = was[:start] + there + was[end:]
    assert bool(read(with_file(version, path, now)).problems) == (now != was)
    lines = was.splitlines(keepends=True)
    data.draw(st.randoms()).shuffle(lines)
    moved = b"".join(lines)
    # The hash in the newest is of all but that line, wherever it stands; the others are named by the next.
    rest = [line for line in lines if not line.startswith(b"self:")]
    kept = (version, path) == (VERSIONS[-1], NOTE) and was.startswith(b"".join(rest))
    assert bool(read(with_file(version, path, moved)).problems) == (moved != was and not kept)


def test_files_and_releases_that_are_renamed_removed_or_change_places() -> None:
    first, second, third = VERSIONS
    every = dict(releases())
    one = dict(every[first])
    roles = one.pop("policies/roles.json")
    assert codes({**every, first: {**one, "policies/rolls.json": roles}}) == {"HB902", "HB903"}
    assert codes({first: every[first], third: every[third]}) == {"HB905"}
    assert codes({second: every[second], third: every[third]}) == {"HB905"}
    assert codes({**every, first: every[second], second: every[first]}) == {"HB906"}
    notes = {
        name: {**files, NOTE: every[second if name == first else first][NOTE]}
        for name, files in every.items()
    }
    assert "HB901" in codes({**every, **{name: notes[name] for name in (first, second)}})
    assert codes({**every, "2026.3": {}}) == {"HB907"}
    assert codes({**every, "2026.02": every[second]}) == {"HB906", "HB909"}
    # Where the newest is gone, the rest is a chain as well; that shows next to a hash kept elsewhere.
    assert codes({first: every[first], second: every[second]}) == set()


def test_what_was_put_beside_a_release_is_told_and_not_read() -> None:
    """Else somebody could add a rule that nobody published, and `at` would say that it applied."""
    other = releases()["2026.10"]["policies/rules/bread.json"].replace(b"BREAD-0", b"CAKE-0")
    found = read(with_file("2026.10", "policies/rules/cake.json", other))
    assert [each.kind.code for each in found.problems] == ["HB903"]
    assert found.history.ids == read(releases()).history.ids


def run(root: Path, *words: str) -> Done:
    with chdir(root):
        result = CliRunner().invoke(main, ["verify", *words, "--language", "en"])
    return Done(result.exit_code, result.stdout, result.stderr)


def released(project: Project, files: Mapping[str, Mapping[str, bytes]]) -> Project:
    shutil.rmtree(project.root / "policies/releases", ignore_errors=True)
    for version, each in files.items():
        for path, data in each.items():
            file = project.root / "policies/releases" / version / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return project


def hash_of(version: str) -> str:
    return freezing.digest(releases()[version][NOTE])


def test_all_is_well_with_how_many_and_the_hash_to_keep(bakery: Bakery) -> None:
    project = bakery()
    assert run(project.root) == (
        0,
        "There are no versions yet, so there is nothing to verify. `handbook release` makes one.\n",
        "",
    )
    done = run(released(project, releases()).root)
    assert (done.code, done.err, "3 versions, 2026.10 the newest" in done.out) == (0, "", True)
    assert f"Hash of version 2026.10: {hash_of('2026.10')}" in done.out


def test_a_hash_kept_elsewhere_is_found_in_full_or_by_its_beginning(bakery: Bakery) -> None:
    project = released(bakery(), releases())
    newest, older = hash_of("2026.10"), hash_of("2026.1")
    for kept in (newest, newest.removeprefix("sha256:"), newest.upper()[:19], newest[7:19]):
        done = run(project.root, "--head", kept)
        assert (done.code, "the newest." in done.out) == (0, True)
    assert "version 2026.1; 2 versions came after it" in run(project.root, "--head", older).out
    for wrong in (newest[7:18], "x" * 64, "", newest + "0"):
        assert run(project.root, "--head", wrong).code == 2, wrong
    gone = released(project, {version: releases()[version] for version in VERSIONS[:2]})
    assert (run(gone.root).code, run(gone.root, "--head", newest).code) == (0, 1)
    assert run(released(project, {}).root, "--head", newest).code == 1


def test_a_chain_that_is_rewritten_as_a_whole_shows_only_next_to_a_hash_kept_elsewhere(
    bakery: Bakery,
) -> None:
    policy = {p.removeprefix("policies/"): text for p, text in BAKERY.items() if p.startswith("policies/")}
    other = frozen(Published(v, day, policy) for v, day in zip(VERSIONS, DAYS, strict=True))
    project = released(bakery(), {version: each.files for version, each in other.items()})
    assert run(project.root).code == 0
    done = run(project.root, "--head", hash_of("2026.10"))
    assert (done.code, "rewritten" in done.err) == (1, True)


def test_what_differs_is_named_and_what_was_half_written_is_no_release(bakery: Bakery) -> None:
    project = released(bakery(), releases())
    half = project.root / "policies/releases/.unfinished-2026.11-1"
    shutil.copytree(project.root / "policies/releases/2026.1", half)
    (half / NOTE).unlink()
    assert run(project.root).code == 0
    project.change("policies/releases/2026.2/policies/roles.json", "Bäcker", "Backer")
    done = run(project.root)
    assert (done.code, "policies/releases/2026.2/policies/roles.json:1:1: error[HB901]" in done.out) == (
        1,
        True,
    )
    assert done.out.count("error[") == 1


def test_a_link_out_of_the_policy_is_told_and_not_followed(bakery: Bakery, tmp_path: Path) -> None:
    project = released(bakery(), {"2026.1": releases()["2026.1"]})
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project.root / "policies/releases", elsewhere)
    (elsewhere / "secret").write_text("mine", "utf-8")
    (project.root / "policies/releases/2026.2").symlink_to(elsewhere)
    done = run(project.root)
    assert (done.code, "HB013" in done.out, "secret" in done.out, done.out.count("error[")) == (
        1,
        True,
        False,
        1,
    )
    for target in (elsewhere, tmp_path / "nowhere"):
        shutil.rmtree(project.root / "policies/releases", ignore_errors=True)
        (project.root / "policies/releases").unlink(missing_ok=True)
        (project.root / "policies/releases").symlink_to(target)
        assert (run(project.root).code, "HB013" in run(project.root).out) == (1, True)


BROKEN: Mapping[str, Mapping[str, bytes]] = {
    "release.yml that ends early": {NOTE: b"version: '2026.2"},
    "release.yml that is no UTF-8": {NOTE: b"\xff\xfe"},
    "release.yml that is empty": {NOTE: b""},
    "release.yml that is a list": {NOTE: b"- 1\n"},
    "release.yml without a version": {NOTE: b"kind: material\n"},
    "a huge release.yml": {NOTE: b"# " + b"x" * 1_000_001},
    "a huge text": {"policies/roles.json": b"[" * 1_000_001},
    "brackets": {"policies/roles.json": b"[" * 100_000},
    "no JSON": {"policies/roles.json": b"{"},
    "another shape": {"policies/roles.json": b"[]"},
    "no UTF-8": {"policies/rules/bread.json": b"\xff"},
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_read_is_told_once_and_no_verb_falls_over_it(bakery: Bakery, broken: str) -> None:
    files = {**releases(), "2026.2": {**releases()["2026.2"], **BROKEN[broken]}}
    (told,) = read(files).problems
    assert told.place.path == f"policies/releases/2026.2/{next(iter(BROKEN[broken]))}"
    project = released(bakery(), files)
    assert run(project.root).code == 1
    verbs = {"check": 1, "at 2026-07-01": 3, "at 2026-07-01 BREAD-01": 3, "diff release:2026.1": 0}
    for verb, code in verbs.items():
        with chdir(project.root):
            done = CliRunner().invoke(main, verb.split())
        assert (done.exit_code, isinstance(done.exception, SystemExit | None)) == (code, True), (
            verb,
            done.output,
        )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a manifest, of two files and one that belongs to the site before it."""
    root = tmp_path / "site"
    for path in ("nl/index.html", "nl/latest/index.html", "nl/assets/old.0123abcd.css"):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, "utf-8")
    old = root / "nl/assets/old.0123abcd.css"
    kept = {"nl/assets/old.0123abcd.css": manifest.digest(old)}
    old.unlink()
    day = date(2026, 10, 1)
    manifest.write(root, manifest.Facts(day, {v: hash_of(v) for v in VERSIONS}, None), {})
    old.write_text("nl/assets/old.0123abcd.css", "utf-8")
    (root / "kept.json").write_text(json.dumps(kept), "utf-8")
    return root


def test_a_site_is_held_against_its_manifest(site: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "site")
    assert (done.code, "2 files in site" in done.out, done.err) == (0, True, "")
    (site / "nl/new.html").write_text("new", "utf-8")
    (site / "nl/index.html").write_text("other", "utf-8")
    (site / "nl/latest/index.html").unlink()
    (site / "nl/assets/old.0123abcd.css").write_text("other", "utf-8")
    done = run(tmp_path, "site")
    assert done.code == 1
    assert done.out.splitlines()[:4] == [
        "added: nl/new.html",
        "changed: nl/assets/old.0123abcd.css",
        "changed: nl/index.html",
        "missing: nl/latest/index.html",
    ]


@pytest.mark.parametrize("path", ["nl/r/page.html", "nl/login.0123abcd.html", "nl/assets/login.html"])
def test_only_what_may_outlive_its_site_is_excused(site: Path, tmp_path: Path, path: str) -> None:
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text("not built", "utf-8")
    (site / "kept.json").write_text(json.dumps({path: manifest.digest(site / path)}), "utf-8")

    done = run(tmp_path, "site")

    assert done.code == 1
    assert {"added: kept.json", f"added: {path}"} <= set(done.out.splitlines())


def test_the_releases_on_a_site_are_those_of_the_project(bakery: Bakery, site: Path) -> None:
    project = released(bakery(), releases())
    assert run(project.root, str(site)).code == 0
    assert run(project.root, str(site), "--head", hash_of("2026.2")).code == 0
    assert run(project.root, str(site), "--head", "0" * 12).code == 1
    policy = {p.removeprefix("policies/"): text for p, text in BAKERY.items() if p.startswith("policies/")}
    other = frozen([Published("2026.1", DAYS[0], policy)])
    done = run(released(project, {"2026.1": other["2026.1"].files}).root, str(site))
    assert (done.code, "Version 2026.1 has the hash" in done.out) == (1, True)
    assert "Version 2026.10 is on this site, and not in the project." in done.out


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"files": 1}', "\udcff"])
def test_a_manifest_that_is_none_is_said_to_be_none(site: Path, tmp_path: Path, text: str) -> None:
    (site / "manifest.json").write_text(text, "utf-8", "surrogateescape")
    assert run(tmp_path, "site").code == 3
    (site / "manifest.json").unlink()
    assert (run(tmp_path, "site").code, run(tmp_path, "nowhere").code) == (3, 2)
