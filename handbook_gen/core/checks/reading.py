"""How hard a text is to read: lengths, syllables and passives of its sentences; asks nothing of anybody.

Counted here and by no library: textstat gives both formulas right, but fetches a pronouncing dictionary over
the network while it runs, and counts Dutch by where words may be hyphenated: one syllable in forty is missed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from handbook_gen.core.checks.passive import passive
from handbook_gen.core.checks.prose import bare, sentences, unquoted
from handbook_gen.core.model.types import Language

LONG: Final = 25
"""Words in a sentence above which most readers lose the thread."""

_LETTER: Final = re.compile(r"[^\W\d_]")
_PART: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DUTCH: Final = re.compile(
    r"eeuw|ieuw|eau|aai|ooi|oei|aa|ee|éé|ie|oo|uu|eu|ui|oe|ij|ei|au|ou|ai|ey|ea(?=m)|[aeiouyáéèêëïíóöúü]"
)
_ENGLISH: Final = re.compile(r"[aeiouyéï]+")
# Letters that are written and not heard: rule, asked, posts and sites, colleague, something.
_SILENT: Final = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouytdl]|[aeioul]l)ed$|(?:[^aeioucgsxyzl]|[aeiou]l)es$"
    r"|(?:ea|o|i)[gq]ues?$|(?<=^som)e(?=one)"
    r"|[^aeiouyl]e(?=(?:ments?|ty|ly|less|ful|thing|how|where|times?|body|book|house)$)"
)
# Vowels that stand together and are heard apart: video, client, employer, saying, didn't.
_APART: Final = re.compile(
    r"(?<![cgstnl])i[ao](?!u)|eo(?!p)|[^ct]ie(?:nt|t)|[ou]ye|nyo|[aeiouy]ing|[^q]u[ae](?![lrs]|$)|[aeiou]ism|sm$|dn['’]t$"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in a text, or in several together."""

    words: int = 0
    syllables: int = 0
    sentences: int = 0
    long: int = 0
    """Sentences of more than `LONG` words."""
    passive: int = 0
    longest: str = ""
    """The longest sentence, as it reads."""
    most: int = 0
    """The words in it."""
    undone: str = ""
    """The first sentence in the passive."""


def _counted(language: Language, text: str) -> Measure:
    hear = _HEARD[language].__getitem__
    words: list[int] = []
    undone: list[str] = []
    sums, longest = 0, ""
    for each in sentences(unquoted(bare(text))):
        heard = list(map(hear, each.lower().split()))
        if count := len(heard) - heard.count(0):
            longest = each if not words or count > max(words) else longest
            words.append(count)
            sums += sum(heard)
            if passive(language, each):
                undone.append(each)
    return Measure(
        words=sum(words),
        syllables=sums,
        sentences=len(words),
        long=sum(count > LONG for count in words),
        passive=len(undone),
        longest=" ".join(longest.split()),
        most=max(words, default=0),
        undone=" ".join(undone[0].split()) if undone else "",
    )


measured: Final = lru_cache(maxsize=20_000)(_counted)  # a policy is read again on every save
"""Measure a text as a reader sees it: without code, addresses, and what it only quotes."""


def total(measures: Iterable[Measure]) -> Measure:
    """Add up what was counted."""
    counted = list(measures)
    return Measure(
        words=sum(each.words for each in counted),
        syllables=sum(each.syllables for each in counted),
        sentences=sum(each.sentences for each in counted),
        long=sum(each.long for each in counted),
        passive=sum(each.passive for each in counted),
    )


def ease(language: Language, counted: Measure) -> float:
    """Give the reading ease, from about 100 (very easy) down to 0 (very hard).

    Source: Flesch 1948 for English; Douma 1960 for Dutch, whose words are longer.
    """
    if not counted.words:
        return 100.0
    length, weight = counted.words / counted.sentences, counted.syllables / counted.words
    if language == "nl":
        return 206.84 - 0.93 * length - 77 * weight
    return 206.835 - 1.015 * length - 84.6 * weight


def syllables(language: Language, word: str) -> int:
    """Count the syllables of a word in lower case, as nearly as its letters tell; of a number, none."""
    return _HEARD[language][word]


def _dutch(word: str) -> int:
    return max(len(_DUTCH.findall(word)), bool(_LETTER.search(word)))


def _english(word: str) -> int:
    parts = [part.removesuffix("'s").removesuffix("’s") for part in _PART.findall(word)]
    return sum(
        max(1, len(_ENGLISH.findall(p)) - len(_SILENT.findall(p)) + len(_APART.findall(p))) for p in parts
    )


class _Heard(dict[str, int]):
    """The syllables of every word so far: the words of a policy are few, and come back."""

    def __init__(self, count: Callable[[str], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, word: str) -> int:
        self[word] = self._count(word)
        return self[word]


_HEARD: Final[Mapping[Language, _Heard]] = {"nl": _Heard(_dutch), "en": _Heard(_english)}
