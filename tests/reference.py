"""Writes what is made from the program into docs/: the policy language, every code, every kind of change."""

from pathlib import Path

from handbook_gen import sources
from handbook_gen.core import codes
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.reference import Notes, examples, reference
from handbook_gen.core.telling import catalogue
from tests.conftest import ROOT
from tests.demands import by_field


def file(language: Language) -> Path:
    return ROOT / "docs" / f"policy-language.{language}.md"


def made(language: Language) -> str:
    policy, _ = sources.policies(ROOT / "policies", "policies")
    notes = Notes(examples(policy, language), by_field())
    return reference(sources.words(language, "language"), notes)


def codes_file(language: Language) -> Path:
    return ROOT / "docs" / f"codes.{language}.md"


def codes_made(language: Language) -> str:
    return codes.page(sources.words(language))


def changes_file(language: Language) -> Path:
    return ROOT / "docs" / f"changes.{language}.md"


def changes_made(language: Language) -> str:
    return catalogue.page(sources.words(language))


if __name__ == "__main__":
    for each in LANGUAGES:
        file(each).write_text(made(each), "utf-8")
        codes_file(each).write_text(codes_made(each), "utf-8")
        changes_file(each).write_text(changes_made(each), "utf-8")
