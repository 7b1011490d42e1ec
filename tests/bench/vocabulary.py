"""Words for synthetic policies, each as often as such words are in a real one; writes no texts.

The same call gives the same words: the given ones come first, the others are from the engine's list of Dutch
words, alone or two to a compound. The numbers are measured on the model policy.
"""

import itertools
import random
from collections.abc import Collection, Sequence
from importlib import resources
from typing import Final

SIZE: Final = 8000
"""Different words beside the given ones."""
COMPOUNDS: Final = 0.3
"""How many of them are two words in one."""
_SHORT: Final = 7
"""Letters of the longest word that is made into a compound."""
_RANK: Final = 30
"""Added to the rank of a word in Zipf's law, as Mandelbrot did: in a handbook no word stands out."""
_SILENT: Final = 0.44
"""How many of the words in a text carry nothing (the, with, because)."""

Vocabulary = tuple[tuple[str, ...], tuple[float, ...]]
"""Words, and the sums of their weights as `random.choices` takes them."""


def varied(frequent: Sequence[str], silent: Collection[str]) -> Vocabulary:
    """Give many words, the frequent ones first; `silent` tells which of them carry nothing."""
    listed = resources.files("handbook_gen") / "engine" / "vendor" / "dutch-words.txt"
    known = listed.read_text(encoding="utf-8").split()
    dice = random.Random(SIZE)  # noqa: S311  # no secret, the same words every time
    short = [word for word in known if len(word) <= _SHORT]
    made = [
        dice.choice(short) + dice.choice(short) if dice.random() < COMPOUNDS else dice.choice(known)
        for _ in range(SIZE)
    ]
    words = tuple(dict.fromkeys((*frequent, *made)))
    return words, tuple(itertools.accumulate(_weights(words, frozenset(silent))))


def _weights(words: Sequence[str], silent: frozenset[str]) -> list[float]:
    content = iter(range(len(words)))
    weights = [0.0 if word in silent else 1 / (next(content) + _RANK) for word in words]
    mute = sum(word in silent for word in words)
    each = sum(weights) * _SILENT / (1 - _SILENT) / max(1, mute)
    return [weight or each for weight in weights]
