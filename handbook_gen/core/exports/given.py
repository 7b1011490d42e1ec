"""What every export is made from: a policy as far as it could be read, the ids in it, and our words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook_gen.core.links import entries
from handbook_gen.core.loader import Loaded, Sources
from handbook_gen.core.model.channels import platform_name
from handbook_gen.core.model.refs import Ref
from handbook_gen.core.model.types import Item, Language, LineValue
from handbook_gen.core.words import Words


@dataclass(frozen=True)
class Given:
    """A policy, the words in each language (those on what a field means too), and the language asked for."""

    sources: Sources
    loaded: Loaded
    words: Mapping[Language, Words]
    language: Language
    folder: str = "policies"
    """Where the policy is within the project."""

    @property
    def said(self) -> Words:
        """The words in the language asked for."""
        return self.words[self.language]

    def cited(self, ref: Ref) -> Mapping[str, LineValue | None]:
        """Give what may stand in a field that cites: words, and ids with names.

        An item that is at fault has an id all the same; where some may be unread, none is told.
        """
        if any(self.loaded.knows((kind,), _NO_ID) for kind in ref.kinds):
            return {}
        ids = {identity: name for kind in ref.kinds for identity, name in self._ids.get(kind, {}).items()}
        return dict.fromkeys(ref.words) | ids if ids else {}

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, LineValue | None]]:
        """Noun → id → name; in the order of the files."""
        found: dict[str, dict[str, LineValue | None]] = {}
        for file in self.loaded.files.values():
            for noun, identity, _ in file.declared:
                if identity:
                    found.setdefault(noun, {})[identity] = None
        for item in entries(self.loaded.policy):
            if identity := getattr(item, "id", ""):
                found.setdefault(item.noun, {})[identity] = _name(item)
        for channel in self.loaded.policy.channels.channels:
            name = platform_name(channel.platform)
            found.setdefault("platform", {})[channel.platform] = LineValue(nl=name, en=name)
        return found


_NO_ID = "?"
"""What no item is called: asked for, it tells whether items may stand in what could not be read."""


def _name(item: Item) -> LineValue | None:
    name = getattr(item, "name", None) or getattr(item, "title", None)
    return name if isinstance(name, LineValue) else None
