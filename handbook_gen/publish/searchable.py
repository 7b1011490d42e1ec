"""Reads back what a browser would search of a built site: the engine, its index, its files; asks nothing."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from handbook_gen.core.model.history import DRAFT, LATEST
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.publish import manifest

_PAGE: Final = re.compile(r"([a-z]+)/([^/]+)/index\.html")
_ENGINE: Final = re.compile(r"assets/search-engine(\.[0-9a-f]+)?\.js")
_INDEX: Final = re.compile(r"search/search_index(\.[0-9a-f]+)?\.json")
_FOLDER: Final = "search"


class NoVersionError(Exception):
    """A language or a version that is not on a site; the message is the one that was asked for."""

    def __init__(self, wanted: str, known: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.known = known


class NoIndexError(Exception):
    """A version that was built without this engine, or whose index is not whole."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """One version of a site in one language, as a browser searches it."""

    language: Language
    version: str
    address: str
    """Where the version is served; where that is not known, its folder in the site."""
    script: str
    manifest: Mapping[str, Any]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Site:
    """What a site says is on it: never what it only keeps of the one before."""

    root: Path
    paths: frozenset[str]
    address: str | None

    @classmethod
    def read(cls, root: Path) -> "Site":
        """Read the manifest of a site. Raises OSError where there is none, ValueError where it is not one."""
        told = manifest.read(root)
        return cls(root, frozenset(told["files"]), told.get("address"))

    def languages(self) -> tuple[Language, ...]:
        """Give the languages of a site."""
        there = {path.partition("/")[0] for path in self.paths}
        return tuple(language for language in LANGUAGES if language in there)

    def versions(self, language: Language) -> tuple[str, ...]:
        """Give the versions in a language, by name."""
        pages = (_PAGE.fullmatch(path) for path in self.paths)
        return tuple(sorted(page[2] for page in pages if page and page[1] == language))

    def searchable(self, language: Language, version: str | None) -> Searchable:
        """Read one version; without a name what is in force, and before the first release the draft.

        Raises NoVersionError, NoIndexError or OSError.
        """
        known = self.versions(language)
        name = version or (LATEST if LATEST in known else DRAFT)
        if name not in known:
            raise NoVersionError(name, known)
        folder = f"{language}/{name}"
        below = {path.removeprefix(f"{folder}/") for path in self.paths if path.startswith(f"{folder}/")}
        engine, index = _one(below, _ENGINE), _one(below, _INDEX)
        root = self.root / folder
        told = json.loads((root / index).read_text(encoding="utf-8"))["config"].get("handbook")
        if not told:
            raise NoIndexError(name)
        return Searchable(
            language,
            name,
            f"{self.address.rstrip('/')}/{folder}/" if self.address else f"{folder}/",
            (root / engine).read_text(encoding="utf-8"),
            told,
            {each: (root / _FOLDER / each).read_text(encoding="utf-8") for each in _names(told, below)},
        )


def _one(paths: Iterable[str], pattern: re.Pattern[str]) -> str:
    found = next((path for path in sorted(paths) if pattern.fullmatch(path)), None)
    if found is None:
        raise NoIndexError(pattern.pattern)
    return found


def _names(told: Mapping[str, Any], below: set[str]) -> tuple[str, ...]:
    """Give the files of an index, each of which is on the site."""
    names = (told["core"], told["rest"], *told["texts"])
    if missing := [name for name in names if f"{_FOLDER}/{name}" not in below]:
        raise NoIndexError(missing[0])
    return names
