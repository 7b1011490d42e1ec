"""One change → what is said of it: a title, a sentence, texts before and after, for whom and from when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Final

from handbook_gen.core.model.changes import Change, ChangeKind
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, Item, Language, LineValue, TextValue
from handbook_gen.core.telling.facts import facts
from handbook_gen.core.telling.marks import Mark, marks
from handbook_gen.core.telling.names import Names
from handbook_gen.core.words import Words

_BINDING: Final = ("stricter", "undecided", "looser")
_DATED: Final = ("ends-earlier", "ends-later")
_ENDS: Final = {"before": "-removed", "after": "-added"}
_STOPS: Final = re.compile(r"([.!?])\.(?!\.)|\.(?=;)")
_TEXTS: Final = (TextValue, LineValue)
_APART: Final = ("one-language-changed", "languages-differ")
"""Kinds that are about languages: then every language that changed is shown."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text before and after in one language, word by word; where there was none, all of it is new."""

    language: Language
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A change in words; what has nothing to say is empty."""

    title: str
    sentence: str
    """What more there is to say than the title, where `texts` does not show it."""
    before: str = ""
    """What stood there, in words."""
    after: str = ""
    texts: tuple[Marked, ...] = ()
    """The text that changed: in the reader's language, or in those that did change."""
    whom: tuple[str, ...] = ()
    """Sentences that say for whom it is stricter, looser, or good."""
    starts: str = ""
    """From when it holds, for what binds people."""

    @property
    def line(self) -> str:
        """Title and sentence in one."""
        return f"{self.title}. {self.sentence}".rstrip()

    @property
    def about(self) -> str:
        """For whom and from when, in one."""
        return " ".join(filter(None, (*self.whom, self.starts)))


def title(kind: ChangeKind, words: Words) -> str:
    """Say what kind of change it is."""
    return words.known(f"changes.{kind.name}.title")


def why(kind: ChangeKind, words: Words) -> str:
    """Say why a kind of change matters to readers."""
    return words.known(f"changes.{kind.name}.why")


def said(change: Change, names: Names) -> Said:
    """Say a change in the language of `names`."""
    texts = tuple(_texts(change, names))
    known = facts(change, names, foreign=_foreign(change, texts, names))
    return Said(
        title=title(change.kind, names.words),
        sentence=_sentence(change.kind, known, names.words, shows=not texts and _valued(change)),
        before=known["before"],
        after=known["after"],
        texts=texts,
        whom=tuple(_whom(change, names)),
        starts=starts(change, names),
    )


def starts(change: Change, names: Names) -> str:
    """Say from when a change holds: at once, or from the day its rule comes into force."""
    if change.level not in _BINDING or change.kind.name in _DATED:
        return ""
    rule = names.comparison.after.rules.get(change.spot.id) if change.spot.noun == Rule.noun else None
    if rule and rule.from_ and rule.from_ > names.comparison.after.day:
        return names.words("telling.from", day=names.words.date(rule.from_))
    return names.words("telling.at_once")


def _whom(change: Change, names: Names) -> Iterator[str]:
    words = names.words
    if change.stricter_for:
        yield words("telling.whom.stricter", whom=names.whom(change.stricter_for))
    if change.looser_for:
        yield words("telling.whom.looser", whom=names.whom(change.looser_for))
    if change.benefits:
        yield words("telling.whom.benefits", whom=names.whom(change.benefits))


def _sentence(kind: ChangeKind, known: dict[str, str], words: Words, *, shows: bool) -> str:
    """Fill in the sentence of a kind if all its facts are known, else say what stood there and does now."""
    key = f"changes.{kind.name}.says"
    if key in words.keys:
        wanted = {name for _, name, _, _ in Formatter().parse(words.raw(key)) if name}
        if all(known.get(name) for name in wanted):
            return _once(words(key, **known))
    before, after = known["before"], known["after"]
    if not shows or before == after:
        return ""
    which = "both" if before and after else "before" if before else "after"
    if kind.name.endswith(_ENDS.get(which, ".")):
        which = _ENDS[which].removeprefix("-")
    return _once(words(f"telling.value.{which}", before=before, after=after))


def _once(said_: str) -> str:
    """End a sentence once, where what it tells ends in a full stop of its own."""
    return _STOPS.sub(r"\1", said_)


def _valued(change: Change) -> bool:
    """Tell whether there is anything to say of the values: not of whole items, nor that no became yes."""
    values = [each for each in (change.before, change.after) if each is not None]
    whole = not change.spot.path and all(isinstance(each, Item) for each in values)
    return not whole and not all(isinstance(each, bool) for each in values)


def _texts(change: Change, names: Names) -> Iterator[Marked]:
    """Mark a text that changed, came or went."""
    before, after = _text(change.before), _text(change.after)
    if change.spot.noun == PeopleFile.noun or not (before or after):
        return
    differing = [
        Marked(language, marks(names.spelled(old or ""), names.spelled(new or "")))
        for language in sorted(LANGUAGES, key=lambda each: each != names.words.language)
        for old, new in [(text.said(language) if text else None for text in (before, after))]
        if (old or "") != (new or "")
    ]
    yield from differing if change.kind.name in _APART else differing[:1]


def _foreign(change: Change, texts: tuple[Marked, ...], names: Names) -> bool:
    """Tell whether the words that a judge names are in another language than the text that is shown."""
    told = change.facts.get("language", names.words.language)
    return bool(texts) and told not in {text.language for text in texts}


def _text(value: object) -> TextValue | LineValue | None:
    """Give the text that a value is, or that an item is known by."""
    if isinstance(value, Item):
        texts = (getattr(value, name, None) for name in ("statement", "text", "answer", "do", "ask"))
        value = next((each for each in texts if isinstance(each, _TEXTS)), None)
    return value if isinstance(value, _TEXTS) else None
