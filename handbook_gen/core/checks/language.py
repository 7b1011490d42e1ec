"""HB7nn, tone and language: what is said in one language and not in the other, and what is shown as typed."""

from collections.abc import Iterator

from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.shape import Saying
from handbook_gen.core.model.types import TextValue
from handbook_gen.core.problems import Finding, Kind, Severity
from handbook_gen.core.text import unsupported


@check("HB701", "missing-translation", Severity.ERROR, stops=True, local=True)
def missing_translation(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find texts that are missing in a language the handbook is published in.

    Why: a reader of the other language would miss it, or read it in a language they may not know.
    Repair: add the text, or take the language out of `languages` in handbook.yml until it is translated.
    Drafts are not asked: nobody reads them yet.
    Source: demand C26, each published text exists in every published language.
    """
    for item, said in _read_by_others(book):
        for language in book.languages:
            if not said.text.said(language):
                yield Finding(kind, spot(item, *said.path), {"language": language})


@check("HB702", "unsupported-markup", Severity.WARNING, local=True)
def unsupported_markup(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find Markdown or HTML that readers will see as it was typed.

    Why: texts of a policy know paragraphs, emphasis, code, lists and links with a safe scheme; a table or an
    image is shown literally, which is safe but looks like a mistake.
    Repair: say it in words, or put it on a page in content/.
    """
    for item, said in _read_by_others(book):
        if isinstance(said.text, TextValue):
            for language, words in said.text.texts():
                for markup in unsupported(words):
                    yield Finding(kind, spot(item, *said.path, language), {"markup": markup})


def _read_by_others(book: Handbook) -> Iterator[tuple[Item, Saying]]:
    """Give every text that somebody reads, drafts left out."""
    return (
        (item, said) for item, said in book.sayings if not (isinstance(item, Rule) and item.status == "draft")
    )
