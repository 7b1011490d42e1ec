"""Every kind of page, in the order of the tabs; what stands on a page is the business of its module."""

from collections.abc import Callable, Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import (
    about,
    accessibility,
    applied,
    changes,
    channels,
    coverage,
    crisis,
    decisions,
    duty,
    escalation,
    findings,
    goals,
    guide,
    plan,
    proposal,
    registers,
    relations,
    releases,
    replies,
    roles,
    rules,
    search,
    sides,
    start,
    strategy,
    tone,
    triage,
)
from handbook_gen.core.pages.page import Page
from handbook_gen.core.words import Words

KINDS: Final[tuple[Callable[[Handbook, Words], Iterator[Page]], ...]] = (
    start.pages,
    proposal.pages,
    rules.pages,
    sides.pages,
    roles.pages,
    triage.pages,
    escalation.pages,
    crisis.pages,
    duty.pages,
    replies.pages,
    guide.pages,
    channels.pages,
    tone.pages,
    strategy.pages,
    goals.pages,
    relations.pages,
    plan.pages,
    about.pages,
    search.pages,
    changes.pages,
    releases.pages,
    applied.pages,
    registers.pages,
    decisions.pages,
    coverage.pages,
    findings.pages,
    accessibility.pages,
)


def pages(book: Handbook, words: Words) -> tuple[Page, ...]:
    """Make every page of a handbook in the language of `words`, in the order of the tabs."""
    first, *others = (page for kind in KINDS for page in kind(book, words))
    return (start.leading(first, tuple(others), book, words), *others)
