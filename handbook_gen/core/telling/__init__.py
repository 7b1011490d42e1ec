"""Changes → words for people: sentences, names of those concerned, entries per item; decides no form."""

from handbook_gen.core.telling.causes import because, heading
from handbook_gen.core.telling.differences import Difference, differences
from handbook_gen.core.telling.entries import ALIKE, Count, Entry, Felt, counts, entries, felt, section
from handbook_gen.core.telling.lists import cut, enumerated
from handbook_gen.core.telling.marks import Mark, marks, shortened
from handbook_gen.core.telling.names import Names, Occasion
from handbook_gen.core.telling.overall import GAINS, View, follows, summary, sums, views
from handbook_gen.core.telling.parts import Part, alike, caused, parts
from handbook_gen.core.telling.said import Marked, Said, said, starts, title, titled, why
from handbook_gen.core.telling.sections import Section, sections
from handbook_gen.core.telling.situations import Turn, compared, turns

__all__ = [
    "ALIKE",
    "GAINS",
    "Count",
    "Difference",
    "Entry",
    "Felt",
    "Mark",
    "Marked",
    "Names",
    "Occasion",
    "Part",
    "Said",
    "Section",
    "Turn",
    "View",
    "alike",
    "because",
    "caused",
    "compared",
    "counts",
    "cut",
    "differences",
    "entries",
    "enumerated",
    "felt",
    "follows",
    "heading",
    "marks",
    "parts",
    "said",
    "section",
    "sections",
    "shortened",
    "starts",
    "summary",
    "sums",
    "title",
    "titled",
    "turns",
    "views",
    "why",
]
