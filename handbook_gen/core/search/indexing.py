"""Documents → the files of a search index; its parts are made by the engine that a browser runs."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language
from handbook_gen.core.search.document import Document
from handbook_gen.core.search.engine import built

_CHUNK: Final = 48
"""Documents whose shown texts are fetched together."""
_DIGITS: Final = 8
_ESCAPED: Final = re.compile(r"\\(u2028|u2029|.)")
_MEANT: Final = {"u2028": "\u2028", "u2029": "\u2029"}
_SHOWN: Final = ("id", "kind", "address", "title", "statement", "modality", "capacity", "audience", "ask")


@dataclass(frozen=True, slots=True)
class Resources:
    """What an index is made with: the engine, the words about searching, words to split compounds by."""

    script: str
    pack: Mapping[str, Any]
    foreign: tuple[str, ...]
    """Words that carry nothing in the other language."""
    lexicon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """What is shipped: the text of each file by its name, and which of them is which."""

    files: Mapping[str, str]
    manifest: Mapping[str, Any]
    """`core`, `rest` and `texts` (names of files), `chunk` (documents in each of the texts)."""


def index(book: Handbook, language: Language, documents: Iterable[Document], resources: Resources) -> Index:
    """Make the files of a search index; their names carry the hash of what is in them."""
    made = [asdict(each) for each in documents]
    given = {
        "language": language,
        "documents": made,
        "pack": resources.pack,
        "foreign": resources.foreign,
        "own": [
            [term.name.best(language), *said]
            for term in book.policy.glossary.terms
            if (said := term.synonyms.said(language))
        ],
        "lexicon": resources.lexicon,
    }
    parts = built(resources.script, given)
    shown = [{key: each[key] for key in _SHOWN if each[key]} for each in made]
    texts = [_json(shown[at : at + _CHUNK]) for at in range(0, len(shown), _CHUNK)]
    files: dict[str, str] = {}

    def put(name: str, content: str) -> str:
        path = f"{name}.{hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]}.js"
        files[path] = script(name, content)
        return path

    manifest = {
        "core": put("core", parts["core"]),
        "rest": put("rest", parts["rest"]),
        "texts": [put(f"texts-{n}", text) for n, text in enumerate(texts)],
        "chunk": _CHUNK,
    }
    return Index(files, manifest)


def script(name: str, content: str) -> str:
    """Write a part of an index, which is JSON, as the script that hands it over."""
    return f"handbookSearch.part({json.dumps(name)},{_quoted(content)})\n"


def part(text: str) -> Any:
    """Read back what such a script holds."""
    body = text[text.index("'") + 1 : text.rindex("'")]
    return json.loads(_ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), body))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _quoted(text: str) -> str:
    """Write a text as JavaScript: a string is read much faster than what it says in brackets."""
    body = (
        text.replace("\\", "\\\\")
        .replace("'", "\\'")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return f"'{body}'"
