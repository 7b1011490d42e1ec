"""Writes what the core made beside what MkDocs made: small pages; knows nothing of what is in them."""

from collections.abc import Iterable
from pathlib import Path


def write(root: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Write pages below a root, making the folders they need."""
    for path, html in pages:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
