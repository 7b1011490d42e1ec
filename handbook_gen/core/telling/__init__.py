"""Changes → words for people: sentences, names of those concerned, entries per item; decides no form."""

from handbook_gen.core.telling.causes import because, heading
from handbook_gen.core.telling.entries import Count, Entry, Felt, counts, entries, felt
from handbook_gen.core.telling.marks import Mark, marks, shortened
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.overall import GAINS, View, by_level, follows, summary, sums, views
from handbook_gen.core.telling.parts import Part, caused, parts
from handbook_gen.core.telling.said import Marked, Said, said, starts, title, titled, why

__all__ = [
    "GAINS",
    "Count",
    "Entry",
    "Felt",
    "Mark",
    "Marked",
    "Names",
    "Part",
    "Said",
    "View",
    "because",
    "by_level",
    "caused",
    "counts",
    "entries",
    "felt",
    "follows",
    "heading",
    "marks",
    "parts",
    "said",
    "shortened",
    "starts",
    "summary",
    "sums",
    "title",
    "titled",
    "views",
    "why",
]
