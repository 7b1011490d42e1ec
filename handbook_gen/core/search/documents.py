"""One search document per page, rule, channel, level, word and term, with the words that people look for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.pages import Page, addresses
from handbook_gen.core.words import Words

Say = Callable[[TextValue | LineValue | None], str]
"""Gives the plain words of a text in one language."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a search may find: where it stands, what it is called, and all its words; plain text."""

    address: str
    title: str
    text: str = ""
    labels: tuple[str, ...] = ()
    """Short marks that are shown and found first, such as a rule's id."""


def documents(book: Handbook, pages: tuple[Page, ...], words: Words, say: Say) -> tuple[Document, ...]:
    """Make the documents of a handbook in one language."""
    whole = tuple(Document(page.address, page.title, page.description) for page in pages)
    rules = tuple(_rule(book, rule, words, say) for rule in book.published)
    gone = tuple(_gone(book, rule, words, say) for rule in book.gone)
    return whole + rules + gone + tuple(_others(book, words, say))


def _rule(book: Handbook, rule: Rule, words: Words, say: Say) -> Document:
    told = [
        words(f"modality.{rule.modality}.label"),
        say(rule.statement),
        say(rule.because),
        *map(say, rule.examples.do + rule.examples.dont),
        *(say(exception.text) for exception in rule.exceptions),
        say(rule.rights),
        *rule.keywords.said(words.language),
    ]
    return Document(_address(book, rule), say(rule.title), _joined(told), (rule.id,))


def _gone(book: Handbook, rule: Rule, words: Words, say: Say) -> Document:
    after = ", ".join(say(book.rules[new].title) for new in book.successors.get(rule.id, ()))
    text = (
        f"{words('gone.withdrawn')} {words('gone.successor')} {after}" if after else words("gone.withdrawn")
    )
    return Document(_address(book, rule), say(rule.title), text, (rule.id,))


def _others(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    language = words.language
    for channel in book.policy.channels.channels:
        told = [channel.platform, say(channel.because), say(channel.characteristics)]
        yield Document(_address(book, channel), channel.called(language), _joined(told))
    for level in book.policy.webcare.escalation:
        told = [say(level.when), say(level.decides), _name(book.role(level.owner), say)]
        yield Document(_address(book, level), say(level.name), _joined(told))
    for trait in book.policy.tone.traits:
        told = [say(trait.text), *map(say, trait.do + trait.dont)]
        yield Document(_address(book, trait), say(trait.name), _joined(told))
    for word in book.policy.tone.vocabulary:
        told = [words(f"tone.status.{word.status}"), say(word.prefer), say(word.because)]
        yield Document(
            _address(book, word), ", ".join(word.terms.said(language)) or word.id, _joined(told), (word.id,)
        )
    for term in book.policy.glossary.terms:
        told = [say(term.text), *term.synonyms.said(language)]
        yield Document(_address(book, term), say(term.name), _joined(told))


def _address(book: Handbook, item: Item) -> str:
    return addresses.address(book, item.noun, getattr(item, "id", ""))


def _name(item: Item | None, say: Say) -> str:
    return say(getattr(item, "name", None))


def _joined(told: list[str]) -> str:
    return " ".join(part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in told if part)
