"""Whom and what a rule holds for: modality, those bound, audience, capacity, reach, channels; no texts."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, bound, changed, for_whom
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Modality, Rule

# What each asks: to do, to leave, or nothing; and how firmly.
_ASKS: Final[dict[Modality, tuple[str, int]]] = {
    "must": ("do", 2),
    "should": ("do", 1),
    "may": ("", 0),
    "should-not": ("leave", 1),
    "must-not": ("leave", 2),
}


def modality(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge how firmly a rule asks; from doing to leaving is stricter for whoever did as told."""
    rule = fact.pair.after
    if not isinstance(rule, Rule):
        return
    (deed, firm), (other, firmer) = _ASKS[fact.before], _ASKS[fact.after]
    if deed and other and deed != other:
        kind = "modality-reversed"
    else:
        kind = "modality-tightened" if firmer > firm else "modality-relaxed"
    level: Effect = "looser" if kind == "modality-relaxed" else "stricter"
    yield changed(kind, level, fact, **for_whom(level, bound(sides.after, rule)))


JUDGES: Final[Judges] = {"rule.modality": modality}
