"""What the rules lean on: the words that they use and the laws behind them."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the glossary and the page of the law."""
    yield from _glossary(book, words)
    yield from _law(book, words)


def _glossary(book: Handbook, words: Words) -> Iterator[Page]:
    terms = sorted(
        book.policy.glossary.terms, key=lambda term: words.alphabetical(term.name.best(words.language))
    )
    if terms:
        yield Page(
            address=addresses.GLOSSARY,
            template="glossary.html",
            title=words("glossary.title"),
            description=words("glossary.description"),
            tab="about",
            data={"terms": terms},
        )


def _law(book: Handbook, words: Words) -> Iterator[Page]:
    laws = book.policy.law.law
    if laws:
        citing: dict[str, list[Rule]] = {law.id: [] for law in laws}
        for rule in book.published:
            basis = rule.basis.law if rule.basis else None
            for identity in dict.fromkeys([*rule.law, basis or ""]):
                citing.setdefault(identity, []).append(rule)
        yield Page(
            address=addresses.LAW,
            template="law.html",
            title=words("law.title"),
            description=words("law.description"),
            tab="about",
            data={
                "laws": [
                    (law, citing[law.id], book.role(law.checked_by), book.get("law", law.replaced_by))
                    for law in laws
                ]
            },
        )
