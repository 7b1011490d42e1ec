"""Entries → sections in the order in which they are read; says nothing but from when a section holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from handbook_gen.core.model.changes import LEVELS, Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule, RuleException
from handbook_gen.core.telling.entries import PROTECTION, Entry
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.said import starts

_DELICATE: Final = ("rights-", "consequence-", "touches-", "basis-", "retention-")
"""How kinds begin that are about freedoms, sanctions, monitoring or the data of staff."""
_EXCEPTION: Final = "exception-"
_FREEDOM: Final = "may"
_FORMS: Final = ("item", "cause", "kind")


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of a level; those that protect staff less than before have a section of their own."""

    name: str
    """Under which its heading stands: the level, or `protection`."""
    level: Effect
    entries: tuple[Entry, ...]
    starts: str = ""
    """From when it holds, where every one of several entries says the same."""


def sections(told: Iterable[Entry], names: Names) -> tuple[Section, ...]:
    """Put entries in order, the heaviest first; within a level what touches rights, other rules, the rest."""
    every = sorted(told, key=lambda entry: _place(entry, names))
    found = [[*some] for _, some in groupby(every, key=lambda entry: entry.section)]
    return tuple(Section(some[0].section, some[0].level, tuple(some), _common(some, names)) for some in found)


def _place(entry: Entry, names: Names) -> tuple[int, bool, int, bool, bool]:
    rule = entry.about.noun == Rule.noun
    delicate = rule and any(_delicate(change, names) for change in entry.changes)
    form = _FORMS.index(entry.form)
    return LEVELS.index(entry.level), entry.section != PROTECTION, form, not delicate, not rule


def _delicate(change: Change, names: Names) -> bool:
    """Tell whether a change is about freedoms, reporting, sanctions, monitoring or the data of staff."""
    if change.kind.name.startswith(_DELICATE):
        return True
    after, before = names.books
    rules = after.rules.get(change.spot.id), before.rules.get((change.was or change.spot).id)
    if any(rule is not None and (rule.touches or _free(rule)) for rule in rules):
        return True
    return change.kind.name.startswith(_EXCEPTION) and any(
        _lifts(each, names) for rule in rules if rule for each in rule.exceptions
    )


def _lifts(exception: RuleException, names: Names) -> bool:
    """Tell whether an exception rests on a freedom that the law gives, such as to report wrongdoing."""
    found = (book.rules.get(exception.rule) for book in names.books) if exception.rule else ()
    return any(each is not None and _free(each) for each in found)


def _free(rule: Rule) -> bool:
    """Tell whether a rule is a freedom that the law gives."""
    return rule.modality == _FREEDOM and bool(rule.law)


def _common(some: list[Entry], names: Names) -> str:
    """Say from when several entries hold, where each says the same and nothing else."""
    if len(some) == 1:
        return ""
    found = [{starts(change, names) for change in entry.changes} - {""} for entry in some]
    every = set[str]().union(*found)
    return every.pop() if all(found) and len(every) == 1 else ""
