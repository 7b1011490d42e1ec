"""Questions of employees with graded answers, and the handbooks that they are asked of; asks none itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml

from handbook_gen import sources
from handbook_gen.core.edition import Edition, edition_of
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.publish.project import found, read

Half = Literal["tuning", "final"]
HALVES: Final[tuple[Half, ...]] = ("tuning", "final")
STYLES: Final = (
    *(
        "keyword",
        "question",
        "colloquial",
        "misspelt",
        "compound",
        "synonym",
        "wrong-language",
        "unanswerable",
    ),
)
DAY: Final = date(2026, 12, 1)
HERE: Final = Path(__file__).parent
POLICIES: Final[Mapping[str, Path]] = {
    "model": HERE.parents[1],
    "municipality": HERE.parent / "municipality",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody types, and which documents answer (2) or help (1)."""

    text: str
    style: str
    root: Path
    """Of the project whose handbook is asked."""
    language: Language
    right: Mapping[str, int]


def questions(half: Half) -> tuple[Question, ...]:
    """Read a half of the questions on our own policies."""
    return tuple(each for language in LANGUAGES for each in _read(HERE / f"{half}.{language}.yml", language))


def elsewhere(root: Path) -> tuple[Question, ...]:
    """Read the questions that lie beside another project: queries.nl.yml and queries.en.yml."""
    files = ((root / f"queries.{language}.yml", language) for language in LANGUAGES)
    return tuple(each for file, language in files if file.is_file() for each in _read(file, language, root))


def _read(file: Path, language: Language, root: Path | None = None) -> Iterator[Question]:
    for each in yaml.safe_load(file.read_text("utf-8")):
        at = root or POLICIES[each["policy"]]
        yield Question(each["query"], each["style"], at, language, each["right"])


@cache
def edition(root: Path, language: Language) -> Edition:
    """Read a handbook as it is built on the day of the questions."""
    book = read(found(root), DAY).book
    return edition_of(book, sources.words(language), sources.templates())
