"""Lines of text that fit in a width; measures nothing, because no font is known where a page is built."""

from typing import Final

SIZE: Final = 14
"""Height of the letters in pixels, for every word in a picture."""
LEADING: Final = 18
"""From one line to the next."""

# Generous parts of the letter size, so that the widest of the usual system fonts still fits.
_NARROW: Final = frozenset("iIjl.,:;'’‘|!()[] ftr-")
_WIDE: Final = frozenset("mwMW@%&—")


def width(text: str) -> float:
    """Estimate how wide a text is at most, in pixels."""
    return SIZE * sum(_part(letter) for letter in text)


def _part(letter: str) -> float:
    if letter in _NARROW:
        return 0.4
    return 1.0 if letter in _WIDE else 0.75 if letter.isupper() else 0.63


def wrapped(text: str, room: float, most: int) -> tuple[str, ...]:
    """Break a text into at most `most` lines of at most `room` pixels; the rest becomes an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines += _broken(word, room)
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], _cut(lines[most - 1], room))


def _broken(word: str, room: float) -> list[str]:
    """Break a word that is longer than a line, as Dutch has them."""
    parts = [""]
    for letter in word:
        if parts[-1] and width(f"{parts[-1]}{letter}-") > room:
            parts[-1] += "-"
            parts.append("")
        parts[-1] += letter
    return parts


def _cut(line: str, room: float) -> str:
    while line and width(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
