"""What a change of words does to a duty: negation, modality, numbers, dates, provisos; knows no policy.

Two texts are brought to one form first (verboden = niet toegestaan = mag niet, shall = must, 3 = drie,
24 uur = één dag), and then compared. What alters none of what is looked at *and* keeps its words of content
in their order is editorial; what alters them is judged; the rest is undecided.

How to read it, in the order of the work:

* `verdict` is the whole of it; `alignment` lays sentences beside each other, `judging` compares two of them.
* Text → `form` → `tokens` (with `stems`, `verbs`, `slips`, `plainly`) → `clauses`, each with its force
  (`modality`, `capacity`, `embedded`, `speech`).
* Amounts: `numbers`, `amounts`, `periods`, `bounds`, `lengths`, `ones`; `quantities` says what another does.
* `differences` finds what two clauses differ in; `order`, `moves`, `parts`, `scales`, `shifts`, `readings`
  and `bearing` say what that does; `quoting` finds the words again in the text.
* What a linguist reads and mends: `words_nl`, `words_en`, `plain_nl`, `plain_en`; `tables` reads them.
"""

from handbook_gen.core.meaning.clauses import Force
from handbook_gen.core.meaning.verdict import Sign, Verdict, judged

__all__ = ["Force", "Sign", "Verdict", "judged"]
