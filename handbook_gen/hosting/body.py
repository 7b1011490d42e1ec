"""Tells whether `handbook diff` can have written a comment, which came from where anybody may write.

A proposal's own code runs where the comment is made. So nothing is accepted but what our writer makes: its
tags, its link, and text in which a host finds nobody to notify and nothing to do. Cleaning up is not tried.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from handbook_gen.core import characters
from handbook_gen.core.report.changes.escaping import BREAK
from handbook_gen.core.report.changes.markdown import MARKER, MOST

__all__ = ["MARKER", "Refusal", "read"]

MOST_BYTES: Final = 4 * MOST
_PUNCTUATION: Final = r"[!-/:-@\[-`{-~]"
_ESCAPED: Final = re.compile(rf"\\({_PUNCTUATION})")
_AWAY: Final = 0xF0000
"""Where escaped punctuation is put aside: characters without a meaning."""
_TAG: Final = re.compile(r"</?(?:code|del|details|ins|span|summary)>")
_LINK: Final = re.compile(
    r"(?<!!)\[(?P<label>[^\[\]<>()!`]*)\]\((?P<address>https?://[^\s()<>\[\]\"'`\\]+)\)"
)
_UPWARDS: Final = re.compile(r"/\.|%2e|%2f|%5c", re.IGNORECASE)
_FENCE: Final = re.compile(r"`{3}|~{3}")
# What hosts look for in a text, also where an escape or an entity stood: whom to notify, what to link or do.
_ACTIVE: Final = {
    "mention": re.compile(r"@\w"),
    "reference": re.compile(r"#\d|\bGH-\d", re.IGNORECASE),
    "address": re.compile(r"://|\bwww\.", re.IGNORECASE),
    "command": re.compile(r"^[\s>]*/\w", re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a comment is not posted; `reason` has words, `what` is shown and harmless."""

    reason: str
    what: str = ""


def read(data: bytes, homes: Sequence[str]) -> str | Refusal:
    """Understand a comment, the empty one too; `homes` are the addresses below which it may link."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return Refusal("encoding")
    return next(_refusals(text, homes), text) if text.strip() else ""


def _refusals(text: str, homes: Sequence[str]) -> Iterator[Refusal]:
    if len(text) > MOST:
        yield Refusal("long", str(MOST))
    if not text.startswith(f"{MARKER}\n"):
        yield Refusal("marker")
    if hidden := characters.named(text.replace(BREAK, "")):
        yield Refusal("characters", hidden)
    said = text.removeprefix(MARKER)
    if "<" in _TAG.sub("", said):  # an escape counts for nothing within HTML
        yield Refusal("html")
    bare = _ESCAPED.sub(lambda found: chr(_AWAY + ord(found[1])), said)
    for link in _LINK.finditer(bare):
        if not _below(link["address"], homes):
            yield Refusal("link", link["address"])
    bare = _LINK.sub(r"\g<label>", bare)
    if "[" in bare:
        yield Refusal("link", "[")
    if _FENCE.search(bare):
        yield Refusal("fence")
    plain = html.unescape(_TAG.sub("\0", _back(bare)))
    yield from (Refusal(reason) for reason, active in _ACTIVE.items() if active.search(plain))


def _back(bare: str) -> str:
    """Put escaped punctuation back without its escape, as it is read."""
    return bare.translate({_AWAY + code: chr(code) for code in range(128)})


def _below(address: str, homes: Sequence[str]) -> bool:
    """Tell whether an address lies below one of ours, and cannot climb out of it."""
    near = (home.rstrip("/") for home in homes)
    rest = (address.removeprefix(home) for home in near if address.startswith(home))
    return any(each[:1] in ("", "/") and not _UPWARDS.search(each) for each in rest)
