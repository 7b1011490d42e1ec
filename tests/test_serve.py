"""Serving while somebody writes: what is saved appears, what is broken does not, and Ctrl+C is the end."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue
from threading import Thread
from typing import IO
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.conftest import BILINGUAL, DAY, Project

Make = Callable[..., Project]
DEADLINE = 30
"""Seconds that anything may take on a busy machine; nothing waits that long where all is well."""

# A shell that starts tests in the background has Ctrl+C ignored, and a child inherits that.
LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
HANDBOOK = f"{LISTEN}from handbook_gen.cli import main; main()"
MKDOCS = f"{LISTEN}from mkdocs.__main__ import cli; cli()"
TOPIC = "draft/topics/bread/"
DUTCH = "statement: {nl: Bak elke dag., en: Bake every day.}"
RULE = "policies/rules/bread.yml"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass
class Server:
    """A server as a process of its own, with what it says line by line."""

    process: subprocess.Popen[str]
    address: str
    _lines: "Queue[str | None]" = field(default_factory=Queue)

    def __post_init__(self) -> None:
        Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)

    def until(self, words: str) -> str:
        """Wait until the server says something; give all that it said since the last time."""
        heard = ""
        while words not in heard:
            line = self._lines.get(timeout=DEADLINE)
            assert line is not None, f"the server ended without saying {words!r}:\n{heard}"
            heard += line
        return heard

    def read(self, path: str) -> str:
        with urlopen(self.address + path, timeout=DEADLINE) as answer:  # noqa: S310  # our own server
            return str(answer.read(), "utf-8")

    def lost(self, path: str) -> str:
        """Ask for what does not exist, and give the page that is shown for it."""
        with pytest.raises(HTTPError) as refused:
            self.read(path)
        assert refused.value.code == 404
        return str(refused.value.read(), "utf-8")

    def interrupt(self) -> int:
        """Press Ctrl+C and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(DEADLINE)

    def remains(self) -> str:
        """Give what it said until its end."""
        return "".join(iter(lambda: self._lines.get(timeout=DEADLINE) or "", ""))


@contextmanager
def started(project: Project, code: str, *options: str, address: str = "") -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code, *options],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield Server(process, address)
    finally:
        process.kill()
        process.wait(DEADLINE)
        if process.stdout:
            process.stdout.close()


@contextmanager
def handbook(project: Project) -> Iterator[Server]:
    port = free_port()
    options = ("serve", "--on", DAY, "--port", str(port))
    with started(project, HANDBOOK, *options, address=f"http://127.0.0.1:{port}/") as server:
        yield server


def test_what_is_saved_appears_in_both_languages(bakery: Make) -> None:
    project = bakery(BILINGUAL)
    with handbook(project) as server:
        assert server.address in server.until("Ctrl+C")
        assert 'href="nl/"' in server.read("")
        assert "Bak elke dag." in server.read(f"nl/{TOPIC}")
        assert "Bake every day." in server.read(f"en/{TOPIC}")
        assert "url=../../draft/topics/bread/#BREAD-01" in server.read("en/r/BREAD-01/")

        project.change(RULE, DUTCH, "statement: {nl: Bak elk uur., en: Bake every hour.}")
        server.until("1 rule built")
        assert "Bak elk uur." in server.read(f"nl/{TOPIC}")
        assert "Bake every hour." in server.read(f"en/{TOPIC}")

        project.write("content/en/index.md", "# Welcome to the bread\n")
        server.until("1 rule built")
        assert "Welcome to the bread" in server.read("en/draft/")

        assert server.interrupt() == 0
        assert "Traceback" not in server.remains()
    assert not (project.root / "site").exists(), "only `handbook build` writes there"


def test_a_lost_reader_is_helped_in_the_language_asked_for(bakery: Make) -> None:
    with handbook(bakery(BILINGUAL)) as server:
        server.until("Ctrl+C")

        assert '<html lang="nl"' in server.lost("nl/draft/topics/cake/")
        assert "Deze pagina bestaat niet" in server.lost("nl/draft/topics/cake/")
        assert "This page does not exist" in server.lost("en/nothing")
        assert "hreflang" in server.lost("de/draft/")
        assert "hreflang" in server.lost("../../policies/handbook.yml")


def test_a_broken_policy_leaves_the_last_good_site_until_it_is_repaired(bakery: Make) -> None:
    project = bakery(BILINGUAL)
    with handbook(project) as server:
        server.until("Ctrl+C")

        project.change(RULE, DUTCH, "statment: {nl: Bak elk uur., en: Bake every hour.}")
        told = server.until("not built")
        assert f"{RULE}:6:5: error[HB022]" in told
        assert "did you mean `statement`?" in told
        assert "Bak elke dag." in server.read(f"nl/{TOPIC}")
        assert "Bake every day." in server.read(f"en/{TOPIC}")

        project.change(RULE, "statment", "statement")
        server.until("1 rule built")
        assert "Bak elk uur." in server.read(f"nl/{TOPIC}")
        assert "Bake every hour." in server.read(f"en/{TOPIC}")
        assert server.interrupt() == 0


def test_a_policy_that_is_broken_from_the_start_can_be_repaired(bakery: Make) -> None:
    project = bakery(BILINGUAL)
    project.change(RULE, "audience: [baker]", "audience: [bakker]")
    with handbook(project) as server:
        server.until("Ctrl+C")

        project.change(RULE, "audience: [bakker]", "audience: [baker]")
        server.until("1 rule built")
        assert "Bak elke dag." in server.read(f"nl/{TOPIC}")


def test_a_broken_configuration_leaves_the_last_good_site_until_it_is_repaired(bakery: Make) -> None:
    project = bakery()
    with handbook(project) as server:
        server.until("Ctrl+C")

        project.change("mkdocs.yml", "plugins: [search, handbook]", "plugins: [search, handboek]")
        assert "handboek" in server.until("handboek")
        assert "Bak elke dag." in server.read(f"nl/{TOPIC}")

        project.change("mkdocs.yml", "plugins: [search, handboek]", "plugins: [search, handbook]")
        server.until("1 rule built")
        assert server.interrupt() == 0


def test_a_taken_port_and_a_missing_project_end_in_one_line(bakery: Make) -> None:
    project = bakery()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(project, HANDBOOK, "serve", "--port", str(port)) as server:
            assert f"http://127.0.0.1:{port}/" in server.until("--port")
            assert server.process.wait(DEADLINE) == 3
            assert "Traceback" not in server.remains()

    (project.root / "mkdocs.yml").unlink()
    with started(project, HANDBOOK, "serve", "--port", str(free_port())) as server:
        assert "Traceback" not in server.until("mkdocs.yml")
        assert server.process.wait(DEADLINE) == 3
        assert "Traceback" not in server.remains()


def test_mkdocs_serves_one_language_by_itself(bakery: Make) -> None:
    project = bakery()
    port = free_port()
    where = f"127.0.0.1:{port}"
    with started(project, MKDOCS, "serve", "-a", where, address=f"http://{where}/") as server:
        server.until("Serving on")
        assert "Bak elke dag." in server.read("topics/bread/")

        project.change(RULE, "Bak elke dag.", "Bak elk uur.")
        server.until("Reloading browsers")
        assert "Bak elk uur." in server.read("topics/bread/")

        assert server.interrupt() == 0
