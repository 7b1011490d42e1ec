"""Texts outside the rules that bind, judged by what their words do; others only inform: see `wording`."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.compare.binding import Whom, binds
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, changed
from handbook_gen.core.compare.rules.wording import said
from handbook_gen.core.meaning import Force
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect

_OPEN: Final = "text-changed"


def binding(whom: Whom, force: Force = "duty", otherwise: str = _OPEN) -> Judge:
    """Make a judge of a text that binds: what its words tell, and `otherwise` where they tell nothing."""

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        if fact.before is None or fact.after is None:
            yield _new_or_gone(fact, sides, whom, force, otherwise)
            return
        for each in said(fact.before, fact.after, (force, force)):
            kind = otherwise if each.kind == _OPEN else each.kind
            yield binds(kind, each.level, fact, sides, whom, facts=each.facts)

    return judge


def _new_or_gone(fact: Fact, sides: Sides, whom: Whom, force: Force, otherwise: str) -> Change:
    if not force:
        return changed(otherwise, "undecided", fact)
    added = fact.before is None
    level: Effect = "stricter" if added != (force == "permission") else "looser"
    return binds("part-added" if added else "part-removed", level, fact, sides, whom)
