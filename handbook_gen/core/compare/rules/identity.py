"""Whether an id still stands for the same thing, by words, topic and action; says nothing of what follows."""

import re
from typing import Final

from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.tone import Word
from handbook_gen.core.model.types import LANGUAGES, Language

# Two texts of which fewer words than this are the same have nothing to do with each other.
_RELATED: Final = 0.25
_STEM: Final = 5
_LONG_WORD: Final = re.compile(rf"\w{{{_STEM},}}")


def another_rule(old: Rule, now: Rule, *, back: bool, moved: bool) -> bool:
    """Tell whether a rule has nothing but its id in common with the one that had it.

    `back`: it was away in between; `moved`: it stands in another topic. Where neither holds, and it cannot be
    seen that something else is done, it is a rule that was reworded.
    """
    if old.action and old.action == now.action:
        return False
    elsewhere = back or moved or bool(old.action and now.action)
    return elsewhere and _unlike(old, now)


def another_word(old: Word, now: Word) -> bool:
    """Tell whether neither the words nor what is preferred to them are what they were."""
    both = [(old.terms.said(language), now.terms.said(language)) for language in LANGUAGES]
    shared = [(one, other) for one, other in both if one and other]
    same = any(set(one) & set(other) for one, other in shared)
    return bool(shared) and not same and (old.prefer is None or old.prefer != now.prefer)


def _unlike(old: Rule, now: Rule) -> bool:
    """Tell whether two rules share hardly a word, in every language in which both are said."""
    both = [(_stems(old, language), _stems(now, language)) for language in LANGUAGES]
    shared = [(one, other) for one, other in both if one and other]
    return bool(shared) and all(len(a & b) / min(len(a), len(b)) < _RELATED for a, b in shared)


def _stems(rule: Rule, language: Language) -> frozenset[str]:
    """Give the beginnings of the long words in a rule's title and statement: short ones are in every text."""
    said = f"{rule.title.said(language) or ''} {rule.statement.said(language) or ''}".casefold()
    return frozenset(word[:_STEM] for word in _LONG_WORD.findall(said))
