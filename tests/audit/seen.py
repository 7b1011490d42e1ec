"""What the tools of an audit have seen so far, apart from what is known and accepted; asks no tool."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from handbook_gen.core.model.types import Language

KNOWN: Final = Path(__file__).parent / "known.yml"


@dataclass(frozen=True)
class Known:
    """A report that stands all the same; `where` is a part of what the tool found it in."""

    tool: str
    rule: str
    where: str
    reason: dict[Language, str]

    def covers(self, tool: str, report: str) -> bool:
        return tool == self.tool and report.startswith(self.rule) and self.where in report


def known() -> list[Known]:
    """Read the list of what is accepted."""
    return [Known(**each) for each in yaml.safe_load(KNOWN.read_text("utf-8"))["known"]]


@dataclass
class Seen:
    """How many pages each tool saw, what it reported, and which of what is known it met."""

    accepted: list[Known]
    views: Counter[str] = field(default_factory=Counter)
    reports: list[tuple[str, str]] = field(default_factory=list)
    met: list[Known] = field(default_factory=list)

    def take(self, tool: str, where: str, found: Iterable[str]) -> None:
        """Count a view of a page, and keep what is not known."""
        self.views[tool] += 1
        for report in found:
            covering = [each for each in self.accepted if each.covers(tool, report)]
            self.met += [each for each in covering if each not in self.met]
            if not covering:
                self.reports.append((tool, f"{where}: {report}"))

    @property
    def stale(self) -> list[Known]:
        """What is on the list and no longer occurs."""
        return [each for each in self.accepted if each not in self.met]
