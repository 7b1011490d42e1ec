"""HB7nn, tone of voice: our own texts beside what we said of words, forms of address and length."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import Told, bare, in_languages, sentences, unquoted, words
from handbook_gen.core.checks.vocabulary import channels_of, overlap, vocabulary
from handbook_gen.core.links import spot
from handbook_gen.core.model import Rule
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.shape import Saying, walk
from handbook_gen.core.model.tone import Profile
from handbook_gen.core.model.types import Language
from handbook_gen.core.model.webcare import Reply
from handbook_gen.core.problems import Finding, Kind, Severity

_ACTIVE: Final = ("planned", "open", "paused")
_QUOTED_WORDS: Final = 3
# A text that says how to name something, and how not to, speaks about the word.
_ABOUT_WORDS: Final[Mapping[Language, re.Pattern[str]]] = {
    "nl": re.compile(
        r"(?=.*\b(?:zeg\w*|noem\w*|schrijf\w*|schrijven|gebruik\w*|spreek\w*|woord\w*|term\w*|benaming\w*)\b)"
        r"(?=.*\b(?:niet|niemand|geen|nooit|vermijd\w*|liever|plaats van)\b)",
        re.IGNORECASE | re.DOTALL,
    ),
    "en": re.compile(
        r"(?=.*\b(?:say\w*|call\w*|nam(?:e|ing)|writ\w+|us(?:e|ing)|speak\w*|refer\w*|describ\w*|label\w*"
        r"|words?|terms?)\b)(?=.*\b(?:not|no|nobody|no one|never|don[’']t|avoid\w*|rather|instead)\b)",
        re.IGNORECASE | re.DOTALL,
    ),
}
_YOU: Final = re.compile(
    r"(?<![\w-])(?:(?P<je>je|jij|jou|jouwe?|jezelf)|(?P<u>(?<!\d)(?<!\d )(?:u|uwe?|uzelf)))(?![\w-]|\.\w)",
    re.IGNORECASE,
)


@check("HB705", "banned-word-used", Severity.WARNING)
def banned_word_used(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find our own texts that use a word which the tone of voice bans; in replies also one that it avoids.

    Why: who reads that a word is banned and finds it in the standard answer no longer believes either.
    Repair: write what the entry prefers, or change the entry.
    Asked are the rules, what stands in examples as good, replies, house rules and what people get outside
    service hours. A word that is quoted, or that a text tells us not to use, is spoken about; one that is
    banned on some channels counts in texts for those channels only.
    Source: C30.
    """
    entries = [word for word in book.policy.tone.vocabulary if word.status in ("banned", "avoid")]
    indexes = {language: vocabulary(entries, language) for language in book.languages}
    meant = {word.id: channels_of(book, word.channels) for word in entries}
    for told, used_on in _approved(book) if entries else ():
        item, path, language, text = told
        seen: set[str] = set()
        if not any(indexes[language].found(text)):
            continue
        for word, term in indexes[language].found(_spoken(told)):
            weighs = word.status == "banned" or isinstance(item, Reply)
            if weighs and word.id not in seen and _applies(meant[word.id], used_on):
                seen.add(word.id)
                facts = {"term": term, "word": word.id}
                where = spot(item, *path, language)
                yield Finding(kind, where, facts, word.status, related=(spot(word, "terms", language),))


@check("HB706", "address-form", Severity.WARNING)
def address_form(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find Dutch texts for the public that say `je` where the tone says `u`, or the other way round, or both.

    Why: who is called `u` in one sentence and `je` in the next hears two organisations.
    Repair: write the text in the form that the channel or the profile names, or change that.
    Asked are replies, what people get outside service hours, and house rules; rules for staff have the
    handbook's own form. Quotations, and what is still to be filled in, are left out.
    Source: C30.
    """
    for (item, path, language, text), form in _to_the_public(book):
        said = {str(found.lastgroup): found[0] for found in _YOU.finditer(unquoted(bare(text)))}
        where = spot(item, *path, language)
        if form and (other := said.get("je" if form == "u" else "u")):
            yield Finding(kind, where, {"form": form, "said": other})
        elif len(said) > 1:
            yield Finding(kind, where, {"one": said["u"], "other": said["je"]}, "mixed")


@check("HB711", "long-sentence", Severity.INFO)
def long_sentence(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find replies with a sentence that is longer than their profile allows.

    Why: the profile says what our readers can take in at one go, and a reply is what most of them read.
    Repair: make two sentences of it, or change `max_words_per_sentence`.
    One finding for a text, at its longest sentence; what is still to be filled in counts as one word.
    """
    for reply in book.policy.webcare.replies:
        profile = book.get("profile", reply.profile)
        most = profile.max_words_per_sentence if isinstance(profile, Profile) else None
        if most is None:
            continue
        for item, path, language, text in in_languages(book, reply, ("text",), reply.text):
            longest = max(sentences(bare(text)), key=_length)
            if (count := _length(longest)) > most:
                facts = {"count": str(count), "most": str(most), "sentence": longest}
                yield Finding(kind, spot(item, *path, language), facts)


def _length(sentence: str) -> int:
    return len(words(sentence)) + sentence.count("…")


def _spoken(told: Told) -> str:
    """Give what a text says itself: not what it quotes, and not the words that it speaks about."""
    item, path, language, text = told
    if not isinstance(item, Rule) or path[0] == "examples":
        return unquoted(bare(text), _QUOTED_WORDS)
    return "" if _ABOUT_WORDS[language].match(text) else unquoted(bare(text))


def _applies(meant: frozenset[str] | None, used_on: frozenset[str] | None) -> bool:
    """Tell whether a word counts in a text; one that may be used anywhere is bound by general words only."""
    return meant is None or (used_on is not None and overlap(meant, used_on))


def _approved(book: Handbook) -> Iterator[tuple[Told, frozenset[str] | None]]:
    """Give every text of ours that serves as an example, with the channels it is for; None where any."""
    for rule in book.published:
        on = channels_of(book, rule.channels)
        for field in ("title", "statement", "because"):
            yield from ((told, on) for told in in_languages(book, rule, (field,), getattr(rule, field)))
        for index, text in enumerate(rule.examples.do):
            yield from ((told, on) for told in in_languages(book, rule, ("examples", "do", index), text))
    for trait in book.policy.tone.traits:
        for index, text in enumerate(trait.do):
            yield from ((told, None) for told in in_languages(book, trait, ("do", index), text))
    for word in book.policy.tone.vocabulary:
        on = channels_of(book, word.channels)
        for index, text in enumerate(word.examples.do):
            yield from ((told, on) for told in in_languages(book, word, ("examples", "do", index), text))
    yield from ((told, on) for told, on, _ in _public(book))


def _to_the_public(book: Handbook) -> Iterator[tuple[Told, str]]:
    """Give the Dutch texts for the public, with the form of address that the tone asks there."""
    return ((told, form) for told, _, form in _public(book) if told[2] == "nl")


def _public(book: Handbook) -> Iterator[tuple[Told, frozenset[str] | None, str]]:
    """Give the texts that the public reads, with the channels they are for and the form of address there."""
    here = [channel for channel in book.policy.channels.channels if channel.status in _ACTIVE]
    on_profile: dict[str, set[str]] = {}
    for channel in here:
        if channel.tone and channel.tone.profile:
            on_profile.setdefault(channel.tone.profile, set()).add(channel.id)
    forms = {_form_on(book, channel) for channel in here if channel.kind == "external"}
    shared = forms.pop() if len(forms) == 1 else ""
    for reply in book.policy.webcare.replies:
        on = frozenset(on_profile.get(reply.profile or "", ())) or None
        form = _form(book, reply.profile) or shared
        yield from ((told, on, form) for told in in_languages(book, reply, ("text",), reply.text))
    for channel in here:
        text = channel.replies.outside_hours if channel.replies else None
        way = ("replies", "outside_hours")
        for told in in_languages(book, channel, way, text):
            yield told, frozenset({channel.id}), _form_on(book, channel)
    yield from ((told, None, shared) for told in _house_rules(book))


def _house_rules(book: Handbook) -> Iterator[Told]:
    if house_rules := book.policy.webcare.house_rules:
        for said in walk(house_rules):
            if isinstance(said, Saying):
                yield from in_languages(book, book.policy.webcare, ("house_rules", *said.path), said.text)


def _form(book: Handbook, profile: str | None) -> str:
    item = book.get("profile", profile)
    return (item.address or "") if isinstance(item, Profile) else ""


def _form_on(book: Handbook, channel: Channel) -> str:
    tone = channel.tone
    return (tone.address or _form(book, tone.profile)) if tone else ""
