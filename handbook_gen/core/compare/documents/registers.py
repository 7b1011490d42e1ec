"""What the rules lean on: definitions and laws; the rules that cite them are judged by others."""

import re
from collections.abc import Iterator
from typing import Final

from handbook_gen.core.compare.binding import informs
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, changed
from handbook_gen.core.compare.rules.wording import said, told
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.glossary import Term
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, Language


def definition(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what a word means: open where a rule uses it, for that rule now means something else."""
    if all(each.level == "editorial" for each in said(fact.before, fact.after)):
        yield changed("text-reworded", "editorial", fact)
    elif used := _used(sides.before, fact.pair.before) | _used(sides.after, fact.pair.after):
        yield changed("definition-changed", "undecided", fact, facts={"rules": " ".join(sorted(used))})
    else:
        yield changed("definition-changed", "administrative", fact)


def synonyms(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that people find a word by other words."""
    yield changed("keywords-changed", "editorial", fact)


def _used(book: Handbook, term: object) -> frozenset[str]:
    """Give the ids of the published rules that mention a term or say its name or a synonym of it."""
    if not isinstance(term, Term):
        return frozenset()
    cited = {spot.id for spot in book.cited_by.get(("term", term.id), ()) if spot.noun == Rule.noun}
    found = {rule.id for rule in book.published if rule.id in cited}
    for language in LANGUAGES:
        name = term.name.said(language)
        names = [each for each in (name, *term.synonyms.said(language)) if each]
        found |= _saying(book, names, language) if names else set()
    return frozenset(found)


def _saying(book: Handbook, names: list[str], language: Language) -> set[str]:
    """Give the rules that say one of some words; most are sifted out without a regular expression."""
    words = [name.casefold() for name in names]
    asked = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\w{{0,2}}\b")
    likely = ((rule, text) for rule, text in book.spoken[language].items() if any(w in text for w in words))
    return {rule for rule, text in likely if asked.search(text)}


JUDGES: Final[Judges] = {
    "term.name": informing.NAME,
    "term.text": definition,
    "term.synonyms": synonyms,
    "law.title": told("name-changed"),
    "law.consulted": informs("consultation-changed"),
    "law.checked_by": informs("consultation-changed"),
    "law.replaced_by": informs("law-replaced"),
}
