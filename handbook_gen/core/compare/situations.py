"""Which situations get another answer from the guides, once all that is decided applies; judges no change."""

from collections.abc import Mapping
from typing import Final

from handbook_gen.core import guide
from handbook_gen.core.compare.facts import Sides
from handbook_gen.core.compare.rules.fates import PAIRED, Fate
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import AnswerChange, Answered, Situations
from handbook_gen.core.model.deeds import Deeds

_Key = tuple[str, tuple[str, ...]]
"""A guide, and the answers given."""
_RESTED_ON: Final = ("yes", "ask")
"""What changes nothing for the reader by resting on other rules."""


def situations(sides: Sides, fates: tuple[Fate, ...]) -> Situations:
    """Answer each situation by the rules before and the rules after, and keep those that differ."""
    if not sides.before.policy.guides.guides and not sides.after.policy.guides.guides:
        return Situations()
    old, new = _told(sides.before), _told(sides.after)
    names = {fate.before[0].id: fate.after[0].id for fate in fates if fate.how in PAIRED}
    both = [(key, old[key], told) for key, told in new.items() if key in old]
    changed = (AnswerChange(*key, was, now) for key, was, now in both if _another(was, now, names))
    return Situations(len(new), tuple(changed), len(new) - len(both), len(old) - len(both))


def _told(book: Handbook) -> Mapping[_Key, Answered]:
    deeds = Deeds(book.policy.actions.actions)
    found: dict[_Key, Answered] = {}
    for each in book.policy.guides.guides:
        for way in guide.ways(each):
            if way.ends:
                asked = guide.situation(book, way)
                outcome = guide.outcome(book, deeds, asked, each.ask, ahead=True)
                rules = tuple(met.rule.id for met in outcome.deciding)
                found[each.id, way.answers] = Answered(outcome.verdict.value, rules)
    return found


def _another(was: Answered, now: Answered, names: Mapping[str, str]) -> bool:
    """Tell whether an answer is another one: its verdict, or what has to be kept to."""
    if was.verdict != now.verdict:
        return True
    return now.verdict not in _RESTED_ON and {names.get(each, each) for each in was.rules} != {*now.rules}
