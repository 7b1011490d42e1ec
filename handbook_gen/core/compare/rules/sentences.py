"""Sentences of a text that was taken apart, or put together from several; judges nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD: Final = re.compile(r"\w+")
_RELATED: Final = 0.5
"""How much of the shorter of two sentences the other has as well, if both are about one thing."""
_MOST_PAIRS: Final = 2_500
"""Of texts with more that differs than this, nothing is said but that it does."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A text and its parts: the sentences that are on one side only, and that nothing there is like."""

    whole: str
    gone: tuple[str, ...]
    """Sentences of the whole that are nowhere in the parts."""
    new: tuple[tuple[str, ...], ...]
    """For each part its sentences that are nowhere in the whole; those of several stand at the first."""
    recast: bool
    """Whether other sentences are said in another way."""

    def text(self, number: int) -> str:
        """Give the words of the whole with what is new in a part; at the first, without what is nowhere."""
        gone, new = self.gone if number == 0 else (), self.new[number]
        if not gone and not new:
            return self.whole
        return " ".join((*(each for each in sentences(self.whole) if each not in gone), *new))


def sentences(text: str) -> tuple[str, ...]:
    """Give the sentences of a text; a line ends one as well."""
    return tuple(filter(None, (sentence.strip() for sentence in _SENTENCE.split(text))))


def parted(whole: str, parts: Sequence[str]) -> Parted:
    """Find what a text and its parts have in common; a sentence counts once, however often it is said."""
    homes: dict[str, int] = {}
    for number, part in enumerate(parts):
        for each in sentences(part):
            homes.setdefault(each, number)
    there = dict.fromkeys(sentences(whole))
    left = [each for each in there if each not in homes]
    came = [each for each in homes if each not in there]
    if len(left) * len(came) > _MOST_PAIRS:
        return Parted(whole, (), tuple(() for _ in parts), recast=True)
    gone = tuple(each for each in left if not any(_related(each, other) for other in came))
    new = [each for each in came if not any(_related(each, other) for other in left)]
    by_part = tuple(tuple(each for each in new if homes[each] == number) for number in range(len(parts)))
    return Parted(whole, gone, by_part, recast=len(gone) < len(left) or len(new) < len(came))


def _related(one: str, other: str) -> bool:
    words, others = (frozenset(_WORD.findall(each.casefold())) for each in (one, other))
    return len(words & others) >= _RELATED * max(1, min(len(words), len(others)))
