"""What a rule holds for and who must keep it: modality, those bound, capacity, reach, channels, conditions.

Several conditions hold together (as in the checks): one more makes a rule narrower. Judges no audience and no
statement; whom a rule reaches is told in `audience.py`, words in `wording.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, bound, changed, for_whom, permits
from handbook_gen.core.compare.judging import scope as scope_of
from handbook_gen.core.compare.rules.ruling import both, extent, good, listed, restated, side
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Capacity, Modality, Rule

# What each asks: to do, to leave, or nothing; and how firmly.
_ASKS: Final[dict[Modality, tuple[str, int]]] = {
    "must": ("do", 2),
    "should": ("do", 1),
    "may": ("", 0),
    "should-not": ("leave", 1),
    "must-not": ("leave", 2),
}
_PLATFORM: Final = "/"
"""Ends the name of a platform as a whole, which is wider than the channels on it that are known."""
_CAPACITIES: Final[Mapping[Capacity | None, frozenset[str]]] = {
    "personal": frozenset({"personal"}),
    "official": frozenset({"official"}),
    "both": frozenset({"personal", "official"}),
    None: frozenset({"personal", "official"}),
}
_REACHES: Final = {
    "internal": frozenset({"internal"}),
    "external": frozenset({"external"}),
    "both": frozenset({"internal", "external"}),
    None: frozenset({"internal", "external"}),
}


def relaxes(before: Rule, after: Rule) -> bool:
    """Tell whether a rule asks less firmly than it did; from doing to leaving asks anew."""
    (deed, firm), (other, firmer) = _ASKS[before.modality], _ASKS[after.modality]
    return firmer < firm and not _turns(deed, other)


def modality(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge how firmly a rule asks; from doing to leaving is stricter for whoever did as told."""
    before, after = both(fact)
    turned = _turns(_ASKS[before.modality][0], _ASKS[after.modality][0])
    if relaxes(before, after):
        whom = for_whom("looser", bound(sides.before, before))
        yield changed("modality-relaxed", "looser", fact, benefits=good(sides, fact), **whom)
    else:
        kind = "modality-reversed" if turned else "modality-tightened"
        whom = for_whom("stricter", bound(sides.after, after))
        yield changed(kind, "stricter", fact, benefits=good(sides, fact), **whom)


def _turns(deed: str, other: str) -> bool:
    return bool(deed and other and deed != other)


def binds(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge who must keep a rule: stricter for those newly bound, looser for those released.

    Where the same people are bound in another quality (as staff, as a team), nothing tells what that does.
    """
    before, after = both(fact)
    old, new = bound(sides.before, before), bound(sides.after, after)
    nobody: frozenset[str] = frozenset()
    lost_leave, lost_duty = (old - new, nobody) if permits(before) else (nobody, old - new)
    new_leave, new_duty = (new - old, nobody) if permits(after) else (nobody, new - old)
    stricter, looser = lost_leave | new_duty, lost_duty | new_leave
    level: Effect = "stricter" if stricter else "looser" if looser else "undecided"
    gain = good(sides, fact)
    yield changed("bound-party-changed", level, fact, stricter_for=stricter, looser_for=looser, benefits=gain)


def capacity(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge as whom people act when a rule holds."""
    before, after = (_capacities(rule) for rule in both(fact))
    yield from _extents("capacity", fact, sides, before, after)


def _capacities(rule: Rule) -> frozenset[str]:
    """Give the capacities a rule holds in; a team acts officially unless the rule says otherwise."""
    return _CAPACITIES["official" if rule.binds == "team" and rule.capacity is None else rule.capacity]


def reach(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge whether a rule holds inside, outside or both; nothing is both."""
    yield from _extents("reach", fact, sides, _REACHES[fact.before], _REACHES[fact.after])


def channels(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge where a rule holds; `all` is wider than any list, and a platform holds its channels."""
    before, after = (_channels(fact, sides, ids) for ids in (fact.before, fact.after))
    if before is None or after is None:
        before, after = _ends(before), _ends(after)
    yield from _extents("channels", fact, sides, before, after)


def _channels(fact: Fact, sides: Sides, ids: tuple[str, ...]) -> frozenset[str] | None:
    """Give the channels meant, those of a platform among them; None for all.

    Where a rule is about people's own accounts, an id that is both a channel and a platform is the platform.
    """
    if not ids or "all" in ids:
        return None
    ours = any(rule.capacity != "personal" for rule in both(fact))
    books = (sides.before, sides.after)
    found = set(ids)
    for identity in ids:
        named = any(book.get("channel", identity) for book in books)
        platform = any(book.get("platform", identity) for book in books)
        if platform and not (named and ours):
            every = (each for book in books for each in book.policy.channels.channels)
            found |= {identity + _PLATFORM, *(each.id for each in every if each.platform == identity)}
    return frozenset(found)


def _ends(channels: frozenset[str] | None) -> frozenset[str]:
    """Stand in for sets of which one is everything: only which of the two is larger counts."""
    return frozenset({"all"}) if channels is None else frozenset()


def _extents(
    stem: str, fact: Fact, sides: Sides, before: frozenset[str], after: frozenset[str]
) -> Iterator[Change]:
    """Tell what a rule holds for that it did not, and the other way round; both can be."""
    gained, lost = _told(fact.after, after - before), _told(fact.before, before - after)
    apart = after - before and before - after
    if after - before:
        part = {"before": None, "after": gained} if apart else {}
        yield extent(f"{stem}-widened", fact, sides, wider=True, **part)
    if before - after:
        part = {"before": lost, "after": None} if apart else {}
        yield extent(f"{stem}-narrowed", fact, sides, wider=False, **part)
    if before == after:
        yield restated(f"{stem}-restated", fact)


def _told(held: object, members: frozenset[str]) -> object:
    """Give what came or went in the form of the field: one word, or a list in its order."""
    if not isinstance(held, tuple):
        return next(iter(members), None)
    return tuple(each for each in held if each in members)


def carriers(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge who carries out a rule: naming them releases nobody whom the rule binds."""
    old, new = frozenset(fact.before), frozenset(fact.after)
    if old == new:
        yield restated("order-changed", fact)
    if added := new - old:
        yield _carried("carrier-added", fact, sides, added, wider=True)
    if removed := old - new:
        yield _carried("carrier-removed", fact, sides, removed, wider=False)


def _carried(kind: str, fact: Fact, sides: Sides, roles: frozenset[str], *, wider: bool) -> Change:
    """Tell the carriers that came or went, and who of them is bound by it; not what `binds` tells."""
    before, after = both(fact)
    (book, rule), (other, unlike) = (side(fact, sides, wider=each) for each in (wider, not wider))
    moved = roles - _acting(other, unlike)
    if before.binds != after.binds:
        moved -= bound(book, rule) - bound(other, unlike)
    level = scope_of(rule, wider=wider) if moved else "administrative"
    whom = for_whom(level, moved)
    return changed(kind, level, fact, facts={"roles": listed(roles)}, benefits=good(sides, fact), **whom)


def _acting(book: Handbook, rule: Rule) -> frozenset[str]:
    """Give who carries a rule out: all whom it binds, where nobody is named."""
    return frozenset(rule.carried_out_by) or bound(book, rule)


JUDGES: Final[Judges] = {
    "rule.modality": modality,
    "rule.binds": binds,
    "rule.capacity": capacity,
    "rule.reach": reach,
    "rule.channels": channels,
    "rule.carried_out_by": carriers,
}
