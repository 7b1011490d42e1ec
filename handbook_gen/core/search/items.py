"""The documents of all that is no rule: topics, roles, channels, steps, levels, replies, words, goals."""

from collections.abc import Iterator
from typing import TypedDict, Unpack

from handbook_gen.core.model import shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.strategy import Readiness
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.search.document import OTHER_KINDS, WEIGHTS, Document, joined
from handbook_gen.core.search.rules import Say, foreign
from handbook_gen.core.words import Words


class _More(TypedDict, total=False):
    """What some items have besides a title and a statement."""

    keywords: str
    names: str
    examples: str
    reasons: str


def items(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    """Give a document for each item, other than a rule, that has a place in the handbook."""
    language = words.language
    for topic in book.topics.values():
        if book.rules_in(topic.id):
            titles = joined(*(say(rule.title) for rule in book.rules_in(topic.id)))
            yield _of(book, topic, words, say(topic.name), say(topic.summary), reasons=titles)
    for role in book.policy.roles.roles:
        yield _of(book, role, words, say(role.name), joined(say(role.tasks), say(role.competence)))
    for channel in book.policy.channels.channels:
        told = joined(say(channel.because), say(channel.characteristics))
        yield _of(book, channel, words, channel.called(language), told, names=channel.platform)
    for level in book.policy.webcare.escalation:
        told = joined(say(level.when), say(level.decides), say(getattr(book.role(level.owner), "name", None)))
        yield _of(book, level, words, say(level.name), told)
    for trait in book.policy.tone.traits:
        examples = joined(*map(say, trait.do + trait.dont))
        yield _of(book, trait, words, say(trait.name), say(trait.text), examples=examples)
    yield from _words(book, words, say)
    for term in book.policy.glossary.terms:
        synonyms = joined(*term.synonyms.said(language))
        yield _of(book, term, words, say(term.name), say(term.text), keywords=synonyms)
    yield from _guides(book, words, say)
    yield from _many(book, words, say)


def _guides(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    """Give the guides, found by what they ask and by the answers that can be given."""
    for guide in book.policy.guides.guides:
        if guide.questions:
            asked = joined(*(say(each.ask) for each in guide.questions))
            given = joined(*(say(answer.answer) for each in guide.questions for answer in each.answers))
            yield _of(book, guide, words, say(guide.name), say(guide.summary), examples=asked, reasons=given)


def _words(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    """Give the words of the tone of voice that have a form in this language."""
    for word in book.policy.tone.vocabulary:
        if terms := word.terms.said(words.language):
            told = joined(words(f"tone.status.{word.status}"), say(word.prefer), say(word.because))
            yield _of(book, word, words, ", ".join(terms), told)


def _many(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    """Give the items whose page holds many: steps, reply texts, goals and the like."""
    webcare, strategy = book.policy.webcare, book.policy.strategy
    steps = webcare.triage.steps if webcare.triage else ()
    found = (
        *steps,
        *webcare.targets,
        *webcare.replies,
        *book.policy.law.law,
        *strategy.readiness,
        *strategy.objectives,
        *strategy.means,
        *strategy.promises,
        *strategy.ambassadors,
    )
    for item in found:
        told = joined(*(say(each.text) for each in shape.walk(item) if isinstance(each, shape.Saying)))
        title = words(f"questions.{item.id}.title") if isinstance(item, Readiness) else named(item, words)
        yield _of(book, item, words, title, told)


def _of(
    book: Handbook, item: Item, words: Words, title: str, statement: str, **more: Unpack[_More]
) -> Document:
    identity = getattr(item, "id", "")
    called = [getattr(item, field, None) for field in ("name", "title")]
    told = foreign(words, *(each for each in called if isinstance(each, LineValue | TextValue)))
    return Document(
        id=f"{item.noun}/{identity}",
        kind=item.noun,
        address=addresses.address(book, item.noun, identity),
        title=title,
        statement=statement,
        other=told,
        ask=getattr(item, "ask", None) or "" if item.noun == "topic" else "",
        weight=WEIGHTS.get(item.noun, OTHER_KINDS),
        **more,
    )
