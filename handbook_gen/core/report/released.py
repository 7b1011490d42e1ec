"""What a release changes → what its maker reads, and what its reviewers read; decides nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core.history.freezing import Facts
from handbook_gen.core.model.changes import LEVELS, Comparison, Following, heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.problems import Spot
from handbook_gen.core.report.changes import Told
from handbook_gen.core.report.changes.escaping import escaped, sentence
from handbook_gen.core.report.changes.markdown import MARKER, comment
from handbook_gen.core.sentences import visible
from handbook_gen.core.telling import Names, entries, enumerated, follows, summary
from handbook_gen.core.words import Words

_MOST: Final = 12
"""Items of a level that are named before the rest is counted."""
_LONGEST: Final = 55_000
"""Characters of the changes: with the rest, less than the 65,536 that GitHub accepts."""
_READING: Final = "acknowledgement"


@dataclass(frozen=True, slots=True)
class Released:
    """A release as it is told: what it says of itself, and compared with the one before."""

    facts: Facts
    comparison: Comparison
    folder: str
    """Where it stands, or is to stand, as people write it."""
    before: str
    """The version before it; nothing for the first."""
    head: str
    """Its hash, that proves it and everything before it."""
    pages: tuple[str, ...] = ()
    """The hand-written pages that are new, gone or different since then; nobody judges what they say."""


def text(told: Released, words: Words) -> str:
    """Say what changes, a line per level, who must read again, and the hash to keep."""
    names = Names(told.comparison, words, "release")
    lines = [_compared(told, words), *_levels(told, names), *_pages(told, words)]
    lines += _reading(told, names)
    return "\n".join(map(visible, (*lines, words("release.hash", hash=told.head))))


def markdown(told: Released, words: Words) -> str:
    """Write the same for a proposal on a code host, with every change and what becomes of each role."""
    names = Names(told.comparison, words, "release")
    read = [f"- {escaped(line)}" for line in _reading(told, names)]
    blocks = [
        *(f"**{language}** {escaped(said)}" for language, said in told.facts.summary.items()),
        _changes(told, words) if told.before else "\n".join([sentence(_compared(told, words)), "", *read]),
        *map(sentence, _pages(told, words)),
        words("release.hash", hash=f"`{told.head}`"),
    ]
    return "\n\n".join(filter(None, blocks))


def _changes(told: Released, words: Words) -> str:
    """Write every change; who agreed stands in the release, so nobody is asked to agree here."""
    facts, steps = told.facts, _steps(told)
    comparison = replace(told.comparison, following=steps)
    said = comment(Told(comparison, facts.published, told.before, facts.version), words, _LONGEST)
    asks = sentence(words("telling.accepted.how"))
    return said.removeprefix(MARKER).strip().removesuffix(asks).strip() or sentence(_compared(told, words))


def _compared(told: Released, words: Words) -> str:
    rules = words.count("rules.number", len(told.comparison.after.published))
    if not told.before:
        return words("release.first", rules=rules)
    if not told.comparison.changes:
        return words("release.same", before=told.before)
    count = summary(entries(told.comparison.listed), words)
    return words("release.compared", before=told.before, count=count)


def _levels(told: Released, names: Names) -> Iterator[str]:
    """Name the items of each level, each at the heaviest that it has; in the first release all are new."""
    weights: dict[Spot, Effect] = {}
    for change in told.comparison.listed if told.before else ():
        item = Spot(change.spot.noun, change.spot.id)
        weights[item] = heaviest((weights.get(item, change.level), change.level))
    for level in LEVELS:
        if some := [names.brief(item) for item, weight in weights.items() if weight == level]:
            title = names.words(f"telling.level.{level}.title")
            items = enumerated(some, _MOST, names.words)
            yield names.words("release.level", level=title, items=items)


def _pages(told: Released, words: Words) -> Iterator[str]:
    if told.before and told.pages:
        yield words("release.pages", pages=enumerated(told.pages, _MOST, words))


def _reading(told: Released, names: Names) -> tuple[str, ...]:
    """Say who must read and confirm again."""
    return follows(replace(told.comparison, following=_steps(told)), names)


def _steps(told: Released) -> tuple[Following, ...]:
    return tuple(step for step in told.comparison.following if step.what == _READING)
