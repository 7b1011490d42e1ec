"""Asks axe-core about a page: WCAG 2.0, 2.1 and 2.2 at A and AA, and best practices; opens no page itself."""

from pathlib import Path
from typing import Any, Final

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT: Final = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# Outside the tags above, and as much asked for by WCAG 2.2: axe leaves it off by default.
_OPTIONS: Final = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    ],
}
_RUN: Final = """async options => (await axe.run(document, options)).violations.map(each => [
  each.id, each.help, each.nodes.map(node => `${node.target.join(" ")} — ${node.failureSummary}`)])"""


def violations(page: Page) -> list[str]:
    """Say what is wrong on a page as it stands now, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found: list[Any] = page.evaluate(_RUN, _OPTIONS)
    return [f"{rule}: {node}" for rule, _, nodes in found for node in nodes]


def version(page: Page) -> str:
    """Say which axe-core it is."""
    return str(page.evaluate("axe.version"))
