"""Asks IBM's accessibility-checker about a page; what it leaves to a person's judgement is no report."""

import json
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

SCRIPT: Final = Path(__file__).parent / "node_modules" / "accessibility-checker-engine" / "ace.js"
_RULES: Final = ["IBM_Accessibility", "WCAG_2_2"]
_RUN: Final = """async rules => (await new ace.Checker().check(document, rules)).results
  .filter(({ value: [level, verdict] }) => verdict === "FAIL" && level !== "INFORMATION")
  .map(each => `${each.ruleId}: ${each.message} — ${each.path.dom} — ${each.snippet}`)"""


def reports(page: Page) -> list[str]:
    """Say what is wrong on a page as it stands now, a line each."""
    if not page.evaluate("'ace' in window"):
        page.evaluate(SCRIPT.read_text("utf-8") + ";window.ace = ace")
    found: list[Any] = page.evaluate(_RUN, _RULES)
    return [str(each) for each in found]


def version() -> str:
    """Say which engine it is."""
    return str(json.loads((SCRIPT.parent / "package.json").read_text("utf-8"))["version"])
