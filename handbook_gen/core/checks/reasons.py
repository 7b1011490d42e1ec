"""HB415: reasons that are none, such as that the competitor has it; every other reason is taken as it is."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.checks import lexicon as lex
from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import Told, bare, in_languages, unquoted, words
from handbook_gen.core.links import spot
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.shape import Path
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Finding, Kind, Severity

_HERE: Final = ("planned", "open", "paused")
_IN_COMPANY: Final = (lex.OTHERS_DO_IT, lex.FASHION, lex.EXPERT_SAYS_SO, lex.GO_VIRAL)
_OUTSIDE: Final = (*_IN_COMPANY, lex.EVERYBODY_DOES_IT)


@check("HB415", "wrong-reason", Severity.WARNING)
def wrong_reason(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find channels, chosen means and goals with no better reason than a competitor, a hype or an expert.

    Why: that the competitor is there does not say whom you reach there, what for, and what it may cost.
    Repair: say who is there, what you want to do for them and how you know; or decide against it.
    Only a text in which nothing else is left is found: one that names the competitor and also who is there
    has a reason. Channels that are not used or have been closed are not asked, for "it is a hype" may be why
    not; inside the organisation "everybody has it" may well be a reason.
    Source: C15, A12, A51, A56.
    """
    for families, told in _reasons(book):
        for item, path, language, text in told:
            if _nothing_but(families, item, language, text):
                yield Finding(kind, spot(item, *path, language), {"reason": text.rstrip(".")})
                break  # the other language says the same
    yield from _goals(book, kind)


def _reasons(book: Handbook) -> Iterator[tuple[tuple[lex.Phrases, ...], list[Told]]]:
    """Give each text that must hold a reason, with the families of phrases that are none there."""
    for channel in book.policy.channels.channels:
        if channel.status in _HERE:
            families = _OUTSIDE if channel.kind == "external" else _IN_COMPANY
            yield families, [*in_languages(book, channel, ("because",), channel.because)]
    for means in book.policy.strategy.means:
        if means.chosen:
            yield _OUTSIDE, [*in_languages(book, means, ("because",), means.because)]
    for answer in book.policy.strategy.readiness:
        if answer.id == "purpose":
            yield _OUTSIDE, [*in_languages(book, answer, ("answer",), answer.answer)]


def _goals(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find objectives that want nothing but to go viral, and goals that are called so."""
    strategy = book.policy.strategy
    for objective in strategy.objectives:
        for item, path, language, text in in_languages(book, objective, ("text",), objective.text):
            if phrase := _nothing_but(
                (lex.GO_VIRAL, lex.FASHION), item, language, text, lex.IDLE_IN_GOALS[language]
            ):
                yield Finding(kind, spot(item, *path, language), {"reason": phrase}, "goal")
                break
    for item, path, word in _called(book):
        if word in lex.NO_KIND:
            yield Finding(kind, spot(item, *path), {"reason": word}, "goal")


def _called(book: Handbook) -> Iterator[tuple[Item, Path, str]]:
    """Give every place where a kind of means or of goal is called by a word."""
    strategy, triage = book.policy.strategy, book.policy.webcare.triage
    for means in strategy.means:
        if means.chosen:
            yield means, ("kind",), means.kind
    for index, owner in enumerate(strategy.placement.per_goal if strategy.placement else ()):
        yield strategy, ("placement", "per_goal", index, "goal"), owner.goal
    for step in triage.steps if triage else ():
        for index, route in enumerate(step.route):
            yield step, ("route", index, "goal"), route.goal


def _nothing_but(
    families: tuple[lex.Phrases, ...],
    item: Item,
    language: Language,
    text: str,
    also: frozenset[str] = frozenset(),
) -> str:
    """Give the phrase that is no reason, if the text holds one and beside it only words without content."""
    left = unquoted(bare(text))
    phrase = ""
    for family in families:
        found = family[language].search(left)
        if found and (family is not lex.EXPERT_SAYS_SO or lex.SPEAKING[language].intersection(words(left))):
            phrase = phrase or " ".join(found[0].split())
            left = family[language].sub(" ", left)
    if not phrase:
        return ""
    idle = lex.IDLE[language] | lex.PLATFORMS | also | _names(item)
    return "" if any(word not in idle and not (also and word.isdigit()) for word in words(left)) else phrase


def _names(item: Item) -> frozenset[str]:
    """Give the words by which a channel is called: they add nothing to a reason for it."""
    if not isinstance(item, Channel):
        return frozenset()
    called = [item.platform.replace("-", " "), *(name for _, name in item.name.texts())]
    return frozenset(word for name in called for word in words(name))
