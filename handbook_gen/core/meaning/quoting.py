"""The words of a sign as they stand in the text: the smallest stretch that holds them; judges nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning.findings import Finding

Place = tuple[str, int, int]
"""A word as it is compared, and where it begins and ends."""
_WORD: Final = re.compile(r"\[\[[^\]\n]*\]\]|[^\s.,;:!?()]+(?:[.,:/?][^\s.,;:!?()]+)*")
_MARKS: Final = "*_~`‘’“”\"'"
_TRIMMED: Final = frozenset(("text-changed", "part-added", "part-removed"))
"""Kinds of which no more is shown than what differs; others show what it is about."""
_LONGEST: Final = 2000
"""Of longer texts the words are shown as they were read."""


def quoted(found: Finding, before: str, after: str) -> Finding:
    """Give a difference with its words as they stand in the texts."""
    if max(len(before), len(after)) > _LONGEST:
        return found
    words = span(before, found.before), span(after, found.after)
    if found.kind in _TRIMMED and all(words):
        words = _trimmed(*words)
    return replace(found, before=words[0], after=words[1])


def span(text: str, words: str) -> str:
    """Give the smallest stretch of a text in which words stand; those that it lacks are left out."""
    if words in text:
        return words
    places = _places(text)
    known = {word for word, _, _ in places}
    wanted = [word for word, _, _ in _places(words) if word in known]
    if not wanted:
        return text.strip()
    starts = [at for at, place in enumerate(places) if place[0] == wanted[0]]
    found = [(at, end) for at in starts if (end := _end(places, at, wanted)) is not None]
    if not found:
        first = [next(n for n, place in enumerate(places) if place[0] == word) for word in wanted]
        found = [(min(first), max(first))]
    low, high = min(found, key=lambda pair: pair[1] - pair[0])
    return text[places[low][1] : places[high][2]]


def _places(text: str) -> list[Place]:
    return [(_bare(match[0]), *match.span()) for match in _WORD.finditer(text)]


def _bare(word: str) -> str:
    word = word.casefold().replace("’", "'").strip(_MARKS)
    if word in ("één", "one"):
        return "een" if word == "één" else "a"
    return "not" if word.endswith(("n't", "n’t", "cannot")) else word


def _end(places: Sequence[Place], start: int, wanted: Sequence[str]) -> int | None:
    """Find the last of some words that stand in their order from a place on."""
    at = start - 1
    for word in wanted:
        at = next((n for n in range(at + 1, len(places)) if places[n][0] == word), len(places))
    return at if at < len(places) else None


def _trimmed(before: str, after: str) -> tuple[str, str]:
    """Leave out the words with which both begin and end."""
    sides = _places(before), _places(after)
    words = [[place[0] for place in side] for side in sides]
    shortest = min(map(len, words))
    if words[0] == words[1]:
        return before, after
    start = next((n for n in range(shortest) if words[0][n] != words[1][n]), shortest)
    most = shortest - start
    end = next((n for n in range(most) if words[0][-1 - n] != words[1][-1 - n]), most)
    left, right = (
        text[side[start][1] : side[-1 - end][2]] if start + end < len(side) else ""
        for text, side in zip((before, after), sides, strict=True)
    )
    return left, right
