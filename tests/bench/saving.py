"""Times the wait from saving a file to seeing the new page, on a development server."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 300.0
_POLL = 0.01
_REST = 1.0
"""Between two saves, so that the server is idle and its watcher has seen everything."""


def seconds(
    command: Sequence[str], edited: Path, page: str, saves: int, environment: dict[str, str]
) -> list[float]:
    """Serve with `command`; some times, save `edited` with a new word in it and wait for that word on `page`.

    `{port}` in the command stands for a free port.
    """
    port = _free_port()
    told = [part.format(port=port) for part in command]
    with _served(told, environment):
        _wait(port, page, "<h1")
        found = []
        for number in range(saves):
            time.sleep(_REST + 0.13 * number)  # not in step with a watcher that looks every half second
            word = f"nieuw{number}x{port}"
            text = _changed(edited.read_text(encoding="utf-8"), word)
            started = time.perf_counter()
            edited.write_text(text, encoding="utf-8")
            _wait(port, page, word)
            found.append(time.perf_counter() - started)
    return found


def _changed(text: str, word: str) -> str:
    """Put a word at the start of the summary of a topic; in Markdown that is the first paragraph."""
    lines = text.split("\n")
    is_policy = lines[0] == "topic:"
    at = lines.index("  summary:") + 1 if is_policy else 2
    start = "    nl: " if is_policy else ""
    lines[at] = f"{start}{word} {lines[at].removeprefix(start)}"
    return "\n".join(lines)


@contextmanager
def _served(command: Sequence[str], environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGINT)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(port: int, page: str, word: str) -> None:
    until = time.monotonic() + _PATIENCE
    while word not in _get(port, page):
        if time.monotonic() > until:
            raise TimeoutError(f"{page} does not show {word!r}")
        time.sleep(_POLL)


def _get(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", page)
        return connection.getresponse().read().decode("utf-8", "replace")
    except (ConnectionError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
