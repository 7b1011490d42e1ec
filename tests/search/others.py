"""Other engines on the same documents: Material's worker with lunr, and Pagefind; judges nothing."""

import asyncio
import html
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pagefind.index import PagefindIndex
from playwright.sync_api import Browser
from py_mini_racer import MiniRacer

from handbook_gen.core.model.types import Language
from handbook_gen.core.search import Document
from handbook_gen.core.search.document import joined
from tests.conftest import serving
from tests.search.measures import MOST

Answers = Mapping[str, Sequence[str]]
"""The ids that each question gets, best first."""

# What Material's search plugin writes where nothing is set.
_FIELDS: Final = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
_PIPELINE: Final = ("stopWordFilter",)
_SETUP, _QUERY = 0, 2
_WORKER: Final = """
var self = globalThis, sent = [], listener
var location = {href: "https://example.org/assets/javascripts/workers/search.js"}
var console = {log() {}, warn() {}, error() {}}
var addEventListener = (_, heard) => { listener = heard }
var postMessage = message => { sent.push(message) }
var importScripts = (...names) => names.forEach(name => (0, eval)(files[name.split("/").pop()]))
"""
_PAGEFIND: Final = """async ([questions, language, most]) => {
  const found = await import("/pagefind/pagefind.js")
  await found.options({bundlePath: "/pagefind/"})
  await found.init(language)
  const told = {}
  for (const question of questions) {
    const {results} = await found.search(question)
    const pages = await Promise.all(results.slice(0, most).map(each => each.data()))
    told[question] = pages.map(each => each.raw_url)
  }
  return told
}"""


def lunr(documents: Sequence[Document], language: Language, questions: Sequence[str]) -> Answers:
    """Ask Material's worker as its page does: setup, then a message for each question."""
    assets = resources.files("material") / "templates" / "assets" / "javascripts"
    with MiniRacer() as v8:
        scripts = {each.name: each.read_text("utf-8") for each in (assets / "lunr" / "min").iterdir()}
        wanted = ("lunr.stemmer.support.min.js", f"lunr.{language}.min.js")
        v8.eval(f"var files = {json.dumps({name: scripts[name] for name in wanted if name in scripts})}")
        v8.eval(_WORKER)
        v8.eval(_worker(assets))
        config = {"lang": [language], "separator": _separator(language), "pipeline": _PIPELINE}
        options = {"config": {**config, "fields": _FIELDS}, "docs": [_entry(each) for each in documents]}
        _post(v8, {"type": _SETUP, "data": {**options, "options": {"suggest": True}}})
        return {each: _ids(_post(v8, {"type": _QUERY, "data": each})) for each in questions}


def _worker(assets: Traversable) -> str:
    (file,) = (
        each for each in (assets / "workers").iterdir() if re.fullmatch(r"search\..*\.min\.js", each.name)
    )
    return file.read_text("utf-8")


def _separator(language: Language) -> str:
    """Read at what Material cuts words in a language; English is what it falls back to."""
    partials = resources.files("material") / "templates" / "partials" / "languages"
    said = [(partials / f"{each}.html").read_text("utf-8") for each in (language, "en")]
    found = (re.search(r'"search\.config\.separator": "((?:[^"\\]|\\.)*)"', text) for text in said)
    return str(next(json.loads(f'"{match[1]}"') for match in found if match))


def _entry(document: Document) -> dict[str, Any]:
    """Write a document as the handbook wrote it before it had an engine of its own."""
    told = joined(document.statement, document.reasons, document.examples, document.names, document.keywords)
    tags = {"tags": [document.id]} if document.kind in ("rule", "gone", "word") else {}
    return {
        "location": document.id,
        "title": html.escape(document.title),
        "text": f"<p>{html.escape(told)}</p>",
        **tags,
    }


def _post(v8: MiniRacer, message: Mapping[str, Any]) -> dict[str, Any]:
    v8.eval(f"sent.length = 0; listener({{data: {json.dumps(message)}}}); 0")
    (answer,) = json.loads(str(v8.eval("JSON.stringify(sent)")))
    return dict(answer)


def _ids(answer: Mapping[str, Any]) -> Sequence[str]:
    """Give every document in the order of the list, in which those of one page stand together."""
    return [entry["location"] for group in answer["data"]["items"] for entry in group][:MOST]


def pagefind(
    documents: Sequence[Document], language: Language, questions: Sequence[str], browser: Browser
) -> Answers:
    """Ask Pagefind as a page does: each document is a small page with its title as heading."""
    with TemporaryDirectory() as folder:
        with ThreadPoolExecutor(1) as pool:  # Playwright has a loop of its own in this thread
            pool.submit(asyncio.run, _indexed(documents, language, Path(folder) / "pagefind")).result()
        (Path(folder) / "index.html").write_text(f'<!doctype html><html lang="{language}"></html>', "utf-8")
        with serving(Path(folder)) as address:
            page = browser.new_page()
            page.goto(address)
            told = page.evaluate(_PAGEFIND, [list(questions), language, MOST])
            page.close()
    return {question: [url.removeprefix("/") for url in urls] for question, urls in told.items()}


async def _indexed(documents: Sequence[Document], language: Language, folder: Path) -> None:
    async with PagefindIndex(config={"output_path": str(folder), "force_language": language}) as index:
        for each in documents:
            entry = _entry(each)
            tag = html.escape(" ".join(entry.get("tags", ())))
            body = f"<h1>{entry['title']}</h1>{entry['text']}<p>{tag}</p>"
            page = f'<!doctype html><html lang="{language}"><body>{body}</body></html>'
            await index.add_html_file(content=page, url=f"/{each.id}")
