"""An article that counts, as the number in its place in the other text shows: a year, two years; no more."""

import re
from difflib import SequenceMatcher
from typing import Final

from handbook_gen.core.meaning.numbers import spelled
from handbook_gen.core.model.types import Language

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ARTICLES: Final = {"een": "één", "a": "one", "an": "one"}
_LONGEST: Final = 4000
"""Longer texts are read as they are."""


def counted(before: str, after: str, language: Language) -> tuple[str, str]:
    """Write the article as a number where a number stands in its place in the other text."""
    if max(len(before), len(after)) > _LONGEST:
        return before, after
    sides = [list(_WORD.finditer(text)) for text in (before, after)]
    words = [[match[0].lower() for match in side] for side in sides]
    ones: tuple[list[re.Match[str]], list[re.Match[str]]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if tag == "replace":
            for n, m in zip(range(a, b), range(c, d), strict=False):
                if _article(words[0], n) and _number(words[1][m], language):
                    ones[0].append(sides[0][n])
                if _article(words[1], m) and _number(words[0][n], language):
                    ones[1].append(sides[1][m])
    return _written(before, ones[0]), _written(after, ones[1])


def _article(words: list[str], at: int) -> bool:
    """Tell whether a word is an article, and not of half a year."""
    return words[at] in _ARTICLES and words[at + 1 : at + 2] not in (["half"], ["halve"], ["quarter"])


def _number(word: str, language: Language) -> bool:
    return word.isdecimal() or (word not in _ARTICLES and spelled([word], 0, language) is not None)


def _written(text: str, ones: list[re.Match[str]]) -> str:
    for match in reversed(ones):
        text = f"{text[: match.start()]}{_ARTICLES[match[0].lower()]}{text[match.end() :]}"
    return text
