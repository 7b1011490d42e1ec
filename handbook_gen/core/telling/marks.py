"""Two texts → which words went and which came; knows no policy and no form in which that is shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Status = Literal["same", "gone", "new"]

_WORD: Final = re.compile(r"\w+(?:[-’'.,:/@]\w+)*|\s+|[^\w\s]")
_ALIGNED: Final = 2_000
"""Up to this many words, texts are laid beside each other; beyond it the time would grow with the square."""
_ELLIPSIS: Final = " … "


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that stayed, went or came."""

    status: Status
    text: str


def marks(before: str, after: str) -> tuple[Mark, ...]:
    """Mark word by word what went and what came; the words that stayed or came are the text after."""
    old, new = _WORD.findall(" ".join(before.split())), _WORD.findall(" ".join(after.split()))
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    found = [("same", new[:start]), *_differing(*middle), ("same", new[len(new) - end :])]
    return tuple(_joined(found))


def shortened(marked: Sequence[Mark], around: int) -> tuple[Mark, ...]:
    """Keep at most `around` characters of what stayed on either side of what changed."""
    last = len(marked) - 1
    return tuple(
        Mark("same", _cut(mark.text, around, first=index == 0, last=index == last))
        if mark.status == "same"
        else mark
        for index, mark in enumerate(marked)
    )


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[Status, list[str]]]:
    if max(len(old), len(new)) > _ALIGNED:
        yield from (("gone", old), ("new", new))
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", new[k:m]
        else:
            yield from (("gone", old[i:j]), ("new", new[k:m]))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _joined(found: Sequence[tuple[Status, list[str]]]) -> Iterator[Mark]:
    """Put stretches together; a lone space between two changes belongs to both of them."""
    gone, new = "", ""
    for index, (status, words) in enumerate(found):
        text = "".join(words)
        if status == "gone":
            gone += text
        elif status == "new":
            new += text
        elif text.isspace() and (gone or new) and any(each and s != "same" for s, each in found[index + 1 :]):
            gone, new = gone + text, new + text
        elif text:
            yield from _both(gone, new)
            gone, new = "", ""
            yield Mark("same", text)
    yield from _both(gone, new)


def _both(gone: str, new: str) -> Iterator[Mark]:
    if gone.strip() == new.strip():
        if new:
            yield Mark("same", new)
        return
    if gone:
        yield Mark("gone", gone)
    if new:
        yield Mark("new", new)


def _cut(text: str, around: int, *, first: bool, last: bool) -> str:
    """Cut a stretch that stayed between two words; at an edge of the text only one side matters."""
    head = "" if first else text[:around].rpartition(" ")[0]
    tail = "" if last else text[-around:].partition(" ")[2]
    if len(text) <= len(head) + len(tail) + 2 * len(_ELLIPSIS) or len(text) <= around * (2 - first - last):
        return text
    return f"{head}{_ELLIPSIS}{tail}".removeprefix(" ") if first else f"{head}{_ELLIPSIS}{tail}"
