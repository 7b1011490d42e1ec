"""Problems → text for people at a terminal, in their language; decides nothing about exit codes."""

from collections.abc import Iterator, Mapping
from datetime import date

from handbook_gen.core.problems import Place, Problem, Severity
from handbook_gen.core.words import Words

# Facts that are words of ours, several of them with a space between → where their translations stand.
ROOMS = {"wanted": "noun", "found": "noun", "markup": "markup", "missing": "missing"}
_ALL_OF_THEM = {"missing"}
_DAYS = {"day", "from", "until"}
_LONGEST_FACT = 60


def text(problems: tuple[Problem, ...], files: Mapping[str, str], words: Words) -> str:
    """Say each problem as place, code, what is wrong, the source line with a caret, and the repair.

    `files` holds the text of each file by the path that its places name.
    """
    told = {problem.place.path for problem in problems}
    lines = {path: whole.split("\n") for path, whole in files.items() if path in told}
    return "\n\n".join("\n".join(_problem(problem, lines, words)) for problem in problems)


def summary(problems: tuple[Problem, ...], words: Words) -> str:
    """Say how many errors and warnings there are, in one line."""
    weights = [problem.severity for problem in problems]
    parts = [
        (weights.count(Severity.ERROR), "report.errors"),
        (weights.count(Severity.WARNING), "report.warnings"),
        (weights.count(Severity.INFO), "report.infos"),
    ]
    return ", ".join(words.count(key, number) for number, key in parts if number)


def what(problem: Problem, words: Words) -> str:
    """Say what is wrong."""
    return _said(problem, "what", words)


def repair(problem: Problem, words: Words) -> str:
    """Say how to repair it."""
    return _said(problem, "help", words)


def _problem(problem: Problem, lines: Mapping[str, list[str]], words: Words) -> Iterator[str]:
    kind = problem.kind
    severity = words(f"report.severity.{kind.severity}")
    yield f"{_shown(problem.place)}: {severity}[{kind.code}] {what(problem, words)}"
    yield from _caret(problem.place, lines)
    yield f"  {words('report.help')} {repair(problem, words)}"
    for place in problem.related:
        yield f"  {words('report.related')} {_shown(place)}"


def _shown(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def _caret(place: Place, lines: Mapping[str, list[str]]) -> Iterator[str]:
    """Give the line of the source with a caret under the column; a long line is cut around it."""
    source = lines.get(place.path, [])
    if place.line > len(source) or not source[place.line - 1].strip():
        return
    start = max(0, place.column - 60)
    shown = source[place.line - 1][start : start + 100].rstrip("\r")
    number = str(place.line)
    yield f"  {number} | {_visible(shown)}"
    yield f"  {' ' * len(number)} | {' ' * (place.column - 1 - start)}^"


def _visible(line: str) -> str:
    """Show what cannot be seen as a box of the same width, so that no terminal acts on it."""
    return "".join(c if c.isprintable() else "□" for c in line)


def _said(problem: Problem, part: str, words: Words) -> str:
    name = f"problems.{problem.kind.name}"
    key = f"{name}.{problem.variant}" if problem.variant else name
    return words(f"{key}.{part}", **{fact: _fact(fact, v, words) for fact, v in problem.facts.items()})


def _fact(fact: str, value: str, words: Words) -> str:
    """Say a fact: a word of ours in the reader's language, a day in full, what came from a file cut short."""
    if fact in ROOMS:
        join = words("report.and" if fact in _ALL_OF_THEM else "report.or")
        return join.join(words(f"{ROOMS[fact]}.{word}") for word in value.split())
    if fact in _DAYS:
        return words.date(date.fromisoformat(value))
    return value if fact == "known" else _short(value)


def _short(fact: str) -> str:
    """Cut what came from a file to one short line."""
    fact = " ".join(fact.split())
    return _visible(fact if len(fact) <= _LONGEST_FACT else f"{fact[:_LONGEST_FACT]}…")
