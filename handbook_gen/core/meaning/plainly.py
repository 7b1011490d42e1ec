"""Officialese → plain words: phrases word for word, words by their stem; knows no words itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType, ModuleType
from typing import Final

from handbook_gen.core.meaning.form import Piece
from handbook_gen.core.meaning.stems import stem, verb_stems
from handbook_gen.core.meaning.token import Token
from handbook_gen.core.model.types import Language

_SHORT: Final = 1
Rewritten = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
"""By the first word of a phrase: its words and those that stand for them, the longest first."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What is said in other words in a language."""

    rewritten: Rewritten
    verbs: frozenset[str]
    """The stems of verbs that have another name."""
    alike: Mapping[str, str]
    """The one name of each stem that has more."""
    nouns: Mapping[str, str]
    """The verb for each noun that names what it does."""


def plain_words(words: ModuleType, language: Language, known: frozenset[str]) -> Plain:
    """Read the tables of a language."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for plain, form in (*_lines(words.REWRITTEN), *(("", each) for each in _phrases(words.FILLERS))):
        parts = tuple(form.split())
        found.setdefault(parts[0], []).append((parts, tuple(plain.split())))
    groups = {"verb": words.ALIKE_VERBS, "word": words.ALIKE_WORDS}
    listed = {cls: dict(_named(table)) for cls, table in groups.items()}
    verbs = known | verb_stems(frozenset(listed["verb"]), language)
    alike = {
        f"{cls}:{stem(word, language, verbs)[0]}": name
        for cls, table in listed.items()
        for word, name in table.items()
    }
    nouns = {}
    for noun, infinitive in _named(words.NOUNS, turned="yes"):
        key = stem(infinitive, language, verbs)[0]
        nouns[stem(noun, language, verbs)[0]] = alike.get(f"verb:{key}", key)
    return Plain(_longest_first(found), verbs, MappingProxyType(alike), MappingProxyType(nouns))


def _longest_first(found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]) -> Rewritten:
    return MappingProxyType(
        {first: tuple(sorted(each, key=lambda pair: -len(pair[0]))) for first, each in found.items()}
    )


def _lines(table: str) -> Iterable[tuple[str, str]]:
    for line in table.strip().splitlines():
        plain, _, forms = line.partition(":")
        for form in _phrases(forms):
            yield plain.strip(), form


def _phrases(forms: str) -> list[str]:
    return [" ".join(form.split()) for form in forms.split("|") if form.strip()]


def _named(table: str, turned: str = "") -> Iterable[tuple[str, str]]:
    """Give each word with its name; turned: the name with its word."""
    for line in table.strip().splitlines():
        name, _, forms = line.partition(":")
        for form in forms.split():
            yield (name.strip(), form) if turned else (form, name.strip())


def plainly(sentence: Sequence[Piece], plain: Plain) -> list[Piece]:
    """Put plain words in place of officialese."""
    found: list[Piece] = []
    at = 0
    while at < len(sentence):
        pair = _stands(sentence, at, plain)
        if pair is None:
            found.append(sentence[at])
            at += 1
            continue
        words, put = pair
        written = " ".join(piece.written for piece in sentence[at : at + len(words)])
        found += [
            replace(sentence[at], text=word, written="" if n else written) for n, word in enumerate(put)
        ]
        at += len(words)
    return found


def _stands(
    sentence: Sequence[Piece], at: int, plain: Plain
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    counted = at > 0 and sentence[at - 1].sort == "number" and len(sentence[at].text) == _SHORT
    if sentence[at].sort != "word" or counted:
        return None
    for words, put in plain.rewritten.get(sentence[at].text, ()):
        end = at + len(words)
        if end <= len(sentence) and all(sentence[at + n].text == word for n, word in enumerate(words) if n):
            return words, put
    return None


def named(token: Token, plain: Plain) -> Token:
    """Give a word its one name."""
    if token.cls not in ("word", "verb"):
        return token
    name = plain.alike.get(f"{token.cls}:{token.key}")
    return token if name is None else replace(token, key=name)
