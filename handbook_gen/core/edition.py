"""The way out on one screen: a handbook in, all there is to publish of it in one language out."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages.kinds import pages
from handbook_gen.core.pages.page import Page
from handbook_gen.core.render import Renderer
from handbook_gen.core.search import Document, documents
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Edition:
    """A handbook in one language, ready for a door to publish."""

    language: Language
    pages: tuple[Page, ...]
    documents: tuple[Document, ...]
    renderer: Renderer


def edition_of(
    book: Handbook, words: Words, templates: Mapping[str, str], permanent_root: str = ""
) -> Edition:
    """Make the pages and search documents of a handbook in one language."""
    renderer = Renderer(book, words, templates, permanent_root)
    made = pages(book, words)
    return Edition(words.language, made, documents(book, made, words, renderer.words_of), renderer)
