"""Two versions of a file → the lines that differ, as `git diff` writes them, so that the result is a patch.

Hunks name the item that they are in, such as a rule. Nothing here knows what a change means.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

ITEM: Final = r"^ *- +\{? *(id: .*)$"
"""The line that names an item, in what Python's regular expressions share with those of git."""
_HUNK: Final = re.compile(r"@@ -(?P<line>[0-9]+)\S* \S+ @@")
_NOWHERE: Final = "/dev/null"
_LONGEST: Final = 80
"""Bytes of the name of an item, as git cuts it."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file before or after: where it stands, and what is in it; None where it is not there."""

    path: str
    data: bytes | None
    mode: str = "100644"


def patch(before: Version, after: Version, moved: str = "") -> bytes:
    """Write the patch that makes one version of the other; `moved` is what git says of a file that moved."""
    lines = [f"diff --git a/{before.path} b/{after.path}\n", *_modes(before, after), moved]
    old, new = _lines(before), _lines(after)
    names = (_side("a", before), _side("b", after))
    items = [number for number, line in enumerate(old) if re.match(ITEM, line.rstrip("\r\n"))]
    for line in unified_diff(old, new, *names, n=3):
        found = _HUNK.match(line)
        lines += _hunk(found, old, items) if found else _whole(line)
    return "".join(lines).encode("utf-8", "surrogateescape")


def _lines(version: Version) -> list[str]:
    """Take a file apart at its line feeds only: what else ends a line to Python does not to git."""
    text = (version.data or b"").decode("utf-8", "surrogateescape")
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _modes(before: Version, after: Version) -> Iterator[str]:
    if before.data is None:
        yield f"new file mode {after.mode}\n"
    elif after.data is None:
        yield f"deleted file mode {before.mode}\n"
    elif before.mode != after.mode:
        yield f"old mode {before.mode}\nnew mode {after.mode}\n"


def _side(side: str, version: Version) -> str:
    end = "\t" if " " in version.path else ""  # so that the name is known to end there
    return f"{side}/{version.path}{end}" if version.data is not None else _NOWHERE


def _hunk(found: re.Match[str], old: list[str], items: list[int]) -> Iterator[str]:
    """Name the item that a hunk begins in."""
    above = bisect_left(items, int(found["line"]) - 1)
    name = re.match(ITEM, old[items[above - 1]].rstrip("\r\n")) if above else None
    yield f"{found[0]} {name[1][:_LONGEST]}\n" if name else f"{found[0]}\n"


def _whole(line: str) -> Iterator[str]:
    """Say of a last line that it does not end."""
    yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
