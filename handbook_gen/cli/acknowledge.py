"""The verb acknowledge: what a role reads and confirms of a release, as a sheet or a mail; sends nothing."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core import problems
from handbook_gen.core.exports.confirming import FORMATS
from handbook_gen.core.history.acknowledging import reading
from handbook_gen.core.history.archive import Archive
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.history import History, Release, parts
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.report import text
from handbook_gen.core.words import Words
from handbook_gen.publish import project


@click.command()
@click.argument("role")
@click.option("--since")
@click.option("--version")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="sheet", show_default=True)
@options.project
@click.option("--language", type=click.Choice(LANGUAGES))
def acknowledge(
    role: str, since: str | None, version: str | None, form: str, root: Path, language: Language | None
) -> None:
    """Write what ROLE reads and confirms of a release."""
    words = options.words()
    with options.finding(words):
        frozen, archive = project.releases_of(project.found(root.resolve()))
    _sound(archive, frozen, words)
    history = archive.history
    if history.latest is None:
        click.echo(words("acknowledge.no_releases"), err=True)
        sys.exit(options.PROBLEMS)
    release = _release(history, version, words) if version else history.latest
    earlier = _release(history, since, words) if since else None
    if earlier and parts(earlier.version) >= parts(release.version):
        facts = {"since": earlier.version, "version": release.version}
        raise click.UsageError(words("acknowledge.not_earlier", **facts))
    _known(role, release, words)
    told = reading(
        history, frozen[release.version], role, earlier.version if earlier else None, release.version
    )
    spoken = _languages(release, language, words)
    click.echo("\n---\n\n".join(FORMATS[form](told, sources.words(each)) for each in spoken), nl=False)


def _sound(archive: Archive, frozen: Mapping[str, Sources], words: Words) -> None:
    """Refuse to make anything of what was tampered with: people would sign for it."""
    if faults := problems.errors(archive.problems):
        texts = {
            s.shown(path): d.decode("utf-8", "replace")
            for s in frozen.values()
            for path, d in s.files.items()
        }
        click.echo(f"{text.text(faults, texts, words)}\n\n{words('acknowledge.tampered')}", err=True)
        sys.exit(options.PROBLEMS)


def _release(history: History, version: str, words: Words) -> Release:
    if found := history.find(version):
        return found
    known = [release.version for release in history.releases]
    near = problems.nearest(version, known)
    facts = {"version": version, "known": words.listed(known), **near}
    raise click.UsageError(
        words("acknowledge.no_version_near" if near else "acknowledge.no_version", **facts)
    )


def _known(role: str, release: Release, words: Words) -> None:
    known = [each.id for each in release.policy.roles.roles]
    if role not in known:
        near = problems.nearest(role, known)
        facts = {"role": role, "version": release.version, **near}
        raise click.UsageError(words("acknowledge.no_role_near" if near else "acknowledge.no_role", **facts))


def _languages(release: Release, language: Language | None, words: Words) -> tuple[Language, ...]:
    there = release.policy.settings.languages
    if language and language not in there:
        facts = {"version": release.version, "known": words.listed(there)}
        raise click.UsageError(words("acknowledge.no_language", **facts))
    return (language,) if language else there
