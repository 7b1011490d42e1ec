"""What differs between two handbooks, item by item and field by field; judges nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from handbook_gen.core.links import entries
from handbook_gen.core.model import Item, shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot

INHERITED: Final = ("ask", "owner")
"""What a rule takes from its topic where it says nothing itself."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two handbooks, linked for the same day."""

    before: Handbook
    after: Handbook


@dataclass(frozen=True, slots=True)
class Pair:
    """An item before and after, or None where there is none; a rule and its successor are a pair as well."""

    noun: str
    before: Item | None
    after: Item | None

    def spot(self, *path: str | int) -> Spot:
        """Name a field of it: in the new policy, in the old one where it has gone."""
        return Spot(self.noun, getattr(self.after or self.before, "id", ""), path)


@dataclass(frozen=True, slots=True)
class Fact:
    """A field in which an item differs, with what it held."""

    pair: Pair
    key: str
    """As the policy writes it, with dots on the way into a part of an item, such as `contact.mail`.

    `readers` stands for whom a rule reaches, audiences and roles expanded.
    """
    before: Any
    after: Any

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        path = "audience" if self.key == "readers" else self.key
        return self.pair.spot(*(int(step) if step.isdigit() else step for step in path.split(".")))


def pairs(sides: Sides) -> Iterator[Pair]:
    """Pair every item but rules by noun and id, in the order of the new policy; what has gone comes last."""
    before = {(item.noun, getattr(item, "id", "")): item for item in entries(sides.before.policy)}
    for item in entries(sides.after.policy):
        old = before.pop((item.noun, getattr(item, "id", "")), None)
        if item.noun != Rule.noun and old != item:
            yield Pair(item.noun, old, item)
    yield from (Pair(noun, item, None) for (noun, _), item in before.items() if noun != Rule.noun)


def facts(pair: Pair) -> Iterator[Fact]:
    """Give each field in which two items differ, but for the id and for parts that are items themselves."""
    if pair.before is None or pair.after is None:
        return
    for field in shape.fields(type(pair.after)):
        before, after = getattr(pair.before, field.name), getattr(pair.after, field.name)
        if field.name == "id" or before == after:
            continue
        if not _holds_items(field.type):
            yield Fact(pair, field.key, before, after)
        elif not field.many:
            yield from _beside(Fact(pair, field.key, before, after), field.type)


def _beside(fact: Fact, kind: type[Item]) -> Iterator[Fact]:
    """Give what stands beside the items in a part of a document, such as where a triage starts."""
    for field in shape.fields(kind):
        told = [getattr(each, field.name, None) for each in (fact.before, fact.after)]
        if not _holds_items(field.type) and told[0] != told[1]:
            yield Fact(fact.pair, f"{fact.key}.{field.key}", *told)


def rule_facts(sides: Sides, pair: Pair) -> Iterator[Fact]:
    """Give the same for rules, and `readers` where a rule reaches others than before.

    What a rule takes from its topic is told at the topic.
    """
    old, new = pair.before, pair.after
    if not isinstance(old, Rule) or not isinstance(new, Rule):
        return
    written = sides.before.items[Rule.noun, old.id], sides.after.items[Rule.noun, new.id]
    stays = sides.before.topic_of[old.id] == sides.after.topic_of[new.id]
    for fact in facts(pair):
        inherited = (
            fact.key in INHERITED and len({getattr(each, fact.key) for each in written}) == 1 and stays
        )
        if not inherited:
            yield fact
    readers = sides.before.readers[old.id], sides.after.readers[new.id]
    if readers[0] != readers[1]:
        yield Fact(pair, "readers", *readers)


def _holds_items(kind: Any) -> bool:
    """Tell whether a field holds items with a noun, here or further down: they are pairs of their own."""
    if not (isinstance(kind, type) and issubclass(kind, Item)):
        return False
    return bool(kind.noun) or bool(shape.homes(kind))
