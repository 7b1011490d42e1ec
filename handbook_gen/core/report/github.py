"""Problems → annotations that GitHub shows beside the lines of a pull request.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from typing import Final

from handbook_gen.core.problems import Problem, Severity
from handbook_gen.core.report import text
from handbook_gen.core.report.told import Told
from handbook_gen.core.sentences import repair, what
from handbook_gen.core.words import Words

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def shown(told: Told, words: Words) -> str:
    """Write a line for each problem, the heaviest first, and the summary for the log.

    GitHub shows ten errors, ten warnings and ten notices of a step, and keeps the rest to itself.
    """
    weight = [*Severity]
    heaviest = sorted(told.problems, key=lambda problem: weight.index(problem.severity))
    return "\n".join([*(_annotation(problem, words) for problem in heaviest), *text.closing(told, words)])


def _annotation(problem: Problem, words: Words) -> str:
    place, kind = problem.place, problem.kind
    where = f"file={property_(place.path)},line={place.line},col={place.column}"
    see = "".join(f"\n{words('report.related')} {p.path}:{p.line}" for p in problem.related)
    said = f"{what(problem, words)}\n{words('report.help')} {repair(problem, words)}{see}"
    return f"::{_COMMANDS[kind.severity]} {where},title={kind.code} {kind.name}::{message(said)}"


def message(said: str) -> str:
    """Write a text so that it stays the message of one command."""
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_(said: str) -> str:
    """Write a text so that it stays one property of a command."""
    return message(said).replace(":", "%3A").replace(",", "%2C")
