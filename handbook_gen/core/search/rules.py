"""The document of each rule, and of each that is gone: what it says, whom it binds, how it is looked for."""

from collections.abc import Callable, Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, Item, LineValue, Terms, TermsValue, TextValue
from handbook_gen.core.pages import addresses
from handbook_gen.core.search.document import WEIGHTS, Document, joined, texts
from handbook_gen.core.words import Words

Say = Callable[[TextValue | LineValue | None], str]
"""Gives the plain words of a text in one language."""
_READERS: Final = 0.15
"""How much more a rule weighs that reaches every role than one that reaches none."""
_ALL: Final = "all"


def rules(book: Handbook, words: Words, say: Say) -> Iterator[Document]:
    """Give a document for each published rule, and for each that keeps only a tombstone."""
    for rule in book.published:
        yield _rule(book, rule, words, say)
    for rule in book.gone:
        yield _gone(book, rule, words, say)


def foreign(words: Words, *told: LineValue | TextValue | Terms) -> str:
    """Give what something is called in every other language."""
    others = [language for language in LANGUAGES if language != words.language]
    said = ([*t.said(o)] if isinstance(t, TermsValue) else [t.said(o) or ""] for t in told for o in others)
    return joined(*(each for many in said for each in many))


def _rule(book: Handbook, rule: Rule, words: Words, say: Say) -> Document:
    reach = len(book.readers[rule.id]) / max(1, len(book.policy.roles.roles))
    return Document(
        id=rule.id,
        kind="rule",
        address=addresses.address(book, "rule", rule.id),
        title=say(rule.title),
        keywords=joined(*rule.keywords.said(words.language)),
        names=joined(*_names(book, rule, words, say)),
        statement=say(rule.statement),
        examples=joined(*map(say, rule.examples.do + rule.examples.dont)),
        reasons=joined(*_reasons(rule, say)),
        other=foreign(words, rule.title, rule.keywords),
        modality=rule.modality,
        capacity=rule.capacity or "",
        audience=words.listed([say(getattr(each, "name", None)) for each in _audience(book, rule)]),
        roles=tuple(sorted(book.readers[rule.id])),
        channels=() if _ALL in rule.channels else rule.channels,
        ask=rule.ask or "",
        also=_replaced(book, rule.id),
        weight=WEIGHTS["rule"] + _READERS * reach,
    )


def _names(book: Handbook, rule: Rule, words: Words, say: Say) -> Iterator[str]:
    yield say(book.topics[book.topic_of[rule.id]].name)
    yield say(getattr(book.get("action", rule.action), "name", None))
    for channel in rule.channels:
        found = book.get("channel", channel)
        yield say(getattr(found, "name", None)) or (channel if found else "")
    for term in book.policy.glossary.terms:
        if any(f"[[term:{term.id}]]" in text for text in texts(rule.statement)):
            yield from term.synonyms.said(words.language)


def _reasons(rule: Rule, say: Say) -> Iterator[str]:
    yield say(rule.because)
    yield from (say(exception.text) for exception in rule.exceptions)
    yield from map(say, (rule.rights, rule.consequence))
    yield from (say(condition.note) for condition in rule.conditions)
    yield from (say(reference.title) for reference in rule.references)


def _audience(book: Handbook, rule: Rule) -> Iterator[Item]:
    for each in rule.audience:
        found = book.get("audience", each) or book.get("role", each)
        if found:
            yield found


def _replaced(book: Handbook, identity: str) -> tuple[str, ...]:
    """Give the ids of all that a rule replaces, also through others, as far as nothing else replaces them."""
    return tuple(old for old in book.successors if identity in _last(book, old))


def _last(book: Handbook, identity: str) -> frozenset[str]:
    """Give the published rules that an old id leads to, however many steps on."""
    seen: set[str] = set()
    ends: set[str] = set()
    open_ = [*book.successors.get(identity, ())]
    while open_:
        new = open_.pop()
        if new not in seen:
            seen.add(new)
            ends |= {rule.id for rule in book.published if rule.id == new}
            open_ += [] if new in ends else book.successors.get(new, ())
    return frozenset(ends)


def _gone(book: Handbook, rule: Rule, words: Words, say: Say) -> Document:
    after = ", ".join(say(new.title) for new in book.shown(book.successors.get(rule.id, ())))
    parts = (words("gone.withdrawn"), f"{words('gone.successor')} {after}" if after else "")
    return Document(
        id=rule.id,
        kind="gone",
        address=addresses.address(book, "rule", rule.id),
        title=say(rule.title),
        statement=" ".join(filter(None, parts)),
        weight=WEIGHTS["gone"],
    )
