"""The whole site: each language by MkDocs, the root around them, the proof, and one swap at the end.

`site/` is never half-written: everything is built beside it and renamed, and what was there stays until then.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from handbook_gen import sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language
from handbook_gen.core.render import Renderer
from handbook_gen.publish import files, project, proof
from handbook_gen.publish.job import DRAFT, Job
from handbook_gen.publish.project import CONFIG, Project


class UnprovenError(Exception):
    """What was built does not hold every rule; the message names each one that is missing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: which project, where to, and at which address it will be served."""

    root: Path
    out: Path
    address: str | None = None
    """Overrides the address in handbook.yml, for a server on this machine."""


class NoPlaceError(Exception):
    """A folder that a site must not be built into; the message is a key of `locale/`, below `build.out`."""


def configured(root: Path) -> Project:
    """Find the folders of a project in its mkdocs.yml.

    Raises ConfigurationError where that is broken, FileNotFoundError where it is not there.
    """
    (root / CONFIG).stat()  # MkDocs would say so in its own words, and in English
    return project.configured(_config(root, Job.told()))


def build(order: Order, book: Handbook, job: Job) -> None:
    """Build, prove and swap in a site.

    Raises NoPlaceError, Abort, UnprovenError or OSError, and then nothing has changed.
    """
    _check_place(order, configured(order.root))
    order.out.parent.mkdir(parents=True, exist_ok=True)
    made = order.out.with_name(f".{order.out.name}-new-{os.getpid()}")  # beside, so that it can be renamed
    shutil.rmtree(made, ignore_errors=True)
    try:
        address = order.address or book.policy.settings.address
        for language in book.languages:
            one = replace(job, language=language, version=DRAFT)
            target = made / language / DRAFT
            with one.telling():
                mkdocs_build(_config(order.root, one, target, _below(address, language)))
            if (target / "404.html").is_file():
                shutil.copy(target / "404.html", made / language / "404.html")
        files.write(made, _root(book, address))
        _prove(made, book)
        _swap(made, order.out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _check_place(order: Order, found: Project) -> None:
    """Refuse to build over what a site is built from, and over a folder that holds something else."""
    out = order.out
    if any(out.is_relative_to(own) or own.is_relative_to(out) for own in (found.policies, found.content)):
        raise NoPlaceError("sources")
    if order.root.is_relative_to(out):
        raise NoPlaceError("sources")
    ours = out == order.root / "site" or not out.exists()
    if not ours and not (out.is_dir() and (not any(out.iterdir()) or (out / "index.html").is_file())):
        raise NoPlaceError("not_a_site")


def _config(root: Path, job: Job, target: Path | None = None, address: str | None = None) -> MkDocsConfig:
    given = {"site_dir": str(target)} if target else {}
    with job.telling():
        config = load_config(str(root / CONFIG), **given)
    if address:
        config.site_url = address
    return config


def _below(address: str | None, language: Language) -> str:
    """Give the address of a version; else its path alone, so that the page for lost readers finds home."""
    return f"{(address or '').rstrip('/')}/{language}/{DRAFT}/"


def _root(book: Handbook, address: str | None) -> Iterator[tuple[str, str]]:
    """Give the pages above the versions: the choice of language, the forwards, the page for lost readers."""
    templates = sources.templates()
    renderers = {language: Renderer(book, sources.words(language), templates) for language in book.languages}
    path = urlsplit(address or "").path.rstrip("/") + "/"
    first = renderers[book.languages[0]]
    yield "index.html", first.root("root.html", path, tuple(renderers.values()))
    yield "404.html", first.root("lost.html", path, tuple(renderers.values()))
    for language, renderer in renderers.items():
        yield f"{language}/index.html", renderer.forward(f"{DRAFT}/")
        for name, html in renderer.forwards(f"{DRAFT}/"):
            yield f"{language}/{name}", html
    yield from first.forwards(f"{first.words.language}/{DRAFT}/")


def _prove(made: Path, book: Handbook) -> None:
    missing = [*proof.permanent(made, book, "/", f"{book.languages[0]}/{DRAFT}/")]
    for language in book.languages:
        missing += proof.version(made / language / DRAFT, book, language)
        missing += proof.permanent(made / language, book, f"/{language}/", f"{DRAFT}/")
    if missing:
        raise UnprovenError("\n".join(missing))


def _swap(made: Path, out: Path) -> None:
    """Put the new site in the place of the old one, which goes only when the new one stands."""
    old = out.with_name(f".{out.name}-old-{os.getpid()}")
    if out.exists():
        out.rename(old)
    try:
        made.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
