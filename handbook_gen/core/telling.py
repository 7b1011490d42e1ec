"""Changes → words for people: sentences, names of those concerned, entries per item; decides no form."""

from handbook_gen.core.model.changes import ChangeKind
from handbook_gen.core.words import Words


def title(kind: ChangeKind, words: Words) -> str:
    """Say what kind of change it is."""
    return words(f"changes.{kind.name}.title")
