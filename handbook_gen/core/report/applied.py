"""What applied on a day → words for people, data for machines; the answers themselves come from `history`."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from handbook_gen.core.history.applying import periods
from handbook_gen.core.model.history import History, Period, Release, Then
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LineValue, TextValue
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words

_ORDER: Final = (Then.IN_FORCE, Then.NOT_YET, Then.NO_LONGER, Then.NEVER, Then.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said of a rule on a day."""

    id: str
    period: Period
    """Around that day."""
    newest: Rule | None = None
    """The text of it that is known last, for its title."""
    next: date | None = None
    """The first day after it on which the rule is in force, or in force with another text."""
    first: Release | None = None
    """The first release that contains it, where it was not known then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a day, as it was known on another, and every answer."""

    day: date
    known: date
    answers: tuple[Answer, ...]
    """Those in force first; each group in the order in which rules came."""
    one: bool = False
    """Whether it was asked of one rule only."""


def asked(history: History, day: date, known: date, identity: str | None = None) -> Asked:
    """Answer for one rule, or for every rule that any release contains."""
    ids = (identity,) if identity else history.ids
    then = history.known(known)
    firsts = {each: release for release in reversed(history.releases) for each in release.rules}
    answers = [_answer(then, each, day, firsts.get(each)) for each in ids]
    answers.sort(key=lambda each: _ORDER.index(each.period.then))
    return Asked(day, known, tuple(answers), one=identity is not None)


def _answer(then: History, identity: str, day: date, first: Release | None) -> Answer:
    every = periods(then, identity, date.max)
    number = next(number for number, each in enumerate(every) if each.holds(day))
    later = (each.starts for each in every[number + 1 :] if each.then is Then.IN_FORCE)
    period = every[number]
    texts = [each.rules[identity] for each in then.releases if identity in each.rules]
    return Answer(
        id=identity,
        period=period,
        newest=texts[-1] if texts else None,
        next=next(later, None),
        first=first if period.then is Then.UNKNOWN else None,
    )


def text(asked: Asked, words: Words) -> str:
    """Say it for a terminal."""
    if asked.one:
        return "\n".join(_one(asked.answers[0], asked, words))
    return "\n".join(_every(asked, words))


def data(asked: Asked, words: Words) -> str:  # noqa: ARG001  # both forms are called alike; data has every language
    """Give it for other programs: of one rule its answer, else a list under `rules`."""
    head = {"day": asked.day.isoformat(), "known": asked.known.isoformat()}
    told = [_told(each) for each in asked.answers]
    return json.dumps({**head, **(told[0] if asked.one else {"rules": told})}, ensure_ascii=False, indent=2)


FORMATS: Final[Mapping[str, Callable[[Asked, Words], str]]] = MappingProxyType({"text": text, "json": data})


def _one(answer: Answer, asked: Asked, words: Words) -> Iterator[str]:
    rule = answer.period.rule
    title = f" – {_title(answer, words)}" if answer.newest else ""
    yield f"{visible(answer.id)}{title}"
    said = words(f"at.answer.{answer.period.then}")
    yield words("at.one", day=words.date(asked.day), known=words.date(asked.known), answer=said)
    yield from _span(answer, words)
    if rule and answer.period.release:
        release = answer.period.release
        yield words("at.text_of", version=release.version, day=words.date(release.published))
        yield ""
        yield words(f"modality.{rule.modality}.label") + ":"
        yield rule.statement.best(words.language)
    elif answer.first:
        yield words("at.first", version=answer.first.version, day=words.date(answer.first.published))


def _every(asked: Asked, words: Words) -> Iterator[str]:
    yield words("at.every", day=words.date(asked.day), known=words.date(asked.known))
    for then, group in groupby(asked.answers, lambda each: each.period.then):
        answers = [*group]
        yield ""
        yield words("at.group", answer=words(f"at.answer.{then}"), n=len(answers))
        for each in answers:
            told = [_title(each, words) if each.newest else "", *_span(each, words)]
            yield f"  {each.id}  {'  '.join(filter(None, told))}".rstrip()


def _span(answer: Answer, words: Words) -> Iterator[str]:
    """Say from when to when, as far as there are such days."""
    period = answer.period
    days = {"from": period.starts, "until": period.ends}
    said = {name: words.date(day) for name, day in days.items() if day}
    if period.then is Then.IN_FORCE and said:
        yield words(f"at.span.{'-'.join(said)}", **said)
    elif period.then is Then.NO_LONGER and period.starts:
        yield words("at.ended", day=words.date(period.starts))
    if answer.next:
        yield words(f"at.next.{_following(answer)}", day=words.date(answer.next))


def _following(answer: Answer) -> str:
    """Tell how the rule is in force after that: for the first time, again, or with another text."""
    if answer.period.then is Then.NOT_YET:
        return "first"
    return "another" if answer.next == answer.period.ends else "again"


def _title(answer: Answer, words: Words) -> str:
    rule = answer.period.rule or answer.newest
    return rule.title.best(words.language) if rule else ""


def _told(answer: Answer) -> Mapping[str, Any]:
    period, rule = answer.period, answer.period.rule
    told: dict[str, Any] = {
        "rule": answer.id,
        "answer": period.then.value,
        "from": _day(period.starts),
        "until": _day(period.ends),
    }
    if answer.next:
        told["next"] = _day(answer.next)
    if answer.first:
        told["first"] = answer.first.version
    if rule and period.release:
        told["release"] = period.release.version
        told["title"] = _texts(rule.title)
        told["modality"] = rule.modality
        told["statement"] = _texts(rule.statement)
    return told


def _texts(value: LineValue | TextValue) -> Mapping[str, str]:
    return dict(value.texts())


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
