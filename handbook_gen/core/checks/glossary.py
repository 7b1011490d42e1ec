"""HB7nn, glossary: abbreviations without a meaning, meanings without a use, and two meanings for one word."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import Told, bare, read_by_others, words
from handbook_gen.core.checks.terms import KNOWN_ABBREVIATIONS, LOUD
from handbook_gen.core.links import spot
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.glossary import Term
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Finding, Kind, Severity

_USED_IN: Final = ("rule", "reply", "channel")
_EXPLAINING: Final = ("term", "role", "audience", "channel", "law", "topic", "level", "question")
_CAPITALS: Final = re.compile(r"[A-Z][A-Z]")
_ABBREVIATION: Final = re.compile(
    r"(?<![\w#@&+./-])([A-Z][A-Z0-9&]{1,5})(?:[’']?s)?(?![\w&@/+]|\.\w|-\d|[’']s?[A-Z])"
)
# A road, a size of paper, a quarter, a level of language, and Roman numbers.
_NONE: Final = re.compile(r"[A-Z]\d+|[IVX]+")
_SHOUTED: Final = re.compile(r"(?:\b[A-Z]{2,}\b[ .!]+){2,}\b[A-Z]{2,}\b")
_LONG: Final = 6
_SHORT: Final = 3


@check("HB708", "undefined-abbreviation", Severity.WARNING)
def undefined_abbreviation(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find abbreviations in rules, replies and channels that the handbook explains nowhere.

    Why: who started last month, or asks us something as a customer, cannot look up what it stands for.
    Repair: put the term in the glossary with the abbreviation among its `synonyms`, or write it in full.
    Each is found once, at its first use. One that is spelled out beside it in the same item, that is part of
    the name of a role, a law, a channel or the organisation, or made of the first letters of one, is
    explained; so are those that everybody reads as a word (IT, AI, pdf). Bad examples, names of sources and
    what is written large for its weight are not asked.
    Source: C38.
    """
    known = KNOWN_ABBREVIATIONS | _explained(book)
    uses: defaultdict[str, list[Told]] = defaultdict(list)
    spelled: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for told in read_by_others(book):
        item, path, language, text = told
        if item.noun in _USED_IN and _CAPITALS.search(text):
            for abbreviation in _abbreviations(language, text):
                if _spelled_out(abbreviation, text):
                    spelled[abbreviation].add(_key(item))
                elif abbreviation not in known and "dont" not in path and "references" not in path:
                    uses[abbreviation].append(told)
    for abbreviation, used in uses.items():
        places = [told for told in used if _key(told[0]) not in spelled[abbreviation]]
        if places:
            item, path, language, _ = places[0]
            count = len({_key(told[0]) for told in places})
            facts = {"abbreviation": abbreviation, "count": str(count)}
            variant = "more" if count > 1 else ""
            yield Finding(kind, spot(item, *path, language), facts, variant)


@check("HB709", "unused-term", Severity.INFO)
def unused_term(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find entries of the glossary whose word occurs in no text of the policy.

    Why: an entry that explains nothing stands in the way of those that do.
    Repair: mention it where it is meant, as `[[term:id]]`, or take it away.
    A word counts in any form and in any language, as part of a longer word too, and so does a synonym; words
    in hand-written pages are not seen, but a mention of the term elsewhere in the policy is.
    Source: C38.
    """
    elsewhere: list[str] = []
    inside: dict[str, str] = {term.id: "" for term in book.policy.glossary.terms}
    for item, said in book.sayings if inside else ():
        for _, text in said.text.texts():
            if isinstance(item, Term):
                inside[item.id] += f"{text} \0 "
            else:
                elsewhere.append(text)
    rest, entries = _folded(" \0 ".join(elsewhere)), _folded("".join(inside.values()))
    known = f" {' '.join(set(rest.split()))} "
    for term in book.policy.glossary.terms:
        cited = any(each.id != term.id or each.noun != "term" for each in book.cited_by.get(_key(term), ()))
        own = _folded(inside[term.id])
        if not cited and not any(
            _used(form, known, rest) or _more(form, entries, own) for form in _forms(term)
        ):
            yield Finding(kind, spot(term), {"term": term.name.best(book.languages[0])})


@check("HB710", "two-definitions", Severity.WARNING)
def two_definitions(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find words that two entries of the glossary explain.

    Why: who looks the word up finds one of the two, and not always the one that is meant.
    Repair: make one entry of them, or take the word out of the `synonyms` of one.
    Source: C38.
    """
    first: dict[tuple[Language, tuple[str, ...]], tuple[Term, tuple[str | int, ...]]] = {}
    told: set[tuple[str, str]] = set()
    for term in book.policy.glossary.terms:
        for path, language, name in _names(book, term):
            other, where = first.setdefault((language, tuple(words(name))), (term, path))
            if other.id != term.id and (other.id, term.id) not in told:
                told.add((other.id, term.id))
                facts = {"term": name, "other": other.id}
                yield Finding(kind, spot(term, *path), facts, related=(spot(other, *where),))


def _names(book: Handbook, term: Term) -> Iterator[tuple[tuple[str | int, ...], Language, str]]:
    """Give the name and synonyms of a term in each published language, with the way to them."""
    for language in book.languages:
        if name := term.name.said(language):
            yield ("name", language), language, name
        for index, synonym in enumerate(term.synonyms.said(language)):
            yield ("synonyms", language, index), language, synonym


def _key(item: Item) -> tuple[str, str]:
    return item.noun, getattr(item, "id", "")


def _folded(text: str) -> str:
    return f" {text} ".casefold().replace("’", "'").replace("\n", " ")


def _forms(term: Term) -> Iterator[tuple[str, bool, bool]]:
    """Give what the forms of a term's names begin with, and whether a word must begin or end there.

    A short name stands alone, a longer one at least in front: “app” is not in “happens”.
    """
    names = [name for _, name in term.name.texts()]
    for name in (*names, *term.synonyms.nl, *term.synonyms.en):
        *before, last = _folded(name).split() or [""]
        short, long = len(last) <= _SHORT, len(last) > _LONG
        stem = last[: max(_LONG - 1, len(last) - 3)] if long else last
        if not short and not long:
            stem = stem.removesuffix("e")
        yield " ".join((*before, stem)), bool(before) or not long, short


def _used(form: tuple[str, bool, bool], known: str, texts: str) -> bool:
    """Tell whether a form of a term occurs in texts; `known` is each word of them once, for speed."""
    parts = form[0].split()
    alone = len(parts) == 1
    return all(part in known for part in parts) and any(_places(form, known if alone else texts))


def _more(form: tuple[str, bool, bool], entries: str, own: str) -> bool:
    """Tell whether a form occurs in other entries than its own."""
    return sum(_places(form, entries)) > sum(_places(form, own))


def _places(form: tuple[str, bool, bool], text: str) -> Iterator[bool]:
    """Find where a form occurs; an empty one nowhere."""
    stem, begins, ends = form
    at = text.find(stem) if stem else -1
    while at >= 0:
        after = at + len(stem)
        if not (begins and text[at - 1].isalnum()) and not (ends and text[after].isalnum()):
            yield True
        at = text.find(stem, after)


def _abbreviations(language: Language, text: str) -> Iterator[str]:
    """Give the abbreviations in a text."""
    for found in _ABBREVIATION.finditer(_SHOUTED.sub(" ", bare(text))):
        if not _NONE.fullmatch(found[1]) and found[1] not in LOUD[language]:
            yield found[1]


def _spelled_out(abbreviation: str, text: str) -> bool:
    """Tell whether a text says what an abbreviation stands for, in brackets behind it or around it."""
    return bool(
        re.search(rf"\({re.escape(abbreviation)}\)|\b{re.escape(abbreviation)} \([^()]*[a-z]{{3}}", text)
    )


def _explained(book: Handbook) -> frozenset[str]:
    """Give the abbreviations that the name of an item explains, or is itself."""
    names = [name for _, name in book.policy.settings.organisation.name.texts()]
    known = Counter[str]()
    for (noun, identity), item in book.items.items():
        if noun in _EXPLAINING:
            names += _called(item)
            known.update(part.upper() for part in identity.split("-"))
    known.update(each for name in names for each in _initials(name))
    return frozenset(known)


def _called(item: Item) -> Iterable[str]:
    name = item.title if isinstance(item, Law) else getattr(item, "name", None)
    yield from (text for _, text in name.texts()) if name else ()
    if isinstance(item, Term):
        yield from (*item.synonyms.nl, *item.synonyms.en)


def _initials(name: str) -> Iterator[str]:
    """Give the abbreviations in a name, and the first letters of its words with and without small ones."""
    yield name.upper()
    yield from re.findall(r"[A-Z][A-Z0-9&]+", name)
    parts = re.findall(r"\w+", name)
    yield "".join(part[0] for part in parts).upper()
    yield "".join(part[0] for part in parts if len(part) > _SHORT).upper()
