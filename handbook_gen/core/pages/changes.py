"""What a version changes compared with the release before it: per role, then by level; compares nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.history.news import WAYS, RoleNews, news
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import DRAFT, LATEST, Past
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry as Heading
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.told import level_of
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling import Names, entries, follows, sections, summary
from handbook_gen.core.words import Words

_MOST: Final = 12
"""How many rules of a kind are named for a role before the rest is counted."""


@dataclass(frozen=True, slots=True)
class ForRole:
    """What a version means for some roles, for all of whom it is the same."""

    whom: str
    counts: str
    """In numbers: 1 stricter, 1 new, 4 only worded differently."""
    lists: tuple[tuple[str, tuple[Rule, ...], str], ...]
    """What became of rules, in words; the first of the rules, and how many more there are."""


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, in a version that follows a release."""
    past = book.past
    if past is None or past.news is None or past.release is None:
        return
    draft = past.shown == DRAFT
    names = Names(past.news, words, occasion="draft" if draft else "release")
    told = entries(past.news.listed)
    levels = [level_of(book, each, names) for each in sections(told, names)]
    roles = _roles(past.news, names)
    after = follows(past.news, names) if draft else ()
    version = past.release.version
    headings = [Heading(f"_{level.name}", words(f"telling.level.{level.name}.title")) for level in levels]
    yield Page(
        address=addresses.CHANGES,
        template="release-changes.html",
        title=words("changed.draft_title" if draft else "changed.title", version=version),
        description=words("changed.draft_description" if draft else "changed.description", version=version),
        tab="about",
        data={
            "draft": draft,
            "latest": past.shown == LATEST,
            "release": past.release,
            "before": past.release if draft else _before(past),
            "levels": levels,
            "summary": summary(told, words),
            "follows": after,
            "roles": roles,
        },
        entries=(
            *[Heading("_for-roles", words("changed.roles"))] * bool(roles),
            *headings,
            *[Heading("_follows", words("telling.heading.follows"))] * bool(after),
        ),
    )


def _before(past: Past) -> object:
    return past.history.before(past.release.version) if past.release else None


def _roles(comparison: Comparison, names: Names) -> tuple[ForRole, ...]:
    """Tell roles for whom a version means the same together, those with most to read first."""
    found: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    every = news(comparison)
    for role, each in every.items():
        found.setdefault(tuple(getattr(each, way) for way in WAYS), []).append(role)
    ordered = sorted(found.items(), key=lambda each: -sum(map(len, each[0])))
    return tuple(_for_role(tuple(roles), every[roles[0]], names) for _, roles in ordered)


def _for_role(roles: tuple[str, ...], told: RoleNews, names: Names) -> ForRole:
    words = names.words
    there = {way: ids for way in WAYS if (ids := getattr(told, way))}
    counts = [words.count(f"changed.counted.{way}", len(ids)) for way, ids in there.items()]
    lists = [
        (words(f"changed.way.{way}"), tuple(_rules(ids[:_MOST], names)), _more(len(ids) - _MOST, words))
        for way, ids in there.items()
    ]
    return ForRole(names.whom(frozenset(roles)), words("report.comma").join(counts), tuple(lists))


def _more(left: int, words: Words) -> str:
    return words("telling.more", n=left) if left > 0 else ""


def _rules(ids: tuple[str, ...], names: Names) -> Iterator[Rule]:
    for identity in ids:
        item = names.item(Spot(Rule.noun, identity))
        if isinstance(item, Rule):
            yield item
