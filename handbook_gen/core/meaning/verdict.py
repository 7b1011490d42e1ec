"""The judgement of one text before and after; how texts are brought to one form stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from handbook_gen.core.meaning.alignment import aligned
from handbook_gen.core.meaning.clauses import Force, Sentence, sentences
from handbook_gen.core.meaning.findings import Finding
from handbook_gen.core.meaning.form import pieces
from handbook_gen.core.meaning.judging import compared, new_sentence
from handbook_gen.core.meaning.ones import counted
from handbook_gen.core.meaning.quoting import quoted
from handbook_gen.core.meaning.shifts import shifted
from handbook_gen.core.meaning.speech import SPEECH, Speech
from handbook_gen.core.model.changes import heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Language

_REWORDED: Final = "text-reworded"
_MOST: Final = 200
"""Texts with more sentences than these are not looked into."""
_LONGEST: Final = 300
"""The same for sentences with more words than these: no rule that people can keep has them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in which two texts differ: the name of a kind of change, what it does, and the words."""

    kind: str
    level: Effect
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change of words does: the heaviest of its signs; a text that did not change has none."""

    level: Effect
    signs: tuple[Sign, ...] = ()


def judged(before: str, after: str, language: Language, force: tuple[Force, Force] = ("", "")) -> Verdict:
    """Judge a text in one language, given the force it had and has.

    Judging backwards gives the opposite: texts are compared in an order that does not depend on time.
    """
    if before == after:
        return Verdict("editorial")
    sides = (before, force[0]), (after, force[1])
    if sides[0] <= sides[1]:
        found = _found(sides[0], sides[1], language)
    else:
        found = tuple(each.turned() for each in _found(sides[1], sides[0], language))
    found = tuple(quoted(each, before, after) for each in found)
    signs = tuple(dict.fromkeys(Sign(each.kind, each.level, each.before, each.after) for each in found))
    if not signs:
        return Verdict("editorial", (Sign(_REWORDED, "editorial", before, after),))
    return Verdict(heaviest(sign.level for sign in signs), signs)


@lru_cache(maxsize=4096)
def _found(before: tuple[str, Force], after: tuple[str, Force], language: Language) -> tuple[Finding, ...]:
    sides = [pieces(text, language) for text, _ in (before, after)]
    bare = [[p.text for each in side for p in each if p.sort not in ("stop", "comma")] for side in sides]
    if bare[0] == bare[1]:
        return ()
    if any(len(side) > _MOST or max(map(len, side), default=0) > _LONGEST for side in sides):
        return (Finding("text-changed", "unknown"),)
    speech = SPEECH[language]
    texts = counted(before[0], after[0], language)
    read = _read(texts[0], before[1], language), _read(texts[1], after[1], language)
    found = tuple(_findings(*read, speech))
    if any(each.bearing != "beside" for each in found):
        return found
    return (*found, *shifted([p for s in sides[0] for p in s], [p for s in sides[1] for p in s], speech))


@lru_cache(maxsize=4096)
def _read(text: str, force: Force, language: Language) -> tuple[Sentence, ...]:
    return sentences(text, language, force)


def _findings(before: tuple[Sentence, ...], after: tuple[Sentence, ...], speech: Speech) -> Iterator[Finding]:
    if _clauses(before) == _clauses(after):
        return
    which = aligned(before, after)
    for one, other in which.pairs:
        yield from compared(one, other, speech)
    for each in which.gone:
        yield new_sentence(each, speech).turned()
    for each in which.come:
        yield new_sentence(each, speech)
    for each in which.moved:
        if set(each.written.lower().split()) & speech.sequence:
            yield Finding("text-changed", "unknown", each.written, each.written)


def _clauses(text: tuple[Sentence, ...]) -> list[object]:
    """Give what a text says sentence by sentence, wherever a sentence ends."""
    return [
        (
            s.mood.said,
            s.mood.hedged,
            sorted((c.key, [t.plural for t in c.tokens]) for c in s.clauses if c.tokens),
        )
        for s in text
    ]
