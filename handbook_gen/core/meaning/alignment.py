"""Which sentence of one text became which of another; judges none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from handbook_gen.core.meaning.clauses import Sentence

_ALIKE: Final = 0.3
_MOST: Final = 60
"""More sentences than these that differ are taken in order, without looking for the most alike."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that stand for one another, and those that only one text has."""

    pairs: tuple[tuple[Sentence, Sentence], ...]
    gone: tuple[Sentence, ...]
    come: tuple[Sentence, ...]
    moved: tuple[Sentence, ...]
    """What says the same at another place in the text."""


def aligned(before: Sequence[Sentence], after: Sequence[Sentence]) -> Aligned:
    """Align the sentences of two texts; what says the same is left out, unless it moved."""
    matcher = SequenceMatcher(None, [s.key for s in before], [s.key for s in after], autojunk=False)
    gone: list[Sentence] = []
    come: list[Sentence] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone += before[a:b]
            come += after[c:d]
    moved = _cancel(gone, come)
    pairs = _pairs(gone, come)
    left, right = ({id(pair[side]) for pair in pairs} for side in (0, 1))
    return Aligned(
        tuple(pairs),
        tuple(each for each in gone if id(each) not in left),
        tuple(each for each in come if id(each) not in right),
        tuple(moved),
    )


def _cancel(gone: list[Sentence], come: list[Sentence]) -> list[Sentence]:
    """Take out what is gone at one place and came at another."""
    both = Counter(each.key for each in gone) & Counter(each.key for each in come)
    moved: list[Sentence] = []
    for side in (gone, come):
        left = Counter(both)
        for each in list(side):
            if left[each.key] > 0:
                left[each.key] -= 1
                side[:] = [other for other in side if other is not each]
                moved += [each] if side is gone else []
    return moved


def _pairs(gone: Sequence[Sentence], come: Sequence[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Pair the most alike first."""
    if max(len(gone), len(come)) > _MOST:
        return list(zip(gone, come, strict=False))
    if len(gone) == len(come) == 1:
        return [(gone[0], come[0])] if _alike(_bag(gone[0]), _bag(come[0])) > 0.0 else []
    bags = [[_bag(each) for each in side] for side in (gone, come)]
    ranked = sorted(
        (-_alike(one, other), abs(i - j), i, j)
        for i, one in enumerate(bags[0])
        for j, other in enumerate(bags[1])
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for unlike, _, i, j in ranked:
        if -unlike >= _ALIKE and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((gone[i], come[j]))
    return pairs


def _bag(sentence: Sentence) -> Counter[str]:
    return Counter(token.same for clause in sentence.clauses for token in clause.tokens)


def _alike(one: Counter[str], other: Counter[str]) -> float:
    every = one.total() + other.total()
    return 2 * (one & other).total() / every if every else 1.0
