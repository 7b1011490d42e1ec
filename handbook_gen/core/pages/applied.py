"""What applied when, for every rule that ever was: periods by topic, as known now; filters nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import Life, Past, Period, Then
from handbook_gen.core.model.rules import Rule, Topic
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.lifeline import at_release
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """A period of a rule: what is to be said of each day in it."""

    then: Then
    starts: str
    """The first day of it, as data; nothing where it is open."""
    ends: str
    """The first day after it."""
    when: str
    """The period in words."""
    rule: Rule | None
    """The text that applied."""
    release: str
    """The newest version of the handbook that has this text."""
    to: str
    """Where it stands there; nothing where that is not published beside this one."""
    counts: bool
    """Whether it is told without being asked for a day: that it applied, or that it never did."""


@dataclass(frozen=True, slots=True)
class Told:
    """A rule with its periods, which together are all of time."""

    id: str
    rule: Rule
    """Its newest text."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of a topic."""

    topic: Topic
    rules: tuple[Told, ...]


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page, but not in a version that never changes: it would only tell what was known then."""
    past = book.past
    if past is None or past.release is None or past.numbered:
        return
    groups = _groups(book, past, words)
    yield Page(
        address=addresses.APPLIED,
        template="applied.html",
        title=words("applied.title"),
        description=words("applied.description"),
        tab="about",
        data={"groups": groups, "release": past.release, "rules": sum(len(each.rules) for each in groups)},
        entries=tuple(Entry(f"_{g.topic.id}", g.topic.name.best(words.language)) for g in groups),
    )


def _groups(book: Handbook, past: Past, words: Words) -> tuple[Group, ...]:
    """Group every rule by the topic in which the newest release that has it, has it."""
    topics: dict[str, Topic] = {}
    found: dict[str, list[Told]] = {}
    homes: dict[str, str] = {}
    for release in past.history.releases:
        homes |= {identity: release.topic_of[identity] for identity in release.rules}
        topics |= {file.topic.id: file.topic for file in release.policy.topics}
    for identity, life in past.lives.items():
        found.setdefault(homes[identity], []).append(_told(book, life, words))
    return tuple(
        Group(topics[each], tuple(sorted(found[each], key=lambda told: told.id)))
        for each in sorted(found, key=lambda each: words.alphabetical(topics[each].name.best(words.language)))
    )


def _told(book: Handbook, life: Life, words: Words) -> Told:
    return Told(
        life.id, life.wordings[-1].rule, tuple(_row(book, life, each, words) for each in life.periods)
    )


def _row(book: Handbook, life: Life, period: Period, words: Words) -> Row:
    known = [name for name in ("starts", "ends") if getattr(period, name)]
    facts = {name: words.date(getattr(period, name)) for name in known}
    release = period.release
    return Row(
        then=period.then,
        starts=period.starts.isoformat() if period.starts else "",
        ends=period.ends.isoformat() if period.ends else "",
        when=words(f"applied.when.{'_'.join(known) or 'always'}", **facts),
        rule=period.rule,
        release=release.version if release else "",
        to=at_release(book, release, life.id, words.language) if release else "",
        counts=period.then in (Then.IN_FORCE, Then.NEVER),
    )
