"""Writes what the core made beside what MkDocs made: search documents and small pages."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any, Final

from handbook_gen.core.search import Document

INDEX: Final = "search/search_index.json"


def write(root: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Write pages below a root, making the folders they need."""
    for path, html in pages:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")


def add_to_index(site: Path, documents: Iterable[Document]) -> None:
    """Add documents to the index that Material's search plugin wrote; hand-written pages are in it already.

    Material shows titles and texts of the index as HTML, so they are escaped here.
    """
    file = site / INDEX
    if not file.is_file():
        return  # without the search plugin the proof fails, by name
    index = json.loads(file.read_text(encoding="utf-8"))
    known = {entry["location"] for entry in index["docs"]}
    index["docs"] += [_entry(each) for each in documents if each.address not in known]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _entry(document: Document) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "location": document.address,
        "title": escape(document.title),
        "text": f"<p>{escape(document.text)}</p>",
    }
    if document.labels:
        entry["tags"] = list(document.labels)
    return entry
