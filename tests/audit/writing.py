"""Writes what an audit found into the package, as the page about accessibility reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from handbook_gen import sources
from tests.audit.seen import Known, Seen
from tests.conftest import ROOT

FILE: Final = ROOT / "handbook_gen" / "core" / "pages" / "audited.py"
# Of the tests that `make audit` runs before the tools; each is a key below `accessibility.tests`.
TESTS: Final = ("keyboard", "escape", "zoom", "spacing", "motion", "letters")
_HEAD: Final = '''"""What `make audit` found; written by it, never by hand."""

from datetime import date

from handbook_gen.core.pages.tested import Accepted, Tested, Tool

'''


@dataclass(frozen=True)
class Used:
    """What an audit was made with: tools as name, version and aim."""

    tools: tuple[tuple[str, str, str], ...]
    theme: str
    browser: str


def write(seen: Seen, used: Used, day: date, kinds: int, file: Path = FILE) -> None:
    """Write it; what brings it to the form of the house is the caller's."""
    file.write_text(_HEAD + "\n".join(_lines(seen, used, day, kinds)) + "\n", "utf-8")


def _lines(seen: Seen, used: Used, day: date, kinds: int) -> Iterator[str]:
    yield "TESTED: Tested | None = Tested("
    yield f"    day=date({day.year}, {day.month}, {day.day}),"
    yield f"    version={quoted(sources.version())},"
    yield f"    theme={quoted(used.theme)},"
    yield f"    browser={quoted(used.browser)},"
    yield f"    kinds={kinds},"
    yield "    tools=("
    for name, version, aim in used.tools:
        reports = sum(tool == name for tool, _ in seen.reports)
        views = seen.views[name]
        yield f"        Tool({quoted(name)}, {quoted(version)}, {quoted(aim)}, {views}, {reports}),"
    yield "    ),"
    yield f"    tests=({', '.join(map(quoted, TESTS))}),"
    yield "    accepted=("
    for each in seen.met:
        yield from _accepted(each)
    yield "    ),"
    yield ")"


def _accepted(known: Known) -> Iterator[str]:
    yield "        Accepted("
    yield f"            {quoted(known.tool)},"
    yield f"            {quoted(known.rule)},"
    yield "            {"
    for language, reason in known.reason.items():
        yield f"                {quoted(language)}: {quoted(reason)},  # noqa: E501"
    yield "            },"
    yield "        ),"


def quoted(text: str) -> str:
    """Give a text as Python writes it, between double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
