"""The demands of demands.yml as values, and what stands at an anchor of a page; asserts nothing."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import yaml

from handbook_gen.core.model import shape
from handbook_gen.core.reference import FILES, Names, name

FILE: Final = Path(__file__).with_name("demands.yml")


@dataclass(frozen=True, slots=True)
class Seen:
    """An address within a version, and words that stand there by language."""

    at: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand and what answers it."""

    id: str
    demand: str
    asks: tuple[str, ...]
    fields: tuple[str, ...]
    pages: tuple[Seen, ...]
    checks: tuple[str, ...]
    """The codes that ask for it; nothing where none has to."""


def demands() -> tuple[Demand, ...]:
    """Read every demand, in the order of their numbers."""
    return tuple(_demand(each) for each in yaml.safe_load(FILE.read_text("utf-8")))


def _demand(given: dict[str, Any]) -> Demand:
    seen = (Seen(page["at"], {k: v for k, v in page.items() if k != "at"}) for page in given.get("pages", ()))
    return Demand(
        given["id"],
        given["demand"],
        tuple(given["asks"]),
        tuple(given.get("fields", ())),
        tuple(seen),
        tuple(given.get("checks", ())),
    )


def field(path: str) -> tuple[str, shape.Field]:
    """Give the class and the field that a path such as `webcare.yml targets.first_reply` means."""
    file, _, keys = path.partition(" ")
    *above, key = keys.split(".")
    model: Any = FILES[file]
    for step in above:
        model = next(each.type for each in shape.fields(model) if each.key == step)
    return name(model), next(each for each in shape.fields(model) if each.key == key)


def by_field() -> Names:
    """Give the demands that each field answers, for the reference."""
    found: dict[tuple[str, str], list[str]] = {}
    for demand in demands():
        for path in demand.fields:
            part, each = field(path)
            found.setdefault((part, each.key), []).append(demand.id)
    return {here: ", ".join(dict.fromkeys(ids)) for here, ids in found.items()}


def said_at(html: str, anchor: str) -> str | None:
    """Give the words at an anchor: of its element, and of a heading's section; None where there is none."""
    parser = _Section(anchor)
    parser.feed(html)
    parser.close()
    return re.sub(r"\s+", " ", "".join(parser.words)).strip() if parser.found else None


class _Section(HTMLParser):
    """Collects the words below an element, and below a heading until the next of its level or above."""

    def __init__(self, anchor: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.found = False
        self._anchor = anchor
        self._level = 0
        self._depth = 0
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
        if dict(attrs).get("id") == self._anchor:
            self.found, self._level, self._depth = True, level, 1
        elif self.found and not self._ended:
            self._ended = bool(self._level and level and level <= self._level)
            self._depth += tag not in ("br", "img", "meta", "input")
        if self.found and not self._ended:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's signature
        if self.found and not self._ended:
            self._depth -= 1
            self._ended = not self._level and self._depth <= 0

    def handle_data(self, data: str) -> None:
        if self.found and not self._ended:
            self.words.append(data)
