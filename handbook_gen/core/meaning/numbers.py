"""Numbers as words: Dutch compounds, English sequences, halves and dozens; knows no units and no digits."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.types import Language

_UNITS_NL: Final = ["een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS_NL: Final = [
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS_NL: Final = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_SMALL_EN: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS_EN: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ALONE: Final[Mapping[Language, Mapping[str, str]]] = {
    "nl": {
        "één": "1", "eén": "1", "nul": "0", "eenmaal": "1", "tweemaal": "2", "driemaal": "3",
        "anderhalf": "1.5",
        "anderhalve": "1.5", "dozijn": "12", "eenmalig": "1", "half": "0.5", "halve": "0.5", "eens": "1",
    },
    "en": {"zero": "0", "once": "1", "twice": "2", "thrice": "3", "dozen": "12", "half": "0.5"},
}  # fmt: skip
_TIMES: Final = {"eenmaal", "tweemaal", "driemaal", "eens", "eenmalig", "once", "twice", "thrice"}
_ORDINALS: Final[Mapping[Language, str]] = {
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
}
_SCALES_EN: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_SCALES_NL: Final = {"miljoen": 1_000_000, "honderd": 100, "duizend": 1000}
_LONGEST: Final = 60


def _dutch() -> dict[str, int]:
    units = dict(zip(_UNITS_NL, (1, 1, *range(2, 10)), strict=True))
    small = units | {word: n for n, word in enumerate(_TEENS_NL, 10)}
    small |= {word: n * 10 for n, word in enumerate(_TENS_NL, 2)}
    for ten, word in enumerate(_TENS_NL, 2):
        for unit, n in units.items():
            for joint in ("en", "ën"):
                small[f"{unit}{joint}{word}"] = ten * 10 + n
    return small


_NL: Final[Mapping[str, int]] = MappingProxyType(_dutch())
_EN: Final[Mapping[str, int]] = MappingProxyType(
    {word: n for n, word in enumerate(_SMALL_EN, 1)}
    | {word: n * 10 for n, word in enumerate(_TENS_EN, 2)}
    | {
        f"{ten}-{unit}": t * 10 + u
        for t, ten in enumerate(_TENS_EN, 2)
        for u, unit in enumerate(_SMALL_EN[:9], 1)
    }
)


def spelled(words: Sequence[str], start: int, language: Language) -> tuple[Decimal, int] | None:
    """Read a number in words from a place: its value, and of how many words it is made; None for no number.

    The Dutch `een` is an article here: whether it counts is for others to say.
    """
    word = words[start]
    if (alone := _ALONE[language].get(word)) is not None:
        return Decimal(alone), 1
    if language == "nl":
        value = None if word == "een" else _dutch_number(word)
        return None if value is None else (Decimal(value), 1)
    return _english_number(words, start)


def repeats(word: str) -> bool:
    """Tell whether a number says how often, such as twice."""
    return word in _TIMES


def ordinal(word: str, language: Language) -> int:
    """Give the place that an ordinal names, or 0."""
    names = _ORDINALS[language].split()
    return names.index(word) + 1 if word in names else 0


@lru_cache(maxsize=4096)
def _dutch_number(word: str) -> int | None:
    if len(word) > _LONGEST:
        return None
    if word in _NL:
        return _NL[word]
    for scale in ("duizend", "honderd"):
        head, found, tail = word.partition(scale)
        if found:
            many = 1 if not head else _dutch_number(head)
            rest = 0 if not tail else _dutch_number(tail.removeprefix("en"))
            return None if many is None or rest is None else many * _SCALES_NL[scale] + rest
    return None


def _english_number(words: Sequence[str], start: int) -> tuple[Decimal, int] | None:
    total, current, at, seen = 0, 0, start, False
    while at < len(words) and at < start + _LONGEST:
        word = words[at]
        if word in _EN and not (seen and current % 10 and current < _SCALES_EN["hundred"]):
            current += _EN[word]
        elif word == "hundred" and seen:
            current *= _SCALES_EN[word]
        elif word in _SCALES_EN and seen:
            total, current = total + current * _SCALES_EN[word], 0
        elif not (word == "and" and seen and current and current % 100 == 0 and _goes_on(words, at)):
            break
        at, seen = at + 1, True
    return (Decimal(total + current), at - start) if seen else None


def _goes_on(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1] in _EN
