"""A handbook as one file of HTML: what a site has in many, inside; the same search, and no request at all."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from handbook_gen import sources
from handbook_gen.core.edition import Edition
from handbook_gen.core.pages import addresses
from handbook_gen.core.search import Document, index, part, saying
from handbook_gen.core.search.document import WEIGHTS
from handbook_gen.core.volume import Bound, Inside, Written, file

_TAG: Final = re.compile(r"<[^>]*>")
_END: Final = re.compile(r"</(?=script|style)", re.IGNORECASE)
_MANIFEST: Final = "manifest"


def html(bound: Bound, edition: Edition, written: tuple[Written, ...], day: date, version: str) -> str:
    """Give the whole file."""
    first, search = sources.bound_scripts()
    inside = Inside(
        style=_ours(sources.bound_sheet("file")),
        symbols=Markup(sources.symbols_in_page()),  # noqa: S704  # our own
        first=_ours(first),
        scripts=(_ours(search),),
        parts=tuple((name, _json(value)) for name, value in _parts(bound, edition, written, version).items()),
    )
    return file(bound, edition.renderer, day, inside)


def _parts(bound: Bound, edition: Edition, written: tuple[Written, ...], version: str) -> Mapping[str, Any]:
    """Make the index of what is in the file, whose answers lead to places in it."""
    renderer = edition.renderer
    documents = tuple(_placed(bound, (*edition.documents, *_hand_written(written))))
    made = index(renderer.book, edition.language, documents, sources.searching(edition.language))
    said = saying(renderer.book, renderer.words, documents, version)
    return {
        _MANIFEST: {**made.manifest, **said},
        **{name: part(text) for name, text in made.files.items()},
    }


def _placed(bound: Bound, documents: tuple[Document, ...]) -> Iterator[Document]:
    for each in documents:
        if each.address in bound.places:
            yield replace(each, address=bound.places[each.address])


def _hand_written(pages: tuple[Written, ...]) -> Iterator[Document]:
    for page in pages:
        yield Document(
            id=f"page/{page.address}",
            kind="written",
            address=page.address or addresses.START,
            title=page.title,
            statement=" ".join(Markup(_TAG.sub(" ", page.html)).unescape().split()),  # noqa: S704  # to unescape
            weight=WEIGHTS["written"],
        )


def _ours(text: str) -> Markup:
    """Put a script or a style sheet of ours into HTML: nothing in it ends its element."""
    return Markup(_END.sub(r"<\\/", text))  # noqa: S704  # our own


def _json(value: Any) -> Markup:
    """Write what a script reads: no letter in it means anything to HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", r"\u003c").replace("&", r"\u0026"))  # noqa: S704  # just escaped
