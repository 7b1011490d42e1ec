"""`channels.yml`: the register of channels, the ones we do not use among them."""

from typing import Annotated, ClassVar, Final, Literal

from handbook_gen.core.model.handbook import Visibility
from handbook_gen.core.model.refs import AudienceRef, ObjectiveRef, ProfileRef, RoleRef, TargetRef
from handbook_gen.core.model.types import (
    Date,
    Flag,
    Id,
    Item,
    Language,
    Line,
    Number,
    Plain,
    ServiceHours,
    Text,
    Unit,
)

Authentication = Literal["security-key", "authenticator-app", "two-step-pin", "text-message", "none"]
ChannelStatus = Literal["planned", "open", "paused", "retired", "not-used"]


# How platforms write their own names, where a capital is not enough.
_PLATFORMS: Final = {
    "github": "GitHub",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
}


def platform_name(platform: str) -> str:
    """Give the name of a platform as it is written."""
    return _PLATFORMS.get(platform, platform.replace("-", " ").capitalize())


class Custody(Item):
    """Who holds the keys of a channel, and how they are kept."""

    holders: tuple[RoleRef, ...] = ()
    store: Plain | None = None
    """Where the keys are kept, in one word such as `vault`; never the keys themselves."""
    recovery: Text | None = None
    authentication: Authentication | None = None
    leavers: Text | None = None


class Rhythm(Item):
    """How often something is posted."""

    at_least: Annotated[Number, Unit("posts")] | None = None
    at_most: Annotated[Number, Unit("posts")] | None = None
    per: Literal["day", "week", "month", "year"] = "week"


class ChannelTone(Item):
    """How we sound here."""

    profile: ProfileRef | None = None
    address: Literal["je", "u"] | None = None


class Replies(Item):
    """Whether people can answer us here, and when they hear back."""

    open: Flag = False
    hours: ServiceHours | None = None
    outside_hours: Text | None = None
    target: TargetRef | None = None


class Platform(Item):
    """Where a channel lives, and where a rule may hold without a channel of ours; made by the linker."""

    noun: ClassVar[str] = "platform"

    id: Id
    name: Line


class Channel(Item):
    """An account, a page, a network or a group chat."""

    noun: ClassVar[str] = "channel"

    id: Id
    platform: Id
    name: Line
    kind: Literal["external", "internal", "group-chat"] = "external"
    direction: Literal["send", "receive", "both"] = "both"
    status: ChannelStatus = "planned"
    because: Text | None = None
    """Why this channel, or why not."""
    characteristics: Text | None = None
    objectives: tuple[ObjectiveRef, ...] = ()
    audiences: tuple[AudienceRef, ...] = ()
    owner: RoleRef | None = None
    content: RoleRef | None = None
    """Who decides what is posted; that need not be who holds the keys."""
    custody: Custody | None = None
    devices: tuple[Plain, ...] = ()
    rhythm: Rhythm | None = None
    tone: ChannelTone | None = None
    replies: Replies | None = None
    cost: Text | None = None
    expected_return: Text | None = None
    paid: Flag = False
    visibility: Visibility = "public"
    opened: Date | None = None
    review_by: Date | None = None
    retirement: Text | None = None

    @property
    def platform_name(self) -> str:
        """The name of the platform, as it is written."""
        return platform_name(self.platform)

    def called(self, language: Language) -> str:
        """Give the name that tells it apart: an account is called @voorbeeld on several platforms."""
        name = self.name.best(language)
        return name if self.platform_name.casefold() in name.casefold() else f"{self.platform_name}: {name}"


class ChannelsFile(Item):
    """The whole of `channels.yml`."""

    channels: tuple[Channel, ...] = ()
