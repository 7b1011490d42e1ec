"""About the handbook: how to read it, who answers for what, what is reviewed when."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.rules import MODALITIES
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Reply
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pictures import Moment, Timeline, timeline
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be reviewed by a day: topics with how many of their rules, and other items."""

    day: date
    topics: Mapping[str, int]
    items: tuple[Item, ...]

    @property
    def number(self) -> int:
        """How many rules and other items there are to review."""
        return sum(self.topics.values()) + len(self.items)

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"_review-{self.day.isoformat()}"


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page about the handbook."""
    owners = Counter(rule.owner for rule in book.published if rule.owner)
    reviews = _reviews(book)
    settings = book.policy.settings
    today = None if book.past and book.past.numbered else book.day  # what is late is so on a day
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
            "line": _line(reviews, today, words) if reviews and today else None,
            "today": today,
            "rules": len(book.published),
            "topics": len({book.topic_of[rule.id] for rule in book.published}),
        },
        entries=tuple(Entry(part, words(f"about.{part}")) for part, there in parts.items() if there),
    )


def _line(reviews: list[Review], today: date, words: Words) -> Timeline:
    """Draw what is to be reviewed when."""
    moments = [
        Moment(
            review.day,
            review.number,
            f"{words.date(review.day)}: {words.count('about.due', review.number)}",
            f"#{review.anchor}",
        )
        for review in reviews
    ]
    return timeline(moments, today)


def _reviews(book: Handbook) -> list[Review]:
    """Give every rule, channel and reply that has a review date, by day; rules count for their topic."""
    topics: defaultdict[date, Counter[str]] = defaultdict(Counter)
    items: defaultdict[date, list[Item]] = defaultdict(list)
    for rule in book.published:
        if rule.review_by:
            topics[rule.review_by][book.topic_of[rule.id]] += 1
    others: list[Channel | Reply] = [*book.policy.channels.channels, *book.policy.webcare.replies]
    for item in others:
        if item.review_by:
            items[item.review_by].append(item)
    return [Review(day, topics[day], tuple(items[day])) for day in sorted({*topics, *items})]
