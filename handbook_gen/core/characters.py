"""Characters that a policy file must not hold, because people cannot see them or tools disagree on them.

Emoji are welcome, with their joiners and variation selectors; anything else invisible is refused.
"""

import re
import unicodedata
from itertools import islice
from typing import Final

from handbook_gen.core import problems as p
from handbook_gen.core.problems import Place, Problem

# Every control and format character of Unicode that has no shape (a carriage return only before a line feed),
# line separators, fillers that look like nothing, variation selectors, tags, non-characters. A test counts.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe"
    "\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|\r(?!\n)"
)
_PICTURE: Final = (
    "(?:[\u00a9\u00ae\u203c\u2049\u2122-\u27bf\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?)"
)
# The three flags that are spelt with tags; any other spelling would hide a text behind a flag.
_FLAG: Final = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in place) + "\U000e007f"
    for place in ("gbeng", "gbsct", "gbwls")
)
_EMOJI: Final = f"{_FLAG}|{_PICTURE}(?:\u200d{_PICTURE})*|[0-9#*]\ufe0f\u20e3?"
# An emoji is taken whole first, so that what is left of the invisible stands outside one.
_EMOJI_OR_FORBIDDEN: Final = re.compile(f"(?P<emoji>{_EMOJI})|(?P<forbidden>{_FORBIDDEN.pattern})")
_TAB: Final = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)
# How git marks where two versions of a file clash; at the start of a line no policy has this.
_CONFLICT: Final = re.compile(r"^<{7}(?=\s)", re.MULTILINE)


def forbidden(path: str, text: str, *, most: int) -> tuple[Problem, ...]:
    """Name each forbidden character with its place, at most `most` of them."""
    if not _FORBIDDEN.search(text):
        return ()
    found = (m for m in _EMOJI_OR_FORBIDDEN.finditer(text) if m["forbidden"])
    return tuple(
        Problem(p.FORBIDDEN_CHARACTER, place(path, text, m.start()), {"character": _named(m[0])})
        for m in islice(found, most)
    )


def tabs(path: str, text: str, *, most: int) -> tuple[Problem, ...]:
    """Name each line that is indented with a tab, at most `most` of them."""
    found = islice(_TAB.finditer(text), most)
    return tuple(Problem(p.TAB_INDENTATION, place(path, text, m.start() + m[0].index("\t"))) for m in found)


def conflicts(path: str, text: str, *, most: int) -> tuple[Problem, ...]:
    """Name each place where git found two versions and left the choice to people, at most `most` of them."""
    found = islice(_CONFLICT.finditer(text), most)
    return tuple(Problem(p.YAML_SYNTAX, place(path, text, m.start()), {}, "conflict") for m in found)


def blanked(text: str) -> str:
    """Put a space for every forbidden character: lines and columns stay, and YAML can read the rest."""
    if not _FORBIDDEN.search(text):
        return text
    return _EMOJI_OR_FORBIDDEN.sub(lambda m: m["emoji"] or " ", text)


def place(path: str, text: str, offset: int) -> Place:
    """Turn an offset in code points into a line and a column."""
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def named(text: str) -> str | None:
    """Name the first forbidden character in a text that came out of an escape, if there is one."""
    if not _FORBIDDEN.search(text):
        return None
    return next((_named(m[0]) for m in _EMOJI_OR_FORBIDDEN.finditer(text) if m["forbidden"]), None)


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
