"""What it does that the same words stand in another order: only, not, who does something to whom."""

from collections.abc import Iterator, Sequence

from handbook_gen.core.meaning.findings import Finding
from handbook_gen.core.meaning.order import reordered
from handbook_gen.core.meaning.parts import role
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import Token


def moved(before: Sequence[Token], after: Sequence[Token], speech: Speech) -> Iterator[Finding]:
    """Judge the same words in an order that may say something else."""
    words = " ".join(t.written for t in before), " ".join(t.written for t in after)
    if [t.same for t in before] == [t.same for t in after] or reordered(before, after):
        return
    if _follows(before, "only") != _follows(after, "only"):
        yield Finding("restriction-added", "both", *words)
        yield Finding("restriction-removed", "both", *words)
    elif _follows(before, "negation") != _follows(after, "negation"):
        yield Finding("negation-added", "both", *words)
        yield Finding("negation-removed", "both", *words)
    elif _roles(before, speech) > 1 or _swapped(before, after):
        yield Finding("named-role-changed", "both", *words)
    else:
        yield Finding("text-changed", "unknown", *words)


def _roles(tokens: Sequence[Token], speech: Speech) -> int:
    """Count the functions that are named; department of communications is one."""
    named = [role(token, speech) for token in tokens]
    return sum(each and not (at and named[at - 1]) for at, each in enumerate(named))


def _swapped(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether what stood before a word now stands behind it, and the other way round."""
    for at, token in enumerate(before):
        there = next((n for n, t in enumerate(after) if t.same == token.same), None)
        if token.cls not in ("verb", "word") or not at or not there:
            continue
        one, other = ([t.same for t in side] for side in (before, after))
        if other[there + 1 : there + 1 + at] == one[:at] and one[at + 1 : at + 1 + there] == other[:there]:
            return True
    return False


def _follows(tokens: Sequence[Token], cls: str) -> list[str]:
    return [
        tokens[n + 1].same if n + 1 < len(tokens) else ""
        for n, token in enumerate(tokens)
        if token.cls == cls
    ]
