"""Small words that became others and say something else: is and was, a manager and your manager; no more."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from handbook_gen.core.meaning.findings import Finding
from handbook_gen.core.meaning.form import Piece
from handbook_gen.core.meaning.speech import Speech


def shifted(before: Sequence[Piece], after: Sequence[Piece], speech: Speech) -> Iterator[Finding]:
    """Find the small words in place of which stands one of another sort."""
    sides = [[piece for piece in side if piece.sort == "word"] for side in (before, after)]
    words = [[piece.text for piece in side] for side in sides]
    for tag, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for one, other in zip(sides[0][a:b], sides[1][c:d], strict=True):
                if any(_differ(one.text, other.text, row) for row in speech.shifts):
                    yield Finding("text-changed", "unknown", one.written, other.written)


def _differ(one: str, other: str, sorts: tuple[frozenset[str], ...]) -> bool:
    where = [next((n for n, sort in enumerate(sorts) if word in sort), None) for word in (one, other)]
    return None not in where and where[0] != where[1]
