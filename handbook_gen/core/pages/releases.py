"""Every release so far: when, why, who agreed, its hash and where it stands; verifies nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.history.course import counted
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import Past, Release
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.lifeline import beside, followed
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pictures import Step, course
from handbook_gen.core.words import Words

_UP: Final = ("stricter", "undecided")
_DOWN: Final = ("looser",)


@dataclass(frozen=True, slots=True)
class Shown:
    """A release as the page shows it."""

    release: Release
    to: str
    """Its start page; nothing where it is not published beside this one."""
    changes: str
    """Its page of changes; nothing for the first."""
    anchor: str
    changed: str
    """How many rules it changed and how, in words; nothing for the first."""
    step: Step


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, once there is a release."""
    past = book.past
    if past is None or past.release is None:
        return
    shown = [_shown(book, past, each, words) for each in reversed(past.history.releases)]
    there = followed(book, words.language)
    drawn = course([each.step for each in reversed(shown)]) if len(shown) > 1 else None
    yield Page(
        address=addresses.RELEASES,
        template="releases.html",
        title=words("releases.title"),
        description=words("releases.description"),
        tab="about",
        data={
            "releases": shown,
            "numbered": past.numbered,
            "newest": past.release,
            "followed": there,
            "drawn": drawn,
        },
        entries=(
            *(Entry(each.anchor, _heading(each.release, words)) for each in shown),
            Entry("_verify", words("releases.verify")),
            *([Entry("_follow", words("news.follow"))] * there),
        ),
    )


def _heading(release: Release, words: Words) -> str:
    said = words("releases.version", version=release.version)
    return said[:1].upper() + said[1:]


def _shown(book: Handbook, past: Past, release: Release, words: Words) -> Shown:
    there = beside(book, release, words.language)
    root = "" if release.version == past.shown else f"../{release.version}/"
    first = past.history.before(release.version) is None
    anchor = f"_{release.version}"
    changed, step = _step(past, release, f"{addresses.RELEASES}#{anchor}", words)
    return Shown(
        release=release,
        to=(root or "./") if there else "",
        changes=f"{root}{addresses.CHANGES}" if there and not first else "",
        anchor=anchor,
        changed=changed,
        step=step,
    )


def _step(past: Past, release: Release, address: str, words: Words) -> tuple[str, Step]:
    """Say and draw how many rules a release changed: asking more above the line, asking less below it."""
    numbers = counted(past.history, release)
    told = {kind: numbers.get(kind, 0) for kind in (*_UP, *_DOWN)}
    said = words.listed([words.count(f"small.changed.{kind}", n) for kind, n in told.items() if n])
    title = words("small.release", version=release.version, day=words.date(release.published))
    up, down = ([(kind, told[kind]) for kind in kinds] for kinds in (_UP, _DOWN))
    return said, Step(
        release.version,
        release.published,
        words("small.step", title=title, changed=said) if said else title,
        address,
        tuple(up),
        tuple(down),
    )
