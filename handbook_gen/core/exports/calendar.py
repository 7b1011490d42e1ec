"""Review dates, days on which rules begin or end, and rounds of confirming, as iCalendar (RFC 5545).

All of it by function, never by person. The same thing has the same UID in every version of the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Final

from icalendar import Calendar, Event, vUri

from handbook_gen.core.exports.news import effect
from handbook_gen.core.history.acknowledging import rounds
from handbook_gen.core.history.turning import TURNS, Turn, turns
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.times import Duration
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.words import Words

NAME: Final = "calendar.ics"
_HORIZON: Final = Duration(10, "y")
"""How long rounds are counted on, where nobody has released anything for long."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happens on a day."""

    key: str
    """What it is, in every version of the calendar; the day is part of what it is."""
    day: date
    title: str
    lines: tuple[str, ...] = ()
    address: str = ""
    """Relative to the root of a version."""


@dataclass(frozen=True)
class Frame:
    """What the calendar is made from."""

    book: Handbook
    """The newest release, on the day it is made for."""
    history: History
    """As it is known on that day."""
    asked: Mapping[str, tuple[str, ...]]
    """Version → the groups that it asks to read and confirm again."""
    home: str = ""
    """The address of the language, with a slash at the end; nothing where the handbook has no address."""


def calendar(frame: Frame, words: Words) -> str:
    """Write the calendar of a language, in the order of the days."""
    organisation = frame.book.policy.settings.organisation
    name = words("news.calendar", organisation=organisation.name.best(words.language))
    made = Calendar()
    made.add("prodid", f"-//handbook-gen//{organisation.id}//{words.language.upper()}")
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    stamp = _stamp(frame)
    for each in sorted(_once(dated(frame, words)), key=lambda each: (each.day, each.key)):
        made.add_component(_event(each, organisation.id, stamp, frame))
    return bytes(made.to_ical()).decode()


def dated(frame: Frame, words: Words) -> Iterator[Dated]:
    """Give everything that has a day."""
    yield from _reviews(frame.book, words)
    for turn in turns(frame.history, frame.book.day):
        yield _turn(turn, words)
    yield from _rounds(frame, words)


def _once(every: Iterable[Dated]) -> Iterable[Dated]:
    """Make one of what is the same thing: a group may be asked to confirm in two ways."""
    found: dict[str, Dated] = {}
    for each in every:
        known = found.setdefault(each.key, each)
        lines = tuple(dict.fromkeys((*known.lines, *each.lines)))
        found[each.key] = replace(known, lines=lines)
    return found.values()


def _event(each: Dated, organisation: str, stamp: datetime, frame: Frame) -> Event:
    event = Event()
    event.add("uid", f"{each.key}@{organisation}.handbook")
    event.add("dtstamp", stamp)
    event.add("dtstart", each.day)
    if each.day < date.max:
        event.add("dtend", each.day + timedelta(days=1))
    event.add("summary", each.title)
    if each.lines:
        event.add("description", "\n".join(each.lines))
    if frame.home:
        event.add("url", vUri(f"{frame.home}latest/{each.address}"))
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(frame: Frame) -> datetime:
    """Give the moment of the newest release: until the next, nothing in the calendar becomes different."""
    day = frame.history.latest.published if frame.history.latest else frame.book.day
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _turn(turn: Turn, words: Words) -> Dated:
    lines: list[str] = []
    for way in TURNS:
        if rules := getattr(turn, way):
            lines += [f"{words(f'news.{way}')}:", *_named(rules, words)]
    return Dated(f"effect.{turn.day}", turn.day, effect(turn, words), tuple(lines), addresses.RULES)


def _reviews(book: Handbook, words: Words) -> Iterator[Dated]:
    """Give the reviews: of rules by topic, function and day, of replies by function and day, of the rest."""
    groups: dict[tuple[str, str, date], list[Rule]] = {}
    for rule in book.published:
        if rule.review_by:
            key = book.topic_of[rule.id], rule.owner or book.policy.settings.ask, rule.review_by
            groups.setdefault(key, []).append(rule)
    for (topic, owner, day), rules in groups.items():
        what = words.count("news.rules_of", len(rules), topic=named(book.topics[topic], words))
        place = addresses.address(book, "topic", topic)
        title = _by(what, book, owner, words)
        yield Dated(f"review.rules.{topic}.{owner}.{day}", day, title, _named(rules, words), place)
    yield from _of_channels(book, words)
    yield from _of_replies(book, words)
    crisis = book.policy.webcare.crisis
    if crisis and crisis.review_by:
        day = crisis.review_by
        yield Dated(
            f"review.crisis.{day}", day, _by(words("news.crisis"), book, "", words), (), addresses.CRISIS
        )
    if book.policy.settings.review_by:
        day = book.policy.settings.review_by
        yield Dated(f"review.handbook.{day}", day, _by(words("news.handbook"), book, "", words))


def _of_channels(book: Handbook, words: Words) -> Iterator[Dated]:
    for channel in book.policy.channels.channels:
        if channel.review_by and channel.status != "retired":
            title = _by(named(channel, words), book, channel.owner or "", words)
            place = addresses.address(book, "channel", channel.id)
            yield Dated(
                f"review.channel.{channel.id}.{channel.review_by}", channel.review_by, title, (), place
            )


def _of_replies(book: Handbook, words: Words) -> Iterator[Dated]:
    groups: dict[tuple[str, date], list[str]] = {}
    for reply in book.policy.webcare.replies:
        if reply.review_by:
            groups.setdefault((reply.approved_by or "", reply.review_by), []).append(named(reply, words))
    for (owner, day), replies in groups.items():
        title = _by(words.count("news.replies", len(replies)), book, owner, words)
        yield Dated(f"review.replies.{owner}.{day}", day, title, tuple(replies), addresses.REPLIES)


def _rounds(frame: Frame, words: Words) -> Iterator[Dated]:
    """Give the days on which a group confirms again, up to the first that is still to come.

    After the first, none lies more than ten years after the release that asked for it.
    """
    for each, release in rounds(frame.history, frame.asked):
        if each.every is None:
            continue
        audience = _group(frame.book, each.audience, words)
        for day in _days(each.every, release.published, frame.book.day):
            facts = {"version": release.version, "day": words.date(release.published)}
            lines = [
                words("news.round_since", **facts),
                each.method.best(words.language) if each.method else "",
            ]
            key = f"confirm.{each.audience}.{day}"
            title = words("news.round", audience=audience)
            yield Dated(key, day, title, tuple(filter(None, lines)), addresses.DECISIONS)


def _days(every: Duration, start: date, today: date) -> Iterator[date]:
    """Give the days that lie so long after each other; what is shorter than a day comes round once."""
    before, last = start, _HORIZON.after(start)
    for number in count(1):
        day = Duration(every.amount * number, every.unit).after(start)
        if number > 1 and (day <= before or day > last):
            return
        yield day
        if day > today:
            return
        before = day


def _by(what: str, book: Handbook, owner: str, words: Words) -> str:
    """Say what is reviewed, and by which function."""
    role = book.role(owner)
    key = "news.review_by" if role else "news.review"
    return words(key, what=what, **({"who": role.name.best(words.language)} if role else {}))


def _group(book: Handbook, identity: str, words: Words) -> str:
    item = next((found for noun in ("audience", "role") if (found := book.get(noun, identity))), None)
    return named(item, words) if item else words("telling.everyone")


def _named(rules: Iterable[Rule], words: Words) -> tuple[str, ...]:
    return tuple(f"{rule.id} {named(rule, words)}" for rule in rules)
