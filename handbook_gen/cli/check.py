"""The verbs that judge: check and explain; they read and never write."""

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core import codes, problems
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Problem, Severity
from handbook_gen.core.report import FORMATS, Told
from handbook_gen.core.telling import catalogue
from handbook_gen.core.words import Words
from handbook_gen.publish import project
from handbook_gen.publish.job import terminal_language

_FINGERPRINT: Final = re.compile(r"(?:accepted:\s*)?([0-9a-f]{12})", re.IGNORECASE)
_WEIGHTS: Final = tuple(Severity)
"""The heaviest first."""


@click.command()
@options.project
@options.on
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice([each.value for each in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
)
@click.option("--select", multiple=True, metavar="CODE")
@click.option("--ignore", multiple=True, metavar="CODE")
@options.language
def check(  # noqa: PLR0913, PLR0917  # an option each
    root: Path,
    day: datetime | None,
    form: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    language: Language | None,
) -> None:
    """Tell what is wrong with the policy: what cannot be read, and what an expert would ask.

    Exits with 0 if there is nothing, 1 if there is, 2 for a wrong option and 3 where nothing can be read.
    """
    words = sources.words(language or terminal_language())
    asked, left = _codes(select, words) or ("",), _codes(ignore, words)
    with options.finding(words):
        reading = project.read(project.found(root.resolve()), options.day_of(day))

    def wanted(problem: Problem) -> bool:
        return problem.kind.code.startswith(asked) and not problem.kind.code.startswith(left)

    told = Told(
        problems=tuple(filter(wanted, reading.problems)),
        day=options.day_of(day),
        waived=tuple(each for each in reading.waived if wanted(each[0])),
        whole=reading.whole,
        files=reading.texts,
    )
    click.echo(FORMATS[form](told, words))
    heavy = _WEIGHTS[: _WEIGHTS.index(Severity(fail_on)) + 1]
    sys.exit(options.PROBLEMS if any(each.severity in heavy for each in told.problems) else 0)


def _codes(given: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """Read codes and the beginnings of codes; refuse what begins none, and nothing, which begins all."""
    for code in given:
        if not code or not any(kind.code.startswith(code.upper()) for kind in codes.KINDS):
            raise click.UsageError(words("check.no_code", code=code))
    return tuple(map(str.upper, given))


@click.command()
@click.argument("code", required=False)
@options.language
def explain(code: str | None, language: Language | None) -> None:
    """Tell what a code such as HB412 or a kind of change means and why it matters; all codes, without one."""
    words = sources.words(language or terminal_language())
    if code is None:
        click.echo(f"{codes.page(words)}\n{catalogue.page(words)}", nl=False)
        return
    if named := _FINGERPRINT.fullmatch(code):
        click.echo(words("check.fingerprint", fingerprint=named[1].lower()))
        return
    kind = next((each for each in codes.KINDS if code.upper() in (each.code, each.name.upper())), None)
    change = KINDS.get(code.lower())
    if kind is None and change is None:
        known = [*(name for each in codes.KINDS for name in (each.code, each.name)), *KINDS]
        near = problems.nearest(code, known)
        raise click.UsageError(
            words("check.no_code_near", code=code, **near) if near else words("check.unknown", code=code)
        )
    told = [codes.explained(kind, words)] if kind else []
    click.echo("\n\n".join([*told, *([catalogue.explained(change, words)] if change else [])]))
