"""Rules as a whole: what is new, gone, moved, replaced, split, merged, reused; judges no fields."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from handbook_gen.core.compare.facts import INHERITED, Fact, Pair, Sides
from handbook_gen.core.compare.judging import Judges, benefits, bound, changed, for_whom, permits, scope
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.rules.fates import PAIRED, Fate, Standing, beside, standings
from handbook_gen.core.compare.rules.several import Compare, several
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot

_BY_ANOTHER: Final = {
    "replaced": "rule-replaced",
    "undone": "replacement-undone",
    "renumbered": "rule-renumbered",
}
_COMING: Final[Mapping[bool | None, tuple[str, str]]] = {
    None: ("rule-added", "rule-removed"),
    True: ("draft-decided", "back-to-draft"),
    False: ("rule-reinstated", "rule-withdrawn"),
}
"""How a rule comes and goes, by whether its other self is a draft or has ended; or there is none."""
_QUIET: Final[Mapping[tuple[Standing | None, Standing | None], str]] = {
    (None, "draft"): "draft-added",
    ("draft", None): "draft-removed",
    ("draft", "draft"): "draft-changed",
    (None, "gone"): "tombstone-added",
    ("draft", "gone"): "tombstone-added",
    ("gone", None): "tombstone-removed",
    ("gone", "draft"): "tombstone-removed",
    ("gone", "gone"): "tombstone-changed",
}
"""What happened to a rule that bound nobody and binds nobody, by what it was and is."""
_ADDRESSED: Final = ("binding", "gone")
"""Where a rule has a place in the handbook, be it a tombstone: its permanent address leads there."""


def told(fates: Iterable[Fate], sides: Sides, compare: Compare) -> Iterator[Change]:
    """Tell what became of the rules, and compare those that go on; then drafts, tombstones and addresses."""
    for fate in fates:
        if fate.how in PAIRED:
            yield from _went_on(fate, sides)
            yield from compare(fate.pair)
        elif fate.how == "reused":
            yield _reused(fate, sides)
        elif fate.how in ("new", "gone"):
            yield _came_or_went(fate, sides)
        else:
            yield from several(fate, sides, compare)
    yield from _unbinding(sides)


def from_elsewhere(changes: Iterable[Change], pair: Pair) -> Iterator[Change]:
    """Say of each change of a rule where it stood before, where that was another rule."""
    old, new = (getattr(each, "id", "") for each in (pair.before, pair.after))
    for change in changes:
        moved = old != new and change.spot.id == new
        yield replace(change, was=Spot(Rule.noun, old, change.spot.path)) if moved else change


def _went_on(fate: Fate, sides: Sides) -> Iterator[Change]:
    """Tell that a rule stands elsewhere: in another topic, or under another id."""
    (old,), (new,) = fate.before, fate.after
    topics = sides.before.topic_of[old.id], sides.after.topic_of[new.id]
    if fate.how != "same":
        spot, was = Spot(Rule.noun, new.id), Spot(Rule.noun, old.id)
        yield Change(KINDS[_BY_ANOTHER[fate.how]], "administrative", spot, old.id, new.id, was=was)
    if topics[0] != topics[1]:
        yield Change(KINDS["rule-moved"], "administrative", fate.pair.spot(), *topics)
    yield from _restated(fate.pair, sides)


def _restated(pair: Pair, sides: Sides) -> Iterator[Change]:
    """Tell what a rule now says itself and had from its topic, or the other way round, if it is the same."""
    for key in INHERITED:
        held = [getattr(each, key) for each in (pair.before, pair.after)]
        ends = zip((sides.before, sides.after), (pair.before, pair.after), strict=True)
        written = [getattr(book.get(Rule.noun, getattr(rule, "id", "")), key) for book, rule in ends]
        if held[0] == held[1] and written[0] != written[1]:
            yield Change(KINDS["inheritance-restated"], "editorial", pair.spot(key), *written)


def _came_or_went(fate: Fate, sides: Sides) -> Change:
    """Tell a rule that binds anew, or binds no more."""
    wider = fate.how == "new"
    book, rule = (sides.after, fate.after[0]) if wider else (sides.before, fate.before[0])
    other = (sides.before if wider else sides.after).rules.get(rule.id)
    kind = _COMING[other.status == "draft" if other else None][0 if wider else 1]
    level = scope(rule, wider=wider)
    item = book.items[Rule.noun, rule.id]
    held = (None, item) if wider else (item, None)
    more = {**_whom(level, book, rule), "cause": _successor(sides, rule.id)}
    return Change(KINDS[kind], level, fate.pair.spot(), *held, **more)


def _successor(sides: Sides, identity: str) -> Spot | None:
    """Name the rule by whose dates another one binds or does not, where nobody touched that one itself."""
    books = (sides.before, sides.after)
    if sides.before.get(Rule.noun, identity) != sides.after.get(Rule.noun, identity):
        return None
    named = (each for book in books for each in book.successors.get(identity, ()))
    return next((Spot(Rule.noun, each, ("from",)) for each in named), None)


def _reused(fate: Fate, sides: Sides) -> Change:
    """Tell an id that stands for another rule: what the new one asks, nobody who knew the old one expects."""
    new = fate.after[0]
    level: Effect = "undecided" if permits(new) else "stricter"
    freed = [bound(sides.before, old) for old in fate.before if not permits(old)]
    more: dict[str, Any] = {"looser_for": freed[0]} if freed else {}
    before = sides.before.items[Rule.noun, new.id]
    after = sides.after.items[Rule.noun, new.id]
    spot = Spot(Rule.noun, new.id, ("id",))
    return Change(KINDS["id-reused"], level, spot, before, after, **_whom(level, sides.after, new), **more)


def _whom(level: Effect, book: Handbook, rule: Rule) -> dict[str, Any]:
    return {"benefits": benefits(book, rule), **for_whom(level, bound(book, rule))}


def _unbinding(sides: Sides) -> Iterator[Change]:
    """Tell drafts and tombstones, that bind nobody, and the permanent addresses that lead nowhere now."""
    old, new = standings(sides.before), standings(sides.after)
    for identity in dict.fromkeys((*new, *old)):
        stands = old.get(identity), new.get(identity)
        if stands == ("binding", "binding"):
            continue
        was, item = (book.items.get((Rule.noun, identity)) for book in (sides.before, sides.after))
        kind = _QUIET.get(stands)
        if kind and (stands[0] != stands[1] or was != item):
            level: Effect = "editorial" if kind.startswith("draft") else "administrative"
            yield Change(KINDS[kind], level, Spot(Rule.noun, identity), was, item)
        if stands[0] in _ADDRESSED and stands[1] not in _ADDRESSED:
            yield Change(KINDS["permanent-address-lost"], "administrative", Spot(Rule.noun, identity))


def replaces(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell what gave way to a rule that was there already; what bound nobody is only said to be replaced."""
    one, other = (getattr(each, "id", "") for each in (fact.pair.before, fact.pair.after))
    if one != other:
        return
    bound_before = {rule.id for rule in sides.before.published} - {one}
    bound_after = {rule.id for rule in sides.after.published} - {one}
    named = [each for each in fact.after if each not in fact.before]
    dropped = [each for each in fact.before if each not in fact.after]
    back = Sides(sides.after, sides.before)
    for each in named:
        if each in bound_before and beside(sides, each, one):
            yield _gave_way("replaced", each, None, one)
    for each in dropped:
        if each in bound_after and beside(back, each, one):
            yield _gave_way("undone", each, one, None)
    if not (named or dropped) or set(named) - bound_before or set(dropped) - bound_after:
        yield changed("predecessor-changed", "administrative", fact)


def _gave_way(how: str, identity: str, before: str | None, after: str | None) -> Change:
    """Tell at a rule by which other it is replaced, or was: that one goes on as itself."""
    return Change(KINDS[_BY_ANOTHER[how]], "administrative", Spot(Rule.noun, identity), before, after)


JUDGES: Final[Judges] = {"rule.replaces": replaces}
