"""What two clauses differ in, place by place: amounts, negations, restrictions, functions, other words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from handbook_gen.core.meaning.bearing import Setting
from handbook_gen.core.meaning.findings import Bearing, Finding, turned
from handbook_gen.core.meaning.modality import BANS, LEAVES
from handbook_gen.core.meaning.moves import moved
from handbook_gen.core.meaning.order import reordered
from handbook_gen.core.meaning.parts import addition, role, slid
from handbook_gen.core.meaning.quantities import dated, quantity
from handbook_gen.core.meaning.scales import every_one, joints, other_day, rate, sooner, whichever
from handbook_gen.core.meaning.slips import slipped
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import CONTACTS, Token
from handbook_gen.core.meaning.verbs import unified

_LONGEST: Final = 400
"""Clauses with more tokens are compared as a whole."""
_SIGNS: Final = frozenset(("negation", "only", "quantifier", "mention", "fact", *CONTACTS))
_FORMS: Final = ("ed", "ing")
"""What only verbs end in, in English."""
_PARTED: Final = frozenset(
    ("word", "verb", "prep", "and", "or", "rel", "amount", "quantifier", "negation", "including")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch in which two clauses differ."""

    before: Sequence[Token]
    after: Sequence[Token]
    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def gone(self) -> Sequence[Token]:
        """Give the tokens that are no longer here."""
        return self.before[slice(*self.old)]

    @property
    def come(self) -> Sequence[Token]:
        """Give the tokens that are new here."""
        return self.after[slice(*self.new)]

    @property
    def next(self) -> tuple[Token | None, Token | None]:
        """Give what stands behind it on both sides."""
        old = self.before[self.old[1]] if self.old[1] < len(self.before) else None
        return old, self.after[self.new[1]] if self.new[1] < len(self.after) else None


def differences(
    before: Sequence[Token], after: Sequence[Token], setting: Setting, speech: Speech
) -> Iterator[Finding]:
    """Find in what two clauses of one kind differ."""
    before, after = unified(before, dated(after, before), speech)
    if [t.same for t in before] == [t.same for t in after]:
        yield from _numbers(before, after, setting)
    elif max(len(before), len(after)) > _LONGEST:
        yield _other(before, after)
    elif not reordered(before, after):
        yield from _apart(before, after, setting, speech)
    elif _plurals(before) != _plurals(after):
        yield _other(before, after)


def _plurals(tokens: Sequence[Token]) -> Counter[str]:
    return Counter(token.same for token in tokens if token.plural)


def said(tokens: Sequence[Token]) -> str:
    """Give tokens in the words of the text."""
    return " ".join(token.written for token in tokens)


def _other(before: Sequence[Token], after: Sequence[Token]) -> Finding:
    return Finding("text-changed", "unknown", said(before), said(after))


def _numbers(before: Sequence[Token], after: Sequence[Token], setting: Setting) -> Iterator[Finding]:
    """Tell a singular that became a plural, unless that says the same: in a ban, and in a condition."""
    changed = [
        pair
        for pair in zip(before, after, strict=True)
        if pair[0].plural != pair[1].plural and not any(t.written.lower().endswith(_FORMS) for t in pair)
    ]
    generic = setting.clause == "condition" or (setting.clause == "main" and setting.force in BANS)
    if changed and not generic:
        yield _other([pair[0] for pair in changed], [pair[1] for pair in changed])


def _apart(
    before: Sequence[Token], after: Sequence[Token], setting: Setting, speech: Speech
) -> Iterator[Finding]:
    if Counter(t.same for t in before) == Counter(t.same for t in after):
        yield from moved(before, after, speech)
        return
    before, after = _without_moved_verbs(before, after)
    if Counter(t.same for t in before) == Counter(t.same for t in after):
        yield from moved(before, after, speech)
        return
    places = _places(before, after)
    found = [each for place in places for each in _place(place, setting, speech)]
    yield from found
    plural = [t.same for p in places for t in (*p.gone, *p.come) if t.plural]
    if not found and not plural and not all(map(_slips, places)):
        yield _other(before, after)


def _slips(place: Place) -> bool:
    return len(place.gone) == len(place.come)


def _places(before: Sequence[Token], after: Sequence[Token]) -> list[Place]:
    matcher = SequenceMatcher(None, [t.same for t in before], [t.same for t in after], autojunk=False)
    return [
        Place(before, after, (a, b), (c, d)) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]


def _without_moved_verbs(
    before: Sequence[Token], after: Sequence[Token]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Leave out the verbs that stand elsewhere in the sentence but are the same: je moet … melden, meld …."""
    places = _places(before, after)
    gone = Counter(t.same for p in places for t in p.gone if t.cls == "verb")
    come = Counter(t.same for p in places for t in p.come if t.cls == "verb")
    moved = {name for name in gone if gone[name] == come.get(name) == 1}
    if not moved:
        return before, after
    kept = [[t for t in side if t.same not in moved] for side in (before, after)]
    return kept[0], kept[1]


def _place(place: Place, setting: Setting, speech: Speech) -> Iterator[Finding]:
    gone, come = list(place.gone), list(place.come)
    if _relative(gone, come):
        yield from _parted(place, gone, come, setting, speech)
        return
    yield from _amounts(place, gone, come, setting, speech)
    yield from every_one(place.next, gone, come, setting)
    yield from sooner(gone, come, setting)
    yield from whichever(place.next, gone, come, setting)
    yield from _signs(gone, come, place, setting)
    yield from joints(gone, come, setting)
    if gone and come:
        yield from _replaced(gone, come, speech)
    elif gone or come:
        yield from _parted(place, gone, come, setting, speech)


def _relative(gone: Sequence[Token], come: Sequence[Token]) -> bool:
    """Tell whether all that differs is a relative clause: who have not agreed."""
    region = gone or come
    led = region[0].cls == "prep" and len(region) > 1 and region[1].cls == "rel"
    return (
        not (gone and come) and (led or region[0].cls == "rel") and any(t.cls == "negation" for t in region)
    )


def _amounts(
    place: Place, gone: list[Token], come: list[Token], setting: Setting, speech: Speech
) -> Iterator[Finding]:
    """Judge amounts that stand for one another, and take them out."""
    old = [n for n in range(*place.old) if place.before[n].amount is not None]
    new = [n for n in range(*place.new) if place.after[n].amount is not None]
    if len(old) != len(new):
        return
    paired = [(place.before[one], place.after[other]) for one, other in zip(old, new, strict=True)]
    if (rated := rate(paired, setting)) is not None:
        yield rated
        _take(gone, [pair[0] for pair in paired])
        _take(come, [pair[1] for pair in paired])
        return
    for one, other in zip(old, new, strict=True):
        pair = (place.before[one], place.after[other])
        if other_day(pair, gone, come):
            return
        yield from quantity(pair, (place.before, one), setting, speech)
        gone.remove(pair[0])
        come.remove(pair[1])


def _signs(gone: list[Token], come: list[Token], place: Place, setting: Setting) -> Iterator[Finding]:
    """Judge negations, restrictions, quantifiers, addresses and mentions, and take them out."""
    leading = _leading(gone, come, place)
    for cls in ("negation", "only"):
        old, new = ([t for t in side if t.cls == cls] for side in (gone, come))
        kind = {"negation": "negation", "only": "restriction"}[cls]
        if len(new) > len(old):
            yield Finding(f"{kind}-added", _sign(cls, setting, leading, new=True), said(gone), said(come))
        elif len(old) > len(new):
            yield Finding(f"{kind}-removed", _sign(cls, setting, leading, new=False), said(gone), said(come))
        _take(gone, old)
        _take(come, new)
    old, new = ([t for t in side if t.cls == "quantifier"] for side in (gone, come))
    if old and new:
        yield Finding("text-changed", _quantified(old[0].key, new[0].key, setting), said(old), said(new))
        _take(gone, old)
        _take(come, new)
    yield from _addresses(gone, come)


def _sign(cls: str, setting: Setting, leading: bool, *, new: bool) -> Bearing:  # noqa: FBT001  # a place
    if cls == "negation":
        return "both"
    if setting.clause != "main" or setting.force in BANS:
        return "unknown"
    if setting.force in LEAVES or (setting.duty and not leading):
        return "tighter" if new else "looser"
    return "unknown"


def _leading(gone: Sequence[Token], come: Sequence[Token], place: Place) -> bool:
    """Tell whether a restriction says who is bound: before the first verb, or before no preposition."""
    side, span = (place.after, place.new) if come else (place.before, place.old)
    following = side[span[1]] if span[1] < len(side) else None
    region = come or gone
    within = bool(region) and region[-1].cls != "only"
    return not any(t.cls == "verb" for t in side[: span[0]]) or not (
        within or (following is not None and following.cls == "prep")
    )


def _quantified(old: str, new: str, setting: Setting) -> Bearing:
    order = {"all": 3, "most": 2, "some": 1}
    if old not in order or new not in order or setting.clause != "main" or setting.force in BANS:
        return "unknown"
    bearing: Bearing = "tighter" if order[new] > order[old] else "looser"
    return bearing if setting.duty else turned(bearing)


def _addresses(gone: list[Token], come: list[Token]) -> Iterator[Finding]:
    old = [t for t in gone if t.cls in CONTACTS or t.cls in ("mention", "fact")]
    new = [t for t in come if t.cls in CONTACTS or t.cls in ("mention", "fact")]
    if old and new and len(old) == len(new):
        beside = all(t.cls in CONTACTS for t in (*old, *new))
        kind = "named-contact-changed" if beside else "text-changed"
        yield Finding(kind, "beside" if beside else "unknown", said(old), said(new))
        _take(gone, old)
        _take(come, new)


def _take(side: list[Token], out: list[Token]) -> None:
    for token in out:
        side.remove(token)


def _replaced(gone: list[Token], come: list[Token], speech: Speech) -> Iterator[Finding]:
    words = said(gone), said(come)
    if len(gone) == len(come) == 1:
        one, other = gone[0].written.lower(), come[0].written.lower()
        if slipped(one, other):
            return
        for short, long, kind in ((one, other, "negation-added"), (other, one, "negation-removed")):
            if any(long == prefix + short for prefix in speech.prefixes):
                yield Finding(kind, "both", *words)
                return
    if all(any(role(token, speech) for token in side) for side in (gone, come)):
        yield Finding("named-role-changed", "both", *words)
    else:
        yield _other(gone, come)


def _parted(
    place: Place, gone: list[Token], come: list[Token], setting: Setting, speech: Speech
) -> Iterator[Finding]:
    """Judge what was only added or only dropped."""
    whole, span, region = (place.after, place.new, come) if come else (place.before, place.old, gone)
    if len(region) == span[1] - span[0]:
        span = slid(whole, span)
    intact = len(region) == span[1] - span[0] and all(token.cls in _PARTED for token in region)
    if not intact:
        restricted = (place.come or place.gone)[0].cls == "only"
        if not restricted:
            yield Finding("text-changed", "unknown", said(gone), said(come))
        return
    bearing = addition(whole, *span, setting, speech)
    if bearing == "unknown":
        yield Finding("text-changed", "unknown", said(gone), said(come))
    kind, level = ("part-added", bearing) if come else ("part-removed", turned(bearing))
    yield Finding(kind, level, said(gone), said(come))
