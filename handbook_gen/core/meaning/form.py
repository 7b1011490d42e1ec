"""Text → plain pieces: Markdown, quotes, capitals and compositions brought to one form; knows no words."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core.model.types import Language

_LINK: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^\s()]{1,500})\)")
_QUOTED: Final = re.compile(r"‘([^‘“\n]{1,400}?)’(?!\w)|“([^“\n]{1,400}?)”|\"([^\"\n]{1,400}?)\"")
_MARKS: Final = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)|\\")
_ITEM: Final = re.compile(r"^[ \t]{0,12}(?:[-+•–]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_BULLET: Final = r"[ \t]{0,12}(?:[-+*•–]|\d{1,3}[.)])[ \t]+"
_LIST: Final = re.compile(
    rf":[ \t]*\n+((?:{_BULLET}[^\n.!?:]{{1,300}}[;,]?[ \t]*\n+)+{_BULLET}[^\n:]{{1,300}})"
)
"""A list that goes on with the sentence before it: no member but the last is a sentence."""
_LAST_JOINT: Final = re.compile(r"[;,]?[ \t]+(en|of|and|or)[ \t]*$")
FIRST, NEXT = "\x04", "\x03"
"""What stands for the line breaks of such a list."""
_SPACES: Final = re.compile(r"[ \t]{2,}")
_DASHES: Final = re.compile(r" +[–—-]+ +|—")
_ALIKE: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
     "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-", "‐": "-", "−": "-", "\u00ad": None, "…": "."}
)  # fmt: skip
_PIECE: Final = re.compile(
    r"""
    (?P<quote>[\x01\x02]) | (?P<joint>[\x03\x04])
    | (?P<mention>\[\[[^\[\]\n]{1,80}\]\]) | (?P<fact>\{\{[^{}\n]{1,80}\}\})
    | (?P<url>(?:https?://|mailto:|tel:|www\.)[^\s<>"]{1,500}|(?<![\w@.])[a-z\d-]{1,40}\.(?:nl|com|org|net|eu|be|uk|example|info|gov|io|app|social)\b(?:/[^\s<>"]{0,300})?)
    | (?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})
    | (?P<handle>[@\#][\w.]{1,60})
    | (?P<iso>\d{4}-\d{2}-\d{2}(?!\d)) | (?P<numeric>\d{1,2}[-/]\d{1,2}[-/]\d{4}(?!\d))
    | (?P<phone>(?:\+\d{1,3}|\b0\d{1,4})(?:[ ()-]{0,2}\d){5,12}(?!\d))
    | (?P<clock>\d{1,2}[:.]\d{2}(?![\d%])(?=\s*(?:uur|u\b|h\b|[ap]\.?m\b))|\d{1,2}:\d{2}(?!\d))
    | (?P<money>[€£$][ ]?\d{1,15}(?:[.,]\d{1,6}){0,5}(?:,-)?)
    | (?P<number>\d{1,15}(?:[.,]\d{1,6}){0,5}(?:st|nd|rd|th|e|ste|de)?(?![\w]))
    | (?P<word>(?:'[stnmSTNM](?!\w))|[^\W_]+(?:['.\-/_&][^\W_]+)*)
    | (?P<stop>[.!?;]+|\n) | (?P<comma>[,:()]) | (?P<sign>[%‰§+=<>≤≥/])
    """,
    re.VERBOSE,
)
_ABBREVIATED: Final = frozenset(
    [
        "bijv",
        "b.v",
        "incl",
        "excl",
        "evt",
        "resp",
        "o.a",
        "e.g",
        "i.e",
        "d.w.z",
        "nr",
        "no",
        "art",
        "ca",
        "max",
        "min",
        "t.z.t",
        "a.u.b",
        "p.m",
        "a.m",
    ]
)
_INITIALS: Final = re.compile(r"[a-z](?:\.[a-z])+$")
_CLOSING: Final = frozenset(("z.s.m", "e.d", "a.s.a.p"))
"""What ends a sentence more often than not."""
_SHORTENED: Final = re.compile(r"(?<=[a-z])'(ve|re|ll)\b", re.IGNORECASE)
_LONG: Final = {"ve": " have", "re": " are", "ll": " will"}
_RANGE: Final = re.compile(r"(?<=[\w.])–(?=\w)")
_CONTRACTED: Final = re.compile(r"\b([a-z]{2,8})'t\b", re.IGNORECASE)
_WHOLE: Final = {"can": "can not", "won": "will not", "shan": "shall not"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: in the form in which it is compared, as it stands, and of what sort it is."""

    text: str
    written: str
    sort: str
    quoted: bool = False


def plain(text: str) -> str:
    """Strip Markdown and bring quotes, dashes, spaces and compositions to one form; case stays."""
    text = _LIST.sub(_inline, unicodedata.normalize("NFC", text))
    text = _QUOTED.sub(lambda found: f"\x01{found[1] or found[2] or found[3]}\x02", text).translate(_ALIKE)
    text = _LINK.sub(r"\1 \2", text)
    text = _ITEM.sub("\n", text)
    text = _MARKS.sub("", text)
    return _SPACES.sub(" ", _DASHES.sub(", ", text))


def pieces(text: str, language: Language) -> list[list[Piece]]:
    """Cut a text into sentences of pieces; a line of its own is a sentence only where the text is a list."""
    text = plain(text)
    text = _RANGE.sub(" to " if language == "en" else " tot ", text)
    if language == "en":
        text = _SHORTENED.sub(lambda found: _LONG[found[1].lower()], text)
        text = _CONTRACTED.sub(_expanded, text).replace("cannot", "can not").replace("Cannot", "can not")
    if "\n" in text:
        text = re.sub(r"(?<!\n)\n(?!\n)(?=[^\S\n]*[^\W\d_A-Z])", " ", text)
    found: list[list[Piece]] = [[]]
    quoted = False
    for match in _PIECE.finditer(text):
        sort = match.lastgroup or ""
        if sort == "quote":
            quoted = match[0] == "\x01"
            continue
        if sort == "stop" and not _ends(found[-1], match[0]):
            continue
        _add(found, Piece(match[0].casefold(), match[0], sort, quoted))
    return [each for each in found if any(piece.sort not in ("comma", "stop") for piece in each)]


def _inline(match: re.Match[str]) -> str:
    """Write a list as running text, with a mark where its members begin."""
    items = [_ITEM.sub("", line).rstrip(" \t;,") for line in match[1].split("\n") if line.strip()]
    told = _LAST_JOINT.search(items[-2]) if len(items) > 1 else None
    joint = f" {told[1]} " if told else NEXT
    items = [_LAST_JOINT.sub("", item) if told else item for item in items]
    return f" {FIRST}{joint.join(item.strip() for item in items)}"


def _add(found: list[list[Piece]], piece: Piece) -> None:
    """Add a piece; what ends a sentence begins the next, unless it stands in a quotation."""
    trailing = ""
    if piece.sort == "url":
        bare = piece.written.rstrip(".,;:!?")
        trailing = piece.written[len(bare) :]
        piece = replace(piece, text=bare.casefold(), written=bare)
    found[-1].append(piece)
    if (piece.sort == "stop" and not piece.quoted) or any(mark in trailing for mark in ".!?;"):
        found.append([])


def _ends(sentence: list[Piece], mark: str) -> bool:
    if mark != "." or not sentence:
        return True
    last = sentence[-1].text
    return not (last in _ABBREVIATED or (last not in _CLOSING and _INITIALS.match(last)))


def _expanded(match: re.Match[str]) -> str:
    word = match[1].lower()
    return _WHOLE.get(word, f"{word.removesuffix('n')} not")
