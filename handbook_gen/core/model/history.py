"""The releases before a draft, as far as checks must know them: what had an id, and what was last said."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook_gen.core.model import Policy, shape
from handbook_gen.core.model.types import Item


@dataclass(frozen=True)
class Release:
    """One release: its version and the policy as it was published."""

    version: str
    policy: Policy


@dataclass(frozen=True)
class History:
    """The releases so far, the oldest first; empty until the first."""

    releases: tuple[Release, ...] = ()

    @property
    def latest(self) -> Release | None:
        """The release that readers know."""
        return self.releases[-1] if self.releases else None


def published(policy: Policy) -> Iterator[Item]:
    """Give every item with an id that stands in a policy."""
    for document in policy.documents:
        yield from shape.below(document)
