"""Edits of cells + a policy → new bytes of the files concerned, and the edits that the language refuses.

It writes no disk, and gives nothing where the new files would not say exactly what is meant.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handbook_gen.core.exports.cells import Raw, UnequalError, Written, edited, written
from handbook_gen.core.links import link
from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.model import Rule, TopicFile, shape
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Finding, Kind, Problem
from handbook_gen.core.reader import Path, Value
from handbook_gen.core.validation import understand
from handbook_gen.edit.desk import Desk, with_value
from handbook_gen.edit.fields import with_rules
from handbook_gen.edit.patch import UnwritableError
from handbook_gen.edit.rows import Refusal
from handbook_gen.edit.sheet import Edit

_REQUIRED = tuple(each.key for each in shape.fields(Rule) if each.required)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of edits."""

    files: Mapping[str, bytes]
    """The new bytes of each file that changes, by its path within the policy."""
    edits: tuple[Edit, ...]
    """Those that are in them."""
    refusals: tuple[Refusal, ...]


def merged(desk: Desk, edits: Iterable[Edit], day: date) -> Merged:
    """Make the edits that the policy language takes, on a day. Raises UnwritableError or UnreadableError."""
    rules = dict(written(desk.sources))
    source = desk.loaded.policy.settings.languages[0]
    made, left, refusals = _made(rules, [*edits], source)
    meant = _meant(desk, rules, made)
    loose = [*_loose(desk.loaded, load(meant), left, day)]
    if loose:
        again = merged(desk, [each for each in left if each not in {edit for edit, _ in loose}], day)
        told = (_refused(edit, finding) for edit, finding in loose)
        return replace(again, refusals=(*refusals, *told, *again.refusals))
    files: dict[str, bytes] = {}
    for path in dict.fromkeys(rules[identity].path for identity in made):
        document = desk.open(path)
        here: dict[Path, Raw] = {
            ("rules", rules[each].index): rule for each, rule in made.items() if rules[each].path == path
        }
        files[path] = with_rules(*document, here, source)
    done = load(replace(desk.sources, files={**desk.sources.files, **files}))
    if done.policy != load(meant).policy:
        raise UnwritableError(desk.sources.root)
    return Merged(files, tuple(left), tuple(refusals))


def _made(
    rules: Mapping[str, Written], edits: list[Edit], source: Language
) -> tuple[dict[str, Raw], list[Edit], list[Refusal]]:
    """Make edit after edit; give the rules that changed, the edits in them, and the refusals."""
    made: dict[str, Raw] = {}
    left: list[Edit] = []
    refusals: list[Refusal] = []
    for unit in _units(edits):
        identity = unit[0].rule
        before = made.get(identity, rules[identity].rule)
        try:
            after = edited(before, {each.column: each.after for each in unit}, source)
        except UnequalError as error:
            counts = ", ".join(f"{language}: {count}" for language, count in error.counts.items())
            refusals += [_unequal(each, counts) for each in unit]
            continue
        faults = [*_faults(before, after, source)]
        if any(key in before and key not in after for key in _REQUIRED):
            refusals += [Refusal(each.cell, "required", {}, each.rule, each.column) for each in unit]
        elif faults:
            refusals += [_refused(each, faults[0]) for each in unit]
        else:
            made[identity] = after
            left += unit
    return made, left, refusals


def _units(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Put together what can only be judged together: lists of texts, which stand in a cell per language."""
    found: dict[object, list[Edit]] = {}
    for each in edits:
        together = each.column.told and each.column.field.many
        found.setdefault((each.rule, each.column.way if together else each.column), []).append(each)
    yield from found.values()


def _faults(before: Raw, after: Raw, source: Language) -> Iterator[Problem]:
    """Give what the policy language has against a rule that it had not before."""
    old = Counter(map(_said, _understood(before, source)))
    for problem in _understood(after, source):
        if old[_said(problem)]:
            old[_said(problem)] -= 1
        else:
            yield problem


def _understood(rule: Raw, source: Language) -> tuple[Problem, ...]:
    topic = {"topic": {"id": "topic", "name": "topic"}, "rules": [rule]}
    return understand("", _json(topic), TopicFile, source).problems


def _said(problem: Problem) -> tuple[Kind, str, str]:
    return problem.kind, problem.variant, json.dumps(dict(problem.facts), sort_keys=True)


def _meant(desk: Desk, rules: Mapping[str, Written], made: Mapping[str, Raw]) -> Sources:
    """Give the policy as it is to be, each changed file as plain JSON."""
    values: dict[str, Value] = {}
    for identity, rule in made.items():
        found = rules[identity]
        value = values.get(found.path) or desk.open(found.path)[0].value
        values[found.path] = with_value(value, ("rules", found.index), dict(rule))
    files = {path: _json(value) for path, value in values.items()}
    return replace(desk.sources, files={**desk.sources.files, **files})


def _json(value: object) -> bytes:
    return json.dumps(
        value, ensure_ascii=False
    ).encode()  # an escaped emoji is two halves, which YAML refuses


def _loose(before: Loaded, after: Loaded, edits: Iterable[Edit], day: date) -> Iterator[tuple[Edit, Finding]]:
    """Give each edit that cites something that is not there, with the finding."""
    known = {_cited(finding) for finding in link(before.policy, day)[1]}
    new = [each for each in link(after.policy, day)[1] if _cited(each) not in known]
    for edit in edits:
        for finding in new:
            if finding.spot.noun == "rule" and finding.spot.id == edit.rule and _in(edit, finding.spot.path):
                yield edit, finding
                break


def _in(edit: Edit, path: Path) -> bool:
    way = tuple(each.key for each in edit.column.way)
    return path[: len(way)] == way and (edit.column.language is None or edit.column.language in path)


def _cited(finding: Finding) -> tuple[object, ...]:
    return (
        finding.kind.name,
        finding.spot.noun,
        finding.spot.id,
        finding.spot.path[:1],
        finding.facts.get("id"),
    )


def _unequal(edit: Edit, counts: str) -> Refusal:
    return Refusal(edit.cell, "lines", {"counts": counts}, edit.rule, edit.column)


def _refused(edit: Edit, problem: Problem | Finding) -> Refusal:
    return Refusal(edit.cell, "", {}, edit.rule, edit.column, problem)
