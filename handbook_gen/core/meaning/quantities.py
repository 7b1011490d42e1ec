"""What it does that an amount became another: more, less, sooner, later, another bound; finds none."""

from collections.abc import Iterator, Sequence
from typing import Final

from handbook_gen.core.meaning.amounts import DATE, LENGTHS
from handbook_gen.core.meaning.bearing import Setting
from handbook_gen.core.meaning.findings import Bearing, Finding, turned
from handbook_gen.core.meaning.lengths import longer, previous
from handbook_gen.core.meaning.modality import DUTIES
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import Token

_UPPER: Final = frozenset(("<=", "<"))
_LOWER: Final = frozenset((">=", ">", "from"))
_WITH: Final = frozenset(("met", "with"))
_DOERS: Final = frozenset(("door", "by"))
_NEAR: Final = 3
_LIMITING: Final = frozenset(("limit", "keep", "stick", "restrict", "beperk", "houd", "volsta"))
"""Verbs of which an amount is the most."""
_COUNTED: Final = frozenset(("count", "money", "share"))
_AGES: Final = ("jonger", "ouder", "younger", "older", "under", "over", "onder", "boven")
_DEADLINES: Final = (
    "uiterlijk",
    "ten laatste",
    "niet later",
    "op zijn laatst",
    "no later",
    "not later",
    "by ",
)
_WHEN: Final = ("vóór", "voor ", "before", "after", "na ", "pas ", "prior", "following")


def quantity(
    pair: tuple[Token, Token], around: tuple[Sequence[Token], int], setting: Setting, speech: Speech
) -> Iterator[Finding]:
    """Judge one amount before and after; `around`: the tokens of its old clause, and its place there."""
    old, new = pair
    if old.amount is None or new.amount is None:
        return
    sides = _side(old, around, setting, speech), _side(new, around, setting, speech)
    words = (old.written, new.written)
    if sides[0] != sides[1]:
        both: Bearing = "both" if "" not in sides else "unknown"
        yield Finding("bound-changed", both, *words)
        return
    more = longer(old.amount, new.amount)
    if old.amount != new.amount and not more:
        yield Finding("text-changed", "unknown", *words)
        return
    if any(each.cls == "negation" for each in around[0]):
        sides = "", ""
    reach = more or _strictness(old, new)
    if more and not sides[0] and (limit := _limit(old, around, setting, speech)):
        yield Finding(_kind(old, more), _bearing(more, limit, "tighter"), *words)
        return
    bearing = _bearing(reach, sides[0], _setting(old, around, setting, speech))
    if more:
        yield Finding(_kind(old, more), bearing, *words)
    if old.bound != new.bound or old.lead != new.lead:
        yield Finding("bound-changed", bearing if not more or sides[0] else "unknown", *words)


def dated(tokens: Sequence[Token], others: Sequence[Token]) -> list[Token]:
    """Put the dates of the other clause in place of those that leave the same last day."""
    known = {day: token for token in others if (day := last_day(token))}
    return [known.get(last_day(token), token) for token in tokens]


def last_day(token: Token) -> str:
    """Name the last day that a date leaves: before 1 April is by 31 March; else nothing."""
    if token.amount is None or token.amount.scale != DATE or token.bound not in _UPPER:
        return ""
    amount = previous(token.amount) if token.bound == "<" else token.amount
    return amount.key


def _limit(token: Token, around: tuple[Sequence[Token], int], setting: Setting, speech: Speech) -> str:
    """Tell of an amount without a bound that it is one: a time limit of two days, twice a week."""
    tokens, at = around
    scale = token.amount.scale if token.amount else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if not setting.duty or token.bound:
        return ""
    if scale in LENGTHS:
        named = any(t.written.lower() in speech.terms or t.key in speech.terms for t in tokens)
        given = following is not None and following.cls == "rel" and " " in following.written
        return "upper" if named or given else ""
    if scale == "count" and at and tokens[at - 1].key in _DOERS:
        return "lower"
    rate = following is not None and following.bound == "every"
    return "lower" if scale == "count" and rate and not _LIMITING & {t.key for t in tokens} else ""


def _kind(old: Token, more: int) -> str:
    scale = old.amount.scale if old.amount else ""
    if scale in LENGTHS:
        return "duration-lengthened" if more > 0 else "duration-shortened"
    if scale.startswith("date") or scale in ("clock", "weekday"):
        return "date-later" if more > 0 else "date-earlier"
    return "number-raised" if more > 0 else "number-lowered"


def _strictness(old: Token, new: Token) -> int:
    """Tell where a bound that includes its number became one that does not: at most 4, less than 4."""
    order = {">=": 0, ">": 1, "<": 0, "<=": 1}
    if old.bound not in order or new.bound not in order:
        return 0
    return order[new.bound] - order[old.bound]


def _side(token: Token, around: tuple[Sequence[Token], int], setting: Setting, speech: Speech) -> str:  # noqa: PLR0911  # a case a line
    """Tell whether an amount is the most or the least that is meant; nothing where it is neither."""
    tokens, at = around
    if setting.duty and _opening(token, tokens[:at]):
        return ""
    if token.bound in _UPPER:
        if not token.lead or setting.force not in DUTIES:
            return "upper"
        return "lower" if token.written.lower().startswith(_DEADLINES) else ""
    if token.bound in _LOWER:
        return "lower"
    if token.bound == "until":
        return _until(token, setting)
    if token.bound == "every":
        return _of_rate(tokens, at, setting)
    return _length(token, around, setting, speech)


def _length(token: Token, around: tuple[Sequence[Token], int], setting: Setting, speech: Speech) -> str:
    """Tell what a length of time without a bound is: so long in advance, so long a day, waiting so long."""
    tokens, at = around
    if token.amount is None or token.amount.scale not in LENGTHS:
        return ""
    if setting.duty:
        waiting = any(each.written.lower() in speech.waiting for each in tokens[:at])
        return "lower" if token.lead or waiting else ""
    leave = setting.clause == "main" and setting.force == "PERMIT"
    return "upper" if leave and any(each.bound == "every" for each in tokens) else ""


def _opening(token: Token, before: Sequence[Token]) -> bool:
    """Tell whether a time says when a duty holds, not by when it is done: after 1 May, use the new logo."""
    if token.amount is None or token.amount.scale in _COUNTED:
        return False
    after = token.bound == ">" and token.written.lower().startswith(("after", "na ", "following"))
    first = token.bound == "<" and not any(each.cls == "verb" for each in before)
    return after or (first and token.amount.scale not in LENGTHS)


def _until(token: Token, setting: Setting) -> str:
    """Tell what `until` bounds: a duty lasts at least so long, a leave or a prohibition at most."""
    scale = token.amount.scale if token.amount else ""
    if setting.force not in DUTIES or scale in _COUNTED:
        return "upper"
    return "" if scale in LENGTHS else "lower"


def _of_rate(tokens: Sequence[Token], at: int, setting: Setting) -> str:
    """Tell what a period bounds: at least once a week becomes less when the week becomes a month."""
    count = next((t for t in reversed(tokens[max(0, at - _NEAR) : at]) if t.amount is not None), None)
    if count is None or count.bound in _LOWER:
        return "upper" if setting.duty else ""
    return "lower" if count.bound in _UPPER else ""


def _setting(token: Token, around: tuple[Sequence[Token], int], setting: Setting, speech: Speech) -> Bearing:
    """Tell what it does to narrow an amount where it stands: what a duty is about, or how it is done."""
    if not setting.duty:
        return setting.narrowed
    tokens, at = around
    near = tokens[max(0, at - _NEAR) : at]
    relative = any(each.cls == "rel" or each.key in ("whose", "worth") for each in near)
    last = near[-1] if near else None
    if token.bound == "from" or _threshold(token, last):
        aged = token.bound != "from"
        return "looser" if aged or (token.amount and token.amount.scale in _COUNTED) else "unknown"
    of = last is not None and last.key in speech.antecedents
    if relative or of:
        paid = token.amount.scale == "money" if token.amount else False
        return (
            "looser"
            if paid
            or token.bound in (">", "<")
            or "worth" in {each.key for each in near}
            or _plus(token, relative)
            else "unknown"
        )
    vague = token.bound in (">", "<") and last is not None and last.cls == "word" and _vague(token)
    about = token.bound in (">", "<") and last is not None and last.cls == "prep" and last.key not in _DOERS
    if vague or about or (last is not None and last.key in _WITH):
        return "unknown"
    return "tighter"


def _vague(token: Token) -> bool:
    """Tell of a length after a noun that it may say which ones are meant, or how long it must last."""
    return bool(token.amount) and not token.written.lower().startswith(_WHEN)


def _threshold(token: Token, last: Token | None) -> bool:
    """Tell whether an amount says which ones are meant: expenses over € 50, pupils under 16."""
    if last is None or last.cls != "word" or token.amount is None:
        return False
    if token.amount.scale in LENGTHS:
        return token.written.lower().startswith(_AGES) and token.bound in (">", "<")
    if token.amount.scale not in _COUNTED:
        return False
    if token.written.lower().startswith(_WHEN):
        return False
    return token.bound in (">", "<") or (token.amount.scale == "money" and bool(token.bound))


def _plus(token: Token, relative: bool) -> bool:  # noqa: FBT001  # a fact of the sentence, not a switch
    """Tell of `has 10,000 or more followers` after whose that it says which ones are meant."""
    return relative and token.bound == ">="


def _bearing(reach: int, side: str, narrowed: Bearing) -> Bearing:
    if not reach or not side:
        return "unknown"
    narrower = reach > 0 if side == "lower" else reach < 0
    return narrowed if narrower else turned(narrowed)
