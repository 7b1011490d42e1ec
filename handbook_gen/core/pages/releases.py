"""Every release so far: when, why, who agreed, its hash and where it stands; verifies nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import Past, Release
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.lifeline import beside, followed
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as the page shows it."""

    release: Release
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
    shown = [_shown(book, past, each, words.language) for each in reversed(past.history.releases)]
    there = followed(book, words.language)
    yield Page(
        address=addresses.RELEASES,
        template="releases.html",
        title=words("releases.title"),
        description=words("releases.description"),
        tab="about",
        data={"releases": shown, "numbered": past.numbered, "newest": past.release, "followed": there},
        entries=(
            *(Entry(each.anchor, _heading(each.release, words)) for each in shown),
            Entry("_verify", words("releases.verify")),
            *([Entry("_follow", words("news.follow"))] * there),
        ),
    )


def _heading(release: Release, words: Words) -> str:
    said = words("releases.version", version=release.version)
    return said[:1].upper() + said[1:]


def _shown(book: Handbook, past: Past, release: Release, language: Language) -> Shown:
    there = beside(book, release, language)
    root = "" if release.version == past.shown else f"../{release.version}/"
    first = past.history.before(release.version) is None
    return Shown(
        release=release,
        to=(root or "./") if there else "",
        changes=f"{root}{addresses.CHANGES}" if there and not first else "",
        anchor=f"_{release.version}",
    )
