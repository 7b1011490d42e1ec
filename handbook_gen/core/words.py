"""What we say ourselves, in one language: sentences from `locale/`, dates, lengths of time, service hours."""

import unicodedata
from collections.abc import Iterator, KeysView, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal

from handbook_gen.core.model.times import DayHours, Duration, Hours, Span
from handbook_gen.core.model.types import Language

# Whose conventions a language follows; British, because "1 January 2027" is read right everywhere.
_LOCALES: Final = {"nl": "nl_NL", "en": "en_GB"}


class Words:
    """The words of one language, by dotted key; a key that is not there is our own mistake and raises."""

    def __init__(self, language: Language, table: Mapping[str, Any]) -> None:
        self.language = language
        self._sentences = dict(_flat(table))
        self._said: dict[str, str] = {}
        self._dates: dict[date, str] = {}

    def __call__(self, key: str, /, **facts: object) -> str:
        """Say the sentence under `key`, with its facts filled in."""
        if facts:
            return self._sentences[key].format(**facts)
        if key not in self._said:
            self._said[key] = self._sentences[key].format()
        return self._said[key]

    def raw(self, key: str) -> str:
        """Give the sentence under `key` before its facts are filled in."""
        return self._sentences[key]

    def known(self, key: str) -> str:
        """Say what stands under `key`; for a word that a policy made up itself, the word."""
        return self._sentences.get(key) or key.rpartition(".")[2].replace("-", " ")

    @property
    def keys(self) -> KeysView[str]:
        """Every key there is."""
        return self._sentences.keys()

    def count(self, key: str, number: int, **facts: object) -> str:
        """Say a number of things, one or other."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", n=number, **facts)

    def listed(self, parts: Sequence[str]) -> str:
        """Say several things in one sentence: a, b and c."""
        if len(parts) < 2:  # noqa: PLR2004  # one thing is no list
            return "".join(parts)
        return self("report.comma").join(parts[:-1]) + self("report.and") + parts[-1]

    @staticmethod
    def alphabetical(name: str) -> str:
        """Give what a name is sorted by: without case, accents and opening quotes."""
        plain = unicodedata.normalize("NFKD", name.casefold())
        return "".join(letter for letter in plain if letter.isalnum() or letter == " ").strip()

    def month(self, day: date) -> str:
        """Say a month in short, such as mrt; January with its year."""
        pattern = "LLL yyyy" if day.month == 1 else "LLL"
        return str(format_date(day, format=pattern, locale=_LOCALES[self.language])).replace(".", "")

    def month_year(self, day: date) -> str:
        """Say a month in short with its year, such as mrt 2027."""
        return str(format_date(day, format="LLL yyyy", locale=_LOCALES[self.language])).replace(".", "")

    def weekday(self, number: int) -> str:
        """Say a day of the week in one letter; 0 is Monday."""
        return str(get_day_names("narrow", locale=_LOCALES[self.language])[number])

    def date(self, day: date) -> str:
        """Say a date in full, such as 1 januari 2027."""
        if day not in self._dates:
            self._dates[day] = format_date(day, format="long", locale=_LOCALES[self.language])
        return self._dates[day]

    def rhythm(self, least: int | None, most: int | None, per: str) -> str:
        """Say how often, such as 2 tot 4 keer per week; nothing where no number is known."""
        unit = self(f"channel.per.{per}")
        if least and most is not None:
            return self("channel.rhythm_from_to", least=least, most=most, per=unit)
        if least:
            return self(f"channel.rhythm_from.{'one' if least == 1 else 'other'}", n=least, per=unit)
        if most is None:
            return ""
        return self(f"channel.rhythm_to.{'one' if most == 1 else 'other'}", n=most, per=unit)

    def number(self, amount: Decimal) -> str:
        """Say an amount, such as 4,3."""
        return str(format_decimal(amount, locale=_LOCALES[self.language]))

    def duration(self, length: Duration) -> str:
        """Say a length of time, such as 30 minuten."""
        return self.count(f"duration.{length.unit}", length.amount)

    def hours(self, hours: Hours) -> str:
        """Say service hours, such as maandag t/m vrijdag 8.30–17.00 uur."""
        if hours.always:
            return self("hours.always")
        return self("hours.join").join(self._day_hours(rule) for rule in hours.rules)

    def _day_hours(self, rule: DayHours) -> str:
        parts = [self._days(run) for run in _runs(rule.days)] + [
            self(f"hours.{each}") for each in rule.holidays
        ]
        days = self("hours.and").join(parts)
        if not rule.spans:
            return self("hours.closed", days=days)
        return self("hours.open", days=days, times=self("hours.and").join(map(self._span, rule.spans)))

    def _days(self, run: tuple[int, ...]) -> str:
        names = get_day_names("wide", locale=_LOCALES[self.language])
        first, last = names[run[0]], names[run[-1]]
        return first if first == last else self("hours.from_to", first=first, last=last)

    def _span(self, span: Span) -> str:
        return self("hours.span", start=self._clock(span.start), end=self._clock(span.end))

    def _clock(self, minutes: int) -> str:
        return self("hours.clock", hour=minutes // 60, minute=f"{minutes % 60:02}")


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def _runs(days: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Group days that follow on each other: Mo Tu We Fr → (Mo Tu We) (Fr)."""
    runs: list[tuple[int, ...]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1] = (*runs[-1], day)
        else:
            runs.append((day,))
    return runs
