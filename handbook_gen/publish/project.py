"""A project on disk: where its policy and its hand-written pages are, and what reading them gave."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from handbook_gen import sources
from handbook_gen.core import characters, pipeline, problems
from handbook_gen.core.history.archive import Archive, archive
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.model.history import History
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.problems import NAV_IN_MKDOCS, Problem
from handbook_gen.core.report import text
from handbook_gen.core.words import Words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


CONFIG: Final = "mkdocs.yml"
_POLICIES: Final = "policies"
_MOST_INHERITED: Final = 10


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


def configured(config: "MkDocsConfig") -> Project:
    """Find the folders of a project in MkDocs' configuration, and what there must not be in it."""
    file = Path(config.config_file_path or CONFIG)
    plugin = config.plugins.get("handbook")
    policies = Path(plugin.config["policies"]) if plugin else file.parent / _POLICIES
    return _project(file, policies, Path(config.docs_dir), nav=config.nav)


def found(root: Path) -> Project:
    """Find the same in mkdocs.yml alone, for whoever builds nothing: MkDocs takes half a second to start.

    Raises ConfigurationError where it cannot be understood, OSError where it cannot be read.
    """
    file = root / CONFIG
    with file.open("rb") as stream:
        config: Any = yaml_load(stream, _loader())
    policies, content = _folders(config)
    return _project(file, root / policies, root / content, nav=config.get("nav"))


def policies_of(file: str, read: Callable[[str], str]) -> str:
    """Give the folder of policies that a mkdocs.yml names, relative to it, where it is on no disk.

    `read` gives the text of a file by its path; of mkdocs.yml and of those it inherits from, the last first.
    Raises ConfigurationError where one of them cannot be understood.
    """
    inherited: dict[str, Any] = {}
    for _ in range(_MOST_INHERITED):
        config: Any = yaml_load(read(file), _loader())  # of a text, it follows nothing on this disk
        if not isinstance(config, dict):
            raise ConfigurationError(f"{file}: {config!r}")
        inherited = {**config, **inherited}
        if not isinstance(config.get("INHERIT"), str):
            break
        file = posixpath.join(posixpath.dirname(file), config["INHERIT"])
    return _folders(inherited)[0]


def _folders(config: Any) -> tuple[str, str]:
    if not isinstance(config, dict):
        raise ConfigurationError(f"{CONFIG}: {config!r}")
    policies = _options(config.get("plugins")).get("policies", _POLICIES)
    content = config.get("docs_dir", "docs")
    if not isinstance(policies, str) or not isinstance(content, str):
        raise ConfigurationError(f"{CONFIG}: {policies!r}, {content!r}")
    return policies, content


def _loader() -> Any:
    """Give a reader that runs nothing: MkDocs' own makes any object of Python that a tag asks for."""
    loader: Any = get_yaml_loader(yaml.SafeLoader)
    loader.add_constructor(None, lambda *_: None)  # what other tags give is no business of ours
    return loader


def _options(plugins: Any) -> Mapping[str, Any]:
    """Give our own options, from either way in which MkDocs lets plugins be listed."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    given = (each.get("handbook") for each in listed if isinstance(each, dict))
    return next((options for options in given if isinstance(options, dict)), {})


def _project(file: Path, policies: Path, content: Path, nav: Any) -> Project:
    written = file.read_bytes() if file.is_file() else b""
    return Project(
        root=file.parent,
        policies=policies,
        content=content,
        config=Sources("", {file.name: written}),
        problems=() if nav is None else (_no_nav(file.name, written.decode("utf-8", "replace")),),
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
    waived: tuple[tuple[Problem, Waiver], ...] = ()
    whole: bool = True
    archive: Archive = field(default_factory=Archive)
    """The releases so far."""
    frozen: Mapping[str, Sources] = field(default_factory=dict)
    """Their files, by the name of their folder."""
    root: Path = field(default_factory=Path)
    """The folder of the project."""

    def stops(self, *, strict: bool = False) -> bool:
        """Tell whether nothing can be built from it; a strict build takes no warning either."""
        return bool(self._stopping(strict=strict))

    def stopped(self, words: Words, *, strict: bool = False) -> str:
        """Say how much keeps it from being built, in one line."""
        return text.summary(self._stopping(strict=strict), words)

    def _stopping(self, *, strict: bool) -> tuple[Problem, ...]:
        return self.problems if strict else problems.errors(self.problems)

    def report(self, words: Words) -> str:
        """Say every problem, for a terminal."""
        return text.text(self.problems, self.texts, words)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of each file, by the path that messages name."""
        texts = (self.config, self.policy, *self.written.values(), *self.frozen.values())
        return {
            s.shown(path): data.decode("utf-8-sig", "replace")
            for s in texts
            for path, data in s.files.items()
        }

    def summary(self, words: Words) -> str:
        """Say how many errors and warnings there are."""
        return text.summary(self.problems, words)


def policy_of(project: Project) -> tuple[Sources, tuple[Problem, ...]]:
    """Read the files of a policy, and what cannot be. Raises FileNotFoundError where there is no folder."""
    return sources.policies(project.policies, _shown(project, project.policies))


def releases_of(project: Project) -> tuple[Mapping[str, Sources], Archive]:
    """Read the releases of a project: their files by the name of their folder, and what came of them.

    Raises FileNotFoundError where there is no folder of policies.
    """
    if not project.policies.is_dir():
        raise FileNotFoundError(project.policies)
    frozen, found = sources.archive(project.policies, _shown(project, project.policies))
    past = archived(tuple(frozen.items()))
    return frozen, replace(past, problems=problems.ordered((*found, *past.problems)))


def read(project: Project, day: date) -> Reading:
    """Read a project from disk. Raises FileNotFoundError where there is no folder of policies."""
    policy, found = policy_of(project)
    told = project.problems + found
    written: dict[Language, Sources] = {}
    for language in LANGUAGES:
        folder = project.content / language
        written[language], more = sources.content(folder, _shown(project, folder))
        told += more
    frozen, past = releases_of(project)
    told += past.problems
    reading = _understood(policy, tuple(written.items()), day, past.history)
    return Reading(
        book=reading.book,
        problems=problems.ordered((*told, *reading.problems)),
        policy=policy,
        written=written,
        config=project.config,
        waived=reading.waived,
        whole=reading.whole,
        archive=past,
        frozen=frozen,
        root=project.root,
    )


@lru_cache(maxsize=1)  # each language asks again for the same policy
def _understood(
    policy: Sources, written: tuple[tuple[Language, Sources], ...], day: date, history: History
) -> pipeline.Reading:
    return pipeline.read(policy, dict(written), day, history)


@lru_cache(maxsize=4)  # a proposal has two sides
def archived(frozen: tuple[tuple[str, Sources], ...]) -> Archive:
    """Understand the files of releases, by the name of their folder."""
    return archive(dict(frozen))


def _shown(project: Project, folder: Path) -> str:
    return (
        folder.relative_to(project.root).as_posix()
        if folder.is_relative_to(project.root)
        else folder.as_posix()
    )
