"""`glossary.yml`: what our words mean."""

from typing import ClassVar

from handbook_gen.core.model.types import Id, Item, Line, Terms, TermsValue, Text


class Term(Item):
    """A word and its meaning; cited as `[[term:id]]`."""

    noun: ClassVar[str] = "term"

    id: Id
    name: Line
    text: Text
    synonyms: Terms = TermsValue()


class GlossaryFile(Item):
    """The whole of `glossary.yml`."""

    terms: tuple[Term, ...] = ()
