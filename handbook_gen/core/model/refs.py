"""Fields that cite something by its id; whether it exists is the linker's business."""

from dataclasses import dataclass
from typing import Annotated, Final


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that cites something by id: of which kinds, and which words stand beside the ids."""

    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()


RoleRef = Annotated[str, Ref(("role",))]
AudienceRef = Annotated[str, Ref(("audience", "role"), words=("all",))]
ChannelRef = Annotated[str, Ref(("channel", "platform"), words=("all",))]
RuleRef = Annotated[str, Ref(("rule",))]
TopicRef = Annotated[str, Ref(("topic",))]
ActionRef = Annotated[str, Ref(("action",))]
LawRef = Annotated[str, Ref(("law",))]
LevelRef = Annotated[str, Ref(("level",))]
TargetRef = Annotated[str, Ref(("target",))]
TraitRef = Annotated[str, Ref(("trait",))]
ProfileRef = Annotated[str, Ref(("profile",))]
StepRef = Annotated[str, Ref(("step",))]
RouteRef = Annotated[str, Ref(("role", "step"))]
ReplyRef = Annotated[str, Ref(("reply",))]
ObjectiveRef = Annotated[str, Ref(("objective",))]
ANY: Final = (
    *("rule", "role", "audience", "channel", "topic", "word", "level", "step", "reply"),
    *("target", "objective", "means", "promise", "ambassador", "question", "law", "term", "guide"),
)
AnyRef = Annotated[str, Ref(ANY)]
"""What a waiver is about."""
PAGES: Final = (
    *("rules/", "rules/inside/", "rules/outside/", "rules/duties/", "rules/rights/", "roles/"),
    *("webcare/", "webcare/escalation/", "webcare/crisis/", "webcare/replies/", "webcare/reply-times/"),
    *(
        "webcare/duty/",
        "webcare/house-rules/",
        "channels/",
        "tone/",
        "strategy/",
        "strategy/questions/",
        "strategy/goals/",
    ),
    *("strategy/means/", "strategy/audiences/", "strategy/promises/", "strategy/ambassadors/"),
    *("strategy/steps/", "strategy/pitch/", "about/", "about/applied/", "about/changes/", "about/releases/"),
    *(
        "about/decisions/",
        "about/coverage/",
        "about/findings/",
        "about/accessibility/",
        "glossary/",
        "law/",
        "search/",
    ),
)
"""Pages that a policy can name, by their address; no id has a slash."""
PlaceRef = Annotated[str, Ref(ANY, words=PAGES)]
"""Where a signpost on the start page leads."""
