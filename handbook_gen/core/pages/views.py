"""A rule with everything around it resolved: what a template shows without asking anything."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.roles import Audience, Role
from handbook_gen.core.model.rules import Rule, RuleException, Topic
from handbook_gen.core.model.times import Hours
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import Level
from handbook_gen.core.pages.corrections import Way, ways
from handbook_gen.core.pages.lifeline import Version, lifeline
from handbook_gen.core.pages.standing import standing
from handbook_gen.core.telling import Names
from handbook_gen.core.words import Words


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """An exception with its rule, its approver and those it is for."""

    exception: RuleException
    rule: Rule | None
    approver: Role | None
    groups: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as its home shows it."""

    rule: Rule
    topic: Topic
    announced: bool
    """Decided, and not yet in force on the handbook's day."""
    until: date | None
    ask: Role | None
    owner: Role | None
    everyone: bool
    groups: tuple[Item, ...]
    """Audiences and roles it is addressed to; nothing where it is addressed to everyone."""
    channels: tuple[Item, ...]
    """Channels it is limited to; nothing where it holds for all."""
    carried_out_by: tuple[Role, ...]
    exceptions: tuple[ExceptionView, ...]
    overrides: tuple[Rule, ...]
    overridden_by: tuple[Rule, ...]
    replaces: tuple[Rule, ...]
    law: tuple[Law, ...]
    escalation: Level | None
    basis_law: Law | None
    standing: str
    """Where it stands; nothing before the first release."""
    versions: tuple[Version, ...]
    """The texts it had, the newest first; nothing where there was only one."""
    ways: tuple[Way, ...]
    """How a reader asks about it, or mends it."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a rule that no longer applies."""

    rule: Rule
    until: date | None
    successors: tuple[Rule, ...]
    standing: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Some rules of one topic."""

    topic: Topic
    rules: tuple[Rule, ...]


def view(book: Handbook, rule: Rule, names: Names) -> RuleView:
    """Resolve what a rule cites, and tell where it stands."""
    level = book.get("level", rule.escalation)
    basis = book.get("law", rule.basis.law if rule.basis else None)
    return RuleView(
        rule=rule,
        topic=book.topics[book.topic_of[rule.id]],
        announced=book.state(rule) is State.ANNOUNCED,
        until=book.until(rule),
        ask=book.role(rule.ask),
        owner=book.role(rule.owner),
        everyone="all" in rule.audience,
        groups=groups(book, rule.audience),
        channels=channels(book, rule.channels, ours=rule.capacity != "personal"),
        carried_out_by=tuple(role for i in rule.carried_out_by if (role := book.role(i))),
        exceptions=tuple(exception(book, e) for e in rule.exceptions if not e.until or e.until > book.day),
        overrides=book.shown(rule.overrides),
        overridden_by=book.overridden_by.get(rule.id, ()),
        replaces=book.shown(rule.replaces),
        law=tuple(item for i in rule.law if isinstance(item := book.get("law", i), Law)),
        escalation=level if isinstance(level, Level) else None,
        basis_law=basis if isinstance(basis, Law) else None,
        standing=standing(book, rule, names.words),
        versions=lifeline(book, rule, names),
        ways=tuple(ways(book, rule, names.words)),
    )


def tombstone(book: Handbook, rule: Rule, names: Names) -> Tombstone:
    """Name what came after a rule, and tell how it ended."""
    return Tombstone(
        rule,
        book.until(rule),
        book.shown(book.successors.get(rule.id, ())),
        standing(book, rule, names.words),
        lifeline(book, rule, names),
    )


def by_topic(book: Handbook, rules: tuple[Rule, ...], words: Words) -> tuple[TopicGroup, ...]:
    """Group rules by topic, the topics by name."""
    grouped = groupby(rules, key=lambda rule: book.topic_of[rule.id])
    found = {topic: tuple(some) for topic, some in grouped}
    return tuple(TopicGroup(topic, found[topic.id]) for topic in topics(book, words) if topic.id in found)


def topics(book: Handbook, words: Words) -> tuple[Topic, ...]:
    """Give the topics by name, as a reader looks for them."""
    return tuple(
        sorted(book.topics.values(), key=lambda topic: words.alphabetical(topic.name.best(words.language)))
    )


def levels(book: Handbook) -> tuple[Level, ...]:
    """Give the levels as they stand in the policy, each before the one that it names as the next."""
    left = list(book.policy.webcare.escalation)
    ordered: list[Level] = []
    while left:
        waiting = {level.next for level in left}
        first = next((level for level in left if level.id not in waiting), left[0])
        left.remove(first)
        ordered.append(first)
    return tuple(ordered)


def carded(book: Handbook) -> bool:
    """Tell whether there is enough for a duty card: somebody to ring, or something to do first."""
    webcare = book.policy.webcare
    crisis, steps = webcare.crisis, webcare.triage.steps if webcare.triage else ()
    hijacked, dark = (crisis.hijacked_account, crisis.going_dark) if crisis else (None, None)
    lists = (hijacked.steps if hijacked else ()) or (dark.order if dark else ())
    return bool(webcare.escalation or lists or any(step.do and step.escalate for step in steps))


def counting(level: Level, owner: Role | None) -> Hours | None:
    """Give the hours in which the time of a level counts: its own, or else those of whoever takes it on."""
    return level.hours or (owner.contact.hours if owner and owner.contact else None)


def groups(book: Handbook, ids: tuple[str, ...]) -> tuple[Item, ...]:
    """Give the audiences and roles that ids stand for; nothing for `all`."""
    found = (book.get("audience", i) or book.get("role", i) for i in ids)
    return tuple(item for item in found if isinstance(item, Audience | Role))


def channels(book: Handbook, ids: tuple[str, ...], *, ours: bool = True) -> tuple[Item, ...]:
    """Give the channels and platforms that ids stand for; nothing for `all`.

    Where it is not about our own accounts, an id that is both means the platform.
    """
    nouns = ("channel", "platform") if ours else ("platform", "channel")
    return tuple(item for i in ids if (item := next(filter(None, (book.get(n, i) for n in nouns)), None)))


def role_sections(book: Handbook, role: Role) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Split what concerns a role: its own rules, those it includes, what it may expect, what it does."""
    reaching = book.rules_for(role.id)
    binding = tuple(rule for rule in reaching if rule.binds != "employer")
    own = tuple(rule for rule in binding if _names(book, rule, role))
    if len(own) == len(binding):
        own = ()
    duties = tuple(
        rule
        for rule in book.published
        if role.id in rule.carried_out_by or (role.kind == "employer" and rule.binds == "employer")
    )
    return (
        ("own", own),
        ("mine", tuple(rule for rule in binding if rule.id not in {each.id for each in own})),
        ("promised", tuple(rule for rule in reaching if rule.binds == "employer")),
        ("duties", duties),
    )


def _names(book: Handbook, rule: Rule, role: Role) -> bool:
    """Tell whether a rule names a role, itself or in an audience, and not only a role that it includes."""
    named_groups = (book.get("audience", i) for i in rule.audience)
    return role.id in rule.audience or any(
        isinstance(group, Audience) and role.id in group.roles for group in named_groups
    )


def exception(book: Handbook, given: RuleException) -> ExceptionView:
    """Resolve what an exception cites."""
    rule = next(iter(book.shown([given.rule or ""])), None)
    return ExceptionView(given, rule, book.role(given.approver), groups(book, given.for_))
