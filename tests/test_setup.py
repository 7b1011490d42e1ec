"""The set-up: pinned versions, the choice of a browser, what the Makefile does when things go wrong."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from playwright.sync_api import Browser

from tests.browser import NAMES, Machine, NoBrowserError, find_or_install

ROOT = Path(__file__).parents[1]
RUN, TEST = (ROOT / "requirements" / name for name in ("run.txt", "test.txt"))


def pins(path: Path) -> list[str]:
    """Join each requirement with its hashes; leave comments out."""
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [" ".join(line.split()) for line in lines if not line.lstrip().startswith("#")]


@pytest.mark.parametrize("path", [RUN, TEST], ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_has_no_address(path: Path) -> None:
    pinned = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w.'<>=! ]+)?( --hash=sha256:[0-9a-f]{64})+")

    assert [line for line in pins(path) if not pinned.fullmatch(line)] == []
    assert "://" not in path.read_text("utf-8")
    assert not re.search(r"(^|\s)/", path.read_text("utf-8")), "a path of one machine"


def test_the_pins_answer_to_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]

    assert unanswered([*project["project"]["dependencies"], *groups["build"]], pins(RUN)) == []
    assert unanswered(groups["test"], pins(TEST)) == []


def unanswered(wanted: list[str], pinned: list[str]) -> list[str]:
    versions = dict(line.split()[0].split("==") for line in pinned)
    return [text for text in wanted if not allows(Requirement(text), versions)]


def allows(requirement: Requirement, versions: dict[str, str]) -> bool:
    return requirement.name in versions and requirement.specifier.contains(versions[requirement.name])


def test_the_tests_run_with_the_versions_that_the_site_runs_with() -> None:
    site, tests = ({line.split()[0] for line in pins(path)} for path in (RUN, TEST))
    shared = {pin.split("==")[0] for pin in site} & {pin.split("==")[0] for pin in tests}

    assert {pin for pin in tests if pin.split("==")[0] in shared} <= site


class Fake:
    """A machine with some browsers, of which some start, and ways to get one, of which some work."""

    def __init__(self, *starting: str, broken: str = "", works: str = "", root: bool = False) -> None:
        self.starting = set(starting)
        self.works = works
        self.commands: list[str] = []
        self.present = {"apt-get", broken, *starting}
        self.machine = Machine(self.which, self.starting.__contains__, self.run, lambda: "own", root)

    def which(self, name: str) -> str | None:
        return name if name in self.present else None

    def run(self, command: Sequence[str]) -> bool:
        self.commands.append(" ".join(command))
        if self.works and self.works in self.commands[-1]:
            name = "own" if self.works == "playwright install" else "chromium"
            self.starting.add(name)
            self.present.add(name)
            return True
        return False


@pytest.mark.parametrize("first", range(len(NAMES)))
def test_a_browser_on_the_path_comes_first(first: int) -> None:
    fake = Fake("own", *NAMES[first:], root=True)

    assert find_or_install(fake.machine) == NAMES[first]
    assert fake.commands == []


def test_a_browser_that_does_not_start_is_passed_over() -> None:
    assert find_or_install(Fake("google-chrome", broken="chromium").machine) == "google-chrome"


def test_then_comes_what_playwright_has_downloaded_before() -> None:
    fake = Fake("own", root=True)

    assert find_or_install(fake.machine) == "own"
    assert fake.commands == []


def test_then_playwrights_download() -> None:
    fake = Fake(works="playwright install", root=True)

    assert find_or_install(fake.machine) == "own"
    assert len(fake.commands) == 1


def test_then_debians_package_and_root_is_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    fake = Fake(works="--no-install-recommends chromium", root=True)

    assert find_or_install(fake.machine) == "chromium"
    assert "installing Debian's package" in capsys.readouterr().err


@pytest.mark.parametrize("root", [False, True])
def test_without_any_the_run_fails_and_says_how_to_get_one(root: bool) -> None:  # noqa: FBT001
    fake = Fake(root=root)

    with pytest.raises(NoBrowserError, match="apt-get install chromium"):
        find_or_install(fake.machine)

    assert any(command.startswith("apt-get") for command in fake.commands) == root


def test_the_browser_shows_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Handboek</h1>")

    assert page.get_by_role("heading").inner_text() == "Handboek"
    page.close()


# Stands for Python, in .venv too: it notes what it is asked, and refuses what the file `refused` names.
PYTHON = """#!/bin/sh
case "$*" in *"$(cat refused)"*) exit 1;; esac
case "$*" in
  *"-m venv"*) echo venv >> asked; mkdir -p .venv/bin; cp python .venv/bin/python;;
  *test.txt*) echo tests >> asked;;
  *run.txt*) echo packages >> asked;;
  *"--editable"*) echo project >> asked;;
esac
"""

Answer = subprocess.CompletedProcess[str]


class Folder:
    """The Makefile with a stand-in for Python."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "requirements").mkdir(parents=True)
        for name in ("Makefile", "pyproject.toml", "requirements/run.txt", "requirements/test.txt"):
            shutil.copy(ROOT / name, path / name)
        (path / "python").write_text(PYTHON)
        (path / "python").chmod(0o755)

    def set_up(self, target: str = ".venv/.run", *, refused: str = "nothing") -> Answer:
        (self.path / "refused").write_text(refused)
        (self.path / "asked").write_text("")
        outside = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
        command = ["make", "-C", str(self.path), "PYTHON=./python", target]
        return subprocess.run(command, env=outside, capture_output=True, text=True, check=False)

    def asked(self) -> list[str]:
        return (self.path / "asked").read_text().split()


@pytest.mark.parametrize(
    ("refused", "message"),
    [("version_info", "needs Python 3.11 or newer"), ("ensurepip", "comes without venv and ensurepip")],
)
def test_an_unfit_python_is_named(tmp_path: Path, refused: str, message: str) -> None:
    answer = Folder(tmp_path / "here").set_up(refused=refused)

    assert answer.returncode != 0
    assert message in answer.stderr


def test_a_set_up_is_made_once_and_repairs_itself(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "here")

    assert folder.set_up(refused="run.txt").returncode != 0
    assert folder.set_up(refused="--editable").returncode != 0
    assert folder.asked() == ["venv", "packages"]
    assert folder.set_up().returncode == 0
    assert folder.asked() == ["project"]
    assert folder.set_up().returncode == 0
    assert folder.asked() == []

    assert folder.set_up(".venv/.test", refused="test.txt").returncode != 0
    assert folder.set_up(".venv/.test").returncode == 0
    assert folder.asked() == ["venv", "packages", "project", "tests"]
    assert folder.set_up(".venv/.test").returncode == 0
    assert folder.asked() == []

    folder.path = folder.path.rename(tmp_path / "moved here")
    assert folder.set_up().returncode == 0
    assert folder.asked() == ["venv", "packages", "project"]


def test_ci_runs_the_command_of_the_readme() -> None:
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
