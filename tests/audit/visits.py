"""Which pages are looked at for accessibility: one of each template and language; looks at none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language

_TITLE: Final = re.compile(r"<h1\b")
_ABOVE: Final = {"root.html", "lost.html"}
"""Pages above the versions of a site; both are visited by their address."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to look at, by its address below the root of a site."""

    kind: str
    language: Language
    address: str


def kinds() -> frozenset[str]:
    """Give every template that is a whole page: it has a heading of the first level."""
    pages = {name for name, text in sources.templates().items() if _TITLE.search(text)}
    return frozenset(pages - _ABOVE)


def visits(book: Handbook, site: Path, version: str) -> Iterator[Visit]:
    """Give of each kind that a handbook has its largest page, and those that no template of ours makes."""
    yield Visit("root", book.languages[0], "")
    for language in book.languages:
        root = site / language / version
        edition = edition_of(book, sources.words(language), sources.templates())
        of = {page.address: page.template for page in edition.pages}
        found = [path.parent.relative_to(root).as_posix() + "/" for path in root.rglob("index.html")]
        by_size = sorted(found, key=lambda address: ((root / address / "index.html").stat().st_size, address))
        made = {of.get(address.removeprefix("./"), "written"): address for address in by_size}
        for kind, address in sorted(made.items()):
            yield Visit(kind, language, f"{language}/{version}/{address.removeprefix('./')}")
        yield Visit("lost", language, f"{language}/404.html")
