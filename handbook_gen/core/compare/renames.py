"""Ids that were renamed where all else stayed: told once, and everything is compared as if under the new id.

An item that changed in more than its id is one that has gone and one that is new. Rules are paired elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.links import link
from handbook_gen.core.model import Item, Policy, shape
from handbook_gen.core.model.book import Handbook, Key
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.types import TextValue
from handbook_gen.core.problems import Spot

_NOUNS: Final = ("topic", "role", "audience", "channel", "step")
_PAGES: Final = ("topic", "role")
"""What has a page of its own, whose address is made of the id."""
_MOST_ROUNDS: Final = 5
_MENTION: Final = re.compile(r"\[\[([^\[\]|\n]{1,80})(?=[|\]])")

Names = Mapping[Key, str]
"""Noun and old id → the new id."""


def settled(sides: Sides) -> tuple[Sides, Names]:
    """Put the new ids in the place of the old ones in what was before, and tell which those are.

    What cites something that was renamed can only be known for the same after that.
    """
    every: dict[Key, str] = {}
    for _ in range(_MOST_ROUNDS):
        names = _renamed(sides)
        if not names:
            break
        every |= names
        sides = Sides(_under_new(sides.before, names), sides.after)
    return sides, every


def _renamed(sides: Sides) -> Names:
    """Give the ids that were renamed, each to the only one that it can have become."""
    gone, new = _alone(sides.before, sides.after), _alone(sides.after, sides.before)
    same = [(gone[each], new.get(each, [])) for each in gone]
    return {old[0]: now[0][1] for old, now in same if len(old) == len(now) == 1}


def _alone(book: Handbook, other: Handbook) -> Mapping[Item, list[Key]]:
    """Give what only one handbook has, by all that it says but its id."""
    found: defaultdict[Item, list[Key]] = defaultdict(list)
    for key, item in book.items.items():
        if key[0] in _NOUNS and key not in other.items:
            found[item.model_copy(update={"id": ""})].append(key)
    return found


def told(names: Names) -> Iterator[Change]:
    """Tell each renaming, and the address of a page that is lost by it."""
    for (noun, old), new in names.items():
        spot, was = Spot(noun, new, ("id",)), Spot(noun, old, ("id",))
        yield Change(KINDS["id-renamed"], "administrative", spot, old, new, was=was)
        if noun in _PAGES:
            yield Change(KINDS["permanent-address-lost"], "administrative", Spot(noun, old))


def _under_new(book: Handbook, names: Names) -> Handbook:
    renaming = _Renaming(book, names)
    files: dict[str, Any] = {
        name: renaming.value(getattr(book.policy, name)) for name in Policy.__dataclass_fields__
    }
    return link(replace(book.policy, **files), book.day)[0]


@dataclass(frozen=True, slots=True)
class _Renaming:
    """Puts new ids in the place of old ones: at items, where they are cited, and in mentions."""

    book: Handbook
    names: Names

    def value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.value(each) for each in value)
        if isinstance(value, TextValue):
            return self._text(value)
        return self._item(value) if isinstance(value, Item) else value

    def _item(self, item: Item) -> Item:
        own = self.names.get((item.noun, getattr(item, "id", "")))
        found: dict[str, Any] = {"id": own} if own else {}
        for field in shape.fields(type(item)):
            held = getattr(item, field.name)
            now = self._cited(field, held) if field.ref else self.value(held)
            if now != held:
                found[field.name] = now
        return item.model_copy(update=found) if found else item

    def _cited(self, field: Field, held: Any) -> Any:
        if isinstance(held, tuple):
            return tuple(self._cited(field, each) for each in held)
        kinds = field.ref.kinds if field.ref and held else ()
        noun = next((kind for kind in kinds if (kind, held) in self.book.items), "")
        return self.names.get((noun, held), held)

    def _text(self, text: TextValue) -> TextValue:
        said = {language: _MENTION.sub(self._mention, words) for language, words in text.texts()}
        return TextValue(**said) if said != dict(text.texts()) else text

    def _mention(self, found: re.Match[str]) -> str:
        end = self.book.mentioned(found[1])
        return f"[[{self.names.get((end[0], found[1]), found[1])}" if end else found[0]
