"""A rule with everything around it resolved: what a template shows without asking anything."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import escape

from handbook_gen.core import text
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.roles import Audience, Role
from handbook_gen.core.model.rules import Rule, RuleException, Topic
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.model.webcare import Level
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """An exception with its rule, its approver and those it is for."""

    exception: RuleException
    rule: Rule | None
    approver: Role | None
    groups: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as its home shows it."""

    rule: Rule
    topic: Topic
    announced: bool
    """Decided, and not yet in force on the handbook's day."""
    until: date | None
    ask: Role | None
    owner: Role | None
    everyone: bool
    groups: tuple[Item, ...]
    """Audiences and roles it is addressed to; nothing where it is addressed to everyone."""
    channels: tuple[Item, ...]
    """Channels it is limited to; nothing where it holds for all."""
    carried_out_by: tuple[Role, ...]
    exceptions: tuple[ExceptionView, ...]
    overrides: tuple[Rule, ...]
    overridden_by: tuple[Rule, ...]
    replaces: tuple[Rule, ...]
    law: tuple[Law, ...]
    escalation: Level | None
    basis_law: Law | None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a rule that no longer applies."""

    rule: Rule
    until: date | None
    successors: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Some rules of one topic."""

    topic: Topic
    rules: tuple[Rule, ...]


def view(book: Handbook, rule: Rule) -> RuleView:
    """Resolve what a rule cites."""
    level = book.get("level", rule.escalation)
    basis = book.get("law", rule.basis.law if rule.basis else None)
    return RuleView(
        rule=rule,
        topic=book.topics[book.topic_of[rule.id]],
        announced=book.state(rule) is State.ANNOUNCED,
        until=book.until(rule),
        ask=book.role(rule.ask),
        owner=book.role(rule.owner),
        everyone="all" in rule.audience,
        groups=groups(book, rule.audience),
        channels=channels(book, rule.channels),
        carried_out_by=tuple(role for i in rule.carried_out_by if (role := book.role(i))),
        exceptions=tuple(_exception(book, exception) for exception in rule.exceptions),
        overrides=_shown(book, rule.overrides),
        overridden_by=book.overridden_by.get(rule.id, ()),
        replaces=_shown(book, rule.replaces),
        law=tuple(item for i in rule.law if isinstance(item := book.get("law", i), Law)),
        escalation=level if isinstance(level, Level) else None,
        basis_law=basis if isinstance(basis, Law) else None,
    )


def tombstone(book: Handbook, rule: Rule) -> Tombstone:
    """Name what came after a rule."""
    return Tombstone(rule, book.until(rule), _shown(book, book.successors.get(rule.id, ())))


def by_topic(book: Handbook, rules: tuple[Rule, ...], words: Words) -> tuple[TopicGroup, ...]:
    """Group rules by topic, the topics by name."""
    grouped = groupby(rules, key=lambda rule: book.topic_of[rule.id])
    found = {topic: tuple(some) for topic, some in grouped}
    return tuple(TopicGroup(topic, found[topic.id]) for topic in topics(book, words) if topic.id in found)


def topics(book: Handbook, words: Words) -> tuple[Topic, ...]:
    """Give the topics by name, as a reader looks for them."""
    return tuple(
        sorted(book.topics.values(), key=lambda topic: words.alphabetical(topic.name.best(words.language)))
    )


def groups(book: Handbook, ids: tuple[str, ...]) -> tuple[Item, ...]:
    """Give the audiences and roles that ids stand for; nothing for `all`."""
    found = (book.get("audience", i) or book.get("role", i) for i in ids)
    return tuple(item for item in found if isinstance(item, Audience | Role))


def channels(book: Handbook, ids: tuple[str, ...]) -> tuple[Item, ...]:
    """Give the channels and platforms that ids stand for; nothing for `all`."""
    return tuple(item for i in ids if (item := book.get("channel", i) or book.get("platform", i)))


def named(item: Item, words: Words) -> str:
    """Give the plain words an item is called by: its name or title, or else the first line of its text."""
    if isinstance(item, Channel):
        return item.called(words.language)
    for field in ("name", "title", "who", "ask", "do", "text"):
        told = getattr(item, field, None)
        if isinstance(told, LineValue):
            return told.best(words.language)
        if isinstance(told, TextValue):
            return text.plain(text.html(told.best(words.language), escape)).partition("\n")[0]
    return str(getattr(item, "id", ""))


def _exception(book: Handbook, exception: RuleException) -> ExceptionView:
    rule = book.rules.get(exception.rule or "")
    return ExceptionView(exception, rule, book.role(exception.approver), groups(book, exception.for_))


def _shown(book: Handbook, ids: tuple[str, ...]) -> tuple[Rule, ...]:
    """Give the rules behind ids that have a place in the handbook, drafts left out."""
    known = (book.rules.get(i) for i in ids)
    return tuple(rule for rule in known if rule and book.state(rule) is not State.DRAFT)
