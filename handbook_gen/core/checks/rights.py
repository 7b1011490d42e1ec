"""HB806, rights: rules that bind people's tongues and do not say what stays free; judges no law."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.sieve import holding
from handbook_gen.core.checks.silence import STEMS, TOPICS, silences
from handbook_gen.core.model.actions import Action
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Language, TextValue
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_PROTECTED: Final = re.compile(
    r"vakbond|ondernemingsraad|misstand|klokkenluid|arbeidsvoorwaarden|werkomstandigheden|meningsuiting"
    r"|wat de wet je geeft|\b(?:loon|salaris|cao|pay|wages|salary|NLRA)\b|section 7|\bunion|works[- ]council"
    r"|wrongdoing|whistle|working conditions|freedom of (?:speech|expression)|protected disclosure"
    r"|your legal rights",
    re.IGNORECASE,
)
_SPARES: Final = re.compile(
    r"\b(?:behalve|tenzij|uitgezonderd|mag|mogen|blijft toegestaan|geldt niet"
    r"|except|unless|may|does not apply)\b",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(
    r"\b(?:geen (?:enkele )?regel|niets) (?:in|uit|van) (?:dit|deze)\b"
    r"|\b(?:deze regels|dit beleid|dit handboek) beperk"
    r"|\bno(?:thing| rule) in (?:this|these)\b"
    r"|\b(?:these rules|this (?:policy|handbook)) (?:do|does) not (?:limit|restrict)",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"\[\[([A-Z][A-Z0-9]*-[0-9]+)\]\]")


@check("HB806", "rights-not-stated", Severity.WARNING)
def rights_not_stated(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules on confidentiality, reputation, respect or pay that do not say what stays free.

    Why: who reads only the rule keeps silent about danger, pay or fraud; and such a rule may not hold in law.
    Repair: say at `rights` what the rule does not touch: talk about pay and working conditions, the work of
    unions and the works council, reporting wrongdoing, for civil servants their opinion. Or mention the rule
    that says so. Asked of what binds employees, not only in their office. What counts: `rights`, an
    exception, a rule that overrides it or is mentioned by it and gives a freedom, or one sentence somewhere
    that says it of the whole handbook. Rules about what clients, patients or pupils have confided are not
    asked, and neither are rules to report or to store.
    Source: C28.
    """
    told = {rule.id: _told(book, rule) for rule in book.published if _binds(rule)}
    worth = holding((text for texts in told.values() for text in texts), STEMS)
    worth |= {text for rule, texts in told.items() if book.topic_of[rule] in TOPICS for text in texts}
    found = {rule: about for rule, texts in told.items() if (about := _about(book, rule, worth & {*texts}))}
    silent = [rule for rule in found if not _spared(book, book.rules[rule])]
    if silent and not _said_of_the_whole(book):
        for rule in silent:
            yield Finding(kind, Spot("rule", rule), {"id": rule}, found[rule])


def _binds(rule: Rule) -> bool:
    return (
        rule.binds == "employee"
        and rule.modality != "may"
        and rule.capacity != "official"
        and rule.rights is None
    )


def _about(book: Handbook, identity: str, texts: Iterable[str]) -> str:
    """Tell about what a rule makes people keep silent, in whichever language shows it."""
    rule, topic = book.rules[identity], book.topic_of[identity]
    return next(filter(None, (silences(rule, topic, text) for text in texts)), "")


def _told(book: Handbook, rule: Rule) -> tuple[str, ...]:
    """Give statement, title and action in each language, with the organisation's name as if it said `us`."""
    action = book.get("action", rule.action)
    parts = (rule.statement, rule.title, action.name if isinstance(action, Action) else None)
    house = book.policy.settings.organisation.name
    return tuple(
        _as_us(" ".join(part.said(language) or "" for part in parts if part), house.said(language), language)
        for language in book.languages
    )


def _as_us(text: str, name: str | None, language: Language) -> str:
    return text.replace(name, "ons" if language == "nl" else "us") if name else text


def _spared(book: Handbook, rule: Rule) -> bool:
    """Tell whether a rule says elsewhere what it does not touch, or leads to a rule that does."""
    told = (rule.statement, rule.because, rule.consequence, *(each.text for each in rule.exceptions))
    texts = [text for each in told if isinstance(each, TextValue) for _, text in each.texts()]
    led = {identity for text in texts for identity in _RULE.findall(text)}
    led |= {each.rule for each in rule.exceptions if each.rule}
    above = book.overridden_by.get(rule.id, ())
    return (
        any(_SPARES.search(text) and _PROTECTED.search(text) for text in texts)
        or any(map(_frees, book.shown(led)))
        or any(map(_frees, above))
    )


def _frees(rule: Rule) -> bool:
    """Tell whether a rule gives a freedom, or binds the employer."""
    return rule.modality == "may" or rule.binds == "employer"


def _said_of_the_whole(book: Handbook) -> bool:
    """Tell whether a text says of all rules at once that they leave such rights alone, and names one."""
    topics = {topic.id for topic in book.topics.values() if book.rules_in(topic.id)}
    texts = [each for topic in topics if (each := book.topics[topic].summary)]
    texts += [each for rule in book.published for each in (rule.rights, rule.statement) if each]
    return any(_WHOLE.search(text) and _PROTECTED.search(text) for each in texts for _, text in each.texts())
