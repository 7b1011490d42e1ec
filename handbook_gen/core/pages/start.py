"""The start page: the ways into the handbook; the words above them are hand-written, in `content/`."""

from collections.abc import Iterator

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.views import topics
from handbook_gen.core.words import Words


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the start page."""
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
            "roles": [role for role in roles if book.rules_for(role.id)],
            "topics": [
                (topic, len(rules)) for topic in topics(book, words) if (rules := book.rules_in(topic.id))
            ],
            "rights": any(rule.binds == "employee" and rule.modality == "may" for rule in book.published),
            "triage": bool(book.policy.webcare.triage and book.policy.webcare.triage.steps),
            "levels": book.policy.webcare.escalation,
            "written": None,
            "ask": book.role(book.policy.settings.ask),
        },
    )
