"""The search page: its form, whom to ask, and topics for who has no scripts; a script draws the answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import MODALITIES
from handbook_gen.core.naming import named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.corrections import mail_for, version
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.views import topics
from handbook_gen.core.words import Words

_ALL: Final = "all"
_CAPACITIES: Final = ("personal", "official")
_CLOSED: Final = ("retired",)
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "rule": ("rule", "gone"),
    "page": ("topic", "guide", "page", "written"),
    "role": ("role",),
    "channel": ("channel",),
    "webcare": ("step", "level", "reply", "target"),
    "word": ("word", "term", "trait"),
    "law": ("law",),
    "strategy": ("question", "objective", "means", "promise", "ambassador"),
}
"""What a reader tells apart → the kinds of documents that it stands for."""
_ALWAYS: Final = ("rule", "page")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a filter offers: how the address names it, how people call it, the ids that it lets through."""

    value: str
    name: str
    means: tuple[str, ...]


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the search page."""
    yield Page(
        address=addresses.SEARCH,
        template="search.html",
        title=words("search_page.title"),
        description=words("search_page.description"),
        tab="about",
        data={
            "choices": {
                "role": _roles(book, words),
                "capacity": [Choice(each, words(f"capacity.{each}.label"), (each,)) for each in _CAPACITIES],
                "channel": _channels(book, words),
                "kind": _kinds(book, words),
            },
            "kinds": [noun for nouns in _KINDS.values() for noun in nouns],
            "modalities": MODALITIES,
            "asked": [role for identity in _asked(book) if (role := book.role(identity))],
            "mail": mail_for(book),
            "version": version(book, words),
            "topics": [
                (topic, len(rules)) for topic in topics(book, words) if (rules := book.rules_in(topic.id))
            ],
        },
    )


def _asked(book: Handbook) -> Iterator[str]:
    """Name every function that a reader may be sent to, the one that answers for all the rest first."""
    found = (book.policy.settings.ask, *(rule.ask for rule in book.published if rule.ask))
    yield from dict.fromkeys(found)


def _roles(book: Handbook, words: Words) -> list[Choice]:
    found = (role for role in book.policy.roles.roles if book.rules_for(role.id))
    return _sorted((Choice(each.id, each.name.best(words.language), (each.id,)) for each in found), words)


def _channels(book: Handbook, words: Words) -> list[Choice]:
    """Give our channels, each with its platform, and the platforms that only rules name."""
    ours = [each for each in book.policy.channels.channels if each.status not in _CLOSED]
    known = {identity for each in ours for identity in (each.id, each.platform)}
    cited = dict.fromkeys(i for rule in book.published for i in rule.channels if i not in (_ALL, *known))
    others = ((i, item) for i in cited if (item := book.get("platform", i) or book.get("channel", i)))
    found = [
        *(Choice(e.id, e.called(words.language), tuple(dict.fromkeys((e.id, e.platform)))) for e in ours),
        *(Choice(i, named(item, words), (i,)) for i, item in others),
    ]
    return _sorted(found, words)


def _kinds(book: Handbook, words: Words) -> list[Choice]:
    """Give the kinds that this handbook has something of."""
    there = {noun for noun, _ in book.items}
    return [
        Choice(value, words(f"search_page.kinds.{value}"), nouns)
        for value, nouns in _KINDS.items()
        if value in _ALWAYS or there.intersection(nouns)
    ]


def _sorted(choices: Iterable[Choice], words: Words) -> list[Choice]:
    return sorted(choices, key=lambda choice: words.alphabetical(choice.name))
