"""HB807 and HB808, subjects: what rules on our own posts speak of; tells once for the whole handbook."""

import re
from collections.abc import Iterator
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.sieve import holding
from handbook_gen.core.links import spot
from handbook_gen.core.model.actions import Action
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Finding, Kind, Severity

_I: Final = re.IGNORECASE
_STANDARD: Final = r"\bWCAG\b|EN 301 549"
_ACCESSIBLE: Final = {
    "access-alt-text": re.compile(
        r"alt[- ]?(?:tekst|text)|alternatieve tekst|tekstalternatief|alternative text|beeldbeschrijving"
        r"|image description|beschrijf\w* .{0,25}(?:beeld|foto|afbeelding|plaatje)"
        r"|(?:beeld|foto|afbeelding|plaatje)\S* .{0,25}beschrijving"
        r"|describe\w* .{0,25}(?:image|picture|photo)"
        r"|(?:image|picture|photo)s? .{0,25}description"
        rf"|{_STANDARD}",
        _I,
    ),
    "access-subtitles": re.compile(rf"ondertitel|subtitl|\bcaption(?:s|ed|ing)\b|{_STANDARD}", _I),
    "access-hashtags": re.compile(
        r"camel[- ]?case|pascal[- ]?case|hashtag.{0,120}(?:hoofdletter|kapitaal|capital)"
        r"|(?:hoofdletter|kapitaal|capital).{0,120}hashtag",
        _I | re.DOTALL,
    ),
    "access-emoji": re.compile(r"emoji|emoticon|smiley", _I),
}
_ACCESS_STEMS: Final = (
    "alt-|alttek|altern|alt tex|alt tek|beeldb|beschrij|describe|description|ondertit|subtit|caption"
    "|case|hashtag"
    "|emoji|emoticon|smiley|wcag|en 301"
)
_AI: Final = re.compile(
    r"\bA\.?I\b|(?i:kunstmatige intelligentie|artificial intelligence|generatie(?:f|ve) |generative|chat-?gpt"
    r"|copilot|chatbot|taalmodel|language model|deepfake|midjourney)"
)
_AI_STEMS: Final = (
    "ai |ai-|ai.|ai,|ai?|ai:|ai’|ai\n|a.i|intelligen|generati|gpt|copilot|chatbot|taalmodel"
    "|language model|deepfake"
    "|midjourney"
)
_AI_ASKS: Final = {
    "ai-when": re.compile(
        r"\b(?:mag|mogen|alleen|toegestaan|goedgekeurd\w*|nooit|geen|niet"
        r"|may|only|allowed|approved|never|not?)\b"
        r"|\b(?:(?:dat|wat) AI (?:voorstel|maak|schrijf)t|AI (?:schrijft mee|stelt voor)"
        r"|(?:that|what) AI (?:suggest|draft|write)s|AI (?:draft|suggest)s)\b",
        _I,
    ),
    "ai-review": re.compile(
        r"controle|\bna(?:lezen|kijken|lees)|mee(?:lezen|kijken)|\blees\b|\blaat .{0,60}lezen|goedkeur"
        r"|beoordeel|\bmens\b|check|review|proofread|human|approv|verif|reads?\b",
        _I,
    ),
    "ai-label": re.compile(
        r"label|watermerk|watermark|gemaakt met AI|met AI (?:is )?gemaakt|made (?:with|by) AI|AI[- ]generated"
        r"|\b(?:zeg|vermeld|zet|meld|noem|say|state|mention|disclose|mark|tell)\b.{0,60}\b(?:AI|(?:chat)?bot)\b",
        _I,
    ),
}
_NO_AI: Final = re.compile(
    r"\b(?:gebruik|schrijf|maak|plaats)\b.{0,40}\b(?:geen|nooit|niet met)\b.{0,30}\bAI\b"
    r"(?=\s+(?:om|voor|bij|op|in)\b|[.,;!]|$)"
    r"|\b(?:do not|don[’']t|never) (?:use|write|make|post)\b.{0,40}\bAI\b"
    r"(?=\s+(?:for|to|on|in|at)\b|[.,;!]|$)",
    _I,
)
_MANY: Final = 10
"""How many rules make a handbook from which readers expect an answer about AI."""


@check("HB807", "accessibility-not-covered", Severity.INFO)
def accessibility_not_covered(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find organisations with an open public channel whose rules do not speak of accessible posts.

    Why: who cannot see or hear a post is a reader too; for many organisations it is the law.
    Repair: write rules on alt text, subtitles, hashtags with a capital for each word, and emoji.
    Asked of published rules about official posts, and of the tone profiles for emoji. A rule that prescribes
    WCAG speaks of alt text and subtitles.
    Source: C43.
    """
    channels = book.policy.channels.channels
    if not any(channel.kind == "external" and channel.status == "open" for channel in channels):
        return
    texts = holding((_told(book, rule) for rule in _official(book)), _ACCESS_STEMS)
    missing = [key for key, words in _ACCESSIBLE.items() if not any(map(words.search, texts))]
    if any(profile.emoji for profile in book.policy.tone.profiles):
        missing = [key for key in missing if key != "access-emoji"]
    if missing:
        yield Finding(kind, spot(book.policy.settings), {"missing": " ".join(missing)})


@check("HB808", "ai-not-covered", Severity.INFO)
def ai_not_covered(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find handbooks that do not say when AI may be used, who reviews it, and how it is labelled.

    Why: colleagues use it already; since August 2026 the EU AI Act asks to label some of it.
    Repair: write a rule for each; one that forbids AI for posts altogether is enough.
    Asked of handbooks with rules on official posts, or with ten rules or more.
    Source: C44.
    """
    if len(book.published) < _MANY and not any(rule.capacity == "official" for rule in book.published):
        return
    told = [(rule.modality, _told(book, rule)) for rule in book.published]
    worth = holding((text for _, text in told), _AI_STEMS)
    rules = [(modality, text) for modality, text in told if text in worth and _AI.search(text)]
    if any(modality == "must-not" and _NO_AI.search(text) for modality, text in rules):
        return
    texts = [text for _, text in rules]
    missing = [key for key, words in _AI_ASKS.items() if not any(map(words.search, texts))]
    if missing:
        yield Finding(kind, spot(book.policy.settings), {"missing": " ".join(missing)})


def _official(book: Handbook) -> Iterator[Rule]:
    """Give the published rules about what is posted in our name."""
    return (rule for rule in book.published if rule.capacity != "personal" and rule.binds != "public")


def _told(book: Handbook, rule: Rule) -> str:
    """Give what a rule is about, in both languages at once."""
    action = book.get("action", rule.action)
    told = [rule.title, rule.statement, *([action.name] if isinstance(action, Action) else [])]
    words = [text for each in told for _, text in each.texts()]
    return "\n".join([*words, *rule.keywords.nl, *rule.keywords.en])
