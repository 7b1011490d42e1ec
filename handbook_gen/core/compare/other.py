"""The judge of last resort: whatever no other judge knows is told as changed, so that nothing goes unseen."""

from collections.abc import Iterator

from handbook_gen.core import meaning
from handbook_gen.core.compare.facts import Fact, Pair, Sides
from handbook_gen.core.compare.judging import changed
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.types import LineValue, TextValue


def field(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell a field that changed: editorial where it is a text that says the same, else administrative."""
    told = (fact.before, fact.after)
    if all(isinstance(each, TextValue | LineValue) for each in told) and _same(*told):
        yield changed("text-reworded", "editorial", fact)
    else:
        yield changed("item-changed", "administrative", fact)


def whole(pair: Pair, _: Sides) -> Iterator[Change]:
    """Tell an item that is new or gone."""
    kind = "item-added" if pair.before is None else "item-removed"
    yield Change(KINDS[kind], "administrative", pair.spot(), before=pair.before, after=pair.after)


def _same(before: TextValue | LineValue, after: TextValue | LineValue) -> bool:
    """Tell whether a text says the same in every language in which it is said."""
    both = [(language, before.said(language), after.said(language)) for language, _ in after.texts()]
    return len(before.texts()) == len(both) and all(
        old is not None and new is not None and meaning.judged(old, new, language).level == "editorial"
        for language, old, new in both
    )
