"""About the handbook: how to read it, who answers for it; the glossary and the law beside it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.rules import MODALITIES, Rule
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Reply
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be reviewed by a day: topics with how many of their rules, and other items."""

    day: date
    topics: dict[str, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page about the handbook, the glossary and the law."""
    owners = Counter(rule.owner for rule in book.published if rule.owner)
    reviews = _reviews(book)
    settings = book.policy.settings
    parts = {
        "reading": True,
        "asking": True,
        "owners": bool(owners),
        "reviews": bool(settings.review_by or reviews),
        "limits": True,
    }
    yield Page(
        address=addresses.ABOUT,
        template="about.html",
        title=words("about.title"),
        description=words("about.description"),
        tab="about",
        data={
            "settings": settings,
            "ask": book.role(settings.ask),
            "modalities": MODALITIES,
            "owners": [(role, number) for i, number in owners.most_common() if (role := book.role(i))],
            "reviews": reviews,
            "rules": len(book.published),
            "topics": len({book.topic_of[rule.id] for rule in book.published}),
        },
        entries=tuple(Entry(part, words(f"about.{part}")) for part, there in parts.items() if there),
    )
    yield from _glossary(book, words)
    yield from _law(book, words)


def _reviews(book: Handbook) -> list[Review]:
    """Give everything that has a review date, by day, the first day first; rules count for their topic."""
    found: dict[date, Review] = {}
    for rule in book.published:
        if rule.review_by:
            topics = found.setdefault(rule.review_by, Review(rule.review_by)).topics
            topics[book.topic_of[rule.id]] = topics.get(book.topic_of[rule.id], 0) + 1
    others: list[Channel | Reply] = [*book.policy.channels.channels, *book.policy.webcare.replies]
    for item in others:
        if item.review_by:
            found.setdefault(item.review_by, Review(item.review_by)).items.append(item)
    return [found[day] for day in sorted(found)]


def _glossary(book: Handbook, words: Words) -> Iterator[Page]:
    terms = sorted(
        book.policy.glossary.terms, key=lambda term: words.alphabetical(term.name.best(words.language))
    )
    if terms:
        yield Page(
            address=addresses.GLOSSARY,
            template="glossary.html",
            title=words("glossary.title"),
            description=words("glossary.description"),
            tab="about",
            data={"terms": terms},
        )


def _law(book: Handbook, words: Words) -> Iterator[Page]:
    laws = book.policy.law.law
    if laws:
        citing: dict[str, list[Rule]] = {law.id: [] for law in laws}
        for rule in book.published:
            basis = rule.basis.law if rule.basis else None
            for identity in dict.fromkeys([*rule.law, basis or ""]):
                citing.setdefault(identity, []).append(rule)
        yield Page(
            address=addresses.LAW,
            template="law.html",
            title=words("law.title"),
            description=words("law.description"),
            tab="about",
            data={
                "laws": [
                    (law, citing[law.id], book.role(law.checked_by), book.get("law", law.replaced_by))
                    for law in laws
                ]
            },
        )
