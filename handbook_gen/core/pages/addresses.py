"""Where everything stands in the handbook; addresses are made of ids and are the same in each language."""

from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language

START: Final = ""
RULES: Final = "rules/"
INSIDE: Final = "rules/inside/"
OUTSIDE: Final = "rules/outside/"
ROLES: Final = "roles/"
ESCALATION: Final = "webcare/escalation/"
CHANNELS: Final = "channels/"
TONE: Final = "tone/"
ABOUT: Final = "about/"
GLOSSARY: Final = "glossary/"
LAW: Final = "law/"
PERMANENT: Final = "r"

_PAGES: Final = {"topic": "topics/{}/", "role": "roles/{}/"}
_ANCHORS: Final = {
    "audience": ROLES,
    "channel": CHANNELS,
    "platform": CHANNELS,
    "level": ESCALATION,
    "target": ESCALATION,
    "trait": TONE,
    "profile": TONE,
    "word": TONE,
    "term": GLOSSARY,
    "law": LAW,
}


def address(book: Handbook, noun: str, identity: str) -> str:
    """Give the address of an item, relative to the root of a version."""
    if noun == "rule":
        return f"{_PAGES['topic'].format(book.topic_of[identity])}#{identity}"
    if noun in _PAGES:
        return _PAGES[noun].format(identity)
    return f"{_ANCHORS[noun]}#{identity}"


def permanent(identity: str) -> str:
    """Give the address of a rule that survives every move, relative to the root of a version."""
    return f"{PERMANENT}/{identity}/"


def published(book: Handbook, language: Language, identity: str) -> str:
    """Give the permanent address of a rule as people write it down, absolute where there is one."""
    root = (book.policy.settings.address or "").rstrip("/")
    return f"{root}/{language}/{permanent(identity)}"


def reserved(address: str) -> bool:
    """Tell whether an address belongs to a page that is made from the policy."""
    fixed = {RULES, INSIDE, OUTSIDE, ROLES, ESCALATION, CHANNELS, TONE, ABOUT, GLOSSARY, LAW}
    return address in fixed or address.startswith(("topics/", ROLES, f"{PERMANENT}/"))
