"""Several things → a sentence that names the first of them and counts the rest; names none itself."""

from collections.abc import Sequence

from handbook_gen.core.words import Words


def cut(parts: Sequence[str], most: int, words: Words) -> tuple[str, ...]:
    """Keep the first `most`, and say how many more there are."""
    left = len(parts) - most
    return (*parts[:most], *([words("telling.more", n=left)] if left > 0 else []))


def enumerated(parts: Sequence[str], most: int, words: Words) -> str:
    """Say several things in one sentence: a, b and c, or the first `most` and how many more."""
    left = len(parts) - most
    if left <= 0:
        return words.listed(parts)
    return f"{words('report.comma').join(parts[:most])} {words('telling.more', n=left)}"
