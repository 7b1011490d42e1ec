"""Verbs that no table knows, by their forms: what is conjugated in one text and not in the other is one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.stems import forms
from handbook_gen.core.meaning.token import Token

_MOST: Final = 12
"""How many words that differ are looked at: more are another sentence."""
_PART: Final = 4
"""Shorter parts may turn a word round: in formal, un healthy, non member."""
_NAMES: Final = ("word", "verb")
_ENDINGS: Final = ("ed", "ing")


def unified(
    before: Sequence[Token], after: Sequence[Token], speech: Speech
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Give both clauses with the forms of such verbs brought to one."""
    before, after = _joined(before, after), _joined(after, before)
    left, right = (Counter(t.same for t in side) for side in (before, after))
    gone = [t for t in before if t.cls == "word" and t.same in left - right]
    come = [t for t in after if t.cls == "word" and t.same in right - left]
    known: dict[str, str] = {}
    for one in gone[:_MOST]:
        for other in come[:_MOST]:
            both = _forms(one, speech) & _forms(other, speech)
            if both and other.same not in known and one.same not in known:
                known[one.same] = known[other.same] = min(both)
    known |= _inflected(before, after)
    if not known:
        return before, after
    return [_verb(t, known) for t in before], [_verb(t, known) for t in after]


def _joined(tokens: Sequence[Token], others: Sequence[Token]) -> Sequence[Token]:
    """Join two words that the other clause writes as one: tram maatschappij."""
    whole = {_bare(t): t for t in others if t.cls in _NAMES}
    known = {_bare(t) for t in tokens}
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if last is not None and last.cls in _NAMES and token.cls in _NAMES and not token.comma:
            parts = _bare(last), _bare(token)
            one = whole.get("".join(parts))
            if one is not None and _bare(one) not in known and min(map(len, parts)) >= _PART:
                found[-1] = replace(one, comma=last.comma, edge=last.edge)
                continue
        found.append(token)
    return found


def _bare(token: Token) -> str:
    return token.written.lower().replace("-", "")


def _inflected(before: Sequence[Token], after: Sequence[Token]) -> dict[str, str]:
    """Give the words that stand in one text as tasted and in the other as tastes."""
    verbal = [
        {t.same for t in side if t.cls == "word" and t.written.lower().endswith(_ENDINGS)}
        for side in (before, after)
    ]
    every = [{t.same for t in side if t.cls == "word"} for side in (before, after)]
    return {same: same.partition(":")[2] for same in (verbal[0] ^ verbal[1]) & every[0] & every[1]}


def _forms(token: Token, speech: Speech) -> frozenset[str]:
    return frozenset(forms(token.written.lower(), speech.language))


def _verb(token: Token, known: dict[str, str]) -> Token:
    stem = known.get(token.same)
    return token if stem is None else replace(token, cls="verb", key=stem, plural=False)
