"""What a search may find, before any engine sees it: where it stands, what it says, whom it concerns."""

from dataclasses import dataclass
from typing import Final

from handbook_gen.core.model.types import LineValue, TextValue

WEIGHTS: Final = {
    "rule": 1.0,
    "level": 1.05,
    "guide": 0.8,
    "step": 0.97,
    "reply": 1.0,
    "channel": 0.95,
    "topic": 0.85,
    "trait": 0.9,
    "role": 0.85,
    "term": 0.75,
    "written": 0.8,
    "word": 0.8,
    "gone": 0.4,
}
"""How much a document of a kind weighs beside a rule; all else weighs less."""
OTHER_KINDS: Final = 0.55


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that somebody may look for; every text is plain, in the language of the handbook."""

    id: str
    """A rule's id; of all else its kind and id, such as `channel/instagram`."""
    kind: str
    address: str
    """Relative to the root of a version."""
    title: str
    keywords: str = ""
    """How people look for it."""
    names: str = ""
    """What it is also called: its topic, its action, the synonyms of the terms in it."""
    statement: str = ""
    examples: str = ""
    reasons: str = ""
    other: str = ""
    """Title and keywords in the other language."""
    modality: str = ""
    capacity: str = ""
    audience: str = ""
    """For whom it is, as it is shown."""
    roles: tuple[str, ...] = ()
    """Ids of the roles that it reaches; none where it is for everybody."""
    channels: tuple[str, ...] = ()
    """Ids of the channels that it is about; none where it is about all."""
    ask: str = ""
    """Id of the role to ask about it."""
    also: tuple[str, ...] = ()
    """Ids that lead here: of rules that this one replaces."""
    weight: float = 1.0


def texts(told: LineValue | TextValue | None) -> tuple[str, ...]:
    """Give a text in every language it is there in."""
    return tuple(text for _, text in told.texts()) if told else ()


def joined(*told: str) -> str:
    """Put texts after each other as sentences."""
    return " ".join(part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in told if part)
