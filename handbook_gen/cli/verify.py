"""The verb verify: holds every release, or a built site, against its hashes; repairs nothing."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.history.archive import Archive
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.history import parts
from handbook_gen.core.model.types import Language
from handbook_gen.core.report import text
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.publish import manifest, project
from handbook_gen.publish.job import terminal_language

_HASH: Final = re.compile(r"(?:sha256:)?([0-9a-f]{12,64})(?:…|\.\.\.)?", re.IGNORECASE)
_OURS: Final = "handbook-gen"
_WAYS: Final = ("added", "changed", "missing")


@dataclass(frozen=True, slots=True)
class _Built:
    """What a site says of itself."""

    day: date
    releases: Mapping[str, str]
    """Version → the hash of its release, the oldest first."""
    files: int
    version: str
    """Of what it was built with."""


def _head(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Read a hash as people keep it: all of it or how it begins."""
    if given is None:
        return None
    if found := _HASH.fullmatch(given.strip()):
        return found[1].lower()
    raise click.BadParameter(options.words()("verify.bad_head", value=visible(given)))


@click.command()
@click.argument("site", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--head", metavar="HASH", callback=_head)
@options.project
@options.language
def verify(site: Path | None, head: str | None, root: Path, language: Language | None) -> None:
    """Tell whether every release, or with SITE every file of a site, is as it was when it was published."""
    words = sources.words(language or terminal_language())
    if site:
        sys.exit(_site(site, head, root.resolve(), words))
    with options.finding(words):
        frozen, archive = project.releases_of(project.found(root.resolve()))
    sys.exit(_releases(frozen, archive, head, words))


def _releases(frozen: Mapping[str, Sources], archive: Archive, head: str | None, words: Words) -> int:
    """Hold the releases of a project against their hashes; give the exit code."""
    if archive.problems:
        click.echo(text.text(archive.problems, _texts(frozen), words))
        click.echo(f"\n{words('verify.differs')}", err=True)
    elif archive.history.latest is None:
        click.echo(words("verify.no_releases"))
    else:
        every = archive.history.releases
        click.echo(words.count("verify.same", len(every), version=every[-1].version))
        click.echo(words("verify.head", version=every[-1].version, hash=every[-1].hash))
        if not head:
            click.echo(words("verify.keep"))
    known = head is None or _compared(
        {each.version: each.hash for each in archive.history.releases}, head, words
    )
    return options.PROBLEMS if archive.problems or not known else 0


def _compared(hashes: Mapping[str, str], head: str, words: Words) -> bool:
    """Say which version has a hash that was kept elsewhere, if any has; the newest version comes last."""
    versions = [version for version, each in hashes.items() if each.removeprefix("sha256:").startswith(head)]
    if not versions:
        click.echo(words("verify.unknown" if hashes else "verify.none_known", hash=head), err=True)
        return False
    after = len(hashes) - 1 - [*hashes].index(versions[-1])
    said = words.count("verify.older", after, version=versions[-1])
    click.echo(said if after else words("verify.known", version=versions[-1]))
    return True


def _site(site: Path, head: str | None, root: Path, words: Words) -> int:
    """Hold a built site against its manifest, and its releases against those of the project around us."""
    shown = click.format_filename(site)
    try:
        built = _built(site)
        found = manifest.differences(site)
    except FileNotFoundError:
        click.echo(words("verify.site.no_manifest", site=shown), err=True)
        return options.UNREADABLE
    except (ValueError, KeyError, TypeError):
        click.echo(words("verify.site.bad_manifest", path=f"{shown}/{manifest.NAME}"), err=True)
        return options.UNREADABLE
    except OSError as error:
        click.echo(options.unreadable(error, words), err=True)
        return options.UNREADABLE
    if found:
        for kind in _WAYS:
            for path in getattr(found, kind):
                click.echo(words(f"verify.site.{kind}", path=visible(path)))
        counts = {kind: len(getattr(found, kind)) for kind in _WAYS}
        click.echo(words("verify.site.differs", site=shown, **counts), err=True)
    else:
        click.echo(words("verify.site.same", n=built.files, site=shown, day=words.date(built.day)))
        click.echo(words("verify.site.built_with", version=built.version))
    good = _same_releases(built, root, words)
    known = head is None or _compared(built.releases, head, words)
    return options.PROBLEMS if found or not good or not known else 0


def _built(site: Path) -> _Built:
    """Read what a site says of itself. Raises what `manifest.read` does, KeyError and TypeError."""
    said = manifest.read(site)
    releases = {str(version): str(each) for version, each in said["releases"].items()}
    ordered = dict(sorted(releases.items(), key=lambda each: parts(each[0])))
    return _Built(
        date.fromisoformat(said["on"]), ordered, len(said["files"]), str(said["built_with"].get(_OURS))
    )


def _same_releases(built: _Built, root: Path, words: Words) -> bool:
    """Hold the releases on a site against those of the project, where there is one; say what differs."""
    if not (root / project.CONFIG).is_file():
        return True
    with options.finding(words):
        _, archive = project.releases_of(project.found(root))
    here = {each.version: each for each in archive.history.releases}
    same = True
    for version, found in built.releases.items():
        if version not in here:
            same = False
            click.echo(words("verify.site.not_here", version=visible(version)))
        elif here[version].hash != found:
            same = False
            facts = {"version": version, "found": visible(found), "expected": here[version].hash}
            click.echo(words("verify.site.other_hash", **facts))
    missing = [
        each for each in archive.history.known(built.day).releases if each.version not in built.releases
    ]
    for each in missing:
        click.echo(words("verify.site.not_there", version=each.version, day=words.date(built.day)))
    newest = max(map(parts, built.releases), default=())
    if any(parts(each.version) < newest for each in missing):
        return False  # one that came before others is not missing because the site is older
    if same and built.releases and not missing:
        click.echo(words("verify.site.releases"))
    return same


def _texts(frozen: Mapping[str, Sources]) -> Mapping[str, str]:
    """Give the text of each frozen file, by the path that messages name."""
    return {
        f"{files.root}/{path}": data.decode("utf-8-sig", "replace")
        for files in frozen.values()
        for path, data in files.files.items()
    }
