"""What the doctor knows of a project before looking: its folders, its policy and its git; judges nothing."""

from dataclasses import dataclass
from pathlib import Path

from handbook_gen import sources
from handbook_gen.core.exports import Given
from handbook_gen.core.loader import load
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.publish import project
from handbook_gen.publish.project import Project
from handbook_gen.revisions.git import Git


@dataclass(frozen=True, slots=True)
class Patient:
    """A project on disk."""

    project: Project
    given: Given
    git: Git

    @property
    def root(self) -> Path:
        """The folder with mkdocs.yml."""
        return self.project.root

    def text(self, path: str) -> str | None:
        """Give the text of a file of the project, or nothing where there is none."""
        file = self.root / path
        return file.read_text("utf-8", "replace") if file.is_file() else None


def examined(root: Path) -> Patient:
    """Read a project as far as it goes. Raises ConfigurationError and OSError."""
    found = project.found(root.resolve())
    policy, _ = project.policy_of(found)
    loaded = load(policy)
    words = {each: sources.words(each, "language") for each in LANGUAGES}
    source = loaded.policy.settings.languages[0]
    return Patient(found, Given(policy, loaded, words, source, policy.root), Git(found.root))
