"""What changed → annotations that GitHub shows beside the lines of a pull request: one per item.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from typing import Final

from handbook_gen.core.report import text as findings
from handbook_gen.core.report.changes import summing
from handbook_gen.core.report.changes.told import Told
from handbook_gen.core.report.github import message, property_
from handbook_gen.core.sentences import visible
from handbook_gen.core.telling import (
    Entry,
    Names,
    alike,
    cut,
    entries,
    enumerated,
    heading,
    said,
    sections,
    summary,
)
from handbook_gen.core.words import Words

_COMMANDS: Final = {"stricter": "warning", "undecided": "warning"}
_LIGHT: Final = "notice"
_MOST: Final = 10
"""How many changes one annotation tells."""


def shown(told: Told, words: Words) -> str:
    """Write a line for each item that changed, the heaviest first, and the counts for the log.

    GitHub shows ten warnings and ten notices of a step, and keeps the rest to itself.
    """
    if told.silent:
        return words("telling.nothing")
    names = Names(told.comparison, words, told.occasion)
    every = entries(told.comparison.listed)
    claims = [
        f"::warning title=claim-contradicted::{message(visible(summing.claim(c, words)))}"
        for c in told.claims
    ]
    ordered = (entry for level in sections(every, names) for entry in level.entries)
    lines = [*claims, *(_annotation(entry, told, names) for entry in ordered), summary(every, words)]
    if told.findings:
        lines.append(f"{words('telling.heading.findings')}: {findings.summary(told.findings, words)}")
    return "\n".join(lines)


def _annotation(entry: Entry, told: Told, names: Names) -> str:
    place = told.at(entry.changes[0])
    where = f"file={property_(place.path)},line={place.line},col={place.column}," if place else ""
    level = names.words(f"telling.level.{entry.section}.title")
    title = property_(visible(f"{level}: {heading(entry, names)}"))
    body = message("\n".join(map(visible, cut([*_lines(entry, names)], _MOST, names.words))))
    return f"::{_COMMANDS.get(entry.level, _LIGHT)} {where}title={title}::{body}"


def _lines(entry: Entry, names: Names) -> dict[str, None]:
    """Say each change of an entry once, or what is said of many rules and of which."""
    if entry.form == "kind":
        ids = enumerated([spot.id for spot in entry.items], _MOST, names.words)
        return {f"{alike(entry, names)}: {ids}.": None}
    every = (said(change, names) for change in entry.changes)
    return dict.fromkeys(f"{each.line} {each.about}".rstrip() for each in every)
