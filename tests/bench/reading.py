"""Reads a built handbook in a slowed Chromium behind a slow line; prints times and sizes, asserts nothing.

`python -m tests.bench.reading SITE [TIMES]`. SITE is one version in one language of a site.
Each visit begins with nothing kept, and then follows a link by a finger or a mouse.
"""

import json
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.sending import INSTANT, Sent, sending
from tests.browser import chromium

SLOWER: Final = 4
LINE: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}
"""Milliseconds, and bytes a second: 1.6 Mbit down, 750 kbit up, as fast 3G is."""
PAGES: Final = {
    "start": "",
    "topic": "topics/photos-consent/",
    "role": "roles/employee/",
    "triage": "webcare/",
}
SIZES: Final[Mapping[str, Mapping[str, Any]]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
WAYS: Final = ("instant", "loaded anew")
TIMES: Final = 3
_PRESSED: Final = 80
"""Milliseconds from when a finger comes down on a link until it leaves it."""
_WATCHING: Final = Path(__file__).with_name("reading.js")


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: milliseconds to the largest text and to the next page, what jumped, what was sent."""

    page: str
    size: str
    way: str
    paint: float
    shift: float
    first: int
    scripts: int
    requests: int
    next: float
    more: int


def visits(site: Path, times: int = TIMES) -> Iterator[Visit]:
    """Visit every page at every size and turn pages or load them anew; in turn, so that noise meets all."""
    with chromium() as browser, sending(site.parents[1]) as sent:
        sent.address += f"{site.parent.name}/{site.name}/"
        for _ in range(times):
            for page, size, way in product(PAGES, SIZES, WAYS):
                sent.instant = way == INSTANT
                yield _visit(browser, sent, page, size, way)


def _visit(browser: Browser, sent: Sent, name: str, size: str, way: str) -> Visit:
    with browser.new_context(**SIZES[size], locale="nl-NL") as context:
        page = _slowed(context)
        sent.begin()
        page.goto(sent.address + PAGES[name])
        page.wait_for_function("reading.quiet()")
        paint, shift = page.evaluate("[reading.paint(), reading.shift()]")
        first, scripts, requests = sent.bytes(), sent.bytes(".js"), len(sent.files)
        sent.begin()
        took = _followed(page, touched=size == "phone")
        page.wait_for_function("reading.quiet()")
        shift += page.evaluate("reading.shift()")
        return Visit(name, size, way, paint, shift, first, scripts, requests, took, sent.bytes())


def _slowed(context: BrowserContext) -> Page:
    context.add_init_script(path=_WATCHING)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _followed(page: Page, *, touched: bool) -> float:
    """Follow the first link to another page, and give the milliseconds until its heading was painted."""
    x, y = page.evaluate("reading.aim()")
    if touched:
        line = page.context.new_cdp_session(page)
        line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_timeout(_PRESSED)
        line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.wait_for_timeout(_PRESSED)
        page.mouse.up()
    page.wait_for_function("globalThis.reading?.took()")
    return float(page.evaluate("reading.took()"))


def told(every: Sequence[Visit]) -> Iterator[Mapping[str, Any]]:
    """Give the median of each figure for each page, size and way, and what is said of it."""
    for page, size, way in product(PAGES, SIZES, WAYS):
        these = [each for each in every if (each.page, each.size, each.way) == (page, size, way)]
        yield {
            "page": {"told": page},
            "size": {"told": size},
            "way": {"told": way},
            "paint": _times([each.paint for each in these]),
            "next": _times([each.next for each in these]),
            "shift": _most([each.shift for each in these]),
            "first": _kilobytes([each.first for each in these]),
            "scripts": _kilobytes([each.scripts for each in these]),
            "requests": _count([each.requests for each in these]),
            "more": _kilobytes([each.more for each in these]),
        }


def _times(values: Sequence[float]) -> Mapping[str, Any]:
    median = statistics.median(values)
    return {"median": median, "told": f"{median:.0f} ({min(values):.0f}–{max(values):.0f})"}


def _most(values: Sequence[float]) -> Mapping[str, Any]:
    return {"median": max(values), "told": f"{max(values):.3f}"}  # whoever sees a page jump sees no median


def _kilobytes(values: Sequence[float]) -> Mapping[str, Any]:
    return _count([value / 1000 for value in values])


def _count(values: Sequence[float]) -> Mapping[str, Any]:
    median = statistics.median(values)
    return {"median": median, "told": f"{median:.0f}"}


if __name__ == "__main__":
    print(
        json.dumps(list(told(list(visits(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else TIMES)))))
    )
