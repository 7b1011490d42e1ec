"""HB704: terms in a rule with no test, such as “appropriate”; what a rule demands is not judged."""

from collections.abc import Iterator

from handbook_gen.core.checks import terms
from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import Told, bare, in_languages, unquoted
from handbook_gen.core.links import spot
from handbook_gen.core.model import Rule
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Finding, Kind, Severity


@check("HB704", "vague-term", Severity.WARNING)
def vague_term(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that ask for what is “appropriate” or “reasonable” and do not say how one can tell.

    Why: who must keep the rule cannot know what it asks, and who must uphold it has nothing to point at.
    Repair: say what must be done or left; or add an example, or explain the term in the glossary.
    A rule with an example is not asked, nor a term that the glossary or a trait of the tone explains, that is
    made concrete in the same text (a colon, “such as”), or that stands in quotation marks. Terms of law such
    as “reasonable suspicion” are none of ours. Freedoms (`may`) are not asked.
    Source: C29.
    """
    defined = _defined(book)
    for rule in book.published:
        if rule.modality == "may" or rule.examples.do or rule.examples.dont:
            continue
        found = [(told, term) for told in _binding(book, rule) if (term := _vague(told, defined))]
        if found:
            (_, path, language, _), term = found[0]
            others = tuple(spot(rule, *way, other) for (_, way, other, _), _ in found[1:])
            yield Finding(kind, spot(rule, *path, language), {"term": term}, related=others)


def _binding(book: Handbook, rule: Rule) -> Iterator[Told]:
    """Give the texts by which a rule binds."""
    yield from in_languages(book, rule, ("statement",), rule.statement)
    yield from in_languages(book, rule, ("title",), rule.title)


def _vague(told: Told, defined: frozenset[str]) -> str:
    """Give the first vague term in a text that neither the text nor the handbook makes concrete."""
    _, _, language, text = told
    if not _suspect(language, text):
        return ""
    said = unquoted(bare(text))
    for found in terms.VAGUE[language].finditer(said):
        if found.lastgroup not in defined and not terms.TEST[language].search(said, found.end()):
            return " ".join(found[0].split())
    return ""


def _suspect(language: Language, text: str) -> bool:
    text = text.casefold()
    return any(stem in text for stem in terms.VAGUE_STEMS[language])


def _defined(book: Handbook) -> frozenset[str]:
    """Name the vague terms that the glossary or the traits of the tone explain."""
    found: set[str] = set()
    for language in book.languages:
        names = [each.name.said(language) for each in book.policy.glossary.terms]
        names += [name for each in book.policy.glossary.terms for name in each.synonyms.said(language)]
        names += [trait.name.said(language) for trait in book.policy.tone.traits if trait.text or trait.do]
        for name in filter(None, names):
            found.update(each.lastgroup or "" for each in terms.VAGUE[language].finditer(name))
    return frozenset(found)
