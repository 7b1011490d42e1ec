"""How we sound: words that are preferred, avoided or banned, profiles and traits; judges no example."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from handbook_gen.core.compare.binding import binds, holds, informs, ladder, most, team, turns, whole
from handbook_gen.core.compare.documents import informing
from handbook_gen.core.compare.documents.channels import address, posting
from handbook_gen.core.compare.documents.parts import apart, listed, texts
from handbook_gen.core.compare.documents.saying import binding
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges, Whole, changed
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.tone import Word
from handbook_gen.core.model.types import LANGUAGES, Item, Language, TermsValue

_ALL: Final = "all"
_STATUSES: Final = ("prefer", "careful", "avoid", "banned")
_REQUIRED: Final = "required"
_SHUNNED: Final = _STATUSES[1:]
_TURNS: Final[Mapping[Effect, str]] = {"stricter": "tone-tightened", "looser": "tone-relaxed"}
_EMOJI: Final = (None, "free", "sparing", "none")


def writing(item: Item, book: Handbook) -> frozenset[str]:
    """Give who decides what is posted on the channels of a word; the team where it holds on all."""
    channels = item.channels if isinstance(item, Word) else (_ALL,)
    found = frozenset[str]()
    for channel in book.policy.channels.channels:
        if channel.id in channels or channel.platform in channels:
            found |= posting(channel, book)
    return team(item, book) if _ALL in channels or not found else found


def status(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge how firmly a word is asked for or kept out; from asked for to kept out is a turn."""
    if _REQUIRED not in (fact.before, fact.after):
        yield from ladder("tone-tightened", "tone-relaxed", _STATUSES, writing)(fact, sides)
    elif fact.before in _SHUNNED or fact.after in _SHUNNED:
        yield turns("tone-reversed", fact, sides, writing)
    elif fact.after == _REQUIRED:
        yield binds("tone-tightened", "stricter", fact, sides, writing)
    else:
        yield binds("tone-relaxed", "looser", fact, sides, writing)


def terms(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge which words are meant: more bind where they are kept out; open where they are asked for."""
    found = [change for language in LANGUAGES for change in _terms(fact, sides, language)]
    yield from found or (changed("order-changed", "editorial", fact),)


def _terms(fact: Fact, sides: Sides, language: Language) -> Iterator[Change]:
    """Tell the words of one language that came, and those that went."""
    was, now = ((each or TermsValue()).said(language) for each in (fact.before, fact.after))
    shunned = all(getattr(each, "status", "") in _SHUNNED for each in (fact.pair.before, fact.pair.after))
    levels: tuple[Effect, ...] = ("stricter", "looser")
    for level, some in zip(levels, (_beyond(now, was), _beyond(was, now)), strict=True):
        facts = {"language": language, "terms": ", ".join(some)}
        more = {"before": was, "after": now, "facts": facts}
        if some and shunned:
            yield binds(_TURNS[level], level, fact, sides, writing, **more)
        elif some:
            yield changed("tone-changed", "undecided", fact, **more)


def _beyond(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in some if each not in others)


def channels(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge on which channels a word is asked for or kept out."""
    was, now = _reached(fact.before, sides.before), _reached(fact.after, sides.after)
    wider, narrower = _more(was, now), _more(now, was)
    if wider:
        yield binds("tone-tightened", "stricter", fact, sides, writing)
    if narrower:
        yield binds("tone-relaxed", "looser", fact, sides, writing)
    if not wider and not narrower:
        yield changed("order-changed", "editorial", fact)


def _reached(ids: tuple[str, ...], book: Handbook) -> frozenset[str]:
    """Give the channels that ids name, platforms expanded; `all` stands for itself."""
    if _ALL in ids:
        return frozenset({_ALL})
    there = book.policy.channels.channels
    return frozenset(ids) | {channel.id for channel in there if channel.platform in ids}


def _more(was: frozenset[str], now: frozenset[str]) -> bool:
    return _ALL not in was and (_ALL in now or bool(now - was))


_EXAMPLE: Final = informs("example-changed", "example-added", "example-removed")
_EXAMPLES: Final[Judge] = texts(_EXAMPLE)
_TEXT: Final = binding(team, "duty", "tone-changed")


def _either(one: Any) -> Judge:
    return apart({"do": one, "dont": one})


JUDGES: Final[Judges] = {
    "word.status": status,
    "word.terms": terms,
    "word.prefer": binding(writing, "", "tone-changed"),
    "word.because": informing.REASON,
    "word.channels": channels,
    "word.examples": _either(_EXAMPLES),
    "profile.name": informing.NAME,
    "profile.text": _TEXT,
    "profile.traits": listed(holds("tone-tightened", "tone-relaxed", team)),
    "profile.address": address,
    "profile.emoji": ladder("tone-tightened", "tone-relaxed", _EMOJI, team),
    "profile.max_words_per_sentence": most("tone-tightened", "tone-relaxed", team),
    "trait.name": informing.NAME,
    "trait.text": _TEXT,
    "trait.do": _EXAMPLES,
    "trait.dont": _EXAMPLES,
}
WHOLES: Final[dict[str, Whole]] = {"word": whole("word-added", "word-removed", writing)}
