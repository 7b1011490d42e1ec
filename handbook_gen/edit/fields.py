"""Sets and removes fields of a rule where they stand in a file: the lines of other fields keep every byte.

What remarks in a changed field belong to may change; they are all kept.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from handbook_gen.core.model import Rule, shape
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.types import Language
from handbook_gen.core.reader import Document, Path, Value
from handbook_gen.edit.desk import with_value
from handbook_gen.edit.layout import Layout
from handbook_gen.edit.order import Ordered, ordered
from handbook_gen.edit.outline import Entry, Outline, outline
from handbook_gen.edit.patch import Change, UnwritableError, changed, put
from handbook_gen.edit.remarks import NONE, Remarks, remarks, settled

_FIELDS: Final = {each.key: each for each in shape.fields(Rule)}
_KEYS: Final = tuple(_FIELDS)
_RULE: Final = Field("", "", many=False, type=Rule)

Raw = Mapping[str, Value]
"""A rule as it is written."""


def with_rules(document: Document, found: Outline, rules: Mapping[Path, Raw], source: Language) -> bytes:
    """Give a file in which some rules, by where they stand, have other fields; nothing else in it changes.

    `source` is the language of a text that does not say its own. Raises UnwritableError where the file would
    not say what is meant.
    """
    changes: list[Change] = []
    meant = document.value
    for start, new in rules.items():
        before = _rule(document.value, start)
        made = {key: ordered({key: new[key]}, Rule, source) for key in new if new[key] != before.get(key)}
        told: Raw = {**new, **{key: _rule(each.value, ())[key] for key, each in made.items()}}
        meant = with_value(meant, start, dict(told))
        gone = [key for key in before if key not in new]
        changes += _removed_all(found, start, [*before], gone)
        # Where several are put in one place, what comes last is put there first.
        left = [key for key in _KEYS if key not in gone]
        changes += [_set(found, start, key, made[key], left) for key in reversed(left) if key in made]
    done = changed(document.path, document.data, changes, meant)
    if _told(outline(done.decode("utf-8-sig"))) != _told(found):
        raise UnwritableError(document.path)
    return done


def _rule(value: Value, start: Path) -> Raw:
    for step in start:
        value = value[step]  # type: ignore[index]  # a way that there is
    return value  # type: ignore[return-value]  # the same


def _set(found: Outline, start: Path, key: str, made: Ordered, order: Sequence[str]) -> Change:
    """Write a field where it stands, or behind those before it in `order`, as the rule around it is."""
    entry, column = found.entries.get((*start, key)), found.holders[start].column
    if found.holders[start].flow:
        value = _rule(made.value, ())[key]
        line = Layout().one_line(value, (key,), _FIELDS[key]) or json.dumps(value, ensure_ascii=False)
        return put(found, start, key, line, order)
    told, loose = _within(found, start, entry, made) if entry else (NONE, [])
    written = Layout(told).entries(made.value, (), _RULE, column)
    lines = [*_moved([*loose, *filter(None, written.above)], column), *written.lines]
    if entry:
        return Change(entry.start, _end(found, entry), "\n".join(lines)[column:])
    place = put(found, start, key, "", order)
    return replace(place, text="".join(f"\n{line}" for line in lines))


def _removed_all(found: Outline, start: Path, keys: list[str], gone: Collection[str]) -> list[Change]:
    """Take fields away; in brackets each goes with the comma behind it, the last with the one before."""
    entries = {key: found.entries[*start, key] for key in keys}
    if not found.holders[start].flow:
        return [_removed(found, entries[key]) for key in gone]
    kept = max(number for number, key in enumerate(keys) if key not in gone)
    inner = [(key, following) for key, following in pairwise(keys[: kept + 1]) if key in gone]
    changes = [Change(entries[key].start, entries[following].start, "") for key, following in inner]
    if kept + 1 < len(keys):
        changes.append(Change(entries[keys[kept]].end, entries[keys[-1]].end, ""))
    return changes


def _removed(found: Outline, entry: Entry) -> Change:
    """Take a field away; the remarks in it stay in its place."""
    line = found.text.rfind("\n", 0, entry.start) + 1
    end = _end(found, entry)
    if found.text[line : entry.start].strip():  # behind the dash of the rule
        later = (each.start for each in found.entries.values() if each.path[:-1] == entry.path[:-1])
        return Change(entry.start, min((start for start in later if start > entry.start), default=end), "")
    before = line - 1 - (found.text[line - 2 : line - 1] == "\r")
    told = [each.text for each in found.remarks if entry.start <= each.start < end]
    return Change(before, end, "".join(f"\n{each}" for each in _moved(told, found.column(entry.start))))


def _within(found: Outline, start: Path, entry: Entry, made: Ordered) -> tuple[Remarks, list[str]]:
    """Give the remarks in a field by what they belong to in its new value; and those whose place is gone."""
    own = tuple(each for each in found.remarks if entry.start <= each.start < _end(found, entry))
    if not own:
        return NONE, []

    def place(path: Path) -> Path | None:
        here = made.move(path[len(start) :]) if path[: len(entry.path)] == entry.path else None
        return here if here and _stands(made.value, here) else None

    told = remarks(replace(found, remarks=own))
    above = {
        here: lines for path, lines in told.above.items() if (here := place(path)) and path != entry.path
    }
    beside = {here: text for path, text in told.beside.items() if (here := place(path))}
    below = {here: lines for path, lines in told.below.items() if (here := place(path))}
    kept = Counter(
        [*beside.values(), *(line for lines in (*above.values(), *below.values()) for line in lines)]
    )
    loose = Counter(each.text for each in own) - kept
    return settled(Remarks(above, beside, below), made.value), [*loose.elements()]


def _stands(value: Value, path: Path) -> bool:
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return True


def _end(found: Outline, entry: Entry) -> int:
    """Give the end of the last line of a field, with the remark behind it."""
    return found.line_end(entry.end - (found.text[entry.end - 1 : entry.end] == "\n"))


def _moved(lines: list[str], column: int) -> list[str]:
    return [f"{' ' * column}{line}" for line in lines]


def _told(found: Outline) -> Counter[str]:
    return Counter(each.text for each in found.remarks)
