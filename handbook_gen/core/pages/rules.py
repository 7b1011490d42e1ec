"""The pages of the rules: by topic, inside, outside, and the topics, where each rule has its home."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Topic
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.lifeline import names_of
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import by_topic, tombstone, topics, view
from handbook_gen.core.telling import Names
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the overview, the two by reach, and a page per topic that has rules or had them."""
    shown = [topic for topic in topics(book, words) if book.rules_in(topic.id) or book.gone_from(topic.id)]
    yield Page(
        address=addresses.RULES,
        template="rules.html",
        title=words("rules.title"),
        description=words("rules.description"),
        tab="rules",
        data={"topics": [(topic, book.rules_in(topic.id)) for topic in shown]},
    )
    for reach, address in (("internal", addresses.INSIDE), ("external", addresses.OUTSIDE)):
        rules = tuple(rule for rule in book.published if rule.reach in (reach, "both", None))
        groups = by_topic(book, rules, words)
        yield Page(
            address=address,
            template="reach.html",
            title=words(f"reach.{reach}.title"),
            description=words(f"reach.{reach}.description"),
            tab="rules",
            data={"groups": groups, "intro": words(f"reach.{reach}.description"), "number": len(rules)},
            entries=tuple(Entry(f"topic-{g.topic.id}", g.topic.name.best(words.language)) for g in groups),
        )
    names = names_of(book, words)
    for topic in shown:
        yield _topic(book, topic, names)


def _topic(book: Handbook, topic: Topic, names: Names) -> Page:
    words = names.words
    language = words.language
    views = tuple(view(book, rule, names) for rule in book.rules_in(topic.id))
    gone = tuple(tombstone(book, rule, names) for rule in book.gone_from(topic.id))
    headings = [Entry(v.rule.id, v.rule.title.best(language)) for v in views]
    headings += [Entry("gone", words("topic.gone"))] * bool(gone)
    return Page(
        address=addresses.address(book, "topic", topic.id),
        template="topic.html",
        title=topic.name.best(language),
        description=words("topic.description", topic=topic.name.best(language)),
        tab="rules",
        data={
            "topic": topic,
            "views": views,
            "gone": gone,
            "ask": book.role(topic.ask or book.policy.settings.ask),
        },
        entries=tuple(headings),
        group=words("rules.by_topic"),
    )
