"""Rules as a whole: which are new, gone, moved, replaced, split or reused, and which go on as a pair."""

from collections.abc import Iterator

from handbook_gen.core.compare.facts import Pair, Sides
from handbook_gen.core.compare.judging import benefits, bound, for_whom, scope
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.changes import Change


def continuing(sides: Sides) -> Iterator[Pair]:
    """Pair the rules whose fields are to be compared: those that bind before and after."""
    before = {rule.id: rule for rule in sides.before.published}
    for rule in sides.after.published:
        if rule.id in before:
            yield Pair("rule", before[rule.id], rule)


def wholes(sides: Sides) -> Iterator[Change]:
    """Tell the rules that are new or gone."""
    before = {rule.id for rule in sides.before.published}
    after = {rule.id for rule in sides.after.published}
    for rule in sides.after.published:
        if rule.id not in before:
            level = scope(rule, wider=True)
            yield Change(
                KINDS["rule-added"],
                level,
                Pair("rule", None, rule).spot(),
                after=rule,
                benefits=benefits(sides.after, rule),
                **for_whom(level, bound(sides.after, rule)),
            )
    for rule in sides.before.published:
        if rule.id not in after:
            level = scope(rule, wider=False)
            yield Change(
                KINDS["rule-removed"],
                level,
                Pair("rule", rule, None).spot(),
                before=rule,
                benefits=benefits(sides.before, rule),
                **for_whom(level, bound(sides.before, rule)),
            )
