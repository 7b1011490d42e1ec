"""What changed → text for people at a terminal, in their language; decides nothing about exit codes."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from handbook_gen.core.model.changes import Change
from handbook_gen.core.problems import Problem
from handbook_gen.core.report import text as findings
from handbook_gen.core.report.changes import summing
from handbook_gen.core.report.changes.told import Told
from handbook_gen.core.sentences import visible
from handbook_gen.core.telling import (
    Entry,
    Mark,
    Names,
    Part,
    alike,
    caused,
    compared,
    cut,
    entries,
    follows,
    heading,
    parts,
    sections,
    shortened,
    summary,
    turns,
    views,
)
from handbook_gen.core.words import Words

_AROUND: Final = 60
_MOST: Final = 100
"""How many items of one cause, or of one kind, are named."""
_MOST_SITUATIONS: Final = 10
_SIGNS: Final = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def shown(told: Told, words: Words) -> str:
    """Say all of it, the heaviest first; that nothing changed is said as well."""
    if told.silent:
        return words("telling.nothing")
    names = Names(told.comparison, words, told.occasion)
    every = entries(told.comparison.listed)
    blocks = [[summary(every, words)], [summing.claim(each, words) for each in told.claims]]
    for level in sections(every, names):
        blocks.append([f"== {words(f'telling.level.{level.name}.title')} ==", *filter(None, [level.starts])])
        blocks += [[*_entry(entry, level.starts, told, names)] for entry in level.entries]
    blocks += [[*_follows(told, names)], [*_answers(told, names)], [*_views(told, names)]]
    blocks += [[*_accepted(told, names)]]
    if told.findings:
        blocks.append([f"== {words('telling.heading.findings')} =="])
        blocks += [[*_finding(problem, names)] for problem in summing.findings(told, names)]
    return "\n\n".join("\n".join(map(_visible, lines)) for lines in blocks if lines)


def _finding(problem: Problem, names: Names) -> Iterator[str]:
    yield f"{summing.subject(problem, names)}:"
    yield findings.text((problem,), {}, names.words)


def _entry(entry: Entry, above: str, told: Told, names: Names) -> Iterator[str]:
    place = told.at(entry.changes[0]) if entry.form != "kind" else None
    yield heading(entry, names) + (f" ({place.path}:{place.line})" if place else "")
    if entry.form == "cause":
        yield from _felt(entry, above, names)
    elif entry.form == "kind":
        yield f"  {alike(entry, names)}:"
        yield from _items(entry.changes, names)
    else:
        yield from _parts(entry, above, told, names)


def _parts(entry: Entry, above: str, told: Told, names: Names) -> Iterator[str]:
    accepted = told.by_fingerprint
    for part in parts(entry, names, above):
        yield from _part(part, names.words, accepted)


def _part(part: Part, words: Words, accepted: Collection[str]) -> Iterator[str]:
    for change, told in part.changes:
        level = words(f"telling.level.{change.level}.mark")
        done = f" {words('telling.accepted.mark')}" if change.fingerprint in accepted else ""
        yield f"  {level}: {told.line} [{change.fingerprint}]{done}"
    for text in part.texts:
        yield f"    {summing.language(text, words)}{marked(text.marks)}"
    if part.about:
        yield f"    {' '.join(part.about)}"


def _felt(entry: Entry, above: str, names: Names) -> Iterator[str]:
    """Say once what a cause does, and at which items."""
    for each, told, about in caused(entry, names, above):
        yield f"  {' '.join((f'{told.title}.', *about))}"
        yield from _items(each.changes, names)


def _items(changes: Sequence[Change], names: Names) -> Iterator[str]:
    prints: dict[str, list[str]] = {}
    for change in changes:
        prints.setdefault(names.called(change.spot), []).append(change.fingerprint)
    items = [f"{called} [{', '.join(some)}]" for called, some in prints.items()]
    yield from (f"    {line}" for line in cut(items, _MOST, names.words))


def marked(marks: Sequence[Mark]) -> str:
    """Write what went in [-…-] and what came in {+…+}."""
    return "".join(_SIGNS[mark.status].format(mark.text) for mark in shortened(marks, _AROUND))


def _answers(told: Told, names: Names) -> Iterator[str]:
    """Say which situations get another answer, and name the first of them."""
    words = names.words
    if said := compared(told.comparison, names):
        yield f"== {words('situations.title')} =="
        yield said
    for turn in turns(told.comparison, names):
        yield turn.said
        yield from (f"  {line}" for line in cut(turn.situations, _MOST_SITUATIONS, words))


def _views(told: Told, names: Names) -> Iterator[str]:
    if told.comparison.roles:
        yield f"== {names.words('telling.heading.views')} =="
    for view in views(told.comparison, names):
        yield names.words("telling.view.line", whom=view.whom, sums=names.words.listed(view.sums))


def _follows(told: Told, names: Names) -> Iterator[str]:
    if lines := follows(told.comparison, names):
        yield f"== {names.words('telling.heading.follows')} =="
        yield from lines


def _accepted(told: Told, names: Names) -> Iterator[str]:
    if told.accepted or told.stale:
        yield f"== {names.words('telling.heading.accepted')} =="
    for each in told.accepted:
        item = f"{names.called(each.change.spot)} [{each.change.fingerprint}]"
        yield f"{item}: {summing.acceptance(each, names)}"
    for fingerprint in told.stale:
        yield names.words("telling.accepted.stale", fingerprint=fingerprint)


def _visible(line: str) -> str:
    """Keep the line breaks of findings; nothing else acts on a terminal."""
    return "\n".join(map(visible, line.split("\n")))
