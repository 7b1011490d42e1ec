"""Parts of an item taken apart: fields of a part, members of a list without ids; judges none of them."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook_gen.core.compare import alike, other
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, changed
from handbook_gen.core.model import shape
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.types import Item, TextValue

Name = Callable[[Any], Hashable]
"""What tells a member of a list from the others: a goal, a date, the text itself."""


def apart(judges: Mapping[str, Judge]) -> Judge:
    """Make a judge that hands each field of a part to the judge of its name."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        told = False
        for inner in _inside(fact):
            for change in judges.get(inner.key.rpartition(".")[2], other.field)(inner, sides):
                told = True
                yield change
        if not told:
            yield from other.field(fact, sides)

    return judge


def itself(member: Hashable) -> Hashable:
    """Tell a member that is its own name, such as an id."""
    return member


def listed(member: Judge, name: Name = itself) -> Judge:
    """Make a judge that hands each member that is new, gone or different to another.

    What differs in nothing but the order of its members is told so, and is editorial.
    """
    return ordered(member, lambda fact, _: iter((changed("order-changed", "editorial", fact),)), name)


def ordered(member: Judge, order: Judge, name: Name = itself) -> Judge:
    """Make a judge of a list like `listed`, with a judge of its order."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        told = False
        for inner in members(fact, name):
            told = True
            yield from (_as_list(change, inner) for change in member(inner, sides))
        if not told or _moved(fact, name):
            yield from order(fact, sides)

    return judge


def members(fact: Fact, name: Name = itself) -> Iterator[Fact]:
    """Give the members of a list that are new, gone or different, each as a fact of its own.

    A member stands where the new policy has it; one that has gone stands at the list.
    """
    old, new = _named(fact.before or (), name), _named(fact.after or (), name)
    for key, (index, member) in new.items():
        before = old[key][1] if key in old else None
        if before != member:
            yield Fact(fact.pair, f"{fact.key}.{index}", before, member)
    for key, (_, member) in old.items():
        if key not in new:
            yield Fact(fact.pair, fact.key, member, None)


def texts(member: Judge, order: Judge | None = None) -> Judge:
    """Make a judge of a list of texts: those that are alike are one text that changed."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        names = _continued(fact.before or (), fact.after or ())
        by_text = ordered(member, order, names.get) if order else listed(member, names.get)
        yield from by_text(fact, sides)

    return judge


def _as_list(change: Change, inner: Fact) -> Change:
    """Tell an id or a word that came or went as a list, as its field holds one."""
    if not isinstance(inner.after if inner.before is None else inner.before, str):
        return change
    was, now = (None if each is None else (each,) for each in (change.before, change.after))
    return replace(change, before=was, after=now)


def _inside(fact: Fact) -> Iterator[Fact]:
    """Give each field in which two parts differ; a part that is not there has what its class begins with."""
    kind: type[Item] = type(fact.after if fact.before is None else fact.before)
    for field in shape.fields(kind):
        told = [
            field.default if part is None else getattr(part, field.name) for part in (fact.before, fact.after)
        ]
        before, after = ((() if field.many else None) if each is None else each for each in told)
        if before != after:
            yield Fact(fact.pair, f"{fact.key}.{field.key}", before, after)


def _named(values: tuple[Any, ...], name: Name) -> dict[Hashable, tuple[int, Any]]:
    """Name the members of a list; of those with one name each counts as another."""
    found: dict[Hashable, tuple[int, Any]] = {}
    seen: dict[Hashable, int] = {}
    for index, each in enumerate(values):
        key = name(each)
        seen[key] = seen.get(key, 0) + 1
        found[key, seen[key]] = (index, each)
    return found


def _moved(fact: Fact, name: Name) -> bool:
    """Tell whether the members that both lists have stand in another order."""
    old, new = _named(fact.before or (), name), _named(fact.after or (), name)
    return [key for key in old if key in new] != [key for key in new if key in old]


def _continued(before: tuple[Any, ...], after: tuple[Any, ...]) -> dict[Any, Any]:
    """Name each text by the old one that it goes on from: itself, or else the one that it is most alike."""
    names = {each: each for each in (*before, *after)}
    pairs = alike.aligned(before, after, _likeness).changed
    return names | {now: old for _, old, _, now in pairs if now not in before}


def _likeness(one: Any, other: Any) -> float:
    return alike.texts(_text(one), _text(other))


def _text(each: Any) -> TextValue:
    """Give the text of a member that is one or has one."""
    text = getattr(each, "text", each)
    return text if isinstance(text, TextValue) else TextValue()
