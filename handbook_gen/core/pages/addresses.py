"""Where everything stands in the handbook; addresses are made of ids and are the same in each language."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language

START: Final = ""
RULES: Final = "rules/"
INSIDE: Final = "rules/inside/"
OUTSIDE: Final = "rules/outside/"
ROLES: Final = "roles/"
DUTIES: Final = "rules/duties/"
RIGHTS: Final = "rules/rights/"
TRIAGE: Final = "webcare/"
ESCALATION: Final = "webcare/escalation/"
CRISIS: Final = "webcare/crisis/"
DUTY: Final = "webcare/duty/"
REPLIES: Final = "webcare/replies/"
REPLY_TIMES: Final = "webcare/reply-times/"
HOUSE_RULES: Final = "webcare/house-rules/"
CHANNELS: Final = "channels/"
TONE: Final = "tone/"
STRATEGY: Final = "strategy/"
QUESTIONS: Final = "strategy/questions/"
GOALS: Final = "strategy/goals/"
MEANS: Final = "strategy/means/"
AUDIENCES: Final = "strategy/audiences/"
PROMISES: Final = "strategy/promises/"
AMBASSADORS: Final = "strategy/ambassadors/"
STEPS: Final = "strategy/steps/"
PITCH: Final = "strategy/pitch/"
ABOUT: Final = "about/"
ACCESSIBILITY: Final = "about/accessibility/"
APPLIED: Final = "about/applied/"
CHANGES: Final = "about/changes/"
RELEASES: Final = "about/releases/"
DECISIONS: Final = "about/decisions/"
COVERAGE: Final = "about/coverage/"
FINDINGS: Final = "about/findings/"
PROPOSAL: Final = "proposal/"
SEARCH: Final = "search/"
GUIDES: Final = "guides/"
GLOSSARY: Final = "glossary/"
LAW: Final = "law/"
PERMANENT: Final = "r"

_PAGES: Final = {"topic": "topics/{}/", "role": "roles/{}/", "guide": f"{GUIDES}{{}}/"}
_ANCHORS: Final = {
    "audience": ROLES,
    "channel": CHANNELS,
    "level": ESCALATION,
    "step": TRIAGE,
    "reply": REPLIES,
    "target": REPLY_TIMES,
    "question": QUESTIONS,
    "objective": GOALS,
    "means": MEANS,
    "promise": PROMISES,
    "ambassador": AMBASSADORS,
    "trait": f"{TONE}#trait-",
    "profile": f"{TONE}#profile-",
    "word": TONE,
    "term": GLOSSARY,
    "law": LAW,
}


def address(book: Handbook, noun: str, identity: str) -> str:
    """Give the address of an item, relative to the root of a version."""
    if noun == "rule":
        return in_topic(book.topic_of[identity], identity)
    if noun == "platform":
        return CHANNELS
    if noun in _PAGES:
        return _PAGES[noun].format(identity)
    place = _ANCHORS[noun]
    return f"{place}{identity}" if "#" in place else f"{place}#{identity}"


def in_topic(topic: str, identity: str) -> str:
    """Give the address of a rule that stands in a topic, relative to the root of a version."""
    return f"{_PAGES['topic'].format(topic)}#{identity}"


def leads(noun: str) -> bool:
    """Tell whether items of a kind have a place of their own; an action, for one, has none."""
    return noun in ("rule", "platform", *_PAGES, *_ANCHORS)


def along(guide: str, answers: Iterable[str]) -> str:
    """Give the address of a way through a guide, relative to the root of a version: its answers in turn."""
    return "".join((_PAGES["guide"].format(guide), *(f"{answer}/" for answer in answers)))


def permanent(identity: str) -> str:
    """Give the address of a rule that survives every move, relative to the root of a version."""
    return f"{PERMANENT}/{identity}/"


def published(book: Handbook, language: Language, identity: str) -> str:
    """Give the permanent address of a rule as people write it down, absolute where there is one."""
    root = (book.policy.settings.address or "").rstrip("/")
    return f"{root}/{language}/{permanent(identity)}"


def reserved(address: str) -> bool:
    """Tell whether an address belongs to a page that is made from the policy."""
    return address in _FIXED or address.startswith(("topics/", ROLES, GUIDES, f"{PERMANENT}/"))


PLACES: Final = MappingProxyType(
    {
        "rules": RULES,
        "inside": INSIDE,
        "outside": OUTSIDE,
        "roles": ROLES,
        "duties": DUTIES,
        "rights": RIGHTS,
        "triage": TRIAGE,
        "escalation": ESCALATION,
        "crisis": CRISIS,
        "duty": DUTY,
        "replies": REPLIES,
        "reply_times": REPLY_TIMES,
        "house_rules": HOUSE_RULES,
        "channels": CHANNELS,
        "tone": TONE,
        "strategy": STRATEGY,
        "questions": QUESTIONS,
        "goals": GOALS,
        "means": MEANS,
        "audiences": AUDIENCES,
        "promises": PROMISES,
        "ambassadors": AMBASSADORS,
        "steps": STEPS,
        "pitch": PITCH,
        "about": ABOUT,
        "accessibility": ACCESSIBILITY,
        "applied": APPLIED,
        "changes": CHANGES,
        "releases": RELEASES,
        "decisions": DECISIONS,
        "coverage": COVERAGE,
        "findings": FINDINGS,
        "proposal": PROPOSAL,
        "glossary": GLOSSARY,
        "law": LAW,
        "search": SEARCH,
    }
)
"""Every page with an address of its own, by the name that templates use."""
_FIXED: Final = frozenset(PLACES.values())
