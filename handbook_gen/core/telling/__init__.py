"""Changes → words for people: sentences, names of those concerned, entries per item; decides no form."""

from handbook_gen.core.telling.causes import because, heading
from handbook_gen.core.telling.entries import Count, Entry, Felt, counts, entries, felt
from handbook_gen.core.telling.marks import Mark, marks, shortened
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.overall import GAINS, View, by_level, follows, summary, sums, views
from handbook_gen.core.telling.said import Marked, Said, said, starts, title, why

__all__ = [
    "GAINS",
    "Count",
    "Entry",
    "Felt",
    "Mark",
    "Marked",
    "Names",
    "Said",
    "View",
    "because",
    "by_level",
    "counts",
    "entries",
    "felt",
    "follows",
    "heading",
    "marks",
    "said",
    "shortened",
    "starts",
    "summary",
    "sums",
    "title",
    "views",
    "why",
]
