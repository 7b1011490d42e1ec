"""What a judge tells of a change → words that fill in the sentence of its kind; never a person."""

from datetime import date
from typing import Any, Final

from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.values import field_at, field_name, worded

_DAYS: Final = ("from", "first")
_LISTS: Final = ("roles", "role", "who")
_QUOTED: Final = ("was", "now")


def facts(change: Change, names: Names, *, foreign: bool) -> dict[str, str]:
    """Give every fact by name: those of the judge in words, the values, what a list gained and lost.

    `foreign`: the words that a judge quotes are in another language than what is shown, and left out.
    """
    if change.spot.noun == PeopleFile.noun:
        role = change.facts.get("role", "")
        return {"before": "", "after": "", "role": names.role(role) if role else ""}
    told = {
        name: _told(name, value, names)
        for name, value in change.facts.items()
        if not (foreign and name in _QUOTED)
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
        "was_at": names.called(change.was) if change.was else "",
        "modality": names.words(f"modality.{rule.modality}.label") if rule else "",
    }


def _told(name: str, value: str, names: Names) -> str:
    if name in _DAYS:
        return names.words.date(date.fromisoformat(value))
    if name in _LISTS:
        return names.whom(frozenset(value.split(", "))) if value else ""
    return names.called(Spot(Rule.noun, value)) if name == "rule" else value


def _gained(before: Any, after: Any) -> Any:
    """Give what a list has more than another; nothing where the two are no lists."""
    if not isinstance(after, frozenset | tuple) or not isinstance(before, frozenset | tuple | None):
        return None
    return type(after)(each for each in after if each not in (before or ()))
