"""Writes the reference of the policy language into docs/: examples of the model policy, and the demands."""

from pathlib import Path

from handbook_gen import sources
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.reference import Notes, examples, reference
from tests.conftest import ROOT
from tests.demands import by_field


def file(language: Language) -> Path:
    return ROOT / "docs" / f"policy-language.{language}.md"


def made(language: Language) -> str:
    policy, _ = sources.policies(ROOT / "policies", "policies")
    notes = Notes(examples(policy, language), by_field())
    return reference(sources.words(language, "language"), notes)


if __name__ == "__main__":
    for each in LANGUAGES:
        file(each).write_text(made(each), "utf-8")
