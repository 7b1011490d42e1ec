"""One change → what is said of it: a title, a sentence, texts before and after, for whom and from when."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.book import State
from handbook_gen.core.model.changes import EMPLOYER, Change, ChangeKind, Comparison
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.types import LANGUAGES, Item, Language, LineValue, TextValue
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.facts import facts
from handbook_gen.core.telling.marks import Mark, marks
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.values import field_at, field_name
from handbook_gen.core.words import Words

_BINDING: Final = ("stricter", "undecided", "looser")
_DATED: Final = ("ends-earlier", "ends-later")
_LATER: Final = "in-force-later"
_TURNED: Final = ("modality-reversed", "negation-added", "negation-removed", "id-reused")
"""Kinds after which a duty of the employer may ask the opposite: nobody can say for whose good that is."""
_ENDS: Final = {"removed": ("-removed", "-narrowed"), "added": ("-added", "-widened")}
"""How the names of kinds end after which a value that stands alone has gone, or come."""
_CHANGED: Final = "item-changed"
_ORDERED: Final = "order-changed"
_STOPS: Final = re.compile(r"([.!?])\.(?!\.)|\.(?=;)")
_TEXTS: Final = (TextValue, LineValue)
_VALUES: Final = {"before", "after"}
_APART: Final = ("one-language-changed", "languages-differ")
"""Kinds that are about languages: then every language that changed is shown."""


_FELT: Final[Mapping[tuple[bool, bool], str]] = MappingProxyType(
    {(True, False): "gain", (False, True): "loss"}
)
"""What staff feel of a duty of the employer that is stricter, or looser."""


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


def titled(change: Change, names: Names) -> str:
    """Say what a change is: as its field calls it, or as its kind does."""
    words, field = names.words, field_at(change.spot)
    room = f"changes.{change.kind.name}"
    if field is None or change.spot.noun == PeopleFile.noun:
        return title(change.kind, words)
    for key in (f"{room}.of.{change.spot.noun}-{field.key}", f"{room}.of.{field.key}", f"{room}.named"):
        if key in words.keys:
            return words(key, field=field_name(field.key, names))
    return title(change.kind, words)


def why(kind: ChangeKind, words: Words) -> str:
    """Say why a kind of change matters to readers."""
    return words.known(f"changes.{kind.name}.why")


def said(change: Change, names: Names) -> Said:
    """Say a change in the language of `names`."""
    texts = tuple(_texts(change, names))
    known = facts(change, names, frozenset(text.language for text in texts))
    detail = _sentence(change, known, names.words, quoted=bool(texts))
    return Said(
        title=titled(change, names),
        sentence=f"{_for(change, known, names)} {detail}".strip(),
        before=known["before"],
        after=known["after"],
        texts=texts,
        whom=tuple(_whom(change, names)),
        starts=starts(change, names),
    )


def starts(change: Change, names: Names) -> str:
    """Say from when a change holds: at once, or from the day its rule comes into force.

    A rule that holds today and is put off stops at once, until its new day; one that was released does not.
    """
    words, book = names.words, names.comparison.after
    rule = book.rules.get(change.spot.id) if change.spot.noun == Rule.noun else None
    stops = change.kind.name == _LATER and _stops(names.comparison, change.was or change.spot)
    if stops and rule and rule.from_ and names.comparison.before.released:
        return words("telling.goes_on", day=words.date(rule.from_))
    if change.level not in _BINDING or change.kind.name in _DATED:
        return ""
    if not rule or not rule.from_ or rule.from_ <= book.day:
        return _at_once(names)
    if stops:
        return words("telling.stops", day=words.date(rule.from_))
    return words("telling.from", day=words.date(rule.from_))


def _at_once(names: Names) -> str:
    """Say what happens at once: as a proposal is merged, as the draft is released, or on a release's day."""
    if names.occasion == "proposal":
        return names.words("telling.at_once")
    released = names.words.date(names.comparison.after.day)
    return names.words(f"telling.{names.occasion}.at_once", released=released)


def _stops(compared: Comparison, spot: Spot) -> bool:
    """Tell whether a rule is in force today without a proposal, and not with it."""
    sides = ((book, book.rules.get(spot.id)) for book in (compared.before, compared.after))
    return [rule is not None and book.state(rule) is State.IN_FORCE for book, rule in sides] == [True, False]


def _whom(change: Change, names: Names) -> Iterator[str]:
    words = names.words
    if change.stricter_for:
        yield words("telling.whom.stricter", whom=names.whom(change.stricter_for))
    if change.looser_for:
        yield words("telling.whom.looser", whom=names.whom(change.looser_for))
    if change.benefits and change.level in _BINDING and change.kind.name not in _TURNED:
        ways = (EMPLOYER in change.stricter_for, EMPLOYER in change.looser_for)
        if ways in _FELT:
            yield words(f"telling.whom.{_FELT[ways]}", whom=names.whom(change.benefits))


def _sentence(change: Change, known: Mapping[str, str], words: Words, *, quoted: bool) -> str:
    """Fill in the sentence of a kind if all its facts are known, else say what stood there and does now.

    `quoted`: the text itself is shown, and not said once more.
    """
    key = f"changes.{change.kind.name}.says"
    if key in words.keys:
        wanted = {name for _, name, _, _ in Formatter().parse(words.raw(key)) if name}
        if all(known.get(name) for name in wanted) and not (quoted and wanted <= _VALUES):
            return _finished(words(key, **known))
    before, after = known["before"], known["after"]
    if quoted or before == after or not _valued(change):
        return ""
    way = "both" if before and after else "removed" if before else "added"
    if way != "both" and not change.kind.name.endswith(_ENDS[way]):
        way = "before" if before else "after"
    return _finished(words(f"telling.value.{way}", before=before, after=after))


def _for(change: Change, known: Mapping[str, str], names: Names) -> str:
    """Say who must read or learn something, where no sentence says for whom that is stricter or looser."""
    told = change.stricter_for or change.looser_for or not known.get("audience")
    return "" if told else names.words("telling.for", whom=known["audience"])


def _finished(said_: str) -> str:
    """Begin a sentence with a capital and end it once, where what it tells ends in a full stop of its own."""
    return _STOPS.sub(r"\1", said_[:1].upper() + said_[1:])


def _valued(change: Change) -> bool:
    """Tell whether there is anything to say of the values: not of whole items, nor that no became yes."""
    values = [each for each in (change.before, change.after) if each is not None]
    if change.kind.name == _ORDERED:
        return not any(
            isinstance(each, Item) for value in values if isinstance(value, tuple) for each in value
        )
    whole = not change.spot.path and all(isinstance(each, Item) for each in values)
    return not whole and (change.kind.name == _CHANGED or not all(isinstance(each, bool) for each in values))


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


def _text(value: object) -> TextValue | LineValue | None:
    """Give the text that a value is, or that an item is known by."""
    if isinstance(value, Item):
        texts = (getattr(value, name, None) for name in ("statement", "text", "answer", "do", "ask"))
        value = next((each for each in texts if isinstance(each, _TEXTS)), None)
    return value if isinstance(value, _TEXTS) else None
