"""What changed → the comment that a reviewer reads on GitHub or GitLab; it posts nothing.

Nothing stands in it as it was typed in a policy: see `escaping`. No host finds it too long: see `fitting`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Problem
from handbook_gen.core.report.changes import summing
from handbook_gen.core.report.changes.escaping import escaped, link, marked, sentence
from handbook_gen.core.report.changes.fitting import Block, Section, fitted, within
from handbook_gen.core.report.changes.told import Accepted, Told
from handbook_gen.core.sentences import what
from handbook_gen.core.telling import (
    Entry,
    Names,
    Part,
    alike,
    caused,
    compared,
    cut,
    entries,
    enumerated,
    follows,
    heading,
    parts,
    sections,
    summary,
    titled,
    turns,
    views,
)
from handbook_gen.core.telling import Section as Level
from handbook_gen.core.words import Words

MARKER: Final = "<!-- handbook diff -->"
"""The first line, by which whoever posts the comment finds it again."""
MOST: Final = 65_000
"""Characters; GitHub accepts 65,536."""
_FOLDED: Final = "editorial"
_HEAVY: Final = ("stricter", "undecided", "looser")
_GAPS: Final = 8
"""Characters of the empty lines around the sections."""
_LONGEST: Final = 16_000
"""Characters of one entry: what is longer is told in a line, so that it leaves room for the others."""
_TAIL: Final = 8_000
"""Characters of what must happen, and of what else stands below the levels."""
# Characters of a sentence, of a name, of an id, and of the rules of a role by name: enough for any that is
# meant to be read, and too few for one that is there to push the rest out.
_LINE: Final = 300
_NAME: Final = 200
_ID: Final = 40
_NAMES: Final = 1_500
# How many rules of a cause by name, and of a kind by id; how many fingerprints, rules of a role and claims
# are named before the rest is counted.
_TITLES: Final = 8
_ITEMS: Final = 40
_PRINTS: Final = 100
_RULES: Final = 15
_SITUATIONS: Final = 3
_CLAIMS: Final = 10


def shown(told: Told, words: Words) -> str:
    """Write the comment; nothing where there is nothing to tell."""
    return comment(told, words, MOST)


def comment(told: Told, words: Words, most: int) -> str:
    """Write the comment in at most so many characters."""
    if told.silent:
        return ""
    names = Names(told.comparison, words, told.occasion)
    every = entries(told.comparison.listed)
    head = "\n\n".join([f"{MARKER}\n{_counts(every, words)}", *_head(told, names)])
    tail = "\n\n".join(part for part in _tail(told, names) if part)
    accepted = told.by_fingerprint
    levels = [*_levels(every, accepted, names, most)]
    room = most - len(head) - len(tail) - _GAPS
    body = fitted(levels, room, lambda left: f"- {words('telling.more', n=left)}")
    return "\n\n".join(part for part in (head, *body, tail) if part) + "\n"


def _counts(every: Sequence[Entry], words: Words) -> str:
    return f"**{summary(every, words) or words('telling.nothing')}**"


def _head(told: Told, names: Names) -> Iterator[str]:
    words = names.words
    for each in told.claims[:_CLAIMS]:
        yield f"> **{words('telling.heading.claim')}** {escaped(summing.claim(each, words), _LINE)}"
    about = []
    if told.base and told.head:
        base, head = (f"<code>{escaped(name, _NAME)}</code>" for name in (told.base, told.head))
        about.append(words("telling.between", base=base, head=head, day=words.date(told.day)))
    if told.preview:
        about.append(link(words("telling.preview"), told.preview))
    yield " ".join(about)


def _levels(
    every: Sequence[Entry], accepted: Mapping[str, Accepted], names: Names, most: int
) -> Iterator[Section]:
    """Write a section for each level; what comes after more than there is room for, in lines only."""
    spent = 0
    for level in sections(every, names):
        blocks = []
        for entry in level.entries:
            line = _line(entry, names)
            full = _full(entry, level.starts, accepted, names) if spent < most else line
            block = Block(full if len(full) <= _LONGEST else line, line)
            spent += len(block.full)
            blocks.append(block)
        yield _section(level, tuple(blocks), names.words)


def _section(level: Level, blocks: tuple[Block, ...], words: Words) -> Section:
    name = words(f"telling.level.{level.name}.title")
    means = f"{words(f'telling.level.{level.name}.means')} {level.starts}".rstrip()
    if level.level == _FOLDED:
        opening = f"<details>\n<summary>{name} ({len(blocks)})</summary>\n\n{means}"
        return Section(opening, blocks, "</details>")
    return Section(f"### {name}\n\n{means}", blocks)


def _full(entry: Entry, above: str, accepted: Mapping[str, Accepted], names: Names) -> str:
    """Write an entry with all its changes, those of one text together; `above` is said of its whole level."""
    lines = [f"#### {escaped(heading(entry, names), _NAME)}"]
    if entry.form != "item":
        lines.append(
            "\n".join(_felt(entry, above, names) if entry.form == "cause" else [_alike(entry, names)])
        )
        return "\n\n".join([*lines, *_prints(entry, accepted, names.words)])
    told = parts(entry, names, above)
    if entry.level in _HEAVY and not any(part.texts for part in told):
        lines += _statement(entry, names)
    for part in told:
        lines += ["\n".join(_part(part, entry.level, accepted, names))]
        lines += [f"  {_about(part.about)}"] if part.about else []
    return "\n\n".join(lines)


def _statement(entry: Entry, names: Names) -> list[str]:
    """Quote the rule whose fields changed, and not its text."""
    rule = names.item(entry.about)
    if not isinstance(rule, Rule):
        return []
    statement = names.spelled(rule.statement.best(names.words.language))
    return [f"> “{escaped(statement, 2 * _LINE)}”"]


def _part(part: Part, level: Effect, accepted: Mapping[str, Accepted], names: Names) -> Iterator[str]:
    """Write the changes of one text or value, and the text itself once."""
    for change, each in part.changes:
        lead = f"**{escaped(each.title, _LINE)}.**"
        lighter = f"({names.words(f'telling.level.{change.level}.mark')})" if change.level != level else ""
        mark = f"`{change.fingerprint}`" if change.level != _FOLDED else ""
        done = accepted.get(change.fingerprint)
        accepting = escaped(summing.acceptance(done, names), _LINE) if done else ""
        detail = escaped(each.sentence, 3 * _LINE)
        yield f"- {' '.join(filter(None, (lead, lighter, detail, accepting, mark)))}"
    for text in part.texts:
        yield f"\n  > {summing.language(text, names.words)}{marked(text.marks)}"


def _about(said_: Sequence[str]) -> str:
    """Write for whom and from when."""
    return escaped(" ".join(said_), 3 * _LINE)


def _felt(entry: Entry, above: str, names: Names) -> Iterator[str]:
    """Write once what a cause does, and at which items by name."""
    for each, told, about in caused(entry, names, above):
        items = enumerated([names.called(spot) for spot in each.items], _TITLES, names.words)
        lead = names.words.count("telling.felt", len(each.items), title=told.title)
        yield f"- **{escaped(lead)}:** {escaped(items, _NAMES)}. {_about(about)}".rstrip()


def _alike(entry: Entry, names: Names) -> str:
    """Write once what a kind says of many rules, and of which, by id."""
    ids = enumerated([spot.id for spot in entry.items], _ITEMS, names.words)
    return f"- {escaped(alike(entry, names), _LINE)}: {escaped(ids, 2 * _LINE)}."


def _prints(entry: Entry, accepted: Mapping[str, Accepted], words: Words) -> Iterator[str]:
    """Write the fingerprints of what is told once for many, folded."""
    if entry.level != _FOLDED:
        every = ", ".join(cut([_print(change, accepted, words) for change in entry.changes], _PRINTS, words))
        yield f"<details><summary>{words('telling.fingerprints')}</summary>\n\n{every}\n</details>"


def _print(change: Change, accepted: Mapping[str, Accepted], words: Words) -> str:
    done = f" {words('telling.accepted.mark')}" if change.fingerprint in accepted else ""
    return f"`{change.fingerprint}` {escaped(change.spot.id, _ID)}{done}"


def _line(entry: Entry, names: Names) -> str:
    """Write an entry in one line."""
    if entry.form == "kind":
        return _alike(entry, names)
    titles = dict.fromkeys(titled(change, names) for change in entry.changes)
    name = escaped(heading(entry, names), _NAME)
    return f"- **{name}:** {escaped('; '.join(titles), _LINE)}"


def _tail(told: Told, names: Names) -> Iterator[str]:
    words = names.words
    lines = [f"- {escaped(line, _LINE)}" for line in follows(told.comparison, names)]
    findings = [f"- {_finding(problem, names)}" for problem in summing.findings(told, names)]
    yield _listed("telling.heading.follows", lines, words, _TAIL)
    yield _listed("situations.title", [*_answers(told, names)], words, _TAIL)
    yield _listed("telling.heading.views", list(_views(told, names)), words, 2 * _TAIL)
    yield _listed("telling.heading.findings", findings, words, _TAIL)
    if any(change.level != _FOLDED for change in told.comparison.changes):
        yield sentence(words("telling.accepted.how"))


def _listed(heading: str, parts: Sequence[str], words: Words, room: int) -> str:
    """Write a section outside the levels: as much of it as there is room for."""
    if not parts:
        return ""
    between = "\n" if parts[0].startswith("-") else "\n\n"
    shown = within(parts, room, len(between))
    left = len(parts) - len(shown)
    more = [f"- {words('telling.more', n=left)}"] if left else []
    return f"### {words(heading)}\n\n{between.join([*shown, *more])}"


def _finding(problem: Problem, names: Names) -> str:
    """Write a finding: at which item, its weight, what it is, its place; no fact of it ends code."""
    facts = {name: fact.replace("`", "'") for name, fact in problem.facts.items()}
    where = escaped(f"{problem.place.path}:{problem.place.line}", _NAME)
    about = escaped(summing.subject(problem, names), _NAME)
    told = sentence(what(replace(problem, facts=facts), names.words), _LINE)
    return f"**{about}:** {told} (<code>{problem.kind.code}</code>, <code>{where}</code>)"


def _answers(told: Told, names: Names) -> Iterator[str]:
    """Write how many situations get another answer, and each turn with the first of its situations."""
    words = names.words
    if said_ := compared(told.comparison, names):
        yield f"- **{escaped(said_, _LINE)}**"
    for turn in turns(told.comparison, names):
        some = enumerated(turn.situations, _SITUATIONS, words)
        yield f"- **{escaped(turn.said, _LINE)}.** {escaped(some, _NAMES)}"


def _views(told: Told, names: Names) -> Iterator[str]:
    """Write per role what it has more and less, the rules by name folded under it."""
    words = names.words
    for view in views(told.comparison, names):
        said_ = words("telling.view.line", whom=view.whom, sums=words.listed(view.sums))
        named = "\n".join(
            f"- **{escaped(sum_)}:** {escaped('; '.join(cut(rules, _RULES, words)), _NAMES)}"
            for sum_, rules in view.named
        )
        yield f"<details>\n<summary>{escaped(said_, _LINE)}</summary>\n\n{named}\n</details>"
