"""Questions asked of every handbook: one module per family, listed here; checks read and never write."""

from dataclasses import replace
from typing import Final

from handbook_gen.core.checks import language, waivers
from handbook_gen.core.checks.check import Asked, Check
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History
from handbook_gen.core.problems import Finding

CHECKS: Final[tuple[Check, ...]] = (
    waivers.incomplete_waiver,
    waivers.expired_waiver,
    waivers.unused_waiver,
    waivers.needless_waiver,
    language.missing_translation,
    language.unsupported_markup,
)


def check(book: Handbook, history: History, *, whole: bool) -> tuple[Finding, ...]:
    """Ask every question of a handbook; of one that could not be read as a `whole`, only what is local.

    What is missing may then stand in what could not be read, and a finding about it would be invented.
    """
    asked = Asked(book, history)
    first = (each for each in CHECKS if each.local or (whole and not each.last))
    found = tuple(finding for each in first for finding in each.ask(asked))
    if not whole:
        return found
    after = replace(asked, found=found)
    return (*found, *(finding for each in CHECKS if each.last for finding in each.ask(after)))


__all__ = ["CHECKS", "Check", "check"]
