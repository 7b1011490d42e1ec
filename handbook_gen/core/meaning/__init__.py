"""What a change of words does to a duty: negation, modality, numbers, dates, provisos; knows no policy.

Two texts are brought to one form first (verboden = niet toegestaan = mag niet, shall = must, 3 = drie,
24 uur = één dag), and then compared. What alters none of what is looked at *and* keeps its words of content
in their order is editorial; what alters them is judged; the rest is undecided.
"""

from handbook_gen.core.meaning.clauses import Force
from handbook_gen.core.meaning.verdict import Sign, Verdict, judged

__all__ = ["Force", "Sign", "Verdict", "judged"]
