"""What a browser says around answers, and whom it names where there is none; finds nothing itself."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.corrections import mail_for
from handbook_gen.core.search.document import Document
from handbook_gen.core.words import Words

_SENTENCES: Final = ("for", "all", "none", "rule_none", "ask", "how", "near", "meant", "more", "unreachable")
_MODALITIES: Final = ("must", "must-not", "should", "should-not", "may")
_CAPACITIES: Final = ("personal", "official", "both")
_KINDS: Final = (
    *(
        "rule",
        "gone",
        "topic",
        "role",
        "channel",
        "step",
        "level",
        "reply",
        "target",
        "trait",
        "word",
        "term",
    ),
    *("law", "question", "objective", "means", "promise", "ambassador", "guide", "page", "written"),
)


def saying(book: Handbook, words: Words, documents: Iterable[Document], version: str) -> Mapping[str, Any]:
    """Give the words of a result, and `ask`: the functions to turn to and what a question is about."""
    return {
        "words": {
            "modality": {each: words(f"modality.{each}.label") for each in _MODALITIES},
            "capacity": {each: words(f"capacity.{each}.label") for each in _CAPACITIES},
            "kind": {each: words(f"searching.kind.{each}") for each in _KINDS},
            "answers": {each: words.raw(f"searching.answers.{each}") for each in ("one", "other", "best")},
            **{each: words.raw(f"searching.{each}") for each in _SENTENCES},
        },
        "ask": _ask(book, words, documents, version),
    }


def _ask(book: Handbook, words: Words, documents: Iterable[Document], version: str) -> Mapping[str, Any]:
    settings = book.policy.settings
    asked = dict.fromkeys((settings.ask, *(each.ask for each in documents if each.ask)))
    return {
        "default": settings.ask,
        "roles": {each: told for each in asked if (told := _role(book, words, each))},
        "mail": mail_for(book) or None,
        "organisation": settings.organisation.name.best(words.language),
        "version": version,
        "language": words.language,
    }


def _role(book: Handbook, words: Words, identity: str) -> Mapping[str, str]:
    """Tell of a function how it is reached; of whoever holds it, nothing."""
    role = book.role(identity)
    if role is None:
        return {}
    contact = role.contact
    ways = {"mail": contact.mail, "phone": contact.phone} if contact else {}
    told = {"name": role.name.best(words.language), "address": addresses.address(book, "role", identity)}
    return told | {way: found for way, found in ways.items() if found}
