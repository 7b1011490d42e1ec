"""HB20n, dates: reviews that are due or were never planned, dates out of order, and gaps between rules."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Final, NamedTuple

from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.times import Duration
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

# How long a text may wait after its review date where `norms.grace` does not say.
_GRACE: Final = Duration(1, "mo")
_MOST_RELATED: Final = 4
_MOST_CIRCLES: Final = 20
# Channels that are not there (yet): the day they open may well lie behind the day we look again.
_UNOPENED: Final = ("planned", "not-used")


class _Review(NamedTuple):
    """A review that was promised; reviews of one group and one day are told together."""

    group: str
    day: date
    where: Spot


@check("HB201", "review-date-passed", Severity.WARNING)
def review_date_passed(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find what should have been looked at again, and may still wait for a while.

    Why: the date was a promise to its readers that somebody looks whether the text still fits.
    Repair: read it, change what no longer fits, and write the next date in `review_by`. The period of grace
    is `norms.grace`, or a month.
    Not asked: the day itself, which has not passed; drafts and rules that have gone; a rule whose successor
    has been decided. Rules of a topic, channels and replies with the same date are told once.
    Source: C21, A70.
    """
    for group, day, until, where in _due(book, kind):
        if book.day <= until:
            yield _late(kind, group, {"day": day.isoformat(), "until": until.isoformat()}, where)


@check("HB202", "review-overdue", Severity.ERROR)
def review_overdue(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find what should have been looked at again, and whose period of grace is over.

    Why: nobody knows any more whether these texts still fit, and readers are told that somebody looks.
    Repair: read it, change what no longer fits, and write the next date in `review_by`.
    Not asked: the same as by `review-date-passed`, which comes first.
    Source: C21, an error after a grace period.
    """
    for group, day, until, where in _due(book, kind):
        if book.day > until:
            yield _late(kind, group, {"day": day.isoformat(), "until": until.isoformat()}, where)


@check("HB203", "dates-out-of-order", Severity.ERROR)
def dates_out_of_order(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find dates that cannot follow on each other: over before it begins, reviewed before it applies.

    Why: one of the two is a mistake, and a rule with it may be in force on a day on which nobody meant it.
    Repair: correct the wrong date; `until` is the first day on which something is no longer so.
    Not asked: drafts and withdrawn rules (a rule may be withdrawn before it ever applied); a planned channel.
    Source: C22, effective ≤ review ≤ expiry.
    """
    for rule in book.rules.values():
        if rule.status == "active":
            yield from _rule_order(book, kind, rule)
    for channel in book.policy.channels.channels:
        opened, review = channel.opened, channel.review_by
        if opened and review and review < opened and channel.status not in _UNOPENED:
            facts = {"from": opened.isoformat(), "day": review.isoformat()}
            yield Finding(kind, spot(channel, "review_by"), facts, "channel", (spot(channel, "opened"),))
    webcare, people = book.policy.webcare, book.policy.people
    for number, period in enumerate(webcare.crisis.sensitive_periods if webcare.crisis else ()):
        here = spot(webcare, "crisis", "sensitive_periods", number)
        yield from _ends_first(kind, here, period.from_, period.until, "period")
    for number, person in enumerate(people.people):
        yield from _ends_first(kind, spot(people, "people", number), person.from_, person.until, "person")


@check("HB204", "replacement-gap", Severity.ERROR)
def replacement_gap(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that do not end on the day their successor starts, and rules that replace each other.

    Why: in a gap neither rule applies; where they overlap, two texts say when the old one ends. Rules that
    replace each other in a circle all end, and nobody sees any of them.
    Repair: give `until` of the old rule the day of `from` of the new one, or leave `until` out: the old rule
    then ends by itself. Take one `replaces` out of the circle.
    Not asked: a draft, which replaces nothing yet; a rule that was withdrawn, whose end is history.
    Source: C22, a replaced rule expires when its successor starts.
    """
    for identity, new in book.successors.items():
        old = book.rules.get(identity)
        starts = [rule for each in new if (rule := book.rules[each]).status == "active" and rule.from_]
        if old and old.status == "active" and old.until and starts:
            first = min(starts, key=lambda rule: rule.from_ or date.max)
            if first.from_ and first.from_ != old.until and first.id != old.id:
                facts = {"id": first.id, "from": first.from_.isoformat(), "until": old.until.isoformat()}
                variant = "gap" if old.until < first.from_ else "overlap"
                yield Finding(kind, spot(old, "until"), facts, variant, (spot(first, "from"),))
    yield from _circles(book, kind)


@check("HB205", "no-review-date", Severity.WARNING)
def no_review_date(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find published rules, open channels and replies that nobody has promised to look at again.

    Why: a text without a date stays until it does harm: platforms, laws and people change.
    Repair: add `review_by`, with the day before which you look again.
    Not asked: a rule that ends by itself, for then it is looked at anyway; channels and replies of a handbook
    that has a `review_by` as a whole, which holds for them. The rules of a topic are told once.
    Source: the language, `review_by` is mandatory for a rule; C21, A70.
    """
    asked = [rule for rule in book.published if not book.until(rule)]
    yield from _rules_without(book, kind, asked, "review_by")
    if not book.policy.settings.review_by:
        channels = [
            spot(channel)
            for channel in book.policy.channels.channels
            if channel.status == "open" and not channel.review_by
        ]
        replies = [spot(reply) for reply in book.policy.webcare.replies if not reply.review_by]
        for group, where in (("channels", channels), ("replies", replies)):
            if where:
                yield _late(kind, group, {}, where)


@check("HB206", "no-start-date", Severity.WARNING)
def no_start_date(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find published rules that do not say from when they apply.

    Why: who is called to account for a post must be able to see whether the rule was there that day.
    Repair: add `from`, with the first day on which the rule applied or will apply.
    Not asked: drafts and rules that have gone. The rules of a topic are told once.
    Source: the language, `from` is mandatory for a rule.
    """
    yield from _rules_without(book, kind, book.published, "from_")


def _due(book: Handbook, kind: Kind) -> Iterator[tuple[str, date, date, Sequence[Spot]]]:
    """Give each group of reviews whose date has passed, with that date, the end of grace, and the places."""
    grace = book.policy.settings.norms.grace or _GRACE
    found: dict[tuple[str, date], list[Spot]] = {}
    for review in _promised(book, kind):
        if review.day < book.day:
            found.setdefault((review.group, review.day), []).append(review.where)
    for (group, day), where in found.items():
        yield group.partition(" ")[0], day, grace.after(day), where


def _promised(book: Handbook, kind: Kind) -> Iterator[_Review]:
    """Give every review that was promised; what a waiver is about stands alone, or it would accept more."""
    settings, webcare = book.policy.settings, book.policy.webcare
    alone = _alone(book, kind)
    if settings.review_by:
        yield _Review("handbook", settings.review_by, spot(settings, "review_by"))
    for rule in book.published:
        if rule.review_by and not _succeeded(book, rule):
            group = f"rules {book.topic_of[rule.id]}{alone.get(rule.id, '')}"
            yield _Review(group, rule.review_by, spot(rule, "review_by"))
    for channel in book.policy.channels.channels:
        if channel.review_by:
            group = f"channels{alone.get(channel.id, '')}"
            yield _Review(group, channel.review_by, spot(channel, "review_by"))
    for reply in webcare.replies:
        if reply.review_by:
            yield _Review(f"replies{alone.get(reply.id, '')}", reply.review_by, spot(reply, "review_by"))
    if webcare.crisis and webcare.crisis.review_by:
        yield _Review("crisis", webcare.crisis.review_by, spot(webcare, "crisis", "review_by"))


def _alone(book: Handbook, kind: Kind) -> Mapping[str, str]:
    """Give what a waiver of this kind is about, with what sets it apart from its group."""
    waivers = book.policy.settings.waivers
    return {each.about: f" {each.about}" for each in waivers if each.about and each.check == kind.code}


def _succeeded(book: Handbook, rule: Rule) -> bool:
    """Tell whether what comes after a rule has been decided: then it was looked at."""
    return any(book.rules[new].status == "active" for new in book.successors.get(rule.id, ()))


def _late(kind: Kind, group: str, facts: Mapping[str, str], where: Sequence[Spot]) -> Finding:
    """Make one finding of several that say the same: at the first, with the next few beside it."""
    variant = group if len(where) > 1 else ""
    told = {**facts, "count": str(len(where))}
    return Finding(kind, where[0], told, variant, tuple(where[1 : 1 + _MOST_RELATED]))


def _rule_order(book: Handbook, kind: Kind, rule: Rule) -> Iterator[Finding]:
    begins, ends, review = rule.from_, rule.until, rule.review_by
    if wrong := [*_ends_first(kind, spot(rule), begins, ends, "rule")]:
        yield from wrong
    elif review and begins and review < begins:
        facts = {"from": begins.isoformat(), "day": review.isoformat()}
        yield Finding(kind, spot(rule, "review_by"), facts, "early", (spot(rule, "from"),))
    elif review and ends and book.day < ends < review and not _succeeded(book, rule):
        facts = {"until": ends.isoformat(), "day": review.isoformat()}
        yield Finding(kind, spot(rule, "review_by"), facts, "late", (spot(rule, "until"),))


def _ends_first(
    kind: Kind, where: Spot, begins: date | None, ends: date | None, variant: str
) -> Iterator[Finding]:
    """Tell of something that is over before it begins; `until` is not included."""
    if begins and ends and ends <= begins:
        facts = {"from": begins.isoformat(), "until": ends.isoformat()}
        begin, end = (Spot(where.noun, where.id, (*where.path, key)) for key in ("from", "until"))
        yield Finding(kind, end, facts, variant, (begin,))


def _rules_without(book: Handbook, kind: Kind, asked: Sequence[Rule], field: str) -> Iterator[Finding]:
    """Tell of rules without a date: once for the policy where most have none, else once for each topic."""
    lacking: dict[str, list[Spot]] = {}
    alone = _alone(book, kind)
    for rule in asked:
        if getattr(rule, field) is None:
            group = f"{book.topic_of[rule.id]}{alone.get(rule.id, '')}"
            lacking.setdefault(group, []).append(spot(rule))
    count = sum(map(len, lacking.values()))
    if len(lacking) > 1 and not alone and 2 * count > len(asked):
        facts = {"count": str(count), "whole": str(len(asked))}
        firsts = tuple(where[0] for where in lacking.values())
        variant = "all" if count == len(asked) else "most"
        yield Finding(kind, Spot("settings", ""), facts, variant, firsts[:_MOST_RELATED])
        return
    for where in lacking.values():
        yield _late(kind, "rules", {}, where)


def _circles(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Name each circle of rules that replace each other, at one of them."""
    active = {rule.id: rule for rule in book.rules.values() if rule.status == "active"}
    graph = {
        rule.id: [old for old in rule.replaces if old in active] for rule in active.values() if rule.replaces
    }
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]
            start = circle.index(min(circle))
            turned = (*circle[start:], *circle[: start + 1])
            facts = {"id": turned[0], "circle": " → ".join(turned)}
            yield Finding(
                kind, spot(active[turned[0]], "replaces"), facts, "circle" if circle[1:] else "itself"
            )
            graph = {rule: others for rule, others in graph.items() if rule not in circle}
        else:
            return
