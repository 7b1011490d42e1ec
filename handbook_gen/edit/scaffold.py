"""Lays a new project down in an empty folder: all of it or nothing; it never overwrites."""

import json
import os
import re
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from textwrap import wrap
from typing import Final

from handbook_gen import sources
from handbook_gen.core.exports import Given, schema
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.core.words import Words

# A comment that stands in `locale/`, in the language of whoever asked for the project.
_COMMENT: Final = re.compile(r"^( *)#= ([a-z_.]+)$", re.MULTILINE)
# What stands within a line of YAML, between double quotes.
_WORD: Final = re.compile(r"=\[([a-z_.]+)\]")
_LINE: Final = 110
# Of the model, what an empty project is built with too.
_SHARED: Final = ("mkdocs.yml", "overrides/")
_POLICIES: Final = "policies"
_WRITTEN: Final = date(2026, 12, 31)
"""Until this day the model policy is free of findings as it stands."""
_AHEAD: Final = re.compile(rb"\b((?:from|until|review_by|deadline): )(20[0-9]{2}-[0-9]{2}-[0-9]{2})\b")
_LOCALES: Final = {"nl": b"nl_NL.UTF-8", "en": b"en_GB.UTF-8"}
SCHEMAS: Final = ".handbook/schema"
SETTINGS: Final = ".vscode/settings.json"
"""Where editors look for what they are told of a policy, from its first day and later."""


class TakenError(Exception):
    """A place for a new project where something stands already."""


def model(words: Words, day: date) -> Mapping[str, bytes]:
    """Give the files of a project with the model policy, by path; what lies ahead there is ahead of `day`."""
    policy = sources.scaffold("model")
    years = max(0, -(-(day - _WRITTEN).days // 365))
    moved = {p: _moved(data, years) if p.startswith(f"{_POLICIES}/") else data for p, data in policy.items()}
    return _project(moved, words)


def empty(words: Words, day: date) -> Mapping[str, bytes]:
    """Give the files of a project with three roles and one rule that applies from a day on, by path."""
    shared = {p: data for p, data in sources.scaffold("model").items() if p.startswith(_SHARED)}
    own = {path: _dated(_explained(data, words), day) for path, data in sources.scaffold("empty").items()}
    return _project({**shared, **own}, words)


def _project(policy: Mapping[str, bytes], words: Words) -> Mapping[str, bytes]:
    """Add to a policy what every project gets."""
    return {
        **policy,
        **every(words),
        **_for_editors(policy, words),
        "README.md": words("new.readme").encode(),
        "requirements.txt": f"handbook-gen=={sources.version()}\n".encode(),
    }


def every(words: Words) -> Mapping[str, bytes]:
    """Give the files that every project gets, whatever its policy: workflows, hooks and the like."""
    language = _LOCALES[words.language]
    return {
        path: _explained(data.replace(b"=locale", language), words)
        for path, data in sources.scaffold("project").items()
    }


def _for_editors(policy: Mapping[str, bytes], words: Words) -> Mapping[str, bytes]:
    """Describe the policy to editors, so that they help from the first word."""
    lead = f"{_POLICIES}/"
    read = Sources(
        _POLICIES, {p.removeprefix(lead): data for p, data in policy.items() if p.startswith(lead)}
    )
    said = {language: sources.words(language, "language") for language in LANGUAGES}
    given = Given(read, load(read), said, words.language, _POLICIES)
    schemas = {f"{SCHEMAS}/{name}": data for name, data in schema.files(given).items()}
    return {**schemas, SETTINGS: settings(given)}


def settings(given: Given) -> bytes:
    """Tell VS Code which schema is for which file."""
    return (json.dumps(schema.editor_settings(given, SCHEMAS), indent=2) + "\n").encode()


def _explained(data: bytes, words: Words) -> bytes:
    """Put the sentences in the place of their keys."""

    def comment(found: re.Match[str]) -> str:
        lead = f"{found[1]}# "
        text = words(f"new.comments.{found[2]}")
        return "\n".join(
            wrap(text, _LINE, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)
        )

    return _WORD.sub(lambda found: words(f"new.{found[1]}"), _COMMENT.sub(comment, data.decode())).encode()


def _moved(data: bytes, years: int) -> bytes:
    """Move the days that lay ahead when the model was written, so that nothing is overdue from the start."""

    def later(found: re.Match[bytes]) -> bytes:
        if date.fromisoformat(found[2].decode()) <= _WRITTEN:
            return found[0]
        return found[1] + str(int(found[2][:4]) + years).encode() + found[2][4:]

    return _AHEAD.sub(later, data) if years else data


def _dated(data: bytes, day: date) -> bytes:
    days = {b"=today": day, b"=in_a_year": day + timedelta(days=365)}
    for name, meant in days.items():
        data = data.replace(name, meant.isoformat().encode())
    return data


def lay_down(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a project; where that fails, nothing has changed. Git's own folder may stand there already.

    Raises TakenError where something stands already, and OSError.
    """
    stands = folder.is_dir()
    if folder.exists() and not (stands and {each.name for each in folder.iterdir()} <= {".git"}):
        raise TakenError(folder)
    near = folder if stands else folder.parent  # on the same disk, so that it can be renamed
    near.mkdir(parents=True, exist_ok=True)
    made = near / f".{folder.name}-new-{os.getpid()}"
    try:
        for path, data in files.items():
            file = made / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        _move_in(made, folder) if stands else made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move_in(made: Path, folder: Path) -> None:
    """Move everything into a folder that is there already, or move it back."""
    moved: list[str] = []
    try:
        for name in sorted(path.name for path in made.iterdir()):
            (made / name).rename(folder / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            (folder / name).rename(made / name)
        raise
