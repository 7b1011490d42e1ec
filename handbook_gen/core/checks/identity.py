"""HB107–HB109, identity: ids that meant something else, rules that vanished, and rules cited in vain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.checks.check import check, compared
from handbook_gen.core.compare.rules.identity import another_rule, another_word
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import MENTIONABLE, Handbook, State
from handbook_gen.core.model.history import History, Release, published
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.tone import Word
from handbook_gen.core.model.types import Item, Language
from handbook_gen.core.model.webcare import SensitivePeriod
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_MOST_NAMED: Final = 4
_IN_FULL: Final = (State.IN_FORCE, State.ANNOUNCED)
# Where a rule that has gone is named as what it was.
_HISTORY: Final = frozenset({"because", "decisions", "adjustments", "retirement"})
# What is no sending on: a waiver, and what must name a rule to switch it off.
_NO_CITATION: Final = frozenset({"waivers", "replaces", "overrides"})


@dataclass(frozen=True, slots=True)
class _Known:
    """What an id stood for in the last release in which readers could see it."""

    release: Release
    item: Item
    topic: str


@compared("HB107", "reused-id", Severity.ERROR)
def reused_id(book: Handbook, history: History, kind: Kind) -> Iterator[Finding]:
    """Find ids that an earlier release gave to something else.

    Why: an id is a permanent address; whoever follows an old link, or an old letter that names the rule,
    reads something that was never meant.
    Repair: give the new item an id that was never used, and put the old one back as it was, withdrawn.
    Not asked: a rule that was reworded, moved or reinstated, as long as its words, its topic or its action
    say that it is the same; items other than rules and words of the vocabulary, as long as they are of the
    same kind; what only ever was a draft.
    Source: C48, an id is never reused after withdrawal.
    """
    for identity, before in _known(history).items():
        now = _named(book, identity)
        if now and (variant := _other(book, history, before, now)):
            facts = {"id": identity, "version": before.release.version, "found": before.item.noun}
            called = {"was": _called(before.item, book.languages[0])}
            yield Finding(kind, spot(now, "id"), facts | called, variant)


@compared("HB108", "vanished-id", Severity.ERROR)
def vanished_id(book: Handbook, history: History, kind: Kind) -> Iterator[Finding]:
    """Find rules that readers knew in an earlier release and that have no place in the handbook any more.

    Why: the permanent address of a rule is in mails, contracts and minutes; a link must lead to what became
    of the rule, not to nothing.
    Repair: put the rule back with `status: withdrawn`, and let the rule that took its place name it in
    `replaces`. A published rule that is being rewritten stays active until the new text is decided.
    Not asked: drafts that never were anything else; items without a permanent address of their own.
    Source: C48, links to withdrawn rules lead to a page that says so.
    """
    gone: dict[tuple[str, str], list[str]] = {}
    for identity, before in _known(history).items():
        now = _named(book, identity)
        if isinstance(before.item, Rule) and now is None:
            gone.setdefault((before.topic, before.release.version), []).append(identity)
        elif isinstance(now, Rule) and now.status == "draft" and not _other(book, history, before, now):
            facts = {"id": identity, "version": before.release.version}
            yield Finding(kind, spot(now, "status"), facts, "draft")
    for (topic, version), ids in gone.items():
        where = Spot("topic", topic) if topic in book.topics else Spot("settings", "")
        named = ", ".join(ids[:_MOST_NAMED]) + ", …" * (len(ids) > _MOST_NAMED)
        facts = {"known": named, "count": str(len(ids)), "version": version, "topic": topic}
        yield Finding(kind, where, facts, "several" if len(ids) > 1 else "")


@check("HB109", "cites-unpublished", Severity.WARNING)
def cites_unpublished(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find texts and fields that send a reader to a rule that is a draft, or no longer in force.

    Why: of a draft a reader sees a number that leads nowhere; of a rule that has gone, a tombstone where they
    were promised what to do.
    Repair: cite the rule that is in force, or decide the draft first.
    Not asked: where history is told (`because`, decisions, adjustments), what a rule replaces or switches
    off, a text that names the successor beside the old rule, exceptions and periods that are over, waivers,
    and what stands in drafts and in rules that have gone themselves.
    Source: C48, links to withdrawn rules.
    """
    for rule in book.rules.values():
        state = book.state(rule)
        if state in _IN_FULL:
            continue
        draft = state is State.DRAFT
        successors = _successors(book, rule)
        led_on = {where for new in successors for where in book.cited_by.get(("rule", new), ())}
        for where in dict.fromkeys(book.cited_by.get(("rule", rule.id), ())):
            if _read(book, where) and (
                draft or (where not in led_on and not _told_as_history(book, rule, where))
            ):
                variant = "draft" if draft else "replaced" if successors else "gone"
                facts = {"id": rule.id, "new": ", ".join(successors[:_MOST_NAMED])}
                yield Finding(kind, where, facts, variant, related=(spot(rule),))


def _known(history: History) -> Mapping[str, _Known]:
    """Give for every id that can be mentioned what it stood for when readers last saw it."""
    found: dict[str, _Known] = {}
    for release in reversed(history.releases):
        seen = {
            identity: item
            for item in published(release.policy)
            if item.noun in MENTIONABLE and (identity := str(getattr(item, "id", ""))) not in found
        }
        public = {identity: item for identity, item in seen.items() if getattr(item, "status", "") != "draft"}
        if public:
            topics = {rule.id: file.topic.id for file in release.policy.topics for rule in file.rules}
            found |= {each: _Known(release, item, topics.get(each, "")) for each, item in public.items()}
    return found


def _named(book: Handbook, identity: str) -> Item | None:
    return next((item for noun in MENTIONABLE if (item := book.get(noun, identity))), None)


def _other(book: Handbook, history: History, before: _Known, now: Item) -> str:
    """Tell in which way an id means something else than before: a variant, or nothing."""
    old = before.item
    if old.noun != now.noun:
        return "kind"
    if isinstance(old, Word) and isinstance(now, Word):
        return "word" if another_word(old, now) else ""
    if not isinstance(old, Rule) or not isinstance(now, Rule) or now.status == "withdrawn":
        return ""
    back = old.status == "withdrawn" or before.release is not history.latest
    moved = before.topic != book.topic_of.get(now.id)
    return "rule" if another_rule(old, now, back=back, moved=moved) else ""


def _called(item: Item, language: Language) -> str:
    """Give what an item was called, in the source language of the policy."""
    if isinstance(item, Rule):
        return item.title.best(language)
    return ", ".join(item.terms.said(language)) if isinstance(item, Word) else ""


def _successors(book: Handbook, gone: Rule) -> list[str]:
    """Follow what replaced a rule up to the rules that readers see in full."""
    found, waiting = {gone.id}, [gone.id]
    while waiting:
        new = {*book.successors.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
    return sorted(each for each in found - {gone.id} if book.state(book.rules[each]) in _IN_FULL)


def _read(book: Handbook, where: Spot) -> bool:
    """Tell whether somebody is sent on from a spot: not from a draft, nor from what is over."""
    if where.path[0] in _NO_CITATION:
        return False
    rule = book.rules.get(where.id) if where.noun == "rule" else None
    if where.noun == "rule" and (rule is None or book.state(rule) not in _IN_FULL):
        return False
    match where.path:
        case ("exceptions", int(number), *_) if rule:
            until = rule.exceptions[number].until
        case ("crisis", "sensitive_periods", int(number), *_):
            until = _periods(book)[number].until
        case _:
            return True
    return until is None or until > book.day


def _periods(book: Handbook) -> tuple[SensitivePeriod, ...]:
    crisis = book.policy.webcare.crisis
    return crisis.sensitive_periods if crisis else ()


def _told_as_history(book: Handbook, gone: Rule, where: Spot) -> bool:
    """Tell whether a rule that has gone is named as such: as history, or by the rule that took its place."""
    citing = book.rules.get(where.id) if where.noun == "rule" else None
    return where.path[0] in _HISTORY or bool(citing and gone.id in citing.replaces)
