"""The start page: search, what each reader looks for first, topics and roles; the words are in `content/`."""

from collections.abc import Iterator
from dataclasses import replace

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.signposts import signposts
from handbook_gen.core.pages.views import topics
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the start page, before it is known what it can lead to."""
    # Roles that include no other are what most people are: employee, intern, hired hand.
    roles = sorted(book.policy.roles.roles, key=lambda role: bool(role.includes))
    name = book.policy.settings.organisation.name.best(words.language)
    yield Page(
        address=addresses.START,
        template="start.html",
        title=words("site.name", organisation=name),
        description=words("start.description", organisation=name),
        tab="start",
        data={
            "ways": (),
            "others": (),
            "roles": [role for role in roles if book.rules_for(role.id)],
            "topics": [
                (topic, len(rules)) for topic in topics(book, words) if (rules := book.rules_in(topic.id))
            ],
            "heading": None,
            "written": None,
            "ask": book.role(book.policy.settings.ask),
        },
    )


def leading(start: Page, others: tuple[Page, ...], book: Handbook, words: Words) -> Page:
    """Give the start page with the ways to the other pages: what is not there, it does not lead to."""
    found = signposts(book, others, words)
    for_others = [(reader, ways) for reader, ways in found.items() if ways and reader != "employee"]
    return replace(start, data={**start.data, "ways": found["employee"], "others": for_others})
