"""What answers say: who somebody is, as whom, where, about what, and what is the case. Knows no rule."""

from dataclasses import dataclass

from handbook_gen.core.guide.ways import Way
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Audience
from handbook_gen.core.model.rules import Capacity

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Situation:
    """Somebody who wants to know; what nobody was asked is empty, and then may be anything."""

    roles: Names = frozenset()
    """The roles that the reader may have."""
    capacity: Capacity | None = None
    channels: Names = frozenset()
    """Channels, and the platforms they are on."""
    topics: Names = frozenset()
    actions: Names = frozenset()
    true: Names = frozenset()
    """Conditions that are the case."""
    false: Names = frozenset()
    """Conditions that were asked about and are not the case."""
    unsure: bool = False


def situation(book: Handbook, way: Way) -> Situation:
    """Gather what the answers of a way say."""
    given = [answer for _, answer in way.given]
    asked = {each for question, _ in way.given for answer in question.answers for each in answer.conditions}
    true = frozenset(each for answer in given for each in answer.conditions)
    roles = next((answer.roles for answer in reversed(given) if answer.roles), way.guide.for_)
    channels = next((answer.channels for answer in reversed(given) if answer.channels), ())
    return Situation(
        roles=roles_of(book, roles),
        capacity=next((answer.capacity for answer in reversed(given) if answer.capacity), None),
        channels=_channels(book, channels),
        topics=frozenset(each for answer in given for each in answer.topics),
        actions=frozenset(each for answer in given for each in answer.actions),
        true=true,
        false=frozenset(asked - true),
        unsure=any(answer.unsure for answer in given),
    )


def roles_of(book: Handbook, audience: tuple[str, ...]) -> Names:
    """Give the roles of audiences; a role stands for itself, `all` for every role."""
    if "all" in audience:
        return frozenset(role.id for role in book.policy.roles.roles)
    groups = {each: book.get("audience", each) for each in audience}
    return frozenset(
        role
        for each, group in groups.items()
        for role in (group.roles if isinstance(group, Audience) else (each,))
    )


def _channels(book: Handbook, cited: tuple[str, ...]) -> Names:
    """Give channels with their platforms, and platforms with their channels; nothing for `all`."""
    if "all" in cited:
        return frozenset()
    pairs = [(channel.id, channel.platform) for channel in book.policy.channels.channels]
    ours = {channel for channel, _ in pairs}
    above = {platform for channel, platform in pairs if channel in cited}
    below = {channel for channel, platform in pairs if platform in cited and platform not in ours}
    return frozenset(cited) | above | below
