"""What a search found → words for people, data for machines; finds nothing."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import Any, Final

from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words

_MARK: Final = re.compile(r"</?mark>")
_BOLD: Final = ("\x1b[1m", "\x1b[22m")
_NEAR: Final = 3
"""Answers that are told where the handbook does not cover a question."""
_DIGITS: Final = 3
"""Of a score: how two engines reckon differs in the fifteenth."""
_SAID: Final = ("id", "kind", "title", "line", "modality", "capacity", "audience", "address", "score")
_NUMBERED: Final = ("rule", "gone")
"""Kinds that people know by an id."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question to a version of a handbook, and what the engine answers."""

    query: str
    language: str
    version: str
    site: str
    """Where that version is served, or its folder; addresses begin there."""
    answer: Mapping[str, Any]
    ask: Mapping[str, str]
    """Whom to ask: id, name, address, and mail and phone as far as there are."""

    @property
    def covered(self) -> bool:
        """Whether the handbook answers it."""
        return bool(self.answer["covered"])


def text(found: Found, words: Words) -> str:
    """Say it for a terminal; what matched is bold there."""
    hits = found.answer["hits"]
    blocks = [*_before(found, words)]
    if not found.covered and hits:
        blocks.append(words("searched.near"))
    blocks += ["\n".join(_hit(hit, found, words)) for hit in (hits if found.covered else hits[:_NEAR])]
    return "\n\n".join(blocks)


def data(found: Found, words: Words) -> str:  # noqa: ARG001  # both forms are called alike; data is as it was found
    """Give it for other programs."""
    hits = [{**{key: hit[key] for key in _SAID}, **_plain(hit)} for hit in found.answer["hits"]]
    told = {
        "query": found.query,
        "language": found.language,
        "version": found.version,
        "site": found.site,
        "covered": found.covered,
        "instead": found.answer["instead"],
        "ask": found.ask,
        "hits": hits,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


FORMATS: Final[Mapping[str, Callable[[Found, Words], str]]] = MappingProxyType({"text": text, "json": data})


def _before(found: Found, words: Words) -> Iterator[str]:
    """Say what was meant, where the question has a slip; whom to ask, where there is no answer."""
    if found.answer["instead"]:
        yield words("searched.instead", query=visible(found.answer["instead"]))
    if not found.covered:
        ways = (found.ask.get(way, "") for way in ("mail", "phone", "address"))
        told = [f"{found.site}{way}" if way == found.ask.get("address") else way for way in ways if way]
        name = visible(found.ask.get("name", ""))
        asked = words("searched.ask", name=name, ways=visible(", ".join(told))) if name else ""
        yield "\n".join(filter(None, (words("searched.not_covered"), asked)))


def _hit(hit: Mapping[str, Any], found: Found, words: Words) -> Iterator[str]:
    number = f"{visible(hit['id'])}  " if hit["kind"] in _NUMBERED else ""
    yield f"{number}{_label(hit, words)} · {_shown(hit['title'])}"
    if hit["line"]:
        yield f"  {_shown(hit['line'])}"
    capacity = words.known(f"capacity.{hit['capacity']}.label") if hit["capacity"] else ""
    audience = words("searched.for", audience=visible(hit["audience"])) if hit["audience"] else ""
    if told := " · ".join(filter(None, (capacity, audience))):
        yield f"  {told}"
    yield f"  {visible(found.site + hit['address'])}"


def _label(hit: Mapping[str, Any], words: Words) -> str:
    """Say what a rule does, and of all else what it is."""
    key = f"modality.{hit['modality']}.label" if hit["modality"] else f"searching.kind.{hit['kind']}"
    return visible(words.known(key))


def _plain(hit: Mapping[str, Any]) -> Mapping[str, str | float]:
    """Give what is not told as it was found: texts without marks, and no digits that mean nothing."""
    texts = {key: unescape(_MARK.sub("", hit[key])) for key in ("title", "line")}
    return {**texts, "score": round(hit["score"], _DIGITS)}


def _shown(html: str) -> str:
    """Show marked HTML on a terminal, in one line."""
    parts = _MARK.split(html)  # every other part is inside a mark
    told = (visible(re.sub(r"\s", " ", unescape(part))) for part in parts)
    return "".join(part if n % 2 == 0 else part.join(_BOLD) for n, part in enumerate(told))
