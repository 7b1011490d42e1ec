"""Gives style sheets, scripts and the search index of a version their hash in their name, on every page.

So no page ever meets those of another build. Material's own have such names already; pictures keep theirs.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from handbook_gen.publish.files import INDEX

_DIGITS: Final = 8
_KINDS: Final = (".css", ".js")
_HASHED: Final = re.compile(r"\.[0-9a-f]{8}\.")
_THEIRS: Final = "assets/javascripts/"
"""Where Material keeps what its own scripts load by name."""


def seal(root: Path) -> None:
    """Rename what the pages of a version load, and say so on each of them."""
    there = {path.relative_to(root).as_posix(): path for path in _named(root)}
    if not there:
        return
    names = {path: _sealed(path, file.read_bytes()) for path, file in there.items()}
    either = "|".join(map(re.escape, names))
    asked = re.compile(rf"""(\b(?:href|src|data-search)=["']?(?:[^"'\s>:]*/)?)({either})(?=["'\s>])""")
    used: set[str] = set()
    for page in root.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        used.update(path for _, path in asked.findall(html))
        page.write_text(asked.sub(lambda m: m[1] + names[m[2]], html), encoding="utf-8", newline="\n")
    for path in used:
        there[path].rename(root / names[path])


def index(root: Path) -> Path:
    """Give the search index of a version, whatever its name."""
    sealed = sorted((root / INDEX).parent.glob("search_index.*.json"))
    return sealed[0] if sealed else root / INDEX


def _named(root: Path) -> Iterator[Path]:
    if (root / INDEX).is_file():
        yield root / INDEX
    for path in sorted(root.rglob("*")):
        ours = not path.relative_to(root).as_posix().startswith(_THEIRS)
        if path.suffix in _KINDS and ours and not _HASHED.search(path.name) and path.is_file():
            yield path


def _sealed(path: str, data: bytes) -> str:
    stem, _, suffix = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:_DIGITS]}.{suffix}"
