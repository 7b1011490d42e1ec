"""The engine's real script in V8, with handbooks opened in it, for tests and evaluation; no browser."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from py_mini_racer import MiniRacer

from handbook_gen import sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language
from handbook_gen.core.search import Document, index
from tests.search.questions import edition

_ASK: Final = """(name, text, options) => {
  const book = books[name], hb = handbookSearch
  const allowed = options.allow && (n => options.allow.includes(book.facts[n].id))
  const {hits, concepts, ...told} = hb.answers(text, book, {most: options.most, allowed})
  return {...told, named: hb.named(text, book.ids).length > 0, ways: concepts.map(each => each.ways.length),
    hits: hits.map(({n, ...hit}) => ({...hit, id: book.facts[n].id}))}
}"""
_OPEN: Final = """(name, core, rest) => {
  books[name] = new handbookSearch.Book(JSON.parse(parts[core]))
  if (rest) books[name].add(JSON.parse(parts[rest]))
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine makes of a question."""

    hits: tuple[Mapping[str, Any], ...]
    """Best first: `id`, `score`, `coverage`, `head`."""
    covered: bool
    features: Mapping[str, float]
    instead: str | None
    named: bool
    """Whether the question names an id, so that nothing else needs to be asked."""
    ways: tuple[int, ...]
    """How many ways each concept is looked for."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(hit["id"] for hit in self.hits)


class Engine:
    """One V8 with the script in it."""

    def __init__(self) -> None:
        self._v8 = MiniRacer()
        self._v8.eval(sources.engine_script())
        self._v8.eval(
            "var books = {}, parts = {}; handbookSearch.part = (name, text) => { parts[name] = text }"
        )

    def call(self, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript; arguments and answer are JSON."""
        given = ",".join(json.dumps(each) for each in arguments)
        return json.loads(str(self._v8.eval(f"JSON.stringify((({function})({given})) ?? null)")))

    def term(self, word: str, language: Language = "nl") -> str:
        """Give what a word is compared by."""
        return str(self.call("(word, of) => handbookSearch.languages[of].term(word)", word, language))

    def open(
        self, name: str, book: Handbook, language: Language, documents: Iterable[Document], *, most: int = 2
    ) -> None:
        """Index documents and open the first `most` of the two parts of the index."""
        made = index(book, language, documents, sources.searching(language))
        given = [made.manifest[part] for part in ("core", "rest")]
        for file in given:
            self._v8.eval(made.files[file])
        self.call(_OPEN, name, *("core", "rest")[:most])

    def ask(self, name: str, text: str, allow: Sequence[str] | None = None, most: int = 10) -> Answer:
        """Ask an opened handbook; `allow` are the ids that a filter lets through."""
        told = self.call(_ASK, name, text, {"allow": allow, "most": most})
        return Answer(
            hits=tuple(told["hits"]),
            covered=told["covered"],
            features=told["features"],
            instead=told["instead"],
            named=told["named"],
            ways=tuple(told["ways"]),
        )


@cache
def shared() -> Engine:
    """Give the one engine of this process: starting one takes longer than most questions."""
    return Engine()


@cache
def opened(root: Path, language: Language) -> str:
    """Open the handbook of a project in the shared engine, and give the name it has there."""
    name = f"{root}|{language}"
    made = edition(root, language)
    shared().open(name, made.renderer.book, language, made.documents)
    return name
