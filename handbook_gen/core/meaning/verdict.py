"""The judgement of one text before and after; how texts are brought to one form stands beside it."""

from dataclasses import dataclass
from typing import Literal

from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Language

Force = Literal["duty", "prohibition", "permission", ""]
"""What a field says that a text is: must and should, must-not and should-not, may; or nothing."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in which two texts differ: the name of a kind of change, what it does, and the words."""

    kind: str
    level: Effect
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change of words does: the heaviest of its signs; a text that did not change has none."""

    level: Effect
    signs: tuple[Sign, ...] = ()


def judged(before: str, after: str, language: Language, force: tuple[Force, Force] = ("", "")) -> Verdict:
    """Judge a text in one language, given the force it had and has."""
    if before == after:
        return Verdict("editorial")
    return Verdict("undecided", (Sign("text-changed", "undecided", before, after),))
