"""A project on disk: where its policy and its hand-written pages are, and what reading them gave."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook_gen import sources
from handbook_gen.core import characters, pipeline, problems, report
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.problems import NAV_IN_MKDOCS, Problem
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project; paths in messages are relative to its root."""

    root: Path
    policies: Path
    content: Path
    config: Sources
    """The file that configures MkDocs."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it."""


def configured(config: MkDocsConfig) -> Project:
    """Find the folders of a project in MkDocs' configuration, and what there must not be in it."""
    file = Path(config.config_file_path or "mkdocs.yml")
    written = file.read_bytes() if file.is_file() else b""
    plugin = config.plugins.get("handbook")
    return Project(
        root=file.parent,
        policies=Path(plugin.config["policies"]) if plugin else file.parent / "policies",
        content=Path(config.docs_dir),
        config=Sources("", {file.name: written}),
        problems=() if config.nav is None else (_no_nav(file.name, written.decode("utf-8", "replace")),),
    )


def _no_nav(name: str, text: str) -> Problem:
    found = re.search(r"^nav\b", text, re.MULTILINE)
    return Problem(NAV_IN_MKDOCS, characters.place(name, text, found.start() if found else 0))


@dataclass(frozen=True)
class Reading:
    """A policy as read from disk, its problems, and the texts that messages quote from."""

    book: Handbook
    problems: tuple[Problem, ...]
    policy: Sources
    written: Mapping[Language, Sources]
    config: Sources = field(default_factory=lambda: Sources("", {}))

    def stops(self, *, strict: bool = False) -> bool:
        """Tell whether nothing can be built from it; a strict build takes no warning either."""
        return bool(self.problems if strict else problems.errors(self.problems))

    def report(self, words: Words) -> str:
        """Say every problem, for a terminal."""
        texts = (self.config, self.policy, *self.written.values())
        lines = {
            s.shown(path): data.decode("utf-8-sig", "replace")
            for s in texts
            for path, data in s.files.items()
        }
        return report.text(self.problems, lines, words)

    def summary(self, words: Words) -> str:
        """Say how many errors and warnings there are."""
        return report.summary(self.problems, words)


def read(project: Project, day: date) -> Reading:
    """Read a project from disk. Raises FileNotFoundError where there is no folder of policies."""
    policy, found = sources.policies(project.policies, _shown(project, project.policies))
    told = project.problems + found
    written: dict[Language, Sources] = {}
    for language in LANGUAGES:
        folder = project.content / language
        written[language], more = sources.content(folder, _shown(project, folder))
        told += more
    reading = _understood(policy, tuple(written.items()), day)
    return Reading(
        reading.book, problems.ordered((*told, *reading.problems)), policy, written, project.config
    )


@lru_cache(maxsize=1)  # each language asks again for the same policy
def _understood(
    policy: Sources, written: tuple[tuple[Language, Sources], ...], day: date
) -> pipeline.Reading:
    return pipeline.read(policy, dict(written), day)


def terminal_language() -> Language:
    """Give the language of the person at the terminal: Dutch where the environment says so, else English."""
    spoken = next((said for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (said := os.environ.get(name))), "")
    return "nl" if spoken.lower().startswith("nl") else "en"


def _shown(project: Project, folder: Path) -> str:
    return (
        folder.relative_to(project.root).as_posix()
        if folder.is_relative_to(project.root)
        else folder.as_posix()
    )
