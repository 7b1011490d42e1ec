"""What stands on one scale without being a number: one and all, as soon as possible and at once."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.meaning.amounts import LENGTHS
from handbook_gen.core.meaning.bearing import Setting
from handbook_gen.core.meaning.findings import Finding, turned
from handbook_gen.core.meaning.token import Token

_PARTS: Final = ("count", "share")
_FEW: Final = ("", ">=", ">")
_GENITIVES: Final = frozenset(("van", "of"))
_HASTE: Final = {"soonest": 1, "meteen": 3, "immediately": 3}
_LIMIT: Final = 2
"""Where a limit in hours or days stands between as soon as possible and at once."""
_UPPER: Final = frozenset(("<=", "<"))


def every_one(gone: list[Token], come: list[Token], setting: Setting) -> Iterator[Finding]:
    """Judge that all became one, some or half of them, and take them out."""
    if not setting.duty:
        return
    for some, every, raised in ((gone, come, True), (come, gone, False)):
        part, rest = _part(some), [t for t in every if t.amount is not None]
        whole = next((t for t in every if t.cls == "quantifier" and t.key == "all"), None)
        if part is None or whole is None or rest:
            continue
        words = _said(gone), _said(come)
        after = some.index(part) + 1
        if after < len(some) and some[after].key in _GENITIVES:
            some.remove(some[after])
        some.remove(part)
        every.remove(whole)
        yield (
            Finding("number-raised", "tighter", *words)
            if raised
            else Finding("number-lowered", "looser", *words)
        )
        return


def _part(side: list[Token]) -> Token | None:
    """Find the only amount, if it says how many at least."""
    found = [t for t in side if t.amount is not None]
    if len(found) != 1 or any(t.cls == "quantifier" for t in side):
        return None
    amount = found[0].amount
    return found[0] if amount and amount.scale in _PARTS and found[0].bound in _FEW else None


def sooner(gone: list[Token], come: list[Token], setting: Setting) -> Iterator[Finding]:
    """Judge that a duty became more urgent, where no two amounts say so, and take it out."""
    old, new = _hurry(gone), _hurry(come)
    if not setting.duty or old is None or new is None or _haste(old) == _haste(new):
        return
    if _haste(old) == _LIMIT == _haste(new):
        return
    found = Finding("duration-shortened", "tighter", old.written, new.written)
    if _haste(new) < _haste(old):
        found = Finding("duration-lengthened", turned("tighter"), old.written, new.written)
    gone.remove(old)
    come.remove(new)
    yield found


def _hurry(side: list[Token]) -> Token | None:
    found = [t for t in side if _haste(t)]
    return found[0] if len(found) == 1 else None


def _haste(token: Token) -> int:
    timed = token.amount is not None and token.amount.scale in LENGTHS and token.bound in _UPPER
    return _LIMIT if timed and not token.lead else _HASTE.get(token.key, 0)


def _said(tokens: list[Token]) -> str:
    return " ".join(token.written for token in tokens)
