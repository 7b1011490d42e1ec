"""Guides: from the answers that somebody gives to the rules that then apply, and what they come to."""

from handbook_gen.core.guide.outcome import Met, Outcome, Part, Verdict, about, outcome
from handbook_gen.core.guide.situation import Situation, situation
from handbook_gen.core.guide.ways import MOST_ANSWERS, MOST_WAYS, Way, answered, cut, first, open_ends, ways

__all__ = [
    "MOST_ANSWERS",
    "MOST_WAYS",
    "Met",
    "Outcome",
    "Part",
    "Situation",
    "Verdict",
    "Way",
    "about",
    "answered",
    "cut",
    "first",
    "open_ends",
    "outcome",
    "situation",
    "ways",
]
