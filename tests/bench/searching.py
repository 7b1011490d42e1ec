"""Searches a built handbook in a slowed Chromium behind a slow line; prints times and sizes, asserts nothing.

`python -m tests.bench.searching SITE`. The engine runs in the page, not in its worker: Chromium slows pages.
"""

import gzip
import json
import random
import statistics
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import CDPSession, Page

from handbook_gen.publish.searching import shown
from tests.browser import chromium

SLOWER: Final = 4
LINE: Final = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 1_250_000,
    "uploadThroughput": 1_250_000,
}
"""Milliseconds, and bytes a second: 10 Mbit."""
QUERIES: Final = 25
_BEGINNINGS: Final = ("", "", "", "mag ik ", "hoe moet ik ", "wat als ")
_SLIPS: Final = 0.2
"""How many of the typed words miss a letter."""
_PAGE: Final = "/search/bench.html"
_ENGINE: Final = "assets/search-engine*.js"
_ENOUGH: Final = 3
"""Letters with which there is a result."""
_PERCENT: Final = 100


def queries(titles: Sequence[str], number: int = QUERIES) -> tuple[str, ...]:
    """Make what people might type who look for something with one of these titles."""
    dice = random.Random(number)  # noqa: S311  # no secret, the same words every time
    return tuple(_query(dice, dice.choice(titles).lower().split()) for _ in range(number))


def _query(dice: random.Random, title: Sequence[str]) -> str:
    words = [_slipped(dice, dice.choice(title)) for _ in range(dice.randint(1, 3))]
    return dice.choice(_BEGINNINGS) + " ".join(words)


def _slipped(dice: random.Random, word: str) -> str:
    at = dice.randrange(1, len(word)) if len(word) > 4 and dice.random() < _SLIPS else len(word)
    return word[:at] + word[at + 1 :]


def measured(site: Path) -> dict[str, Any]:
    """Give milliseconds to the first result and of further keys, bytes and megabytes of heap."""
    index = next((site / "search").glob("search_index*.json"))
    manifest = json.loads(index.read_text(encoding="utf-8"))["config"]["handbook"]
    titles = [each["title"] for each in shown(index) if each["kind"] == "rule"]
    asked = queries(titles)
    with _served(site) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}{_PAGE}")
        free = page.evaluate("bench.work()")
        line = page.context.new_cdp_session(page)
        sent = _slowed(line)
        slow = page.evaluate("bench.work()")
        began = page.evaluate(
            "([manifest, text]) => bench.begin(manifest, text)", [manifest, titles[0][:_ENOUGH]]
        )
        loaded = sum(sent)
        keys, heap = _typed(page, line, asked)
    return {
        "slower": slow / free,
        **began,
        **_told(keys),
        "bytes": loaded,
        "texts": sum(sent) - loaded,
        "heap": heap,
    }


def _slowed(line: CDPSession) -> list[int]:
    sent: list[int] = []
    line.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return sent


def _typed(page: Page, line: CDPSession, asked: Sequence[str]) -> tuple[list[dict[str, Any]], float]:
    keys: list[dict[str, Any]] = []
    heap = 0.0
    for text in asked:
        keys += page.evaluate("text => bench.typed(text)", text)
        heap = max(heap, line.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
    return keys, heap


def _told(keys: Sequence[dict[str, Any]]) -> dict[str, Any]:
    there = [key["took"] for key in keys if not key["waited"]]
    fetched = [key["took"] for key in keys if key["waited"]]
    return {
        "keys": len(there),
        "median": statistics.median(there),
        "most": _percentile(there, 95),
        "worst": max(there),
        "fetching": len(fetched),
        "fetched": statistics.median(fetched) if fetched else 0,
        "latest": _percentile(fetched, 95) if fetched else 0,
    }


def _percentile(values: Sequence[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // _PERCENT)]


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve a site compressed, with a page of ours in it."""
    engine = next(site.glob(_ENGINE)).relative_to(site).as_posix()
    typing = Path(__file__).with_name("typing.js").read_text(encoding="utf-8")
    page = f'<!doctype html><script src="../{engine}"></script><script>{typing}</script>'

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file = site / path.lstrip("/")
            known = path == _PAGE or file.is_file()
            body = page.encode() if path == _PAGE else file.read_bytes() if known else b""
            packed = gzip.compress(body, 6)
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: object) -> None:
            """Say nothing: what is printed is the result."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
