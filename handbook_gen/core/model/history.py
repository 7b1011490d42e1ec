"""The releases before a draft, as far as checks must know them: what had an id, and what was last said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def last_known(self) -> Mapping[tuple[str, str], tuple[Release, Item]]:
        """Noun and id of everything that was ever published → the last release with it, and what it was."""
        return {
            (item.noun, str(getattr(item, "id", ""))): (release, item)
            for release in self.releases
            for item in published(release.policy)
        }


def published(policy: Policy) -> Iterator[Item]:
    """Give every item with an id that stands in a policy."""
    documents = (
        policy.roles,
        policy.actions,
        *policy.topics,
        policy.channels,
        policy.webcare,
        policy.tone,
        policy.strategy,
        policy.glossary,
        policy.law,
    )
    for document in documents:
        yield from shape.below(document)
