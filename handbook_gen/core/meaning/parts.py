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
_LEAVING: Final = frozenset(("proviso", "without", "provided", "onlyif"))
_WHICH: Final = frozenset(("over", "van", "about", "of"))
_RECIPIENTS: Final = frozenset(("aan", "bij", "door", "by"))
_DOERS: Final = frozenset(("door", "by"))
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
    if classes & _HEAVY or _denied(whole, start, end):
        return "unknown"
    if region[0].cls == "including":
        ends = end == len(whole) or whole[end].cls in ("verb", "prep")
        ends = ends and not any(token.cls in ("only", "negation") for token in whole)
        return ("tighter" if setting.duty else setting.widened) if ends else "unknown"
    joint = next((t.cls for t in (region[-1], region[0]) if t.cls in _JOINTS), "")
    if joint:
        return _member(joint, whole, (start, end), setting, speech)
    return _modifier(whole, start, end, setting, speech)


def _denied(whole: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a negation that is left in the clause may turn round what is added to it."""
    return any(token.cls == "negation" for token in (*whole[:start], *whole[end:]))


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


def _member(
    joint: str, whole: Sequence[Token], span: tuple[int, int], setting: Setting, speech: Speech
) -> Bearing:
    """Judge a further member of a list."""
    start, end = span
    verbs = any(_acts(whole, at) for at in range(start, end))
    if setting.clause != "main":
        return _member_beside(joint, whole, span, setting, speech)
    if joint == "and" and _within(whole[:start], setting, speech):
        both = setting.duty and any(_role(token, speech) for token in whole[start:end])
        return "tighter" if both else "unknown"
    if setting.duty:
        return "tighter" if joint == "and" else _choice(whole, start, end, speech)
    if setting.force in BANS:
        return "tighter"
    return "looser" if setting.force in LEAVES and not verbs else "unknown"


def _choice(whole: Sequence[Token], start: int, end: int, speech: Speech) -> Bearing:
    """Judge a further member after `or` in a duty."""
    if _alternative(whole, start, end, speech):
        return "looser"
    return "tighter" if _reacting(whole, start, speech) or _whoever(whole[:start]) else "unknown"


def _member_beside(
    joint: str, whole: Sequence[Token], span: tuple[int, int], setting: Setting, speech: Speech
) -> Bearing:
    """Judge a further member of a list in a condition, a proviso or the like."""
    start, end = span
    if setting.clause in _LEAVING and any(_agreed(t, speech) for t in whole[:start]):
        return setting.narrowed if joint == "and" else setting.widened
    if setting.clause == "without" and joint == "or" and _alternative(whole, start, end, speech):
        return setting.widened
    verbs = any(_acts(whole, at) for at in range(start, end))
    if joint == "and" and verbs and setting.clause in ("proviso", "condition"):
        return setting.narrowed
    return _member_of_clause(joint, setting)


def _acts(whole: Sequence[Token], at: int) -> bool:
    """Tell a verb from a form of one that says what a noun is like: reading groups, finished costumes."""
    following = whole[at + 1] if at + 1 < len(whole) else None
    return whole[at].cls == "verb" and not (
        _participle(whole[at]) and following is not None and following.cls == "word" and not following.edge
    )


def _noun(region: Sequence[Token], speech: Speech) -> bool:
    """Tell whether a phrase ends in a noun, so that what comes behind it is something else; in Dutch only."""
    last = region[-1]
    ends = last.cls == "word" and not last.written.lower().endswith("e")
    return speech.language == "nl" and len(region) > 1 and region[0].cls == "prep" and ends


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
    recipient = head is not None and head.cls == "prep" and head.key in _RECIPIENTS
    return people and (asked or recipient) and led


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


def _agent(whole: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether words say by whom something is to be done, or by how many."""
    region, after = whole[start:end], whole[end] if end < len(whole) else None
    counted = len(region) == 1 and region[0].amount is not None and region[0].amount.value > 1
    if counted:
        return start > 0 and whole[start - 1].key in _DOERS
    free = after is None or after.edge or after.cls in ("verb", "prep")
    return len(region) > 1 and region[0].cls == "prep" and region[0].key in _DOERS and free


def _agreed(token: Token, speech: Speech) -> bool:
    return token.written.lower() in speech.consent or token.key in speech.consent


def _which(whole: Sequence[Token], start: int, end: int, speech: Speech) -> bool:
    """Tell whether words in a duty say whose or which ones it is about: staff of the shop, all that ask."""
    region = whole[start:end]
    if _of_staff(whole, start, end, speech):
        return True
    if any(token.cls == "only" for token in whole):
        return False
    if region[0].cls == "prep" and region[0].key in _WHICH and end == len(whole):
        return bool(start) and whole[start - 1].plural and _reacting(whole, start, speech)
    if region[0].cls != "rel" or end < len(whole):
        return False
    every = any(token.cls == "quantifier" and token.key == "all" for token in whole[:start])
    return every or _reacting(whole, start, speech)


def _modifier(whole: Sequence[Token], start: int, end: int, setting: Setting, speech: Speech) -> Bearing:
    """Judge words that narrow what stands beside them; undecided where they may be its new head."""
    if setting.duty:
        return _in_duty(whole, start, end, speech)
    region = whole[start:end]
    after = whole[end] if end < len(whole) else None
    light = not any(token.cls in ("word", "verb", "amount") for token in region)
    apart = region[0].comma and region[0].cls in ("rel", "word")  # , which is secret; , videos
    if light or apart or any(token.cls in ("quantifier", "only") for token in region):
        return "unknown"
    free = after is None or after.cls in ("prep", "verb", "rel") or after.edge or _noun(region, speech)
    if region[0].cls in _OPENING or region[0].bound:
        return setting.narrowed if free else "unknown"
    agreed = setting.clause in _LEAVING and all(_agreed(token, speech) for token in region)
    how = free and (region[0].written.lower() in speech.adverbs or region[0].key in speech.consent)
    if agreed or how or _of_staff(whole, start, end, speech) or _adjective(whole, start, end):
        return setting.narrowed
    return "unknown"


def _in_duty(whole: Sequence[Token], start: int, end: int, speech: Speech) -> Bearing:
    """Judge words that are added to a duty: which ones are meant, by whom, with whose leave, until when."""
    region = whole[start:end]
    before = whole[start - 1] if start else None
    after = whole[end] if end < len(whole) else None
    adjective = all(token.cls == "word" and not token.plural for token in region)
    followed = after is not None and after.cls == "word" and not after.edge
    narrowed = before is not None and before.cls == "verb" and before.key in speech.reacting
    limited = region[0].amount is not None and region[0].bound in ("<=", ">=", "<") and len(region) == 1
    if all(_agreed(token, speech) for token in region):
        return "tighter"
    every = before is not None and before.cls == "quantifier" and before.key == "all"
    if (adjective and followed and (narrowed or every)) or _which(whole, start, end, speech):
        return "looser"
    return "tighter" if limited or _agent(whole, start, end) else "unknown"


def _of_staff(whole: Sequence[Token], start: int, end: int, speech: Speech) -> bool:
    """Tell whether words say which staff is bound: employees of the shop."""
    region = whole[start:end]
    return start == 0 and region[0].key in speech.staff and len(region) > 1 and region[1].cls in _OPENING


def _adjective(whole: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether words say what the next one is like."""
    region, after = whole[start:end], whole[end] if end < len(whole) else None
    before = whole[start - 1] if start else None
    led = before is None or before.cls in _HEADS or before.written.endswith(("'", "'s", "’", "’s"))
    single = all((token.cls == "word" or _participle(token)) and not token.plural for token in region)
    if not led or not single or after is None or after.edge:
        return False
    owned = before is not None and before.cls == "prep"
    return after.cls == "word" or (owned and after.cls == "verb")
