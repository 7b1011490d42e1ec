"""The verb diff: what a branch, a commit or a folder changes in the meaning of a policy; writes nothing."""

import json
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, get_args

import click
from mkdocs.exceptions import ConfigurationError

from handbook_gen import sources
from handbook_gen.cli import options, sides
from handbook_gen.core import proposal
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import Language
from handbook_gen.core.report.changes import FORMATS
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish.job import terminal_language
from handbook_gen.publish.proposed import Proposed, UnreadableSideError, incomparable, proposed
from handbook_gen.publish.sides import Sides
from handbook_gen.revisions import RevisionError

_MARK: Final = "accepted:"
_ACCEPTED: Final = re.compile(rf"(?:{_MARK}\s*)?([0-9a-f]{{12}})", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s<>\"']+")
_ANY: Final = "any"
_LEVELS: Final[tuple[Effect, ...]] = get_args(Effect)
_FROM_LEVEL: Final[Mapping[str, Effect]] = {**{each: each for each in _LEVELS[:-1]}, _ANY: _LEVELS[-1]}
"""What can be asked of --fail-on, and from which level on that is."""
_COMMENT: Final = "markdown"
"""The form for reviewers, who also read what the checks find; the others stay fast."""


class _NeverOne(click.Command):
    """A verb whose exit code 1 says something of the policy, and so is never that of a crash."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; whatever nobody foresaw ends with the code for what cannot be read."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (Exception, KeyboardInterrupt):  # noqa: BLE001  # click would end with 1
            traceback.print_exc()
            sys.exit(options.UNREADABLE)


def _by_hand(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> frozenset[str]:
    found = {each: _fingerprint(each) for each in given}
    for wrong in (each for each, fingerprint in found.items() if not fingerprint):
        raise click.BadParameter(options.words()("diff.bad_fingerprint", value=visible(wrong)))
    return frozenset(found.values())


def _labels(_: click.Context, __: click.Parameter, given: str) -> tuple[str, ...]:
    """Take the labels that accept something from all of a proposal: JSON on GitHub, commas on GitLab."""
    try:
        said = json.loads(given)
    except ValueError:
        said = None
    listed = said if isinstance(said, list) else given.split(",")
    named = (each.strip() for each in listed if isinstance(each, str))
    return tuple(each for each in named if each.lower().startswith(_MARK))


def _fingerprint(given: str) -> str:
    found = _ACCEPTED.fullmatch(given.strip())
    return found[1].lower() if found else ""


def _address(_: click.Context, __: click.Parameter, given: str | None) -> str:
    if given and not _WEB.fullmatch(given):
        raise click.BadParameter(options.words()("diff.bad_address", value=visible(given)))
    return given or ""


@click.command(cls=_NeverOne)
@click.argument("base", callback=sides.name)
@click.argument("head", required=False, callback=sides.name)
@options.project
@options.on
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice([*_FROM_LEVEL]))
@click.option("--accept", "accepted", multiple=True, metavar="FINGERPRINT", callback=_by_hand)
@click.option("--labels", metavar="LABELS", default="", callback=_labels)
@sides.optional
@click.option("--preview", metavar="URL", callback=_address)
@options.language
def diff(  # noqa: PLR0913, PLR0917  # an option each
    base: str,
    head: str | None,
    root: Path,
    day: datetime | None,
    form: str,
    fail_on: str | None,
    accepted: frozenset[str],
    labels: tuple[str, ...],
    optional: bool,  # noqa: FBT001  # click's way
    preview: str,
    language: Language | None,
) -> None:
    """Tell what HEAD changes in the meaning of the policy, compared with BASE."""
    words = sources.words(language or terminal_language())
    known = {each: _fingerprint(each) for each in labels}
    for ignored in (each for each, fingerprint in known.items() if not fingerprint):
        click.echo(words("diff.ignored", label=visible(ignored)), err=True)
    agreed = accepted | {each for each in known.values() if each}

    def read() -> Proposed:
        return proposed(Sides(root.resolve()), *sides.parted(base, head), agreed, options.day_of(day))

    found = _reading(read, words, optional=optional)
    if found.compared.several:
        click.echo(words("diff.several", ref=base), err=True)
    for side in (found.compared.before, found.compared.after):
        if side.unproven:
            click.echo(words("diff.unproven", side=side.name), err=True)
    told = replace(
        found.told,
        head=found.told.head or words("diff.working"),
        preview=preview,
        findings=proposal.new(found.before, found.after) if form == _COMMENT else (),
    )
    if said := FORMATS[form](told, words):
        click.echo(said)
    if fail_on and proposal.fails(told, _FROM_LEVEL[fail_on]):
        sys.exit(options.PROBLEMS)


def _reading(read: Callable[[], Proposed], words: Words, *, optional: bool) -> Proposed:
    """Say why something cannot be read, and leave with the code for it; without one where that may be."""
    try:
        return read()
    except (RevisionError, UnreadableSideError, ConfigurationError, OSError) as error:
        click.echo(sides.unreadable(error, words), err=True)
        sys.exit(0 if optional and incomparable(error) else options.UNREADABLE)
