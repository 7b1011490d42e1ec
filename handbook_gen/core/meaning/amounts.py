"""Amounts in pieces of text: counts, money, shares, lengths of time, dates, times of day; compares them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from handbook_gen.core.meaning.form import Piece
from handbook_gen.core.meaning.numbers import ordinal, repeats, spelled
from handbook_gen.core.model.types import Language

COUNT, MONEY, SHARE, ORDINAL = "count", "money", "share", "ordinal"
MINUTES, WORKING, MONTHS = "minutes", "working days", "months"
DATE, CLOCK, WEEKDAY = "date", "clock", "weekday"
LENGTHS: Final = (MINUTES, WORKING, MONTHS)
DAY: Final = 24 * 60
_UNITS: Final[Mapping[str, tuple[str, int]]] = MappingProxyType(
    {
        word: (scale, many)
        for words, scale, many in (
            ("minuut minuten minute minutes min", MINUTES, 1),
            ("kwartier kwartieren quarter-hour", MINUTES, 15),
            ("halfuur", MINUTES, 30),
            ("uur uren hour hours u", MINUTES, 60),
            ("dag dagen etmaal etmalen day days kalenderdag kalenderdagen", MINUTES, DAY),
            ("week weken weeks weekly", MINUTES, 7 * DAY),
            ("fortnight", MINUTES, 14 * DAY),
            ("werkdag werkdagen workday workdays", WORKING, 1),
            ("maand maanden month months", MONTHS, 1),
            ("kwartaal kwartalen quarter quarters", MONTHS, 3),
            ("jaar jaren year years", MONTHS, 12),
        )
        for word in words.split()
    }
)
_WORKING: Final = ("working", "business", "work")
_MONTHS: Final = {
    name: number
    for names in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
_WEEKDAYS: Final = {
    name: number
    for names in (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split(), 1)
}
_CURRENCY: Final = frozenset(["euro", "euro's", "euros", "eur", "pound", "pounds", "dollar", "dollars"])
_SHARES: Final = frozenset(["%", "procent", "percent"])
_NOON: Final = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 24 * 60, "middernacht": 24 * 60}
_HALVES: Final = (("half", "an", "hour"), ("half", "a", "day"), ("een", "half", "uur"), ("half", "uur"))
_QUARTER: Final = ("quarter", "of", "an", "hour")
_THIRTEEN: Final = 13 * 60
_HOUR: Final = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(am|pm|u|h)$")
_FOUR_DIGITS: Final = 4
_CLOCK_WORDS: Final = frozenset(["om", "at"])
_LAST_DAY: Final = 31


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of something; a date counts days in years of 400, a time of day minutes from midnight."""

    scale: str
    value: Decimal

    @property
    def key(self) -> str:
        """Name it: the same for whatever is the same amount."""
        return f"{self.scale}:{self.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Read:
    """An amount that was read, and of how many pieces it is made."""

    amount: Amount
    many: int


def unit(word: str) -> tuple[str, int] | None:
    """Give the scale of a unit of time, and of how many it is one."""
    return _UNITS.get(word)


def amount(found: Sequence[Piece], at: int, language: Language) -> Read | None:  # noqa: PLR0911  # a case a line
    """Read the amount that begins at a piece, or nothing."""
    piece = found[at]
    if piece.sort in ("iso", "numeric"):
        return _written_date(piece)
    if piece.sort == "clock":
        return _clock(found, at)
    if piece.sort == "money":
        return Read(Amount(MONEY, _digits(piece.text.strip("€£$ ").removesuffix(",-"))), 1)
    if (hour := _HOUR.match(piece.text)) and piece.sort == "word":
        minutes = Decimal(int(hour[1]) * 60 + int(hour[2] or 0))
        return Read(Amount(CLOCK, _half_day(minutes, hour[3]) if hour[3] in ("am", "pm") else minutes), 1)
    if piece.text == "helft" or (piece.text == "half" and _text(found, at + 1) == "of"):
        return Read(Amount(SHARE, Decimal(50)), 1 + (piece.text == "half"))
    if piece.text in _NOON:
        return Read(Amount(CLOCK, Decimal(_NOON[piece.text])), 1)
    if piece.text in _WEEKDAYS:
        return Read(Amount(WEEKDAY, Decimal(_WEEKDAYS[piece.text])), 1)
    if piece.text in _MONTHS and (language == "nl" or _month(found, at)):
        return _month_first(found, at)
    return _named(found, at) or _counted(found, at, language)


def _named(found: Sequence[Piece], at: int) -> Read | None:
    """Read a length of time that has a name: a quarter of an hour."""
    if [_text(found, at + n) for n in range(len(_QUARTER))] == list(_QUARTER):
        return Read(_length(Decimal(1), "quarter-hour"), len(_QUARTER))
    if found[at].text in ("halfuur", "kwartier"):
        return Read(_length(Decimal(1), found[at].text), 1)
    return None


def _month(found: Sequence[Piece], at: int) -> bool:
    """Tell May and March from may and march."""
    piece = found[at]
    return piece.text not in ("may", "march") or (at > 0 and piece.written[:1].isupper())


def _counted(found: Sequence[Piece], at: int, language: Language) -> Read | None:  # noqa: PLR0911  # a case a line
    number = _number(found, at, language)
    if number is None:
        return None
    value, many = number
    word = _text(found, at + many)
    if found[at].sort == "sign":
        return None
    if (day := _day_first(found, at, value, many)) is not None:
        return day
    if word in _CURRENCY:
        return Read(Amount(MONEY, value), many + 1)
    if word in _SHARES or (word, _text(found, at + many + 1)) == ("per", "cent"):
        return Read(Amount(SHARE, value), many + 1 + (word == "per"))
    if (time := _hour(found, at, value, many)) is not None:
        return time
    if (length := _measured(found, at, value, many)) is not None:
        return length
    if found[at].text in ("half", "halve"):
        return None
    if (place := ordinal(found[at].text, language)) or found[at].text[-2:] in ("st", "nd", "rd", "th"):
        return Read(Amount(ORDINAL, Decimal(place or value)), many)
    return Read(Amount(COUNT, value), many)


def _number(found: Sequence[Piece], at: int, language: Language) -> tuple[Decimal, int] | None:
    piece = found[at]
    if piece.sort == "number":
        return _digits(piece.text.rstrip("stndrhe")), 1
    if piece.sort != "word":
        return None
    if place := ordinal(piece.text, language):
        return Decimal(place), 1
    words = [each.text if each.sort == "word" else "" for each in found[at : at + 12]]
    return spelled(words, 0, language)


def _measured(found: Sequence[Piece], at: int, value: Decimal, many: int) -> Read | None:  # noqa: PLR0911  # a case a line
    """Read a length of time: 3 working days, half an hour, three quarters of an hour, 24 uur."""
    end = at + many
    word = _text(found, end)
    if word in _WORKING and _text(found, end + 1) in ("day", "days"):
        return Read(Amount(WORKING, value), many + 2)
    for prefix in _WORKING:
        if word in (f"{prefix}-day", f"{prefix}-days"):
            return Read(Amount(WORKING, value), many + 1)
    if word in ("a", "an") and found[at].text == "half" and (known := unit(_text(found, end + 1))):
        return Read(_length(value, _text(found, end + 1)) if known else Amount(COUNT, value), many + 2)
    if word in ("quarters", "quarter") and [_text(found, end + n) for n in (1, 2, 3)] == ["of", "an", "hour"]:
        return Read(Amount(MINUTES, 15 * value), many + 4)
    if (
        word == "and"
        and [_text(found, end + n) for n in (1, 2)] == ["a", "half"]
        and unit(_text(found, end + 3))
    ):
        return Read(_length(value + Decimal("0.5"), _text(found, end + 3)), many + 4)
    head, _, tail = word.partition("-")
    if unit(head) and (not tail or tail == "old"):
        return Read(_length(value, head), many + 1)
    return None


def _hour(found: Sequence[Piece], at: int, value: Decimal, many: int) -> Read | None:
    """Read a time of day: 5 p.m., 9 uur after `om`."""
    word = _text(found, at + many).replace(".", "")
    if word in ("am", "pm"):
        return Read(Amount(CLOCK, _half_day(value * 60, word)), many + 1)
    before = _text(found, at - 1) if at else ""
    if before in _CLOCK_WORDS and word in ("uur", "u", "o'clock"):
        return Read(Amount(CLOCK, value * 60), many + 1)
    if before == "at" and found[at].sort == "number" and _text(found, at + 1) in ("", ",", "on"):
        return Read(Amount(CLOCK, value * 60), many)
    return None


def _clock(found: Sequence[Piece], at: int) -> Read:
    hours, minutes = found[at].text.replace(".", ":").split(":")
    value = Decimal(int(hours) * 60 + int(minutes))
    word = _text(found, at + 1).replace(".", "")
    if word in ("am", "pm"):
        return Read(Amount(CLOCK, _half_day(value, word)), 2)
    return Read(Amount(CLOCK, value), 1 + (word in ("uur", "u", "h", "hrs")))


def _half_day(minutes: Decimal, half: str) -> Decimal:
    if minutes >= _THIRTEEN:  # 17 p.m. is 17:00, and 245 p.m. is no time that equals another
        return minutes
    return minutes % (12 * 60) + (12 * 60 if half == "pm" else 0)


def _written_date(piece: Piece) -> Read:
    parts = piece.text.replace("/", "-").split("-")
    year, month, day = parts if len(parts[0]) == _FOUR_DIGITS else reversed(parts)
    return Read(_date(int(year), int(month), int(day)), 1)


def _day_first(found: Sequence[Piece], at: int, value: Decimal, many: int) -> Read | None:
    skip = 1 if _text(found, at + many) == "of" else 0
    month = _MONTHS.get(_text(found, at + many + skip))
    if not month or value > _LAST_DAY or value != int(value):
        return None
    end = at + many + skip + 1
    year = _year(found, end)
    return Read(_date(year, month, int(value)), end - at + (1 if year else 0))


def _month_first(found: Sequence[Piece], at: int) -> Read:
    month = _MONTHS[found[at].text]
    following = _text(found, at + 1).rstrip("stndrh")
    if following.isdigit() and int(following) <= _LAST_DAY:
        skip = 1 if _text(found, at + 2) == "," and _year(found, at + 3) else 0
        year = _year(found, at + 2 + skip)
        return Read(_date(year, month, int(following)), 2 + (1 + skip if year else 0))
    year = _year(found, at + 1)
    return Read(_date(year, month, 0), 1 + (1 if year else 0))


def _year(found: Sequence[Piece], at: int) -> int:
    word = _text(found, at)
    return int(word) if len(word) == _FOUR_DIGITS and word.isascii() and word.isdigit() else 0


def _date(year: int, month: int, day: int) -> Amount:
    return Amount(DATE if year else f"{DATE} of any year", Decimal(year * 400 + month * 32 + day))


def _length(value: Decimal, word: str) -> Amount:
    scale, many = _UNITS[word]
    return Amount(scale, value * many)


def _digits(written: str) -> Decimal:
    """Read digits: a point or comma before three digits separates thousands."""
    head, *tail = written.replace(",", ".").split(".")
    thousands = bool(tail) and all(len(each) == len("000") for each in tail)
    try:
        return (
            Decimal(head + "".join(tail)) if thousands or len(tail) > 1 else Decimal(".".join((head, *tail)))
        )
    except InvalidOperation:
        return Decimal(0)


def _text(found: Sequence[Piece], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""


__all__ = ["CLOCK", "COUNT", "DATE", "LENGTHS", "Amount", "Read", "amount", "repeats", "unit"]
