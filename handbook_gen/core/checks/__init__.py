"""Questions asked of every handbook: one module per family, listed here; checks read and never write."""

from typing import Final

from handbook_gen.core.checks import language
from handbook_gen.core.checks.check import Check
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.problems import Finding

CHECKS: Final[tuple[Check, ...]] = (
    language.missing_translation,
    language.unsupported_markup,
)


def check(book: Handbook) -> tuple[Finding, ...]:
    """Ask every question of a handbook."""
    return tuple(finding for each in CHECKS for finding in each.ask(book))


__all__ = ["CHECKS", "Check", "check"]
