"""Rules that were split, or merged into one: what can be proven of all of them together, and else undecided.

Of a duty that was split into several, each part binds: what one part asks more is stricter. What it asks less
may stand in another part. Where duties are merged it is the other way round, and where permissions are split.
Of the words only a sentence is told that is nowhere any more, or was nowhere; one that is said otherwise
leaves it open what the whole does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from handbook_gen.core.compare.facts import Pair, Sides
from handbook_gen.core.compare.judging import bound, for_whom, permits, scope
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.compare.rules.fates import Fate
from handbook_gen.core.compare.rules.ruling import listed
from handbook_gen.core.compare.rules.sentences import Parted, parted
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, LONGEST_TEXT, Language, TextValue
from handbook_gen.core.problems import Spot

Compare = Callable[[Pair], Iterable[Change]]
"""What judges a pair of rules field by field."""

_READERS: Final = "audience"
_STATEMENT: Final = "statement"


def several(fate: Fate, sides: Sides, compare: Compare) -> Iterator[Change]:
    """Tell one rule that became several, several that became one, or several that became several others."""
    if fate.how == "recast":
        yield from (_whole(kind, "undecided", fate, sides) for kind in ("rule-split", "rules-merged"))
        return
    split = fate.how == "split"
    said = _said(fate)
    told = [change for pair in _pairs(fate, said) for change in compare(pair)]
    folded = [each for each in told if _unproven(each, fate)]
    yield from (change for change in told if change not in folded)
    recast = any(each.recast for each in said.values())
    open_ = recast or any(_open(change, fate) for change in folded)
    level: Effect = "undecided" if open_ else "administrative"
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


def _unproven(change: Change, fate: Fate) -> bool:
    """Tell whether a part cannot prove it for the whole; what is stricter both ways is told anyhow."""
    leaves = {permits(rule) for rule in _all(fate)}
    if change.kind.opposite == change.kind.name:
        return False
    if len(leaves) > 1:
        return change.level in ("stricter", "looser")
    unproven = "looser" if (fate.how == "split") != leaves.pop() else "stricter"
    return change.level == unproven and change.spot.path[:1] != (_STATEMENT,)


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


def _pairs(fate: Fate, said: Mapping[Language, Parted]) -> Iterator[Pair]:
    """Pair the one rule with each of the several, in its own words but for what is new or nowhere.

    What is nowhere any more is told at the first; titles of parts are others by their nature.
    """
    split = fate.how == "split"
    one, many = _ends(fate)
    for number, part in enumerate(many):
        texts = {each: told.text(number) for each, told in said.items()}
        words = {each: text[:LONGEST_TEXT] for each, text in texts.items() if text}
        same = all(text == (one.statement.said(each) or "") for each, text in texts.items())
        statement = one.statement if same else TextValue(**words)
        as_part = part.model_copy(update={"title": one.title, "statement": statement})
        yield Pair(Rule.noun, one, as_part) if split else Pair(Rule.noun, as_part, one)


def _ends(fate: Fate) -> tuple[Rule, tuple[Rule, ...]]:
    """Give the one rule, and the several that it became or that became it."""
    (one,), many = (fate.before, fate.after) if fate.how == "split" else (fate.after, fate.before)
    return one, many


def _said(fate: Fate) -> Mapping[Language, Parted]:
    one, many = _ends(fate)
    return {
        each: parted(one.statement.said(each) or "", [part.statement.said(each) or "" for part in many])
        for each in LANGUAGES
    }
