"""What stands on one scale without being a number: one and all, as soon as possible and at once."""

from collections.abc import Iterator, Sequence
from typing import Final

from handbook_gen.core.meaning.amounts import LENGTHS
from handbook_gen.core.meaning.bearing import Setting
from handbook_gen.core.meaning.findings import Bearing, Finding, turned
from handbook_gen.core.meaning.lengths import span
from handbook_gen.core.meaning.modality import DUTIES
from handbook_gen.core.meaning.token import Token

_PARTS: Final = ("count", "share")
_FEW: Final = ("", ">=", ">")
_GENITIVES: Final = frozenset(("van", "of"))
_HASTE: Final = {"soonest": 1, "meteen": 3, "immediately": 3}
_LIMIT: Final = 2
"""Where a limit in hours or days stands between as soon as possible and at once."""
_WHOLE: Final = DUTIES | {"PERMIT"}
_UPPER: Final = frozenset(("<=", "<"))


def every_one(
    following: tuple[Token | None, Token | None], gone: list[Token], come: list[Token], setting: Setting
) -> Iterator[Finding]:
    """Judge that all became one, some or half of them, and take them out."""
    if not setting.duty or None in following:
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


def whichever(
    following: tuple[Token | None, Token | None], gone: list[Token], come: list[Token], setting: Setting
) -> Iterator[Finding]:
    """Judge that all became those of one sort, or one: business accounts, all accounts; take them out."""
    for some, every, raised in ((gone, come, True), (come, gone, False)):
        whole = len(every) == 1 and every[0].cls == "quantifier" and every[0].key == "all"
        if not whole or not _some(some, following[0 if raised else 1]):
            continue
        if setting.clause != "main" or None in following or setting.force not in _WHOLE:
            continue
        bearing: Bearing = "tighter" if raised == setting.duty else "looser"
        kind = "part-removed" if raised else "part-added"
        yield Finding(kind, bearing, _said(gone), _said(come))
        gone.clear()
        come.clear()
        return


def _some(some: list[Token], following: Token | None) -> bool:
    """Tell whether words only say which ones, or whether an article says that it is one."""
    if following is None or following.cls not in ("word", "verb"):
        return False
    if not some:
        return following.edge and not following.plural
    return len(some) == 1 and some[0].cls in ("word", "verb") and not some[0].plural and not following.edge


def other_day(pair: tuple[Token, Token], gone: Sequence[Token], come: Sequence[Token]) -> bool:
    """Tell of two times of day that one may be on another day: by 5 p.m., by 9 a.m. the next morning."""
    timed = all(token.amount is not None and token.amount.scale == "clock" for token in pair)
    return timed and {t.same for t in gone} - {pair[0].same} != {t.same for t in come} - {pair[1].same}


def rate(pairs: Sequence[tuple[Token, Token]], setting: Setting) -> Finding | None:
    """Judge how often something is to be done, where both the count and the period became others."""
    if len(pairs) != _LIMIT or any(token.bound != "every" for token in pairs[1]):
        return None
    counts = [token.amount for token in pairs[0] if token.amount is not None and token.bound in _FEW]
    spans = [span(token.amount) for token in pairs[1] if token.amount is not None]
    if len(counts) != len(pairs[0]) or any(each.scale != "count" for each in counts) or len(spans) != _LIMIT:
        return None
    old, new = counts[0].value * spans[1], counts[1].value * spans[0]
    words = [" ".join(pair[side].written for pair in pairs) for side in (0, 1)]
    if old == new or not setting.duty:
        return Finding("text-changed", "unknown", *words)
    if new > old:
        return Finding("number-raised", "tighter", *words)
    return Finding("number-lowered", "looser", *words)


def joints(gone: list[Token], come: list[Token], setting: Setting) -> Iterator[Finding]:
    """Judge an `or` that became an `and`: in a duty, both are to be done."""
    old, new = ([t for t in side if t.cls in ("and", "or")] for side in (gone, come))
    if len(gone) != len(old) or len(come) != len(new) or not old or not new:
        return
    if setting.duty and {t.cls for t in old} != {t.cls for t in new}:
        more = new[0].cls == "and"
        yield Finding(
            "part-added" if more else "part-removed", "tighter" if more else "looser", _said(old), _said(new)
        )
    else:
        yield Finding("text-changed", "unknown", _said(old), _said(new))
    gone.clear()
    come.clear()
