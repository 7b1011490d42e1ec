"""The releases, and the days on which what they announced took effect, as an Atom feed (RFC 4287).

An entry keeps its id for ever: it is made of the hash of the release, or of the day. Without an address there
is no feed: a reader of feeds resolves no links without one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from handbook_gen.core.exports.news import Level, Record, Told, effect
from handbook_gen.core.history.turning import TURNS, Turn
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.words import Words

NAME: Final = "feed.xml"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_OURS: Final = UUID("6f0c1f5e-5a0b-4d0e-9a44-1c1e3a6d7b52")
"""The room in which our ids are made; it never changes, or every reader would see every entry anew."""
_MARKS: Final = {"gone": "del", "new": "ins"}


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose feed it is, and where the handbook stands."""

    id: str
    name: str
    """Of the organisation."""
    address: str
    """Of the site, with a slash at the end."""


def feed(told: Sequence[Record], turns: Iterable[Turn], publisher: Publisher, words: Words) -> str:
    """Write the feed of a language, the newest first; `told` are the releases, the oldest first."""
    home = f"{publisher.address}{words.language}/"
    entries = [
        *((each.published, 0, number, _release(each, home, words)) for number, each in enumerate(told)),
        *((turn.day.isoformat(), 1, 0, _turn(turn, publisher, home, words)) for turn in turns),
    ]
    entries.sort(key=lambda each: each[:3], reverse=True)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": words.language})
    _add(root, "id", _urn(f"feed {publisher.id} {words.language}"))
    _add(root, "title", words("news.feed", organisation=publisher.name))
    _add(root, "subtitle", words("news.subtitle"))
    _add(root, "updated", _moment(entries[0][0] if entries else date.min.isoformat()))
    _add(_add(root, "author"), "name", publisher.name)
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{home}{NAME}")
    _add(root, "link", rel="alternate", type="text/html", hreflang=words.language, href=home)
    root.extend(entry for *_, entry in entries)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _release(told: Record, home: str, words: Words) -> ET.Element:
    start = f"{home}{told.version}/"
    changed = start + addresses.CHANGES if told.levels else start
    day = words.date(date.fromisoformat(told.published))
    entry = _entry(_urn(f"release {told.hash} {told.language}"), told.published, changed)
    _add(entry, "title", words("news.release", version=told.version, day=day))
    if told.levels:
        _add(entry, "link", rel="related", type="text/html", href=start)
        _add(entry, "category", term=told.kind, label=words(f"news.kind.{told.kind}"))
    _add(entry, "summary", _short(told.summary) or words("news.published", version=told.version, day=day))
    body = ET.Element("div")
    _add(body, "p", words("news.published", version=told.version, day=day))
    _add(body, "p", told.summary)
    for level in told.levels:
        _level(body, level)
    _link(_add(body, "p"), start, words("news.read", version=told.version))
    _add(entry, "content", _html(body), type="html")
    return entry


def _turn(turn: Turn, publisher: Publisher, home: str, words: Words) -> ET.Element:
    """Tell that what was announced took effect."""
    day = turn.day.isoformat()
    first = turn.rules[0].id
    entry = _entry(_urn(f"day {publisher.id} {day} {words.language}"), day, home + addresses.permanent(first))
    said = words("news.effect", day=words.date(turn.day), what=effect(turn, words))
    _add(entry, "title", said)
    _add(entry, "category", term="effect", label=words("news.kind.effect"))
    body = ET.Element("div")
    for way in TURNS:
        if rules := getattr(turn, way):
            _add(body, "h3", words(f"news.{way}"))
            listed = _add(body, "ul")
            for rule in rules:
                _link(
                    _add(listed, "li"), home + addresses.permanent(rule.id), f"{rule.id} {named(rule, words)}"
                )
    _add(entry, "summary", said)
    _add(entry, "content", _html(body), type="html")
    return entry


def _entry(identity: str, day: str, link: str) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "id", identity)
    _add(entry, "published", _moment(day))
    _add(entry, "updated", _moment(day))
    _add(entry, "link", rel="alternate", type="text/html", href=link)
    return entry


def _level(body: ET.Element, level: Level) -> None:
    _add(body, "h3", level.title)
    listed = _add(body, "ul")
    for each in level.entries:
        item = _add(listed, "li")
        _add(item, "strong", each.title)
        for line in each.lines:
            _add(_add(item, "br"), "span").text = line
        item.extend(_texts(each))


def _texts(told: Told) -> Iterator[ET.Element]:
    for text in told.texts:
        quoted = ET.Element("blockquote")
        for status, said in text:
            _add(quoted, _MARKS.get(status, "span"), said)
        yield quoted


def _link(parent: ET.Element, address: str, said: str) -> None:
    _add(parent, "a", said, href=address)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def _html(body: ET.Element) -> str:
    return ET.tostring(body, encoding="unicode", method="html")


def _urn(said: str) -> str:
    return f"urn:uuid:{uuid5(_OURS, said)}"


def _moment(day: str) -> str:
    """Give the beginning of a day; days are whole days, and a feed wants a moment."""
    return f"{day}T00:00:00Z"


def _short(text: str) -> str:
    return " ".join(text.split())
