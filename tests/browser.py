"""Finds a Chromium for the tests or fetches one, starts it, watches for errors; knows nothing of the site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

NO_BROWSER = f"""\
No Chromium for the browser tests, and none could be fetched. One of these gives one:
  - a Chromium or Google Chrome that starts as {" or ".join(NAMES)}
    (Debian: apt-get install chromium; Fedora: dnf install chromium)
  - Playwright's own, where it may be downloaded: .venv/bin/playwright install chromium
    (and where libraries are missing, as root: .venv/bin/playwright install-deps chromium)
Then start the tests again: none of them is ever skipped."""


class NoBrowserError(RuntimeError):
    """There is no Chromium here and none could be fetched."""


@dataclass(frozen=True)
class Machine:
    """What the choice depends on."""

    which: Callable[[str], str | None]
    starts: Callable[[str], bool]
    run: Callable[[Sequence[str]], bool]
    playwrights_own: Callable[[], str]
    root: bool


def _starts(path: str) -> bool:
    # Ubuntu's chromium-browser only says that it is a snap, and a download may lack libraries of the system.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _run(command: Sequence[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


THIS_MACHINE = Machine(shutil.which, _starts, _run, _playwrights_own, ROOT)


def find_or_install(machine: Machine = THIS_MACHINE) -> str:
    """Return the path of a Chromium that starts: one on the PATH, else Playwright's, else (root) Debian's."""
    if path := _on_path(machine):
        return path
    own = machine.playwrights_own()
    if machine.starts(own):
        return own
    _say("No Chromium on the PATH: downloading Playwright's own.")
    if machine.run([sys.executable, "-m", "playwright", "install", "chromium"]) and machine.starts(own):
        return own
    if machine.root and machine.which("apt-get"):
        _say("That gave none that starts: installing Debian's package chromium with apt-get.")
        machine.run(["apt-get", "-qq", "update"])
        machine.run(["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"])
        if path := _on_path(machine):
            return path
    raise NoBrowserError(NO_BROWSER)


def _on_path(machine: Machine) -> str | None:
    paths = (machine.which(name) for name in NAMES)
    return next((path for path in paths if path and machine.starts(path)), None)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium that sends nothing of its own accord, and stop it in the end."""
    path = find_or_install()  # before Playwright starts below: it refuses to start twice
    switches = [*SWITCHES, "--no-sandbox"] if ROOT else SWITCHES  # the sandbox refuses root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=switches)
        yield browser
        browser.close()


if __name__ == "__main__":
    try:
        find_or_install()
    except NoBrowserError as missing:
        sys.exit(str(missing))


def watched(context: BrowserContext) -> list[str]:
    """Gather what goes wrong in every page of a context: errors, and dialogs that nobody asked for."""
    wrong: list[str] = []
    context.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda e: wrong.append(str(e.error)))
    context.on("dialog", lambda dialog: wrong.append(dialog.message))
    return wrong
