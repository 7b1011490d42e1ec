"""Whether two texts say the same but for a slip of the pen; knows nothing of languages or policies."""

import re
from typing import Final

# What separates digits weighs: 2.5 is not 25.
_NO_WORDS: Final = re.compile(r"https?://\S+|(?<![0-9])[\W_]+|[\W_]+(?![0-9])")
_SHORTEST: Final = 5
_MOST_SLIPS: Final = 3
_LETTERS: Final = 2


def same(old: str, new: str) -> bool:
    """Tell whether a text changed in nothing but punctuation, white space, capitals or slips of the pen."""
    if old == new:
        return True
    before, after = (_NO_WORDS.sub(" ", text.casefold()).split() for text in (old, new))
    if "".join(before) == "".join(after):
        return True
    differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    return (
        len(before) == len(after)
        and len(differing) <= _MOST_SLIPS
        and all(_slip(*pair) for pair in differing)
    )


def _slip(one: str, other: str) -> bool:
    """Tell whether one word is the other with a slip: letters left out or doubled, swapped, or one wrong.

    What comes before a word or at its end changes what it means: legal and illegal, employer and employee.
    """
    short, long = sorted((one, other), key=len)
    if (
        len(short) < _SHORTEST - 1
        or len(long) < _SHORTEST
        or not (one + other).isalpha()
        or long.endswith(short)
    ):
        return False
    if len(short) < len(long):
        return len(long) - len(short) <= _LETTERS and _within(short, long)
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return 0 < wrong[0] < len(one) - 1
    return len(wrong) == _LETTERS and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]


def _within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
