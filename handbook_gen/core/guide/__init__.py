"""Guides: from the answers that somebody gives to the rules that then apply, and what they come to."""

from handbook_gen.core.guide.outcome import Met, Outcome, Part, Verdict, outcome
from handbook_gen.core.guide.situation import Situation, situation
from handbook_gen.core.guide.ways import MOST_WAYS, Way, cut, open_ends, ways

__all__ = [
    "MOST_WAYS",
    "Met",
    "Outcome",
    "Part",
    "Situation",
    "Verdict",
    "Way",
    "cut",
    "open_ends",
    "outcome",
    "situation",
    "ways",
]
