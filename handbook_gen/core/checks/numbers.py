"""HB313, two numbers for the same thing: in a rule and in the facts it is about, or in two languages."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar

from handbook_gen.core.checks.amounts import Length, Rate, Stated, length, lengths, rates
from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import bare, unquoted
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel, Rhythm
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Language
from handbook_gen.core.model.webcare import Target
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_T = TypeVar("_T")

# What a text must hold for a number with a unit of time to be in it; looking for it is cheap.
_TIMES: Final = (
    *(" minu", " kwartier", " uur", " uren", " werkdag", " dag", " etma", " week", " weken", " maand"),
    *(" jaar", " hour", " working", " business", " work d", " day", " month", " year"),
)
_SENTENCE: Final = re.compile(r"[.?!;]\s|\n")
_REPLYING: Final = re.compile(
    r"\b(?:be)?antwoord|\breageer|\breageren|\beerste reactie|\breactietijd|\breactie van ons|\bonze reactie"
    r"|\brepl(?:y|ies)\b|\breplied|\brespon[ds]|\banswer",
)
_POSTING: Final = re.compile(r"\bplaats(?:en|t)?\b|\bpost|\bpublice|\bpublish|\bberichten\b")
# Other things that people answer, read or report, in a time of their own.
_OTHER: Final = re.compile(
    r"klacht|bezwaar|verzoek|inzage|\bwoo\b|journalist|\bpers\b|persvra|sollicit|pull request|recensie"
    r"|melding|dreig|incident|crisis|\bramp|handboek|collega|medewerker|leidinggevende|weekend|zaterdag"
    r"|zondag|feestdag|avond|nacht|buiten (?:de )?(?:kantoor|service|werk)"
    r"|complain|objection|request|freedom of information|\bfoi\b|\bpress\b|applica|review|report|threat"
    r"|handbook|colleague|employee|\bstaff\b|saturday|sunday|holiday|evening|night"
    r"|outside (?:office|service|work)",
)
_READING: Final = re.compile(r"\b(?:lees|leest|lezen|bekijk|controle|check|read|look|monitor)")
_SOLVING: Final = re.compile(
    r"(?<!\bgeen )(?<!\bniet )(?<!\bno )(?<!\bnot )(?<!\bnot a )"
    r"(?:volledig|definitief|inhoudelijk|oploss|\blos\b|\bfull|complete|\bfinal|\bsolve|solution)"
)
_IN_USE: Final = ("open", "paused")
_UNITS: Final = {"day": 7, "week": 1}
"""How many a week; months and years do not fit."""


@check("HB313", "two-numbers", Severity.WARNING)
def two_numbers(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find numbers that are not the same in a rule and in the facts, or in two languages of one text.

    Why: people are held to the one and measured by the other, or readers of two languages hear two things.
    Repair: correct one of them; best say it once, as a fact, and let the rule speak of the target.
    Compared are the time to reply with the targets of the channels a rule is for (or the house norm, which
    a rule may beat), the number of posts with the rhythm of the one channel that is named, and lengths of
    time and rates in two languages. Only sentences that are evidently about replying or posting on our
    channels, in rules without conditions: nothing about complaints, the press, the weekend, or colleagues.
    Source: issue of findings, two numbers for the same thing in rules and facts.
    """
    for rule in book.published:
        if rule.binds != "public" and rule.capacity in ("official", None) and not rule.conditions:
            said = _sentences(rule)
            yield from _replies(book, rule, said, kind)
            yield from _rhythms(book, rule, said, kind)
    yield from _languages(book, kind)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a rule in which a time may stand."""

    where: Spot
    language: Language
    text: str


def _sentences(rule: Rule) -> tuple[_Sentence, ...]:
    """Give the sentences of a rule in which a time may stand; none where it is about something else."""
    told = (("title", rule.title), ("statement", rule.statement))
    said = [(key, language, text) for key, each in told for language, text in each.texts()]
    found = tuple(
        _Sentence(spot(rule, key, language), language, sentence.lower())
        for key, language, text in said
        if _timed(text)
        for sentence in _SENTENCE.split(unquoted(bare(text)))
        if _timed(sentence)
    )
    return () if found and any(_OTHER.search(text.lower()) for _, _, text in said) else found


def _timed(text: str) -> bool:
    return any(each in text for each in _TIMES)


def _replies(book: Handbook, rule: Rule, said: Sequence[_Sentence], kind: Kind) -> Iterator[Finding]:
    """Compare how soon a rule has people reply with the targets of its channels, else with the house norm."""
    replying = [each for each in said if _REPLYING.search(each.text) and not _SOLVING.search(each.text)]
    stated = [
        (each, found) for each in replying for found in lengths(each.text, each.language) if found.deadline
    ]
    if not stated or (rule.reach != "external" and (rule.reach == "internal" or "all" in rule.channels)):
        return
    if targets := _targets(book, _channels(book, rule, replying)):
        yield from _other_targets(stated, targets, kind)
    elif norm := book.policy.settings.norms.first_reply:
        most, where = length(norm), Spot("settings", "", ("norms", "first_reply"))
        for sentence, found in stated:
            if found.length.scale == most.scale and found.length.amount > most.amount:
                yield Finding(
                    kind, sentence.where, {"said": found.words, "fact": str(norm)}, "norm", (where,)
                )
                return


def _other_targets(
    stated: Sequence[tuple[_Sentence, Stated]], targets: Sequence[tuple[Target, Channel]], kind: Kind
) -> Iterator[Finding]:
    """Tell each target that is not the one time stated; of several times, those that are no target at all."""
    told: set[str] = set()
    for sentence, found in stated:
        others = [
            (t, channel) for t, channel in targets if not any(found.length.same(p) for p in _promised(t))
        ]
        alone = all(
            other.length.same(found.length) for each, other in stated if each.language == sentence.language
        )
        for target, channel in others if alone else others[:1] if len(others) == len(targets) else ():
            if target.id not in told:
                told.add(target.id)
                facts = {"said": found.words, "fact": str(target.first_reply), "channel": channel.id}
                yield Finding(kind, sentence.where, facts, "reply", (spot(target, "first_reply"),))


def _promised(target: Target) -> Iterator[Length]:
    return (length(each) for each in (target.first_reply, target.holding_reply, target.resolution) if each)


def _channels(book: Handbook, rule: Rule, said: Iterable[_Sentence]) -> list[Channel]:
    """Give the channels in use that a rule is for; only those that a sentence names, if it names any."""
    every = "all" in rule.channels
    if every and rule.capacity != "official":
        return []
    platforms = {each for each in rule.channels if not book.get("channel", each)}
    meant = [
        channel
        for channel in book.policy.channels.channels
        if channel.status in _IN_USE
        and (
            channel.kind == "external"
            if every
            else channel.id in rule.channels or channel.platform in platforms
        )
    ]
    text = " ".join(each.text for each in said).casefold()
    return [channel for channel in meant if channel.platform_name.casefold() in text] or meant


def _targets(book: Handbook, channels: Iterable[Channel]) -> list[tuple[Target, Channel]]:
    """Give the targets of channels that are open for replies, each with the first channel that has it."""
    found: dict[str, tuple[Target, Channel]] = {}
    for channel in channels:
        target = (
            book.get("target", channel.replies.target) if channel.replies and channel.replies.open else None
        )
        if isinstance(target, Target):
            found.setdefault(target.id, (target, channel))
    return [*found.values()]


def _rhythms(book: Handbook, rule: Rule, said: Sequence[_Sentence], kind: Kind) -> Iterator[Finding]:
    """Compare how often a rule has people post with the rhythm of the one channel that it is about."""
    for each in said:
        if not _POSTING.search(each.text) or _REPLYING.search(each.text) or _READING.search(each.text):
            continue
        channels = _channels(book, rule, [each])
        rhythm = channels[0].rhythm if len(channels) == 1 else None
        for words, rate in rates(each.text, each.language) if rhythm else ():
            if rhythm and _apart(rate, rhythm, rule):
                facts = {"said": words, "channel": channels[0].id}
                yield Finding(kind, each.where, facts, "rhythm", (spot(channels[0], "rhythm"),))
                return


def _apart(rate: Rate, rhythm: Rhythm, rule: Rule) -> bool:
    """Tell whether a rule and a channel say another number; not where they count by units that do not fit."""
    units = _UNITS.get(rate.period), _UNITS.get(rhythm.per)
    forbids = rule.modality in ("must-not", "should-not")
    if (rate.period != rhythm.per and None in units) or forbids != (rate.bound == "more"):
        return False
    times = Fraction(units[0] or 1, units[1] or 1)
    low, high = rate.low * times, rate.high * times
    least, most = rhythm.at_least, rhythm.at_most
    if rate.low != rate.high:
        return (least is not None and low != least) or (most is not None and high != most)
    if rate.bound == "least" and least is not None:
        return low != least
    if rate.bound in ("most", "more") and most is not None:
        return high != most
    return (least is not None and high < least) or (most is not None and low > most)


def _languages(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Compare the lengths of time and the rates in the two languages of a text."""
    if len(book.languages) < 2:  # noqa: PLR2004  # there is nothing to compare in one language
        return
    published = {rule.id for rule in book.published}
    source, other = book.languages
    for item, said in book.sayings:
        one, two = said.text.said(source), said.text.said(other)
        if not (one and two and _timed(one) and _timed(two)):
            continue
        if isinstance(item, Rule) and item.id not in published:
            continue
        if found := _differing(bare(one), bare(two), source, other):
            where = spot(item, *said.path, other)
            facts = {"said": found[1], "source": found[0]}
            yield Finding(kind, where, facts, "languages", (spot(item, *said.path, source),))


def _differing(one: str, two: str, source: Language, other: Language) -> tuple[str, str] | None:
    """Give a number of each language that the other does not have; both must have as many."""
    return _unmatched(
        [(each.words, each.length) for each in lengths(one, source)],
        [(each.words, each.length) for each in lengths(two, other)],
        lambda a, b: a.same(b),
    ) or _unmatched([*rates(one, source)], [*rates(two, other)], _as_often)


def _as_often(one: Rate, other: Rate) -> bool:
    return (one.low, one.high, one.period) == (other.low, other.high, other.period)


def _unmatched(
    ours: Sequence[tuple[str, _T]], theirs: Sequence[tuple[str, _T]], same: Callable[[_T, _T], bool]
) -> tuple[str, str] | None:
    left = [words for words, each in ours if not any(same(each, other) for _, other in theirs)]
    right = [words for words, each in theirs if not any(same(each, other) for _, other in ours)]
    return (left[0], right[0]) if left and right and len(ours) == len(theirs) else None
