"""The verb that describes the policy language; it reads a policy for examples only."""

from pathlib import Path

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.model.types import Language
from handbook_gen.core.reference import Notes, examples, reference
from handbook_gen.publish.job import terminal_language


@click.command(name="reference")
@options.language
@click.option("--policies", type=click.Path(exists=True, file_okay=False, path_type=Path))
def show(language: Language | None, policies: Path | None) -> None:
    """Describe every field of the policy language, as a page of Markdown."""
    chosen = language or terminal_language()
    given = sources.policies(policies, policies.name)[0] if policies else None
    notes = Notes(examples=examples(given, chosen) if given else {})
    click.echo(reference(sources.words(chosen, "language"), notes), nl=False)
