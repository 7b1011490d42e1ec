"""Rules that were split, or merged into one: what can be proven of all of them together, and else undecided.

Of a duty that was split into several, each part binds: what one part asks more is stricter. What it asks less
may stand in another part. Where duties are merged it is the other way round, and where permissions are split.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from handbook_gen.core.compare.facts import Pair, Sides
from handbook_gen.core.compare.judging import bound, for_whom, permits, scope
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.rules.fates import Fate
from handbook_gen.core.compare.rules.ruling import listed
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, LONGEST_TEXT, TextValue
from handbook_gen.core.problems import Spot

Compare = Callable[[Pair], Iterable[Change]]
"""What judges a pair of rules field by field."""

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_READERS: Final = "audience"


def several(fate: Fate, sides: Sides, compare: Compare) -> Iterator[Change]:
    """Tell one rule that became several, several that became one, or several that became several others."""
    if fate.how == "recast":
        yield from (_whole(kind, "undecided", fate, sides) for kind in ("rule-split", "rules-merged"))
        return
    split = fate.how == "split"
    told = [change for pair in _pairs(fate) for change in compare(pair)]
    unproven = _unproven(fate)
    folded = [each for each in told if each.level in unproven and each.kind.opposite != each.kind.name]
    yield from (change for change in told if change not in folded)
    level: Effect = "undecided" if any(_open(change, fate) for change in folded) else "administrative"
    yield _whole("rule-split" if split else "rules-merged", level, fate, sides)
    yield from _reach(fate, sides)


def _reach(fate: Fate, sides: Sides) -> Iterator[Change]:
    """Tell the roles that none of the parts reaches any more, or that the whole reaches anew."""
    split = fate.how == "split"
    old, new = _reached(sides.before, fate.before), _reached(sides.after, fate.after)
    whom = _known(sides, old - new if split else new - old)
    if whom:
        level = scope((fate.before if split else fate.after)[0], wider=not split)
        kind = KINDS["audience-narrowed" if split else "audience-widened"]
        spot = Spot(Rule.noun, fate.after[0].id, (_READERS,))
        ends = (whom, frozenset()) if split else (frozenset(), whom)
        yield Change(kind, level, spot, *ends, facts={"roles": listed(whom)}, **for_whom(level, whom))


def _whole(kind: str, level: Effect, fate: Fate, sides: Sides) -> Change:
    """Make the change that rules as they are written became others, at the first of what they became."""
    before = tuple(sides.before.items[Rule.noun, rule.id] for rule in fate.before)
    after = tuple(sides.after.items[Rule.noun, rule.id] for rule in fate.after)
    facts = {"old": _listed(fate.before), "new": _listed(fate.after)}
    spot, was = Spot(Rule.noun, fate.after[0].id), Spot(Rule.noun, fate.before[0].id)
    return Change(KINDS[kind], level, spot, before, after, facts=facts, was=was)


def _listed(rules: Iterable[Rule]) -> str:
    return ", ".join(rule.id for rule in rules)


def _unproven(fate: Fate) -> tuple[Effect, ...]:
    """Give the levels that a part cannot prove for the whole; what is stricter both ways is told anyhow."""
    leaves = {permits(rule) for rule in (*fate.before, *fate.after)}
    if len(leaves) > 1:
        return ("stricter", "looser")
    return ("looser",) if (fate.how == "split") != leaves.pop() else ("stricter",)


def _open(change: Change, fate: Fate) -> bool:
    """Tell whether a part that asks less, or more, leaves it open what the whole does.

    Not where the same words were only given to several groups: then it is known who is reached by none.
    """
    return change.spot.path[:1] != (_READERS,) or len({rule.statement for rule in _all(fate)}) > 1


def _all(fate: Fate) -> tuple[Rule, ...]:
    return (*fate.before, *fate.after)


def _reached(book: Handbook, rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(each for rule in rules for each in bound(book, rule))


def _known(sides: Sides, whom: frozenset[str]) -> frozenset[str]:
    """Keep the roles that are there before and after: of parties that are no roles nothing is proven."""
    return frozenset(each for each in whom if sides.before.role(each) and sides.after.role(each))


def _pairs(fate: Fate) -> Iterator[Pair]:
    """Pair the one rule with each of the several, with the words of all of them taken together.

    The words are compared once; titles of parts are others by their nature.
    """
    split = fate.how == "split"
    (one,), many = (fate.before, fate.after) if split else (fate.after, fate.before)
    joined = _joined(one, many)
    for number, part in enumerate(many):
        statement = joined if number == 0 else one.statement
        as_part = part.model_copy(update={"title": one.title, "statement": statement})
        yield Pair(Rule.noun, one, as_part) if split else Pair(Rule.noun, as_part, one)


def _joined(one: Rule, many: tuple[Rule, ...]) -> TextValue:
    """Give what several rules say together; the very words of the one where it comes to the same."""
    if all(part.statement == one.statement for part in many):
        return one.statement
    said = {language: _together(one, many, language) for language in LANGUAGES}
    return TextValue(**{language: text[:LONGEST_TEXT] for language, text in said.items() if text})


def _together(one: Rule, many: tuple[Rule, ...], language: str) -> str:
    whole = getattr(one.statement, language) or ""
    texts = [text for part in many if (text := getattr(part.statement, language))]
    same = Counter(_sentences([whole])) == Counter(_sentences(texts))
    return whole if same else "\n\n".join(texts)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, (sentence.strip() for sentence in _SENTENCE.split(text)))
