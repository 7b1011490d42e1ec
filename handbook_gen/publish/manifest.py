"""manifest.json: every file of a finished site with its hash, and what it was built from; builds nothing."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from handbook_gen.core import canonical
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.publish.kept import KEPT, listed

NAME: Final = "manifest.json"
_OURS: Final = "handbook-gen"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a site says of itself beside its files."""

    day: date
    releases: Mapping[str, str]
    """Version → the hash of its release."""
    address: str | None
    rules: Mapping[str, str] = field(default_factory=dict)
    """Rule id → the hash of the rule as it is in force."""


@dataclass(frozen=True, slots=True)
class Differences:
    """How the files of a site differ from its manifest, each by path."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.changed or self.missing)


def write(root: Path, facts: Facts, known: Mapping[str, str]) -> None:
    """Write the manifest of a finished site; `known` are hashes of files that need not be read again."""
    hashes = {path: known.get(path) or digest(root / path) for path in _paths(root) if path != NAME}
    value: dict[str, Any] = {
        "address": facts.address,
        "built_with": dict(sorted(_installed())),
        "files": hashes,
        "on": facts.day.isoformat(),
        "releases": facts.releases,
        "rules": facts.rules,
    }
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    (root / NAME).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read(root: Path) -> Mapping[str, Any]:
    """Read the manifest of a site. Raises OSError where there is none, ValueError where it is not one."""
    found: Any = json.loads((root / NAME).read_text(encoding="utf-8"))
    tables = ("built_with", "files", "releases", "rules")
    if not isinstance(found, dict) or not all(isinstance(found.get(name), dict) for name in tables):
        raise ValueError(root / NAME)
    return found


def differences(root: Path) -> Differences:
    """Hold every file of a site against its manifest. Raises what `read` does.

    No site of ours has links or the like: each counts as added, wherever it leads.
    """
    kept = listed(root)
    expected = {**kept, **read(root)["files"]}
    odd = set(_odd(root))
    there = {*_paths(root)} - odd - {NAME, *([KEPT] if kept else [])}
    return Differences(
        added=tuple(sorted((there - expected.keys()) | odd)),
        changed=tuple(
            sorted(path for path in there & expected.keys() if digest(root / path) != expected[path])
        ),
        missing=tuple(sorted(expected.keys() - there - odd)),
    )


def rules(book: Handbook) -> Mapping[str, str]:
    """Give the hash of each rule that is in force: of its canonical JSON, as it is understood."""
    return {
        rule.id: hashlib.sha256(
            canonical.written(rule.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        ).hexdigest()
        for rule in book.published
        if book.state(rule) is State.IN_FORCE
    }


def digest(file: Path) -> str:
    """Give the hash of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _paths(root: Path) -> Iterator[str]:
    return (path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file())


def _odd(root: Path) -> Iterator[str]:
    """Name what is neither a file nor a folder: links, also to folders and to nowhere, and special files."""
    for path in root.rglob("*"):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield path.relative_to(root).as_posix()


def _installed() -> Iterable[tuple[str, str]]:
    """Give name and version of this package and of all that it needs, as they are installed."""
    found: dict[str, str] = {}
    wanted = [_OURS]
    while wanted:
        name = wanted.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # asked for on another platform only
        key = re.sub(r"[-_.]+", "-", distribution.name).lower()
        if key not in found:
            found[key] = distribution.version
            wanted += [
                m[0]
                for each in distribution.requires or ()
                if "extra ==" not in each and (m := _NAME.match(each))
            ]
    return found.items()
