"""Amounts beside one another: which is longer, how many minutes, the day before; reads none."""

from calendar import monthrange
from decimal import Decimal
from typing import Final

from handbook_gen.core.meaning.amounts import DATE, DAY, LENGTHS, MINUTES, WORKING, Amount

_DAYS_OF_MONTHS: Final = (28, 31)


def longer(one: Amount, other: Amount) -> int:
    """Tell whether the other is more (1) or less (-1) than one; 0 where nothing tells."""
    if one.scale == other.scale:
        return (other.value > one.value) - (other.value < one.value)
    if not (one.scale in LENGTHS and other.scale in LENGTHS):
        return 0
    (low, high), (other_low, other_high) = _minutes(one), _minutes(other)
    if high < other_low or (high == other_low and one.scale == MINUTES):
        return 1
    return -1 if other_high < low or (other_high == low and other.scale == MINUTES) else 0


def previous(date: Amount) -> Amount:
    """Give the day before a date; a month stays as it is."""
    year, rest = divmod(int(date.value), 400)
    month, day = divmod(rest, 32)
    if not day:
        return date
    year, month = (year, month - (day == 1)) if month > 1 or day > 1 else (year - 1, 12)
    day = day - 1 or monthrange(year, month)[1]
    return Amount(DATE, Decimal(year * 400 + month * 32 + day))


def span(amount: Amount) -> Decimal:
    """Give about how many minutes a length of time lasts."""
    return sum(_minutes(amount), Decimal(0)) / 2


def _minutes(amount: Amount) -> tuple[Decimal, Decimal]:
    """Give the least and the most minutes that a length of time can last."""
    if amount.scale == MINUTES:
        return amount.value, amount.value
    if amount.scale == WORKING:
        return amount.value * DAY, (amount.value + 2 * ((amount.value + 4) // 5)) * DAY
    return amount.value * _DAYS_OF_MONTHS[0] * DAY, amount.value * _DAYS_OF_MONTHS[1] * DAY
