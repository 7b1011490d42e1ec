"""Words that look as if they ruled a sentence, and rule a part of it: what is said within it; judges none."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning.token import Token

_EVEN: Final = frozenset(("ook", "zelfs", "also", "even"))
_WITHIN: Final = frozenset(("hoe", "wat", "waarom", "how", "what", "why", "whether"))


def within(token: Token) -> bool:
    """Tell whether a word begins what is said within a sentence: which, how."""
    return token.cls == "rel" or token.written.lower() in _WITHIN


def inner(main: Sequence[Token], at: int) -> bool:
    """Tell whether a negation is that of a relative clause: two admins, one of whom is not in our team."""
    start = next((n for n in range(at - 1, -1, -1) if within(main[n])), 0)
    between = main[start + 1 : at]
    if main[0].cls == "modal":
        if main[at - 1].cls == "or":
            return at > 1
        acted = any(token.cls == "verb" for token in main[:start])
        return acted and not any(token.cls == "verb" or token.comma for token in between)
    return start > 0 and main[0].cls == "verb" and not any(t.cls == "verb" or t.comma for t in between)


def embedded(main: Sequence[Token]) -> list[Token]:
    """Read a modal within what a command is about as a plain word: tell everybody how they can object."""
    start = next((n for n, token in enumerate(main) if within(token)), len(main))
    return [
        replace(token, cls="word", key=f"modal {token.key}")
        if token.cls == "modal" and (at > start or token.key == "can")
        else token
        for at, token in enumerate(main)
    ]


def but_not(read: Sequence[Token]) -> list[Token]:
    """Read `, not even to a colleague` after a negation as a clause of its own."""
    out: list[Token] = []
    for token in read:
        last = out[-1] if out else None
        apart = last is not None and last.comma and last.written.lower() in _EVEN
        if token.cls == "negation" and apart and any(each.cls == "negation" for each in out):
            out[-1] = Token("evennot", "even", f"{out[-1].written} {token.written}", comma=True)
            continue
        out.append(token)
    return out
