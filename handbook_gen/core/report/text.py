"""Problems → text for people at a terminal, in their language; decides nothing about exit codes."""

from collections.abc import Iterator, Mapping

from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.problems import Place, Problem, Severity
from handbook_gen.core.report.told import Told
from handbook_gen.core.sentences import repair, visible, what
from handbook_gen.core.words import Words

_PARTS = (
    (Severity.ERROR, "report.errors"),
    (Severity.WARNING, "report.warnings"),
    (Severity.INFO, "report.infos"),
)


def shown(told: Told, words: Words) -> str:
    """Say all of it, and at the end how much it is."""
    said = text(told.problems, told.files, words)
    return "\n\n".join([*filter(None, [said]), *closing(told, words)])


def closing(told: Told, words: Words) -> Iterator[str]:
    """Say how much was found and how much of that is accepted, and whether everything was asked."""
    found = summary(told.problems, words) or words("report.clean")
    waived = [words.count("report.waived", len(told.waived))] if told.waived else []
    yield words("report.comma").join([found, *waived])
    if not told.whole:
        yield words("report.in_part")


def text(problems: tuple[Problem, ...], files: Mapping[str, str], words: Words) -> str:
    """Say each problem as place, code, what is wrong, the source line with a caret, and the repair.

    `files` holds the text of each file by the path that its places name.
    """
    told = {problem.place.path for problem in problems}
    lines = {path: whole.split("\n") for path, whole in files.items() if path in told}
    return "\n\n".join("\n".join(_problem(problem, lines, words)) for problem in problems)


def summary(problems: tuple[Problem, ...], words: Words) -> str:
    """Say how many errors, warnings and remarks there are, in one line."""
    weights = [problem.severity for problem in problems]
    counted = ((weights.count(severity), key) for severity, key in _PARTS)
    return ", ".join(words.count(key, number) for number, key in counted if number)


def _problem(problem: Problem, lines: Mapping[str, list[str]], words: Words) -> Iterator[str]:
    kind = problem.kind
    severity = words(f"report.severity.{kind.severity}")
    yield f"{_shown(problem.place)}: {severity}[{kind.code}] {what(problem, words)}"
    if _may_be_quoted(problem):
        yield from _caret(problem.place, lines)
    yield f"  {words('report.help')} {repair(problem, words)}"
    for place in problem.related:
        yield f"  {words('report.related')} {_shown(place)}"


def _may_be_quoted(problem: Problem) -> bool:
    """Keep out of logs what does not belong there: a secret, and the name of somebody who has left."""
    if not problem.kind.quoted:
        return False
    return problem.kind.stops or not (problem.spot and problem.spot.noun == PeopleFile.noun)


def _shown(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def _caret(place: Place, lines: Mapping[str, list[str]]) -> Iterator[str]:
    """Give the line of the source with a caret under the column; a long line is cut around it."""
    source = lines.get(place.path, [])
    if place.line > len(source) or not source[place.line - 1].strip():
        return
    start = max(0, place.column - 60)
    cut = source[place.line - 1][start : start + 100].rstrip("\r")
    number = str(place.line)
    yield f"  {number} | {visible(cut)}"
    yield f"  {' ' * len(number)} | {' ' * (place.column - 1 - start)}^"
