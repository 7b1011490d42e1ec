"""The words of a text roughly cut to their stems, to see whether two texts say the same; no dictionary."""

from functools import lru_cache
from typing import Final

from handbook_gen.core.checks.prose import bare

_AROUND: Final = ".,;:!?…()[]‘'“”\"*_-–"
_SHORTEST: Final = 3
_VOWELS: Final = "aeiou"


def stems(text: str, small: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the stems of the words of a text, without `small` words."""
    words = (word.strip(_AROUND) for word in bare(text).replace("’", "'").casefold().split())
    return frozenset(_stem(word) for word in words if word and word not in small)


def _cut(word: str) -> str:
    """Cut plurals and the endings of verbs: photos and photo, zetten and zet."""
    word = _without(word, ("'s", "s"))
    short = _without(word, ("ing", "en", "ed", "e"))
    doubled = short != word and short[-1] == short[-2] and short[-1] not in _VOWELS
    return short[:-1] if doubled and len(short) > _SHORTEST else short


def _without(word: str, endings: tuple[str, ...]) -> str:
    ending = next(
        (each for each in endings if word.endswith(each) and len(word) >= len(each) + _SHORTEST), ""
    )
    return word.removesuffix(ending)


_stem: Final = lru_cache(maxsize=20_000)(_cut)
