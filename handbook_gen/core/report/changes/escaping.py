"""Words from a policy → Markdown that shows them and does nothing else on a code host; makes no layout.

GitHub and GitLab act on more than Markdown: they notify whom a text mentions, link numbers and addresses,
replace :names: by pictures and $…$ by formulas. They look for these in what Markdown became, where an escape
is gone; only a character of no width in between stops them. What is escaped stands in one line, and not at
its start, where it could be a heading, a list or a command.

Sources: https://github.github.com/gfm/, https://docs.github.com/get-started/writing-on-github,
https://docs.gitlab.com/user/markdown/
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from handbook_gen.core.characters import blanked
from handbook_gen.core.telling import Mark, shortened

BREAK: Final = "\u200b"
"""No width: what stands around it is no longer one word."""
_HTML: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "<span>$</span>"}
_MARKUP: Final = re.compile(r"[\\`*_\[\]|~#<>&$]")
# What a host takes for a mention, a number, a label, an address, a picture or a commit, and where to part it.
_ACTIVE: Final = re.compile(
    r"(?P<sign>[@#!%&~^$])(?=[\w\"'`])|(?P<scheme>:)(?=//|[\w+-]+:)|(?P<www>\bwww)(?=\.)|(?P<issue>\bGH-)(?=[0-9])",
    re.IGNORECASE,
)
_COMMIT: Final = re.compile(r"\b(?=[0-9]*[a-f])[0-9a-f]{7,}\b", re.IGNORECASE)
_LESS_THAN_A_COMMIT: Final = 6
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+")
_AROUND: Final = 80
_LONGEST_ADDRESS: Final = 2_000
_LONGEST_MARK: Final = 1_000
_LONGEST_TEXT: Final = 3_000
_TAGS: Final = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
_ELLIPSIS: Final = "…"


def escaped(text: str, most: int = 20_000) -> str:
    """Write a text as itself, in a line of at most `most` characters; what is cut ends in an ellipsis."""
    shown = " ".join(blanked(text).split())
    size = min(len(shown), most)
    while len(said := _inert(shown[:size])) > most:
        size = size * 2 // 3
    return said if size == len(shown) else f"{said}{_ELLIPSIS}"


def sentence(text: str, most: int = 1_000) -> str:
    """Write a sentence of ours with facts of a policy in it; what stands between backticks becomes code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escaped(text, most)
    return "".join(
        (f"<code>{escaped(part, most)}</code>" if part else "") if index % 2 else _spaced(part, most)
        for index, part in enumerate(parts)
    )


def marked(marks: Sequence[Mark]) -> str:
    """Write a text before and after in one, between quotation marks, with what went and came marked."""
    said = ""
    for mark in shortened(marks, _AROUND):
        if len(said) > _LONGEST_TEXT:
            return f"“{said}{_ELLIPSIS}”"
        said += _spaced(mark.text, _LONGEST_MARK, _TAGS[mark.status])
    return f"“{said}”"


def link(label: str, address: str) -> str:
    """Write a link of ours to an address that was given; only the label where it is no web address."""
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return label
    return f"[{label}]({quote(address, safe=':/?#@!$&*+,;=%~._-')})"


def _spaced(text: str, most: int, tag: str = "{}") -> str:
    """Escape a stretch within a sentence: the space at its ends stays, outside its tag."""
    if not text.strip():
        return text and " "
    start, end = (" " if each.isspace() else "" for each in (text[0], text[-1]))
    return f"{start}{tag.format(escaped(text, most))}{end}"


def _inert(text: str) -> str:
    parted = _COMMIT.sub(_parted, _ACTIVE.sub(lambda found: found[0] + BREAK, text))
    return _MARKUP.sub(lambda found: _HTML.get(found[0], f"\\{found[0]}"), parted)


def _parted(found: re.Match[str]) -> str:
    starts = range(0, len(found[0]), _LESS_THAN_A_COMMIT)
    return BREAK.join(found[0][start : start + _LESS_THAN_A_COMMIT] for start in starts)
