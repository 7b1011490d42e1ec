"""What several tests need: projects on disk, the model organisation's site, a server for it, a real browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints a page about MkDocs 2 at every start


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the answers in tests/cases/, for review")


ROOT = Path(__file__).parents[1]
DAY = "2026-12-01"
"""The day that sites are built for, so that no test depends on the day it runs."""

# What a developer's own shell says must not change a test.
_OURS = ("HANDBOOK_", "SOURCE_DATE_EPOCH", "LC_", "LANG")
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)} | {"LC_ALL": "C.UTF-8"}

BAKERY: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: Handbook
docs_dir: content
site_dir: .handbook/preview
theme: {name: material, font: false}
plugins: [search, handbook]
""",
    "policies/handbook.yml": """\
schema: 1
organisation: {id: bakery, name: Bakkerij}
languages: [nl]
ask: baker
""",
    "policies/roles.yml": "roles:\n  - {id: baker, name: Bakker}\n",
    "policies/rules/bread.yml": """\
topic: {id: bread, name: Brood}
rules:
  - {id: BREAD-01, title: Bak vers, modality: must, statement: Bak elke dag., audience: [baker]}
  - {id: BREAD-02, title: Bak oud, modality: may, statement: Bak oud., status: withdrawn}
  - {id: BREAD-03, title: Bak blind, modality: may, statement: Bak blind., status: draft}
""",
    "content/nl/index.md": "# Welkom\n",
}
"""All that another organisation needs: no look of its own, no address, one language."""

BILINGUAL: Mapping[str, str] = {
    "policies/handbook.yml": """\
schema: 1
organisation: {id: bakery, name: {nl: Bakkerij, en: Bakery}}
languages: [nl, en]
ask: baker
""",
    "policies/roles.yml": "roles:\n  - {id: baker, name: {nl: Bakker, en: Baker}}\n",
    "policies/rules/bread.yml": """\
topic: {id: bread, name: {nl: Brood, en: Bread}}
rules:
  - id: BREAD-01
    title: {nl: Bak vers, en: Bake fresh}
    modality: must
    statement: {nl: Bak elke dag., en: Bake every day.}
    audience: [baker]
""",
    "content/en/index.md": "# Welcome\n",
}
"""What changes in the bakery when it has two languages."""


@dataclass(frozen=True)
class Project:
    """A project on disk, and the commands that are run in it."""

    root: Path

    def write(self, path: str, text: str) -> None:
        """Save a file in one go, so that nobody who watches sees half of it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = self.root.with_name(f"{self.root.name}.saving")
        beside.write_text(text, "utf-8")
        beside.replace(file)

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"nothing to change in {path}: {old}"
        self.write(path, text.replace(old, new))

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self._run("handbook_gen", "build", "--on", DAY, *options)

    def mkdocs_build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self._run("mkdocs", "build", *options)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )


def model_organisation(root: Path) -> Project:
    """Copy what the model organisation is made of."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for folder in ("policies", "content", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    return Project(root)


def small(root: Path, *changes: Mapping[str, str]) -> Project:
    """Write the smallest project that builds, with some files changed or added."""
    project = Project(root)
    for path, text in (pair for files in (BAKERY, *changes) for pair in files.items()):
        project.write(path, text)
    return project


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve files as any web server would, and give the address of the root."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def bakery(tmp_path: Path) -> Callable[..., Project]:
    """Make the smallest project that builds, with some files changed or added."""
    return partial(small, tmp_path / "bakery")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model organisation's whole site, built once; tests only look at it."""
    project = model_organisation(tmp_path_factory.mktemp("model") / "project")
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project.root / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the model organisation's site is served."""
    with serving(site) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
