"""How long and how often, as a text says it in words or digits; compares no text with anything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final

from handbook_gen.core.model.times import Duration
from handbook_gen.core.model.types import Language

_NL: Final = """
    één 1 eén 1 twee 2 drie 3 vier 4 vijf 5 zes 6 zeven 7 acht 8 negen 9 tien 10 elf 11 twaalf 12 veertien 14
    vijftien 15 twintig 20 vierentwintig 24 dertig 30 veertig 40 vijfenveertig 45 achtenveertig 48 zestig 60
    tweeënzeventig 72 negentig 90 honderd 100 een_half 0.5 een_halve 0.5 half 0.5 anderhalf 1.5 anderhalve 1.5
"""
_EN: Final = """
    one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 fourteen 14
    fifteen 15 twenty 20 twenty-four 24 thirty 30 forty 40 forty-five 45 forty-eight 48 sixty 60
    seventy-two 72 ninety 90 hundred 100 half_an 0.5 half_a 0.5 a_quarter_of_an 0.25 three_quarters_of_an 0.75
    one_and_a_half 1.5
"""


def _table(pairs: str) -> Mapping[str, Decimal]:
    parts = pairs.split()
    return {word.replace("_", " "): Decimal(n) for word, n in zip(parts[::2], parts[1::2], strict=True)}


_NUMBERS: Final[Mapping[Language, Mapping[str, Decimal]]] = {"nl": _table(_NL), "en": _table(_EN)}
_MINUTES, _WORKING_DAYS, _MONTHS = "minutes", "working days", "months"
_DAY: Final = 24 * 60
_WORKING_WEEK: Final = Decimal(5) / 7
_LENGTHS_OF_MONTHS: Final = (28, 30, 31)
_OF_DURATIONS: Final = {
    "min": (_MINUTES, 1),
    "h": (_MINUTES, 60),
    "d": (_MINUTES, _DAY),
    "w": (_MINUTES, 7 * _DAY),
    "wd": (_WORKING_DAYS, 1),
    "mo": (_MONTHS, 1),
    "y": (_MONTHS, 12),
}
# How units begin → what they are; the first that fits.
_UNITS: Final = {
    "minu": (_MINUTES, 1),
    "kwartier": (_MINUTES, 15),
    "u": (_MINUTES, 60),
    "hour": (_MINUTES, 60),
    "we": (_MINUTES, 7 * _DAY),
    "da": (_MINUTES, _DAY),
    "etma": (_MINUTES, _DAY),
    "m": (_MONTHS, 1),
    "ja": (_MONTHS, 12),
    "year": (_MONTHS, 12),
}
_WORKING: Final = ("werkdag", "work", "business")

# What patterns are made of, by language: a number, an article that counts as one, a unit, a deadline, a rate.
_PARTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "nl": {
        "number": "|".join(sorted(_NUMBERS["nl"], key=len, reverse=True)),
        "article": "een|het",
        "unit": "minuut|minuten|kwartier|uur|uren|werkdag(?:en)?|dag(?:en)?|etma(?:al|len)|week|weken"
        "|maand(?:en)?|jaar|jaren",
        "within": "binnen|uiterlijk(?: binnen| na)?|hooguit|maximaal|hoogstens|in",
        "to": "tot|à|of",
        "once": "eenmaal|tweemaal",
        "times": "keer|maal|x|berichten|bericht|posts?|stories|story|updates?",
        "each": "per|in de|in een|elke|iedere|ieder",
        "period": "dag|week|maand|jaar",
        "least": "minstens|ten minste|tenminste|minimaal",
        "most": "hoogstens|hooguit|maximaal|ten hoogste|niet (?:vaker|meer) dan",
        "more": "vaker dan|meer dan",
        "not_after": " of ",
    },
    "en": {
        "number": "|".join(sorted(_NUMBERS["en"], key=len, reverse=True)),
        "article": "an?|the",
        "unit": "minutes?|hours?|(?:working|business|work)[ -]days?|days?|weeks?|months?|years?",
        "within": "within|no later than|at most|inside|under|in",
        "to": "to|or",
        "once": "once|twice",
        "times": "times|x|posts?|messages?|stories|story|updates?",
        "each": "an?|per|each|every|in an?",
        "period": "day|week|month|year",
        "least": "at least|no fewer than|a minimum of",
        "most": "at most|up to|no more than|not more than|a maximum of",
        "more": "more than|more often than",
        "not_after": " and a half",
    },
}
_ONCE: Final = {"eenmaal": 1, "tweemaal": 2, "once": 1, "twice": 2}
_PERIODS: Final = {"dag": "day", "maand": "month", "jaar": "year"}
_A_UNIT: Final = r"[ -](?P<unit>{unit})\b(?!{not_after})"
_AN_AMOUNT: Final = (
    r"(?:\b(?P<within>{within}) )?(?<![\w.,:/-])(?:(?P<number>\d{{1,3}}|{number})|(?P<article>{article}))$"
)
_LONGEST_AMOUNT: Final = 48
_A_RATE: Final = (
    r"(?:\b(?:(?P<least>{least})|(?P<most>{most})|(?P<more>{more})) )?"
    r"(?:\b(?P<once>{once})|(?:(?<![\w.,:/-])(?P<low>\d{{1,3}}|{number})(?: (?:{to}) | ?[-–] ?))?"
    r"(?<![\w.,:/])(?P<number>\d{{1,3}}|{number}) ?(?:{times})) (?:{each}) (?P<period>{period})\b"
)


def _patterns(template: str) -> Mapping[Language, re.Pattern[str]]:
    return {language: re.compile(template.format(**parts)) for language, parts in _PARTS.items()}


_UNIT: Final = _patterns(_A_UNIT)
_AMOUNT: Final = _patterns(_AN_AMOUNT)
_RATE: Final = _patterns(_A_RATE)
# Of what a rate must end in one; looking for these is cheap, and most texts hold none.
_EACH: Final[Mapping[Language, tuple[str, ...]]] = {
    "nl": tuple(
        f" {each} {period}"
        for each, period in product(
            ("per", "de", "een", "elke", "iedere", "ieder"), ("dag", "week", "maand", "jaar")
        )
    ),
    "en": tuple(
        f" {each} {period}"
        for each, period in product(("a", "an", "per", "each", "every"), ("day", "week", "month", "year"))
    ),
}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: so many minutes, working days or months."""

    scale: str
    amount: Decimal

    def same(self, other: "Length") -> bool:
        """Tell whether one may be meant by the other: a working day by a day, a month by thirty days."""
        if self.scale == other.scale:
            return self.amount == other.amount
        amounts = {self.scale: self.amount, other.scale: other.amount}
        minutes = amounts.get(_MINUTES)
        if minutes is None:
            return False
        if (working := amounts.get(_WORKING_DAYS)) is not None:
            return working in (minutes / _DAY, minutes / _DAY * _WORKING_WEEK)
        return any(amounts[_MONTHS] * days * _DAY == minutes for days in _LENGTHS_OF_MONTHS)


@dataclass(frozen=True, slots=True)
class Stated:
    """A length of time as a text states it, in small letters."""

    words: str
    length: Length
    deadline: bool
    """Whether something is done within it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often: from `low` to `high` times a period."""

    low: int
    high: int
    period: str
    """One of day week month year."""
    bound: str = ""
    """What stands before it: `least`, `most`, or `more` for what may not be exceeded."""


def length(duration: Duration) -> Length:
    """Give a duration of the policy as a length."""
    scale, many = _OF_DURATIONS[duration.unit]
    return Length(scale, Decimal(duration.amount * many))


def lengths(text: str, language: Language) -> Iterator[Stated]:
    """Find every length of time that has a number; an article is one only in a deadline."""
    text = _plain(text)
    for unit in _UNIT[language].finditer(text):
        found = _AMOUNT[language].search(text[max(0, unit.start() - _LONGEST_AMOUNT) : unit.start()])
        if found and (found["number"] or found["within"]):
            length = _length(_number(found["number"] or "1", language), unit["unit"])
            yield Stated(f"{found[0]}{unit[0]}", length, deadline=bool(found["within"]))


def rates(text: str, language: Language) -> Iterator[tuple[str, Rate]]:
    """Find how often something is done, such as 2 tot 4 keer per week or at most once a day."""
    text = _plain(text)
    for found in _RATE[language].finditer(text) if any(each in text for each in _EACH[language]) else ():
        high = _ONCE[found["once"]] if found["once"] else int(_number(found["number"], language))
        low = int(_number(found["low"], language)) if found["low"] else high
        bound = next((each for each in ("least", "most", "more") if found[each]), "")
        yield found[0], Rate(low, high, _PERIODS.get(found["period"], found["period"]), bound)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _length(amount: Decimal, unit: str) -> Length:
    if unit.startswith(_WORKING):
        return Length(_WORKING_DAYS, amount)
    scale, many = next(meant for start, meant in _UNITS.items() if unit.startswith(start))
    return Length(scale, amount * many)


def _number(written: str, language: Language) -> Decimal:
    return _NUMBERS[language].get(written) or Decimal(written)
