"""What two sentences differ in, and what a sentence does that is new or gone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning.bearing import Setting
from handbook_gen.core.meaning.clauses import Clause, Sentence
from handbook_gen.core.meaning.differences import differences
from handbook_gen.core.meaning.findings import Finding
from handbook_gen.core.meaning.modality import BANS, DUTIES, LEAVES, passage
from handbook_gen.core.meaning.parts import role
from handbook_gen.core.meaning.readings import same
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import CONTACTS

_WORD: Final = {"proviso": "proviso", "provided": "restriction", "onlyif": "restriction", "reason": "reason"}
_ALWAYS: Final = frozenset(("altijd", "always", "te allen tijde", "at all times"))
_ENSURING: Final = frozenset(("zorg", "ensure"))
_IFS: Final = frozenset(("condition", "onlyif"))
_LIMITS: Final = frozenset(("only", "modal", "contrast"))


def compared(before: Sentence, after: Sentence, speech: Speech) -> Iterator[Finding]:
    """Find in what two sentences differ."""
    if same(before, after):
        return
    before, after = _as_leave(before, after), _as_leave(after, before)
    before, after = _direct(before, after, speech), _direct(after, before, speech)
    asking = any(words in before.written.lower() for words in speech.questions)
    for each in _compared(before, after, speech):
        helped = asking and each.kind == "named-role-changed"
        yield replace(each, bearing="beside") if helped else each


def _as_leave(sentence: Sentence, other: Sentence) -> Sentence:
    """Read `may … only if` as a leave again where the other sentence is one without a condition."""
    if not sentence.opened or other.opened or other.mood.force != "PERMIT":
        return sentence
    kept = [replace(c, kind="onlyif") if c.kind == "proviso" else c for c in sentence.clauses]
    return replace(sentence, clauses=tuple(kept), mood=replace(sentence.mood, force="PERMIT"))


def _direct(sentence: Sentence, other: Sentence, speech: Speech) -> Sentence:
    """Read `ensure that a film is captioned` as `a film must be captioned` where the other is said so."""
    main, rest = sentence.main.tokens, other.main.tokens
    if not main or not rest or main[0].key not in _ENSURING or rest[0].key in _ENSURING:
        return sentence
    if sentence.mood.force != other.mood.force or any(role(token, speech) for token in main):
        return sentence
    return replace(sentence, clauses=(replace(sentence.main, tokens=main[1:]), *sentence.others))


def _compared(before: Sentence, after: Sentence, speech: Speech) -> Iterator[Finding]:
    yield from _mood(before, after)
    force = _shared(before.mood.force, after.mood.force)
    if before.mood.hedged != after.mood.hedged:
        yield _hedge(before, after, force)
    if before.mood.hedged != after.mood.hedged or _kinds(before) != _kinds(after):
        before, after = _without_always(before), _without_always(after)
    old, new = _unmatched(before.others, after.others)
    _excepted(old, new)
    _excepted(new, old)
    yield from differences(before.main.tokens, after.main.tokens, Setting("main", force), speech)
    for one in old:
        other = next((each for each in new if each.kind == one.kind), None)
        if other is None and one.kind in _IFS and (other := next((c for c in new if c.kind in _IFS), None)):
            kind = "restriction-added" if other.kind == "onlyif" else "restriction-removed"
            yield Finding(kind, "unknown", one.written, other.written)
        if other is None:
            yield _clause(one, force).turned()
        else:
            new.remove(other)
            if one.kind == "example" and _quoted(one) and _quoted(other):
                yield Finding("example-changed", "beside", one.written, other.written)
                continue
            kind = "condition" if other.kind != one.kind else one.kind
            yield from differences(one.tokens, other.tokens, Setting(kind, force), speech)
    for each in new:
        yield _clause(each, force)


def _kinds(sentence: Sentence) -> list[str]:
    return sorted(each.kind for each in sentence.others)


def _hedge(before: Sentence, after: Sentence, force: str) -> Finding:
    """Judge `in principle`: who is bound may now have a reason not to."""
    bound = force in DUTIES | BANS
    kind = "duty-word-relaxed" if after.mood.hedged else "duty-word-tightened"
    if not bound:
        return Finding("text-changed", "unknown", before.written, after.written)
    return Finding(kind, "looser" if after.mood.hedged else "tighter", before.written, after.written)


def _without_always(sentence: Sentence) -> Sentence:
    kept = [
        replace(each, tokens=tuple(t for t in each.tokens if t.written.lower() not in _ALWAYS))
        for each in sentence.clauses
    ]
    return replace(sentence, clauses=tuple(kept))


def new_sentence(sentence: Sentence, speech: Speech) -> Finding:
    """Judge a sentence that was not there before."""
    words = sentence.written
    low = words.lower()
    first = next((each.kind for each in sentence.clauses if each.tokens), "")
    plain = not any(token.cls in _LIMITS for each in sentence.clauses for token in each.tokens)
    if not sentence.mood.explicit and plain:
        if first == "example":
            return Finding("example-added", "beside", after=words)
        cited = any(t.cls in CONTACTS or t.cls == "mention" for c in sentence.clauses for t in c.tokens)
        if cited and low.startswith(tuple(f"{each} " for each in speech.see)):
            return Finding("named-contact-changed", "beside", after=words)
        if low.startswith(speech.reasons) or first == "reason":
            return Finding("reason-added", "beside", after=words)
    force = sentence.mood.force
    turned = sentence.mood.base == "may" and force in BANS and not sentence.mood.negated  # may only … if
    if sentence.mood.explicit and sentence.mood.direct and force in DUTIES | BANS and not turned:
        return Finding("part-added", "tighter", after=words)
    if sentence.mood.explicit and force in LEAVES - {"CAN"} and plain:
        return Finding("part-added", "looser", after=words)
    return Finding("text-changed", "unknown", after=words)


def _mood(before: Sentence, after: Sentence) -> Iterator[Finding]:
    bearing, what = passage(before.mood, after.mood)
    if not bearing:
        return
    words = before.written, after.written
    if what == "text":
        yield Finding("text-changed", "unknown", *words)
        return
    if what == "negation":
        added = after.mood.said in BANS and before.mood.said not in BANS
        kind = "negation-added" if added else "negation-removed"
    else:
        kind = "duty-word-tightened" if bearing == "tighter" else "duty-word-relaxed"
    yield Finding(
        kind, "both" if bearing == "both" else "tighter" if bearing == "tighter" else "looser", *words
    )


def _shared(one: str, other: str) -> str:
    """Give the force in which parts are judged: one that both sentences have, near enough."""
    if one == other:
        return one
    for group in (DUTIES, BANS, LEAVES):
        if one in group and other in group:
            return one
    return ""


def _unmatched(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[list[Clause], list[Clause]]:
    old, new = list(before), list(after)
    for each in before:
        same = next((other for other in new if other.key == each.key), None)
        if same is not None and _numbers(same) == _numbers(each):
            old.remove(each)
            new.remove(same)
    return old, new


def _excepted(old: list[Clause], new: list[Clause]) -> None:
    """Leave out `not even to a colleague` where the other sentence says `except to a colleague`."""
    out = {each.key[1:] for each in new if each.kind == "proviso"}
    old[:] = [each for each in old if each.kind != "evennot" or each.key[1:] not in out]


def _numbers(clause: Clause) -> list[bool]:
    return [token.plural for token in clause.tokens]


def _clause(clause: Clause, force: str) -> Finding:
    """Judge a clause that was not there before."""
    kind = _WORD.get(clause.kind, "part")
    if clause.kind == "result":
        return Finding("text-changed", "unknown", after=clause.written)
    if clause.kind == "reason":
        return Finding("reason-added", "beside", after=clause.written)
    bearing = Setting(clause.kind, force).added
    if bearing == "unknown" and kind == "part":
        return Finding("text-changed", "unknown", after=clause.written)
    return Finding(f"{kind}-added", bearing, after=clause.written)


def _quoted(clause: Clause) -> bool:
    return bool(clause.tokens) and all(token.quoted for token in clause.tokens)
