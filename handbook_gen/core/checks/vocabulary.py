"""The words of the tone of voice with their forms, and finding them in a text; judges no text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.checks.lexicon import listed
from handbook_gen.core.checks.prose import words
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.tone import Word
from handbook_gen.core.model.types import Language

# From this many letters on an English word is taken for one that may be a verb: “deal” is not “dealing”.
_MAYBE_A_VERB: Final = 6
_LONG_ENOUGH: Final = 4
_PROBE: Final = 6
_VOWELS: Final = "aeiou"
_LONG_VOWEL: Final = re.compile(r"(?P<before>\w*[^aeiou\W])(?P<vowel>[aeou])(?P=vowel)(?P<last>[^aeiou\W])")
"""How a Dutch word ends whose vowel is written once where a syllable is added: goedkoop, goedkope."""
_SHORT: Final = re.compile(r"^[^aeiou]{1,3}[aeiou][^aeiouw]$")
_SEPARABLE: Final = re.compile(r"(aan|af|bij|door|in|mee|na|om|op|over|toe|uit|voor|weg)(?=[a-z]{4})")
# “The disabled” as a noun; “the disabled toilet” is another thing, and then a word with content follows.
_AFTER_A_NOUN: Final = listed(
    """
    and or but who whom that which with without in on at to of by for from as is are was were be have has had
    do does can could may might must should will would not never also often a an the our their your this these
    than into what
    when where how why if because so yet they we you it he she
    """
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term of the tone, or a form of it, as words."""

    words: tuple[str, ...]
    word: Word
    shown: str
    """How it is written in the entry, or the form of it."""
    exact: bool
    """Whether capitals tell it from another word: `IT` is not “it”."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms in one language, by the word that they begin with."""

    language: Language
    by_first: dict[str, list[Phrase]]
    probes: tuple[str, ...]
    """The beginnings of their longest words: a text without any of these holds no term."""

    def found(self, text: str) -> Iterator[tuple[Word, str]]:
        """Find the terms in a text: each entry with the words as they stand there."""
        folded = text.casefold()
        if not any(probe in folded for probe in self.probes):
            return
        said = words(text)
        for start, first in enumerate(said):
            for phrase in self.by_first.get(first, ()):
                end = start + len(phrase.words)
                if tuple(said[start:end]) == phrase.words and self._meant(phrase, text, said[end : end + 1]):
                    yield phrase.word, phrase.shown

    def _meant(self, phrase: Phrase, text: str, after: list[str]) -> bool:
        if phrase.exact and not re.search(rf"\b{re.escape(phrase.shown)}\b", text):
            return False
        as_a_noun = self.language == "en" and phrase.words[0] == "the"
        return not as_a_noun or not after or after[0] in _AFTER_A_NOUN


def vocabulary(entries: Iterable[Word], language: Language) -> Vocabulary:
    """Index the terms of entries with their forms."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for word in entries:
        seen: set[tuple[str, ...]] = set()
        for term in word.terms.said(language):
            written = tuple(words(term))
            exact = len(term) > 1 and term.isupper() and term.isalpha()
            for form in (written,) if exact else _forms(written, language):
                if form and form not in seen:
                    seen.add(form)
                    shown = term if form == written else " ".join(form)
                    found[form[0]].append(Phrase(form, word, shown, exact))
    longest = (max(each.words, key=len) for every in found.values() for each in every)
    probes = dict.fromkeys(re.split("['’]", word)[0][:_PROBE] for word in longest)
    return Vocabulary(language, dict(found), tuple(probes))


def channels_of(book: Handbook, cited: Iterable[str]) -> frozenset[str] | None:
    """Give the channels that are meant by channels and platforms; None for all of them."""
    named = frozenset(cited)
    if "all" in named:
        return None
    every = book.policy.channels.channels
    return frozenset(each.id for each in every if each.id in named or each.platform in named)


def overlap(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Tell whether two sets of channels share one; None is all of them."""
    if one is None or other is None:
        return one != frozenset() and other != frozenset()
    return not one.isdisjoint(other)


def _forms(term: tuple[str, ...], language: Language) -> Iterator[tuple[str, ...]]:
    """Give a term in its forms: the last word of a phrase may be a plural, a word alone a verb too."""
    if not term:
        return
    yield term
    last = term[-1]
    if len(last) < _LONG_ENOUGH - 1 or not last.isalpha():
        return
    ends = _dutch(last, alone=len(term) == 1) if language == "nl" else _english(last, alone=len(term) == 1)
    for end in ends:
        yield (*term[:-1], end)


def _english(word: str, *, alone: bool) -> Iterator[str]:
    yield from (f"{word}s", f"{word}'s")
    if word.endswith(("s", "x", "ch", "sh")):
        yield f"{word}es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ier", f"{word[:-1]}iest")
    elif alone and len(word) >= _LONG_ENOUGH:
        yield f"{word.removesuffix('e')}est"
    if alone and len(word) >= _MAYBE_A_VERB:
        stem = word if word.endswith("ee") else word.removesuffix("e")
        yield from (f"{word.removesuffix('e')}ed", f"{stem}ing")


def _dutch(word: str, *, alone: bool) -> Iterator[str]:
    doubled = f"{word}{word[-1]}" if _SHORT.search(word) else word
    if long := _LONG_VOWEL.fullmatch(word):
        doubled = long["before"] + long["vowel"] + {"f": "v", "s": "z"}.get(long["last"], long["last"])
    yield from (f"{word}s", f"{word}'s", f"{doubled}en", f"{doubled}e")
    if alone:
        yield from (f"{doubled}ere", f"{word}st", f"{word}ste")
    if word.endswith("e"):
        yield f"{word}n"
    if alone and len(word) >= _MAYBE_A_VERB and word.endswith("en") and not word.startswith("ge"):
        yield from _conjugated(word)


def _conjugated(verb: str) -> Iterator[str]:
    """Give the regular forms of what looks like a Dutch verb: aanwendt, aanwendde, aangewend.

    The bare stem is left out where it may be a noun, as “inzet” is of “inzetten”.
    """
    stem = _stem(verb.removesuffix("en"))
    ending = "t" if stem[-1] in "tkfsp" or stem.endswith("ch") else "d"
    past = f"{stem}{ending}e"
    separable = _SEPARABLE.match(stem)
    before, rest = (separable[1], stem[separable.end() :]) if separable else ("", stem)
    done = f"{before}ge{rest}{'' if rest.endswith(ending) else ending}"
    yield from (f"{stem}t", past, f"{past}n", done, f"{done}e")
    if stem.endswith("eer"):
        yield stem


def _stem(stem: str) -> str:
    """Write the stem of a Dutch verb as it stands at the end of a word: garander → garandeer, zegg → zeg."""
    if len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem[:-1]
    if stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
        stem = f"{stem[:-1]}{stem[-2]}{stem[-1]}" if stem[-2] != "i" else stem
    return {"v": stem[:-1] + "f", "z": stem[:-1] + "s"}.get(stem[-1], stem)
