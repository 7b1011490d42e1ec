"""What each reader looks for first, and where it stands; leads to nothing that is not there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.guides import Guide
from handbook_gen.core.model.handbook import Reader
from handbook_gen.core.model.refs import ANY
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Item, LineValue
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.words import Words

READERS: Final[tuple[Reader, ...]] = ("employee", "publisher", "reviewer", "webcare")
# What an employee looks for: pages where it may stand, then words in a topic’s id that show that it does.
_EMPLOYEE: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "post": ((addresses.OUTSIDE, addresses.INSIDE, addresses.RULES), ""),
    "capacity": ((), "official capacity private prive scope"),
    "photos": ((), "photos photo images pictures video fotos foto beeld"),
    "employer": ((), "affiliation disclosure employer openheid werkgever"),
    "press": ((), "press journalists journalist pers journalisten"),
    "unsure": ((), "doubt unsure twijfel"),
    "wrong": ((addresses.CRISIS, addresses.ESCALATION), "crisis incident"),
    "rights": ((addresses.RIGHTS,), "rights rechten"),
}
_OTHERS: Final[Mapping[Reader, Mapping[str, str]]] = {
    "publisher": {
        "changed": addresses.CHANGES,
        "whom": f"{addresses.CHANGES}#_for-roles",
        "follows": f"{addresses.CHANGES}#_follows",
        "releases": addresses.RELEASES,
        "feed": f"{addresses.RELEASES}#_follow",
        "decisions": addresses.DECISIONS,
        "reviews": f"{addresses.ABOUT}#reviews",
        "edit": f"{addresses.ABOUT}#asking",
    },
    "reviewer": {
        "proposal": addresses.PROPOSAL,
        "findings": addresses.FINDINGS,
        "coverage": addresses.COVERAGE,
        "approvals": f"{addresses.DECISIONS}#approvals",
        "applied": addresses.APPLIED,
        "duties": addresses.DUTIES,
    },
    "webcare": {
        "triage": addresses.TRIAGE,
        "escalation": addresses.ESCALATION,
        "crisis": addresses.CRISIS,
        "duty": addresses.DUTY,
        "replies": addresses.REPLIES,
        "times": addresses.REPLY_TIMES,
        "channels": addresses.CHANNELS,
    },
}


@dataclass(frozen=True, slots=True)
class Way:
    """What a reader has in mind, and where it stands."""

    label: LineValue
    to: str
    """An address, relative to the root of a version."""
    item: Item | None = None
    """What stands there; none where it is a page of many things."""
    page: str = ""
    """The title of the page, where it is one."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What there is to lead to: pages, and the headings on them."""

    book: Handbook
    words: Words
    titles: Mapping[str, str]
    """Address → title, of pages and of what stands on them."""

    def way(self, label: LineValue, to: str) -> Way | None:
        """Lead to an id or an address; nowhere where that is not published."""
        if to in self.titles:
            return Way(label, to, page=self.titles[to])
        item = next((item for noun in ANY if (item := self.book.get(noun, to))), None)
        if item is None or (isinstance(item, Rule) and self.book.state(item) is State.DRAFT):
            return None
        address = addresses.address(self.book, item.noun, to)
        return Way(label, address, item) if address.partition("#")[0] in self.titles else None

    def first(self, key: str, places: Iterable[str]) -> Way | None:
        """Lead to the first of some places that is there, under words of ours."""
        label = line(self.words, key)
        return next((way for to in places if (way := self.way(label, to))), None)


def signposts(book: Handbook, pages: tuple[Page, ...], words: Words) -> Mapping[Reader, tuple[Way, ...]]:
    """Give the ways of each reader: those that the policy names, else those that it has a place for."""
    site = _Site(book, words, titles(pages))
    found: dict[Reader, tuple[Way, ...]] = {}
    for reader in READERS:
        named = [each for each in book.policy.settings.signposts if each.for_ == reader]
        ways = (site.way(each.label, each.to) for each in named) if named else _derived(site, reader)
        found[reader] = tuple(way for way in ways if way)
    return found


def titles(pages: tuple[Page, ...]) -> Mapping[str, str]:
    """Give the title of each page by its address, and of each heading that its table of contents shows."""
    found = {page.address: page.title for page in pages}
    return found | {f"{page.address}#{entry.id}": entry.title for page in pages for entry in page.entries}


def line(words: Words, key: str) -> LineValue:
    """Give words of ours as a line in their language, as a policy would write it."""
    return LineValue(**{words.language: words(key)})


def _derived(site: _Site, reader: Reader) -> Iterator[Way | None]:
    if reader == "employee":
        yield from (site.first(f"start.way.{key}", _places(site.book, key)) for key in _EMPLOYEE)
        return
    if reader == "webcare":
        guides = (each for each in site.book.policy.guides.guides if not _for_staff(site.book, each))
        yield from (site.way(guide.name, guide.id) for guide in guides)
    yield from (site.first(f"start.{reader}.{key}", (to,)) for key, to in _OTHERS[reader].items())


def _places(book: Handbook, key: str) -> Iterator[str]:
    """Give where an employee may find something, the best place first: a guide, a page, a topic, somebody."""
    pages, words = _EMPLOYEE[key]
    if key == "post":
        yield from (guide.id for guide in book.policy.guides.guides if _for_staff(book, guide))
    yield from pages
    yield from (topic for word in words.split() for topic in book.topics if word in topic.split("-"))
    if key == "unsure":
        yield book.policy.settings.ask


def _for_staff(book: Handbook, guide: Guide) -> bool:
    """Tell whether a guide is for people who are no more than staff, and not for one team."""
    reached = reaching(book)(guide.for_)
    return not guide.for_ or any(not role.includes for role in book.policy.roles.roles if role.id in reached)
