"""Writes the search index of one built version, in the place of what Material's plugin wrote; ranks nothing.

Material's plugin is what says that there is a search: without it nothing is written, and the proof fails.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any, Final

from handbook_gen import sources
from handbook_gen.core.edition import Edition
from handbook_gen.core.search import Document, index, part, saying
from handbook_gen.core.search.document import WEIGHTS

FOLDER: Final = "search"
INDEX: Final = f"{FOLDER}/search_index.json"
ENGINE: Final = "assets/search-engine.js"
_FILE: Final = "search_index.js"
"""What Material loads where a page was opened as a file."""
_TAG: Final = re.compile(r"<[^>]*>")


def write(site: Path, edition: Edition, version: str) -> None:
    """Write the index of an edition and of the hand-written pages around it."""
    file = site / INDEX
    if not file.is_file():
        return  # without the search plugin the proof fails, by name
    found = json.loads(file.read_text(encoding="utf-8"))
    pages = tuple(_written(found["docs"]))
    known = {page.address for page in pages}
    documents = (*(each for each in edition.documents if each.address not in known), *pages)
    made = index(edition.renderer.book, edition.language, documents, sources.searching(edition.language))
    for name, text in made.files.items():
        (site / FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    said = saying(edition.renderer.book, edition.renderer.words, documents, version)
    manifest = {**made.manifest, **said}
    told = _json({"config": {**found["config"], "handbook": manifest}, "docs": []})
    file.write_text(told, encoding="utf-8")
    (site / FOLDER / _FILE).write_text(f"var __index = {told}\n", encoding="utf-8", newline="\n")


def shown(file: Path) -> list[Mapping[str, Any]]:
    """Give what is shown of each document that an index holds, as far as it is there and ours."""
    if not file.is_file():
        return []
    manifest = json.loads(file.read_text(encoding="utf-8"))["config"].get("handbook", {})
    paths = [file.parent / name for name in manifest.get("texts", ())]
    return [each for path in paths if path.is_file() for each in part(path.read_text(encoding="utf-8"))]


def _written(entries: Iterable[Mapping[str, Any]]) -> Iterator[Document]:
    """Give the sections of hand-written pages, which Material's plugin took from their HTML."""
    for entry in entries:
        location = entry["location"]
        yield Document(
            id=f"page/{location}",
            kind="written",
            address=location,
            title=_plain(entry["title"]),
            statement=_plain(entry["text"]),
            weight=WEIGHTS["written"],
        )


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
