"""Every release so far: when, why, who agreed, its hash and where it stands; verifies nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import Given, Past, Release
from handbook_gen.core.model.roles import Role
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Agreed:
    """An approval, with the role that gave it."""

    given: Given
    role: Role | None
    """None where the handbook knows that role no more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as the page shows it."""

    release: Release
    agreed: tuple[Agreed, ...]
    to: str
    """Its start page; nothing where it is not published beside this one."""
    changes: str
    """Its page of changes; nothing for the first."""
    anchor: str


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, once there is a release."""
    past = book.past
    if past is None or past.release is None:
        return
    shown = [_shown(book, past, each) for each in reversed(past.history.releases)]
    yield Page(
        address=addresses.RELEASES,
        template="releases.html",
        title=words("releases.title"),
        description=words("releases.description"),
        tab="about",
        data={"releases": shown, "numbered": past.numbered, "newest": past.release},
        entries=(
            *(Entry(each.anchor, words("releases.version", version=each.release.version)) for each in shown),
            Entry("_verify", words("releases.verify")),
        ),
    )


def _shown(book: Handbook, past: Past, release: Release) -> Shown:
    beside = past.among and release.published <= book.day
    root = "" if release.version == past.shown else f"../{release.version}/"
    first = past.history.before(release.version) is None
    return Shown(
        release=release,
        agreed=tuple(Agreed(each, book.role(each.by)) for each in release.approvals),
        to=(root or "./") if beside else "",
        changes=f"{root}{addresses.CHANGES}" if beside and not first else "",
        anchor=f"_{release.version}",
    )
