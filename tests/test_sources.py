"""From a folder to texts: links that leave it, files that cannot be read, files that are too large."""

from pathlib import Path

import pytest

from handbook_gen import sources
from handbook_gen.core import problems as p
from handbook_gen.core.loader import load
from tests.case import base


def folder(tmp_path: Path) -> Path:
    for path, data in base().items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return tmp_path / "policies"


def found(tmp_path: Path) -> tuple[list[str], list[str]]:
    files, problems = sources.policies(tmp_path / "policies", "policies")
    return sorted(files.files), [f"{problem.place.path} {problem.kind.name}" for problem in problems]


GOOD = ["handbook.yml", "roles.yml", "rules/disclosure.yml"]


def test_a_folder_gives_its_policy_files(tmp_path: Path) -> None:
    here = folder(tmp_path)
    for name in ("README.md", ".hidden.yml", "releases/1.0/handbook.json"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("x")

    assert found(tmp_path) == (GOOD, [])


@pytest.mark.parametrize("target", ["../outside.yml", "../outside", "/etc/hostname"])
def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path, target: str) -> None:
    here = folder(tmp_path)
    (tmp_path / "outside.yml").write_text("terms: []")
    (tmp_path / "outside").mkdir()
    (here / "glossary.yml").symlink_to(target)

    assert found(tmp_path) == (GOOD, ["policies/glossary.yml link-leaves-folder"])


def test_a_folder_that_is_a_link_outside_is_refused(tmp_path: Path) -> None:
    here = folder(tmp_path)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "privacy.yml").write_text("topic: {}")
    (here / "more").symlink_to("../more", target_is_directory=True)

    assert found(tmp_path) == (GOOD, ["policies/more link-leaves-folder"])


def test_a_link_inside_the_folder_is_fine(tmp_path: Path) -> None:
    (folder(tmp_path) / "glossary.yml").symlink_to("roles.yml")

    assert found(tmp_path) == (["glossary.yml", *GOOD], [])


@pytest.mark.parametrize("target", ["nowhere.yml", "glossary.yml"])
def test_a_link_that_leads_nowhere_or_to_itself_is_told(tmp_path: Path, target: str) -> None:
    (folder(tmp_path) / "glossary.yml").symlink_to(target)

    assert found(tmp_path) == (GOOD, ["policies/glossary.yml unreadable-file"])


def test_a_folder_of_policies_that_is_itself_a_link_is_fine(tmp_path: Path) -> None:
    folder(tmp_path).rename(tmp_path / "elsewhere")
    (tmp_path / "policies").symlink_to("elsewhere", target_is_directory=True)

    assert found(tmp_path) == (GOOD, [])


def test_no_more_of_a_file_is_read_than_tells_that_it_is_too_large(tmp_path: Path) -> None:
    with (folder(tmp_path) / "glossary.yml").open("wb") as stream:
        stream.truncate(2 * 10**9)  # a hole, which takes no room on the disk
    files, _ = sources.policies(tmp_path / "policies", "policies")

    assert len(files.files["glossary.yml"]) == 1_000_001
    assert [problem.kind for problem in load(files).problems] == [p.FILE_TOO_LARGE]
