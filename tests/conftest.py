"""What several tests need: projects on disk, the model organisation's site, a server, a real browser."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from traceback import format_exception
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser

from handbook_gen.cli import main
from handbook_gen.core.history.freezing import NOTE, Facts, frozen, note
from handbook_gen.publish.project import found, read
from tests.browser import chromium

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints a page about MkDocs 2 at every start


# A busy machine is no fault; and what is tried is the same for the same code. `make long` goes on searching.
settings.register_profile("house", deadline=None, derandomize=not os.environ.get("EXPLORE"))
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the answers in tests/cases/, for review")


ROOT = Path(__file__).parents[1]
DAY = "2026-12-01"
"""The day that sites are built for, so that no test depends on the day it runs."""

# What a developer's own shell says must not change a test.
for _name in [
    name for name in os.environ if name.startswith(("HANDBOOK_", "SOURCE_DATE_EPOCH", "LC_", "LANG"))
]:
    del os.environ[_name]
os.environ["LC_ALL"] = "C.UTF-8"

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


ONCE: Mapping[str, str] = {
    **BILINGUAL,
    "policies/people.yml": "people:\n  - {role: baker, name: Jan de Wit}\n",
    "content/nl/oven.md": "# De oude oven\n",
    "content/en/oven.md": "# The old oven\n",
    "content/nl/oven.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "policies/rules/cake.yml": """\
topic: {id: cake, name: {nl: Taart, en: Cake}}
rules:
  - id: CAKE-01
    title: {nl: Bak taart, en: Bake cake}
    modality: may
    statement: {nl: Bak taart., en: Bake cake.}
    audience: [baker]
""",
}
"""The bakery at its first release: with a baker, a page and a topic that will go."""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


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

    def build(self, *options: str) -> Done:
        """Run `handbook build` in this process, which saves a second of starting each time."""
        logging.getLogger(
            "mkdocs"
        ).handlers.clear()  # those of an earlier build, which wrote to its own stderr
        with chdir(self.root):
            result = CliRunner().invoke(main, ["build", "--on", DAY, *options])
        crash = (
            result.exc_info
            if result.exc_info and not isinstance(result.exception, SystemExit | None)
            else None
        )
        return Done(
            result.exit_code,
            result.stdout,
            result.stderr + "".join(format_exception(*crash) if crash else ()),
        )

    def mkdocs_build(self, *options: str) -> Done:
        return self.run("-m", "mkdocs", "build", *options)

    def run(self, *command: str) -> Done:
        """Run Python in the project as somebody at a terminal would."""
        done = subprocess.run(
            [sys.executable, *command], cwd=self.root, capture_output=True, text=True, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)


def model_organisation(root: Path) -> Project:
    """Copy what the model organisation is made of, without its releases: a site of each costs seconds."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for folder in ("policies", "content", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("releases"))
    return Project(root)


def small(root: Path, *changes: Mapping[str, str]) -> Project:
    """Write the smallest project that builds, with some files changed or added."""
    project = Project(root)
    for path, text in (pair for files in (BAKERY, *changes) for pair in files.items()):
        project.write(path, text)
    return project


def freeze(project: Project, version: str, published: str) -> None:
    """Release what a project says now, without asking whether it may be."""
    day = date.fromisoformat(published)
    reading = read(found(project.root), day)
    latest = reading.archive.history.latest
    facts = Facts(
        version=version,
        published=day,
        kind="material",
        summary={"nl": f"Wat {version} brengt.", "en": f"What {version} brings."},
        previous=latest.hash if latest else None,
    )
    written = {language: reading.written[language] for language in reading.book.languages}
    files = dict(frozen(reading.policy, written))
    for path, data in {**files, NOTE: note(facts, files)}.items():
        file = project.root / "policies/releases" / version / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def with_releases(root: Path, *changes: Mapping[str, str]) -> Project:
    """Write the bakery with three releases: a rule changes, a page and a topic go, and a draft is at work."""
    project = small(root, ONCE, *changes)
    freeze(project, "2026.1", "2026-01-10")
    project.change("policies/rules/bread.yml", "Bak elke dag.", "Bak elke ochtend.")
    for language in ("nl", "en"):
        (root / f"content/{language}/oven.md").unlink()
    freeze(project, "2026.2", "2026-06-01")
    (root / "policies/rules/cake.yml").unlink()
    freeze(project, "2026.10", "2026-11-01")
    project.change("policies/rules/bread.yml", "Bak elke ochtend.", "Bak elk uur.")
    project.write("content/nl/mixer.md", "# De nieuwe mixer\n")
    project.write("content/en/mixer.md", "# The new mixer\n")
    return project


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve files as any web server would, and give the address of the root."""
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before it had everything: it went to another page."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def bakery(tmp_path: Path) -> Callable[..., Project]:
    """Make the smallest project that builds, with some files changed or added."""
    return partial(small, tmp_path / "bakery")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The model organisation's whole site, built once for all who test at a time; they only look at it."""
    own = tmp_path_factory.getbasetemp()
    root = (own if worker_id == "master" else own.parent) / "model"
    with FileLock(f"{root}.lock"):
        if not (root / "site").is_dir():
            project = model_organisation(root)
            done = project.run("-m", "handbook_gen", "build", "--on", DAY)
            assert done.code == 0, done.err
    return root / "site"


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small organisation with three releases, inside its project; tests only look at it."""
    project = with_releases(tmp_path_factory.mktemp("released") / "bakery")
    done = project.build()
    assert done.code == 0, done.err
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
