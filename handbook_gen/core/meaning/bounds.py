"""Bounds and their amounts: at most 3, by 5 p.m. at the latest, between noon and two; reads no amounts."""

from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning import amounts
from handbook_gen.core.meaning.token import Token

_TWO: Final = 2


_COUNTED: Final = frozenset(("count", "money", "share"))
_REACH: Final = 4
"""How many tokens may stand between a bound and its amount."""


_SOFT: Final = {
    "before": "<", "voor": "<", "vóór": "<", "prior to": "<", "after": ">", "na": ">", "following": ">",
    "until": "until", "over": ">", "under": "<", "onder": "<", "boven": ">", "within": "<=", "binnen": "<=",
}  # fmt: skip
"""What is a bound only right before an amount."""


_LEVEL: Final = {
    "by",
    "vóór",
    "vanaf",
    "from",
    "tot",
    "t/m",
    "over",
    "under",
    "boven",
    "onder",
    "binnen",
    "inside",
    "above",
}


_BETWEEN: Final = {"eind", "einde", "end", "begin", "of", "van"}
"""What may stand between a preposition and its date: by the end of March."""


def bounded(found: list[Token]) -> list[Token]:
    """Join each bound to the amount it is for; what bounds nothing is a preposition or a word."""
    joined: list[Token] = []
    waiting: list[int] = []
    for token in _timed(found):
        if token.cls == "after-bound":
            _join_back(joined, token)
        elif token.cls in ("lead", "before") and joined and joined[-1].amount is not None:
            joined[-1] = replace(joined[-1], lead=True)
            joined += [token] if token.cls == "before" else []
        elif token.cls == "prep" and token.key == "voor" and _counts_down(joined):
            joined[-1] = replace(joined[-1], lead=True)
            joined.append(token)
        elif token.amount is not None:
            joined.append(_joined(joined, waiting, token))
            _between(joined)
            _ranged(joined)
        else:
            if token.cls == "bound":
                waiting.append(len(joined))
            joined.append(token)
    return [_unbound(token) for token in joined if token.cls != "gone"]


def _timed(found: list[Token]) -> list[Token]:
    """Read a day of the week beside a time of day as a word: the time is what is bounded."""
    clocks = [
        n for n, token in enumerate(found) if token.amount is not None and token.amount.scale == amounts.CLOCK
    ]
    beside = {at for n in clocks for at in range(n - 3, n + 4)}
    return [
        replace(token, cls="word", key=f"day {token.amount.value}", amount=None)
        if token.amount is not None and token.amount.scale == amounts.WEEKDAY and at in beside
        else token
        for at, token in enumerate(found)
    ]


def _joined(joined: list[Token], waiting: list[int], token: Token) -> Token:
    near = [at for at in waiting if _reaches(joined, at, token)]
    near = sorted(near, key=lambda at: joined[at].bound in ("<=", ">="))[-1:]
    waiting.clear()
    if token.bound == "every":
        for at in near:
            joined[at] = replace(joined[at], cls="gone") if len(joined) - at == 1 else joined[at]
        return _keyed(token)
    if near:
        bound = joined[near[-1]].bound
        token = replace(token, written=f"{joined[near[-1]].written} {token.written}")
        for at in near:
            joined[at] = replace(joined[at], cls="gone")
        return _keyed(replace(token, bound=bound, comma=token.comma or joined[near[0]].comma))
    if joined and joined[-1].key in _SOFT and joined[-1].cls in ("before", "prep", "after", "until"):
        soft = joined.pop()
        written = f"{soft.written} {token.written}"
        return _keyed(replace(token, bound=_SOFT[soft.key], comma=soft.comma, written=written))
    return _keyed(token)


def _reaches(joined: list[Token], at: int, token: Token) -> bool:
    """Tell whether a bound that stands before an amount is for it: a preposition stands right before."""
    bound, apart = joined[at].written.lower(), len(joined) - at
    if bound in _LEVEL and any(each.key not in _BETWEEN for each in joined[at + 1 :]):
        return False
    timed = token.amount is not None and token.amount.scale not in ("count", "money", "share")
    return apart <= _REACH and (timed or bound != "by")


def _counts_down(joined: list[Token]) -> bool:
    """Tell whether a length of time is followed by what it comes before: twee dagen voor publicatie."""
    last = joined[-1] if joined else None
    return (
        last is not None
        and last.amount is not None
        and last.amount.scale in amounts.LENGTHS
        and bool(last.bound)
    )


def _between(joined: list[Token]) -> None:
    """Read `between 12 and 13` as from the one to at most the other."""
    if (
        len(joined) > _TWO
        and joined[-2].cls == "and"
        and joined[-3].amount is not None
        and not joined[-1].bound
    ):
        start = joined[-4] if len(joined) > _TWO + 1 else None
        if start is not None and start.key == "tussen":
            joined[-4] = replace(start, cls="gone")
            timed = joined[-1].amount is not None and joined[-1].amount.scale not in _COUNTED
            joined[-3] = replace(joined[-3], bound="from" if timed else ">=")
            joined[-1] = replace(joined[-1], bound="until" if timed else "<=")


def _ranged(joined: list[Token]) -> None:
    """Read `three to five` as up to five."""
    first, to, last = joined[-3:] if len(joined) > _TWO else (None, None, None)
    if first is None or to is None or last is None or first.amount is None or last.amount is None:
        return
    counted = first.amount.scale == last.amount.scale and last.amount.scale in _COUNTED
    if counted and to.key == "to" and to.cls == "prep" and not first.bound and not last.bound:
        joined[-2:] = [replace(last, bound="until", written=f"{to.written} {last.written}")]


def _keyed(token: Token) -> Token:
    return replace(token, key=token.amount.key if token.amount else "")


def _join_back(joined: list[Token], token: Token) -> None:
    for at in range(len(joined) - 1, max(-1, len(joined) - 1 - _REACH), -1):
        if joined[at].amount is not None:
            joined[at] = replace(joined[at], bound=joined[at].bound or token.key)
            return
    joined.append(replace(token, cls="word"))


def _unbound(token: Token) -> Token:
    if token.cls == "bound":
        cls = "prep" if token.written.lower() in _LEVEL or " " not in token.written else "word"
        key = {"vóór": "voor", "van af": "vanaf"}.get(token.written.lower(), token.written.lower())
        return replace(token, cls=cls, key=key, bound="")
    if token.cls == "lead":
        cls = "before" if token.key == "lead" and token.written.lower() in ("before", "voordat") else "word"
        return replace(token, cls=cls)
    return token
