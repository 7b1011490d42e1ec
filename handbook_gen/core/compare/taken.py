"""Ids that now stand for something else: given away on the base meanwhile, or to another kind of item.

Whether a rule is still the same rule is not asked here.
"""

from collections.abc import Iterator

from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import MENTIONABLE, Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.problems import Spot


def taken_ids(sides: Sides, tip: Handbook | None) -> Iterator[Change]:
    """Tell the ids that are new on both sides of a merge and stand for different things.

    `tip` is the base as it is now; what both added alike is one thing. Kinds of items that can be mentioned
    share their ids, for a mention means one thing.
    """
    if tip is None:
        return
    theirs = dict(_new(sides.before, tip))
    for identity, item in _new(sides.before, sides.after):
        if identity in theirs and theirs[identity] != item and _item(sides.before, identity) is None:
            spot = Spot(item.noun, identity, ("id",))
            yield Change(KINDS["id-taken"], "undecided", spot, theirs[identity], item)


def changed_nouns(sides: Sides) -> Iterator[Change]:
    """Tell the ids that stood for something of one kind and now stand for something of another."""
    for identity, item in _new(sides.before, sides.after):
        old = _item(sides.before, identity)
        if old and (old.noun, identity) not in sides.after.items:
            yield Change(KINDS["id-reused"], "undecided", Spot(item.noun, identity, ("id",)), old, item)


def _new(before: Handbook, after: Handbook) -> Iterator[tuple[str, Item]]:
    """Give the items that can be mentioned and that only the later handbook has, in its order."""
    new = after.items.keys() - before.items.keys()
    for key in (each for each in after.items if each in new) if new else ():
        if key[0] in MENTIONABLE:
            yield key[1], after.items[key]


def _item(book: Handbook, identity: str) -> Item | None:
    return next((item for noun in MENTIONABLE if (item := book.get(noun, identity))), None)
