"""The texts that a rule had, the newest first: when each applied and what it changed; draws nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.history.applying import UPKEEP, same
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import Life, Past, Period, Release, Then, Wording
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.standing import decided, new_in_draft, wording
from handbook_gen.core.telling import Difference, Names, differences
from handbook_gen.core.words import Words

_BESIDE: Final = UPKEEP | {"id"}
"""Fields whose differences readers need not read."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text that a rule had."""

    number: int
    release: str
    """The version of the handbook that brought it; nothing for the draft."""
    to: str
    """Where it stands in that version; nothing where that is not published beside this one."""
    when: str
    decided: str
    differences: tuple[Difference, ...]
    """From the text before it; nothing for the first."""
    here: bool
    """Whether it is the text that is shown."""


def lifeline(book: Handbook, rule: Rule, names: Names) -> tuple[Version, ...]:
    """Give the texts of a rule, the newest first; nothing for a rule that only ever had one."""
    past = book.past
    life = past.lives.get(rule.id) if past else None
    if past is None or life is None:
        return ()
    here = wording(book, rule)
    found = [_version(book, past, life, each, names, here=each is here) for each in life.wordings]
    if new_in_draft(book, rule):
        written = book.get(Rule.noun, rule.id)
        found += [_draft(life, written, names)] if isinstance(written, Rule) else []
    return tuple(reversed(found)) if len(found) > 1 else ()


def names_of(book: Handbook, words: Words) -> Names:
    """Give the names of what the texts of rules cite: as they are here, or else as they were before."""
    news = book.past.news if book.past else None
    return Names(news or Comparison(book, book, ()), words)


def beside(book: Handbook, release: Release, language: Language) -> bool:
    """Tell whether a release is published in a language beside the version that is shown."""
    past = book.past
    spoken = language in release.policy.settings.languages
    return past is not None and past.among and spoken and release.published <= book.day


def followed(book: Handbook, language: Language) -> bool:
    """Tell whether a feed, a calendar and a list of changes stand above the versions in a language."""
    return book.past is not None and any(beside(book, each, language) for each in book.past.history.releases)


def at_release(book: Handbook, release: Release, identity: str, language: Language) -> str:
    """Give where a rule stands in another version, from the root of this one; nothing where it cannot be."""
    if identity not in release.rules or not beside(book, release, language):
        return ""
    place = addresses.in_topic(release.topic_of[identity], identity)
    return place if book.past and release.version == book.past.shown else f"../{release.version}/{place}"


def stretches(life: Life, text: Rule) -> Iterator[Period]:
    """Give the periods in which a text was in force, neighbours put together."""
    last: Period | None = None
    for period in life.periods:
        if period.then is not Then.IN_FORCE or period.rule is None or not same(period.rule, text):
            continue
        if last and last.ends == period.starts:
            last = Period(last.starts, period.ends, period.then, period.release, period.rule)
            continue
        if last:
            yield last
        last = period
    if last:
        yield last


def _version(book: Handbook, past: Past, life: Life, each: Wording, names: Names, *, here: bool) -> Version:
    before = life.wordings[each.number - 2].rule if each.number > 1 else None
    return Version(
        number=each.number,
        release=each.release.version,
        to="" if here and past.numbered else at_release(book, each.release, life.id, names.words.language),
        when=_when(life, each, names.words),
        decided=decided(each.release, names.words),
        differences=tuple(differences(before, each.rule, names, _BESIDE)) if before else (),
        here=here,
    )


def _draft(life: Life, written: Rule, names: Names) -> Version:
    last = life.wordings[-1]
    return Version(
        number=last.number + 1,
        release="",
        to="",
        when=names.words("lifeline.draft"),
        decided="",
        differences=tuple(differences(last.rule, written, names, _BESIDE)),
        here=True,
    )


def _when(life: Life, each: Wording, words: Words) -> str:
    """Say when a text was in force; of one that never was, what became of it."""
    if each.rule.status == "withdrawn":
        ends = [period.ends for period in stretches(life, each.rule) if period.ends]
        known = {"ends": words.date(ends[-1])} if ends else {}
        return words(f"lifeline.withdrawn.{'ends' if ends else 'always'}", **known)
    if found := _in_force(life, each):
        return words("lifeline.and").join(_stretch(period, words) for period in found)
    if each.number == len(life.wordings):
        return words("lifeline.never")
    after = life.wordings[each.number]
    day = after.release.published
    early = each.rule.from_ is not None and day < each.rule.from_
    return words(
        "lifeline.undone" if early else "lifeline.replaced", day=words.date(day), number=after.number
    )


def _in_force(life: Life, each: Wording) -> tuple[Period, ...]:
    """Give when a text was in force, itself or as a later one that says the same and only ends otherwise."""
    for later in life.wordings[each.number - 1 :]:
        if _said(later.rule) != _said(each.rule):
            break
        if found := tuple(stretches(life, later.rule)):
            return found
    return ()


def _said(rule: Rule) -> Rule:
    """Give what a rule says, without how and when it ends."""
    upkeep = {name: Rule.model_fields[name].default for name in UPKEEP}
    return rule.model_copy(update={**upkeep, "until": None, "status": "active"})


def _stretch(period: Period, words: Words) -> str:
    known = [name for name in ("starts", "ends") if getattr(period, name)]
    facts = {name: words.date(getattr(period, name)) for name in known}
    return words(f"lifeline.in_force.{'_'.join(known) or 'always'}", **facts)
