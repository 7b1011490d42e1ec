"""What a judge tells of a change → words that fill in the sentence of its kind; never a person."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Item, Language
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.lists import enumerated
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.values import field_at, field_name, worded

_DAYS: Final = ("from", "first")
_LISTS: Final = ("roles", "role", "who")
_QUOTED: Final = ("was", "now")
_BINDS: Final = ("binds", "bound")
"""How firmly a rule binds, and how firmly one bound that has gone."""
_RULES: Final = 8
"""How many rules are named before the rest is counted."""
_ASKED: Final = ("acknowledgement", "training")
_LONG: Final = 12
"""More words than these are not quoted beside the text that they are marked in."""


def facts(change: Change, names: Names, shown: Collection[Language]) -> dict[str, str]:
    """Give every fact by name: those of the judge in words, the values, what a list gained and lost.

    `shown`: the languages in which the text itself is shown; words that a judge quotes from another language
    are left out, and so are many words.
    """
    if change.spot.noun == PeopleFile.noun:
        role = change.facts.get("role", "")
        return {"before": "", "after": "", "role": names.role(role) if role else ""}
    told = {
        name: _told(name, value, names)
        for name, value in change.facts.items()
        if name not in _QUOTED or _quotable(value, change, names, shown)
    }
    values = {
        "before": change.before,
        "after": change.after,
        "gained": _gained(change.before, change.after),
        "lost": _gained(change.after, change.before),
    }
    said = {name: worded(value, change.spot, names) for name, value in values.items()}
    field = field_at(change.spot)
    rule = next((each for each in (change.after, change.before) if isinstance(each, Rule)), None)
    return {
        **told,
        **said,
        "field": field_name(field.key, names) if field else "",
        "time": _times(change, names),
        "was_at": names.called(change.was) if change.was else "",
        **{name: names.words(f"telling.{name}.{rule.modality}") if rule else "" for name in _BINDS},
        "audience": _audience(change, names),
    }


def _told(name: str, value: str, names: Names) -> str:
    if name in _DAYS:
        return names.words.date(date.fromisoformat(value))
    if name in _LISTS:
        return names.whom(frozenset(value.split(", "))) if value else ""
    if name == "rules":
        return enumerated(
            [names.called(Spot(Rule.noun, each)) for each in value.split()], _RULES, names.words
        )
    return names.called(Spot(Rule.noun, value)) if name == "rule" else names.spelled(value)


def _audience(change: Change, names: Names) -> str:
    """Say who must read and confirm, or learn, where a change is about that."""
    field, *index = change.spot.path[:2] or ("",)
    if field not in _ASKED:
        return ""
    there = [each for each in (change.after, change.before) if isinstance(each, Item)]
    if not there and index and isinstance(index[0], int):
        there = [*getattr(names.comparison.after.policy.settings, str(field))[index[0] : index[0] + 1]]
    audience = getattr(there[0], "audience", "") if there else ""
    return names.ref(("audience", "role"), audience) if audience else ""


def _quotable(value: str, change: Change, names: Names, shown: Collection[Language]) -> bool:
    """Tell whether words that a judge quotes say anything beside the text that is shown."""
    if not shown:
        return True
    return change.facts.get("language", names.words.language) in shown and len(value.split()) <= _LONG


def _times(change: Change, names: Names) -> str:
    """Say which time is meant where an item has several: for a first reply, for a solution."""
    field = field_at(change.spot)
    fields = change.facts.get("times") or (field.key if field else "")
    keys = [f"telling.time.{each}" for each in fields.split(", ")]
    return names.words.listed([names.words(key) for key in keys if key in names.words.keys])


def _gained(before: Any, after: Any) -> Any:
    """Give what a list has more than another, or what is new where there was nothing."""
    if before is None and isinstance(after, str):
        return after
    if not isinstance(after, frozenset | tuple) or not isinstance(before, frozenset | tuple | None):
        return None
    return type(after)(each for each in after if each not in (before or ()))
