"""HB707: what the tone of voice says twice, and differently; texts that go against it are asked elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import Told, in_languages, words
from handbook_gen.core.checks.vocabulary import channels_of, overlap
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Examples
from handbook_gen.core.model.shape import Path
from handbook_gen.core.model.tone import Profile, Trait, Word
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_YES: Final = ("prefer", "required")
_NO: Final = ("avoid", "banned")
_ACTIVE: Final = ("planned", "open", "paused")
_OR: Final = re.compile(r"[,;/]|\bof\b|\bor\b", re.IGNORECASE)
# Traits that cannot both be had in one text.
_OPPOSITES: Final[Mapping[str, str]] = {
    "formeel": "informeel",
    "formal": "informal",
    "afstandelijk": "persoonlijk",
    "distant": "personal",
}

Phrase = tuple[Language, tuple[str, ...]]
"""A term as words, in its language."""


@check("HB707", "tone-contradictory", Severity.WARNING)
def tone_contradictory(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find what the tone of voice says twice and differently: of a word, an example, a form of address.

    Why: an editor who looks it up finds the answer that they look up first.
    Repair: decide which of the two holds, and change the other.
    Found are a term that one entry chooses and another refuses, or for which two entries give different
    replacements, on channels that they share; a channel with another form of address than its profile; a
    sentence that is an example of right and of wrong; and opposite traits in one profile.
    Source: C31.
    """
    yield from _words(book, kind)
    yield from _preferred(book, kind)
    yield from _examples(book, kind)
    yield from _addresses(book, kind)
    yield from _opposites(book, kind)


def _terms(book: Handbook) -> Mapping[Phrase, list[tuple[Word, Spot]]]:
    """Give the entries for each term, with the place of the term."""
    found: defaultdict[Phrase, list[tuple[Word, Spot]]] = defaultdict(list)
    for word in book.policy.tone.vocabulary:
        for language in book.languages:
            for index, term in enumerate(word.terms.said(language)):
                if phrase := tuple(words(term)):
                    found[language, phrase].append((word, spot(word, "terms", language, index)))
    return found


def _words(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find terms that one entry chooses and another refuses, or that have two replacements."""
    told: set[tuple[str, str]] = set()
    for (language, phrase), places in _terms(book).items():
        for index, (later, where) in enumerate(places):
            for earlier, other in places[:index]:
                variant = _conflict(earlier, later, language)
                if variant and (earlier.id, later.id) not in told and _share(book, earlier, later):
                    told.add((earlier.id, later.id))
                    facts = {"term": " ".join(phrase), "word": later.id, "other": earlier.id}
                    yield Finding(kind, where, facts, variant, related=(other,))


def _conflict(one: Word, other: Word, language: Language) -> str:
    """Name in what two entries for the same term differ, if they do."""
    if one is other:
        return ""
    if (
        {one.status in _YES, other.status in _YES}
        == {one.status in _NO, other.status in _NO}
        == {True, False}
    ):
        return "word"
    instead = [each.prefer.said(language) for each in (one, other) if each.prefer]
    differ = len({tuple(words(each)) for each in instead if each}) > 1
    return "replacement" if differ and not {one.status, other.status}.intersection(_YES) else ""


def _preferred(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find entries that prefer a term which another refuses."""
    terms = _terms(book)
    told: set[tuple[str, str]] = set()
    for word in book.policy.tone.vocabulary:
        for _, path, language, text in in_languages(book, word, ("prefer",), word.prefer):
            parts = dict.fromkeys(tuple(words(part)) for part in (text, *_OR.split(text)))
            there = [(part, *place) for part in parts for place in terms.get((language, part), ())]
            for phrase, other, where in there:
                refused = other is not word and other.status in _NO and _share(book, word, other)
                if refused and (word.id, other.id) not in told:
                    told.add((word.id, other.id))
                    facts = {"term": " ".join(phrase), "word": word.id, "other": other.id}
                    yield Finding(kind, spot(word, *path, language), facts, "prefer", related=(where,))


def _share(book: Handbook, one: Word, other: Word) -> bool:
    return overlap(channels_of(book, one.channels), channels_of(book, other.channels))


def _examples(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find sentences that are shown as right in one place and as wrong in another."""
    right: dict[Phrase, tuple[Trait | Word, Spot]] = {}
    wrong: list[tuple[Trait | Word, Told]] = []
    for good, item, told in _shown(book):
        if good:
            right.setdefault((told[2], tuple(words(told[3]))), (item, spot(item, *told[1], told[2])))
        else:
            wrong.append((item, told))
    for item, (_, path, language, text) in wrong:
        other, where = right.get((language, tuple(words(text))), (None, None))
        if where is None:
            continue
        apart = isinstance(item, Word) and isinstance(other, Word) and not _share(book, item, other)
        if not apart:
            yield Finding(kind, spot(item, *path, language), {"example": text}, "example", related=(where,))


def _shown(book: Handbook) -> Iterator[tuple[bool, Trait | Word, Told]]:
    """Give every example of the tone: whether it is a good one, whose it is, and what it says."""
    every: tuple[Trait | Word, ...] = (*book.policy.tone.traits, *book.policy.tone.vocabulary)
    for item in every:
        examples: Trait | Examples = item if isinstance(item, Trait) else item.examples
        before = () if isinstance(item, Trait) else ("examples",)
        for name, texts in (("do", examples.do), ("dont", examples.dont)):
            for index, text in enumerate(texts):
                way: Path = (*before, name, index)
                for told in in_languages(book, item, way, text):
                    yield name == "do", item, told


def _addresses(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels with another form of address than the profile that they use."""
    for channel in book.policy.channels.channels:
        profile = book.get("profile", channel.tone.profile) if channel.tone else None
        if channel.status not in _ACTIVE or not channel.tone or not isinstance(profile, Profile):
            continue
        here, there = channel.tone.address, profile.address
        if here and there and here != there:
            facts = {"form": here, "other": there, "profile": profile.id}
            where = spot(channel, "tone", "address")
            yield Finding(kind, where, facts, "address", related=(spot(profile, "address"),))


def _opposites(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find profiles that ask for two traits of which one excludes the other."""
    for profile in book.policy.tone.profiles:
        traits = [trait for each in profile.traits if isinstance(trait := book.get("trait", each), Trait)]
        called = {name.casefold(): trait for trait in traits for _, name in trait.name.texts()}
        for one, other in _OPPOSITES.items():
            if one in called and other in called:
                facts = {"trait": called[one].id, "other": called[other].id}
                yield Finding(kind, spot(profile, "traits"), facts, "traits")
                break
