"""The policy language: one module per document, listed here; what holds between documents is the linker's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.actions import ActionsFile
from handbook_gen.core.model.channels import ChannelsFile
from handbook_gen.core.model.glossary import GlossaryFile
from handbook_gen.core.model.guides import GuidesFile
from handbook_gen.core.model.handbook import Settings
from handbook_gen.core.model.law import LawFile
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.roles import RolesFile
from handbook_gen.core.model.rules import Rule, Topic, TopicFile
from handbook_gen.core.model.strategy import StrategyFile
from handbook_gen.core.model.tone import ToneFile
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import WebcareFile

DOCUMENTS: Final[Mapping[str, type[Item]]] = MappingProxyType(
    {
        "handbook.yml": Settings,
        "roles.yml": RolesFile,
        "actions.yml": ActionsFile,
        "channels.yml": ChannelsFile,
        "webcare.yml": WebcareFile,
        "guides.yml": GuidesFile,
        "tone.yml": ToneFile,
        "strategy.yml": StrategyFile,
        "glossary.yml": GlossaryFile,
        "law.yml": LawFile,
        "people.yml": PeopleFile,
    }
)
RULES_FOLDER: Final = "rules/"
REQUIRED: Final = ("handbook.yml", "roles.yml")


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as it is written: two are equal when no reader could tell them apart."""

    settings: Settings
    roles: RolesFile
    topics: tuple[TopicFile, ...] = ()
    actions: ActionsFile = field(default_factory=ActionsFile)
    channels: ChannelsFile = field(default_factory=ChannelsFile)
    webcare: WebcareFile = field(default_factory=WebcareFile)
    guides: GuidesFile = field(default_factory=GuidesFile)
    tone: ToneFile = field(default_factory=ToneFile)
    strategy: StrategyFile = field(default_factory=StrategyFile)
    glossary: GlossaryFile = field(default_factory=GlossaryFile)
    law: LawFile = field(default_factory=LawFile)
    people: PeopleFile = field(default_factory=PeopleFile)

    @property
    def documents(self) -> tuple[Item, ...]:
        """Every file, in the order in which they are told."""
        before = (self.settings, self.roles, self.actions, *self.topics, self.channels, self.webcare)
        return (*before, self.guides, self.tone, self.strategy, self.glossary, self.law, self.people)


__all__ = ["DOCUMENTS", "REQUIRED", "RULES_FOLDER", "Item", "Policy", "Rule", "Topic", "TopicFile"]
