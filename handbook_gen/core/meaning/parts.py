"""What it does that something was added to a clause: a member of a list, or words that narrow it."""

from collections.abc import Sequence
from typing import Final

from handbook_gen.core.meaning.bearing import Setting
from handbook_gen.core.meaning.findings import Bearing, turned
from handbook_gen.core.meaning.modality import BANS, LEAVES
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import Token

_JOINTS: Final = frozenset(("and", "or"))
_HEADS: Final = frozenset(("verb", "prep", "and", "or", "amount", "quantifier"))
_OPENING: Final = frozenset(("prep", "rel"))
_HEAVY: Final = frozenset(("modal", "negation", "contrast", "widening", "butalso", "even"))
_CONDITIONS: Final = frozenset(("met", "with", "na", "after"))
_BACK: Final = 6


def addition(  # a table of cases
    whole: Sequence[Token], start: int, end: int, setting: Setting, speech: Speech
) -> Bearing:
    """Judge what the tokens from `start` to `end` add to the rest of a clause."""
    region = whole[start:end]
    classes = {token.cls for token in region}
    if setting.duty and all(token.key in speech.urgent for token in region):
        return "tighter"
    if region[0].cls == "rel":
        classes.discard("negation")
    if classes & _HEAVY:
        return "unknown"
    if region[0].cls == "including":
        ends = end == len(whole) or whole[end].cls in ("verb", "prep")
        return ("tighter" if setting.duty else setting.widened) if ends else "unknown"
    joint = next((t.cls for t in (region[-1], region[0]) if t.cls in _JOINTS), "")
    if joint:
        return _member(joint, whole, (start, end), setting, speech)
    return _modifier(whole, start, end, setting, speech)


def slid(whole: Sequence[Token], span: tuple[int, int]) -> tuple[int, int]:
    """Move a stretch along equal words until it begins or ends with a conjunction: a (or b) c, (a or) b c."""
    start, end = span
    for step in (1, -1):
        low, high = start, end
        while not {whole[low].cls, whole[high - 1].cls} & _JOINTS:
            edge = (low, high) if step > 0 else (high - 1, low - 1)
            if not (0 <= edge[1] < len(whole)) or whole[edge[0]].same != whole[edge[1]].same:
                break
            low, high = low + step, high + step
        else:
            return low, high
    return span


def _member(  # noqa: PLR0911  # a case a line
    joint: str, whole: Sequence[Token], span: tuple[int, int], setting: Setting, speech: Speech
) -> Bearing:
    """Judge a further member of a list."""
    start, end = span
    verbs = any(_acts(whole, at) for at in range(start, end))
    if setting.clause != "main":
        if setting.clause == "proviso" and any(t.written.lower() in speech.consent for t in whole[:start]):
            return setting.narrowed if joint == "and" else setting.widened
        if setting.clause == "without" and joint == "or" and _alternative(whole, start, end, speech):
            return setting.widened
        if joint == "and" and verbs and setting.clause in ("proviso", "condition"):
            return setting.narrowed
        return _member_of_clause(joint, setting)
    if joint == "and" and _within(whole[:start], setting, speech):
        return "unknown"
    if setting.force in BANS:
        return "tighter"
    if setting.force in LEAVES:
        return "unknown" if verbs else "looser"
    if not setting.duty:
        return "unknown"
    if joint == "and":
        return "tighter"
    if _alternative(whole, start, end, speech):
        return "looser"
    return "tighter" if _reacting(whole, start, speech) or _whoever(whole[:start]) else "unknown"


def _acts(whole: Sequence[Token], at: int) -> bool:
    """Tell a verb from a form of one that says what a noun is like: reading groups, finished costumes."""
    following = whole[at + 1] if at + 1 < len(whole) else None
    return whole[at].cls == "verb" and not (
        _participle(whole[at]) and following is not None and following.cls == "word" and not following.edge
    )


def _participle(token: Token) -> bool:
    return token.written.lower().endswith(("ed", "ing"))


def _within(before: Sequence[Token], setting: Setting, speech: Speech) -> bool:
    """Tell whether words say which ones are meant or on what condition, where one more makes them fewer."""
    near = before[-_BACK:]
    if any(token.cls == "rel" or token.key in _CONDITIONS for token in near):
        return True
    leave = any(token.key in _CONDITIONS or token.written.lower() in speech.consent for token in before)
    return setting.force in LEAVES and leave


def _reacting(whole: Sequence[Token], start: int, speech: Speech) -> bool:
    """Tell whether words are the object of a verb that answers what happens: report abuse or bullying."""
    verb = next((n for n in range(start - 1, -1, -1) if whole[n].cls in ("verb", "prep", "rel")), None)
    return verb is not None and whole[verb].cls == "verb" and whole[verb].key in speech.reacting


def _whoever(before: Sequence[Token]) -> bool:
    """Tell whether words say who is bound: anyone who films or photographs."""
    rel = next((n for n in range(len(before) - 1, -1, -1) if before[n].cls == "rel"), 0)
    near = len(before) - rel <= _BACK
    return rel > 0 and near and before[rel - 1].cls == "quantifier"


def _member_of_clause(joint: str, setting: Setting) -> Bearing:
    if setting.clause in ("provided", "onlyif", "without"):
        needed = setting.narrowed
        return needed if joint == "and" else "unknown" if setting.clause == "without" else turned(needed)
    return setting.widened if joint == "or" else "unknown"


def _alternative(whole: Sequence[Token], start: int, end: int, speech: Speech) -> bool:
    """Tell whether an `or` in a duty gives a choice of whom to ask."""
    people = any(_role(token, speech) for token in whole[start:end])
    before = whole[max(0, start - _BACK) : start]
    recent = next((n for n in range(len(before) - 1, -1, -1) if before[n].cls in ("verb", "prep")), 0)
    asked = any(_role(token, speech) for token in (*before[recent:], *whole[end : end + 3]))
    head = before[recent] if before else None
    led = (
        head is None
        or head.cls == "verb"
        or head.key in speech.recipients
        or _consent(before[:recent], speech)
    )
    return people and asked and led


def _consent(before: Sequence[Token], speech: Speech) -> bool:
    return bool(before) and before[-1].written.lower() in speech.consent


def role(token: Token, speech: Speech) -> bool:
    """Tell whether a token names a function."""
    return _role(token, speech)


def _role(token: Token, speech: Speech) -> bool:
    if token.cls not in ("word", "verb"):
        return False
    word = token.written.lower()
    return token.key in speech.roles or word in speech.roles or word.endswith(speech.offices)


def _which(whole: Sequence[Token], start: int, end: int, speech: Speech) -> bool:
    """Tell whether words in a duty say of whom or of which ones it is: employees of the shop, all that ask."""
    region = whole[start:end]
    if start == 0 and region[0].key in speech.staff and len(region) > 1:
        return region[1].cls in _OPENING
    if region[0].cls != "rel" or end < len(whole):
        return False
    every = any(token.cls == "quantifier" and token.key == "all" for token in whole[:start])
    return every or _reacting(whole, start, speech)


def _modifier(whole: Sequence[Token], start: int, end: int, setting: Setting, speech: Speech) -> Bearing:  # noqa: PLR0911  # a case a line
    """Judge words that narrow what stands beside them; undecided where they may be its new head."""
    region = whole[start:end]
    if setting.duty:
        if all(token.written.lower() in speech.consent for token in region):
            return "tighter"
        before = whole[start - 1] if start else None
        after = whole[end] if end < len(whole) else None
        adjective = all(token.cls == "word" and not token.plural for token in region)
        adjective = adjective and not (after is not None and after.edge)
        narrowed = before is not None and before.cls == "verb" and before.key in speech.reacting
        if adjective and narrowed and after is not None and after.cls == "word":
            return "looser"
        if _which(whole, start, end, speech):
            return "looser"
        limited = region[0].amount is not None and region[0].bound in ("<=", ">=", "<")
        return "tighter" if limited and len(region) == 1 else "unknown"
    if any(token.cls in ("quantifier", "only") for token in region):
        return "unknown"
    before = whole[start - 1] if start else None
    after = whole[end] if end < len(whole) else None
    free = after is None or after.cls in ("prep", "verb", "rel") or after.edge
    if not any(token.cls in ("word", "verb", "amount") for token in region):
        return "unknown"
    if region[0].comma and region[0].cls in ("rel", "word"):  # , which is secret; , videos
        return "unknown"
    if region[0].cls in _OPENING or region[0].bound:
        return setting.narrowed if free else "unknown"
    if free and region[0].written.lower() in speech.adverbs:
        return setting.narrowed
    if start == 0 and region[0].key in speech.staff and len(region) > 1 and region[1].cls in _OPENING:
        return setting.narrowed
    led = before is None or before.cls in _HEADS or before.written.endswith(("'", "'s", "’", "’s"))
    single = all((token.cls == "word" or _participle(token)) and not token.plural for token in region)
    single = single and not (after is not None and after.edge)
    owned = before is not None and before.cls == "prep"
    if led and single and after is not None and (after.cls == "word" or (owned and after.cls == "verb")):
        return setting.narrowed
    return "unknown"
