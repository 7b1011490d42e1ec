"""What a version of the handbook shows: a release as it was, what is in force on a day, or the draft."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from handbook_gen.core.history.applying import lives
from handbook_gen.core.history.comparing import compared
from handbook_gen.core.links import link
from handbook_gen.core.model import Policy, TopicFile, shape
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import DRAFT, LATEST, History, Life, Past, Release, Then
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Item


def numbered(history: History, version: str) -> Handbook:
    """Show a release as it was published, on the day it was: what it says never turns false."""
    known = history.upto(version)
    release = known.releases[-1]
    book = _linked(known, release.policy, release.published)
    past = Past(version, known, lives(known), news=_news(known, known.before(version), book))
    return replace(book, past=past)


def latest(history: History, day: date, people: PeopleFile) -> Handbook:
    """Show what is in force on a day: the newest release known then, with who holds its functions now.

    Where a rule was changed ahead of the day from which that applies, its text until then is shown, and the
    other as adopted. Raises ValueError where no release was published by then.
    """
    known = history.known(day)
    if known.latest is None:
        raise ValueError(day)
    newest = known.latest
    every = lives(known)
    now = {identity: life.at(day) for identity, life in every.items()}
    older = {
        identity: each.rule
        for identity, each in now.items()
        if each.then is Then.IN_FORCE and each.rule and each.rule != newest.rules.get(identity)
    }
    policy = replace(_with(newest.policy, older), people=people)
    adopted = {identity: newest.rules[identity] for identity in older if identity in newest.rules}
    news = _news(known, known.before(newest.version), _linked(known, newest.policy, newest.published))
    book = _linked(known, policy, day)
    validity = replace(book.validity, spans={each.id: _span(each, day) for each in every.values()})
    past = Past(LATEST, known, every, adopted=adopted, news=news)
    return replace(book, validity=validity, past=past)


def _span(life: Life, day: date) -> tuple[date, date]:
    """Give from when to when a rule applies, whatever its texts: around a day, or next after it, or last.

    One text alone does not tell: an earlier one may apply until it takes effect.
    """
    spans: list[tuple[date, date]] = []
    for period in life.periods:
        starts, ends = period.starts or date.min, period.ends or date.max
        if period.then is Then.IN_FORCE and spans and spans[-1][1] == starts:
            spans[-1] = (spans[-1][0], ends)
        elif period.then is Then.IN_FORCE:
            spans.append((starts, ends))
    return next((span for span in spans if day < span[1]), spans[-1] if spans else (date.min, date.min))


def draft(book: Handbook, history: History) -> Handbook:
    """Show what is being worked on, with the releases that it follows."""
    if not history.releases:
        return book
    return replace(book, past=Past(DRAFT, history, lives(history), news=_news(history, history.latest, book)))


def _linked(history: History, policy: Policy, day: date) -> Handbook:
    return link(policy, day, history.days[-1])[0]


def _news(history: History, before: Release | None, after: Handbook) -> Comparison | None:
    """Compare a version with the release before it, if there was one."""
    return compared(history, before, after) if before else None


def _with(policy: Policy, older: Mapping[str, Rule]) -> Policy:
    """Put earlier texts of rules in the place of theirs; what they cite and has gone since is left out."""
    if not older:
        return policy
    known = {getattr(item, "id", "") for document in policy.documents for item in shape.below(document)}
    topics = tuple(_topic(file, older, known) for file in policy.topics)
    return replace(policy, topics=topics)


def _topic(file: TopicFile, older: Mapping[str, Rule], known: set[str]) -> TopicFile:
    rules = tuple(_citing(older[rule.id], known) if rule.id in older else rule for rule in file.rules)
    return file.model_copy(update={"rules": rules})


def _citing(item: Rule, known: set[str]) -> Rule:
    """Copy an item without the ids in it that stand for nothing any more."""
    return item.model_copy(update=dict(_fewer(item, known)))


def _fewer(item: Item, known: set[str]) -> Iterator[tuple[str, object]]:
    for field in shape.fields(type(item)):
        value = getattr(item, field.name)
        if field.ref and field.many:
            kept = tuple(each for each in value if each in known or each in field.ref.words)
            if kept != value:
                yield field.name, kept
        elif field.ref and value is not None and value not in known and value not in field.ref.words:
            yield field.name, None
