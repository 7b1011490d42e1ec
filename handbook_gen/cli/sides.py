"""What verbs that compare share: the name of a side, and why one cannot be read; reads nothing itself."""

import click

from handbook_gen.cli import options
from handbook_gen.core import problems
from handbook_gen.core.report import text
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish.proposed import UnreadableSideError
from handbook_gen.revisions import RevisionError


def name(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Read the name of a ref or a folder; refuse what looks like an option, and nothing."""
    if given is not None and (not given or given.startswith("-")):
        raise click.BadParameter(options.words()("diff.bad_name", value=visible(given)))
    return given


def unreadable(error: Exception, words: Words) -> str:
    """Say why a side, or the project itself, cannot be read."""
    if isinstance(error, RevisionError):
        return words(f"diff.fault.{error.key}", **{name: visible(fact) for name, fact in error.facts.items()})
    if isinstance(error, UnreadableSideError):
        return _broken(error, words)
    return options.unreadable(error, words)


def _broken(error: UnreadableSideError, words: Words) -> str:
    policy = error.side.policy
    texts = {policy.shown(path): data.decode("utf-8-sig", "replace") for path, data in policy.files.items()}
    told = problems.errors(error.version.problems)
    heading = words("diff.unreadable", side=error.side.name or words("diff.working"))
    return f"{heading}\n\n{text.text(told, texts, words)}"
