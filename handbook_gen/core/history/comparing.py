"""A release compared with what came after it: the one way in which releases are compared; tells no words."""

from dataclasses import replace

from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.links import link
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.history import History, Release


def compared(history: History, before: Release, after: Handbook) -> Comparison:
    """Compare a release with a later policy, both on the day of that one.

    Persons are never frozen: who holds which function now is no change.
    """
    policy = replace(before.policy, people=after.policy.people)
    return compare(link(policy, after.day, history.upto(before.version).days[-1])[0], after)
