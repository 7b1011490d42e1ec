"""A search document for each page, and for each item with a place on one, with the words people look for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model import shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.strategy import Answer
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
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
    around = _around(book, say)
    for role in book.policy.roles.roles:
        address = addresses.address(book, "role", role.id)
        around.setdefault(address, []).extend([say(role.tasks), say(role.competence)])
    for topic in book.topics.values():
        around.setdefault(addresses.address(book, "topic", topic.id), []).append(say(topic.summary))
    whole = tuple(
        Document(page.address, page.title, _joined([page.description, *around.get(page.address, ())]))
        for page in pages
        if page.address != addresses.PROPOSAL  # nothing in it is in force
    )
    rules = tuple(_rule(book, rule, words, say) for rule in book.published)
    gone = tuple(_gone(book, rule, words, say) for rule in book.gone)
    return whole + rules + gone + tuple(_others(book, words, say))


# Where the texts of a document stand that belong to no item of their own.
_AROUND: Final[Mapping[tuple[str, str], str]] = {
    ("webcare", "crisis"): addresses.CRISIS,
    ("webcare", "house_rules"): addresses.HOUSE_RULES,
    ("strategy", "placement"): addresses.STRATEGY,
    ("strategy", "concept"): addresses.STRATEGY,
    ("strategy", "pitch"): addresses.PITCH,
    ("strategy", "adjustments"): addresses.STEPS,
    ("settings", "decisions"): addresses.DECISIONS,
    ("settings", "acknowledgement"): addresses.DECISIONS,
    ("settings", "training"): addresses.DECISIONS,
}


def _around(book: Handbook, say: Say) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item, said in book.sayings:
        address = _AROUND.get((item.noun, str(said.path[0])))
        if address:
            found.setdefault(address, []).append(say(said.text))
    return found


def _rule(book: Handbook, rule: Rule, words: Words, say: Say) -> Document:
    told = [
        words(f"modality.{rule.modality}.label"),
        say(rule.statement),
        say(rule.because),
        *map(say, rule.examples.do + rule.examples.dont),
        *(say(exception.text) for exception in rule.exceptions),
        say(rule.rights),
        say(rule.consequence),
        *(say(condition.note) for condition in rule.conditions),
        *(say(reference.title) for reference in rule.references),
        *rule.keywords.said(words.language),
    ]
    return Document(_address(book, rule), say(rule.title), _joined(told), (rule.id,))


def _gone(book: Handbook, rule: Rule, words: Words, say: Say) -> Document:
    after = ", ".join(say(new.title) for new in book.shown(book.successors.get(rule.id, ())))
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
    yield from _named(book, words, say)
    for trait in book.policy.tone.traits:
        told = [say(trait.text), *map(say, trait.do + trait.dont)]
        yield Document(_address(book, trait), say(trait.name), _joined(told))
    for word in (each for each in book.policy.tone.vocabulary if each.terms.said(language)):
        told = [words(f"tone.status.{word.status}"), say(word.prefer), say(word.because)]
        yield Document(
            _address(book, word), ", ".join(word.terms.said(language)) or word.id, _joined(told), (word.id,)
        )
    for term in book.policy.glossary.terms:
        told = [say(term.text), *term.synonyms.said(language)]
        yield Document(_address(book, term), say(term.name), _joined(told))


def _named(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    """Make a document of each item whose page holds many: steps, reply texts, goals and the like."""
    webcare, strategy = book.policy.webcare, book.policy.strategy
    steps = webcare.triage.steps if webcare.triage else ()
    items = (
        *steps,
        *webcare.targets,
        *webcare.replies,
        *book.policy.law.law,
        *strategy.readiness,
        *strategy.objectives,
        *strategy.means,
    )
    for item in (*items, *strategy.promises, *strategy.ambassadors):
        told = [say(each.text) for each in shape.walk(item) if isinstance(each, shape.Saying)]
        title = words(f"questions.{item.id}.title") if isinstance(item, Answer) else named(item, words)
        yield Document(_address(book, item), title, _joined(told))


def _address(book: Handbook, item: Item) -> str:
    return addresses.address(book, item.noun, getattr(item, "id", ""))


def _name(item: Item | None, say: Say) -> str:
    return say(getattr(item, "name", None))


def _joined(told: list[str]) -> str:
    return " ".join(part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in told if part)
