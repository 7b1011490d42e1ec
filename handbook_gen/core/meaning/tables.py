"""How tables of words are read: a class, its keys and their phrases, by first word; holds no words itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words that count as one: of a class (modal, bound, proviso …), with one key for all its forms."""

    words: tuple[str, ...]
    cls: str
    key: str


Phrases = Mapping[str, tuple[Phrase, ...]]
"""By their first word, the longest first."""


def phrases(table: str) -> Phrases:
    """Read lines such as `modal must: moet | moeten | dient te`; a # begins a comment."""
    found: dict[str, list[Phrase]] = {}
    for line in table.strip().splitlines():
        head, _, forms = line.partition("#")[0].partition(":")
        cls, _, key = head.strip().partition(" ")
        for form in forms.split("|"):
            if words := tuple(form.split()):
                found.setdefault(words[0], []).append(Phrase(words, cls, key or cls))
    return MappingProxyType(
        {first: tuple(sorted(each, key=lambda p: -len(p.words))) for first, each in found.items()}
    )


def listed(words: str) -> frozenset[str]:
    """Read words with white space between them."""
    return frozenset(words.split())
