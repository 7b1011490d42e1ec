"""Judges the lines that accept changes: each stands for itself, and binds nobody; accepts nothing itself."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, changed
from handbook_gen.core.model.changes import Change

_ADDED, _REMOVED, _CHANGED = "acceptance-added", "acceptance-removed", "acceptance-changed"
KIND_NAMES: Final = (_ADDED, _REMOVED, _CHANGED)


def acceptances(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell which changes are accepted now, and which no longer."""
    before, after = ({line.change: line for line in lines} for lines in (fact.before, fact.after))
    told = False
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old != new:
            kind = _CHANGED if old and new else _ADDED if new else _REMOVED
            told = True
            yield changed(kind, "editorial", fact, before=old, after=new)
    if not told:  # the same lines in another order, or one of them twice
        yield changed(_CHANGED, "editorial", fact)


JUDGES: Final[Judges] = {"settings.accepted": acceptances}
