"""HB712–HB714, plain language: long sentences, passives and reading ease of each file; gates nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from textwrap import shorten
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import Told, in_languages
from handbook_gen.core.checks.reading import LONG, Measure, ease, measured, total
from handbook_gen.core.links import spot
from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER, Item, Rule
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.rules import Topic
from handbook_gen.core.model.shape import homes
from handbook_gen.core.model.types import Language, TextValue
from handbook_gen.core.problems import Finding, Kind, Severity

_LONGEST: Final = 40
"""Words that no sentence should have, however short the others are."""
_LONG_SHARE: Final = 10
_PASSIVE_SHARE: Final = 4
"""One in so many is the most."""
_FEWEST: Final = {"long": 2, "passive": 3}
_HARD: Final = 50
_SAMPLE: Final = 100
"""Words that it takes to say how easy a text is: those of the samples that the formulas were made with."""
_PLACES: Final = 3
_QUOTED: Final = 58
"""Characters of a sentence that are quoted; where it stands, it can be read."""

_DOCUMENTS: Final = {
    noun: path
    for path, model in DOCUMENTS.items()
    for noun in (model.noun, *(way[-1].type.noun for way in homes(model)))
}
"""What an item is → the document that it stands in."""

Read = tuple[Told, Measure]
"""A text with what was counted in it."""
Worst = Callable[[Measure], float]


@check("HB712", "many-long-sentences", Severity.INFO)
def many_long_sentences(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find files where more than one sentence in ten has over 25 words, or one has over 40.

    Why: who reads on a phone, or in a second language, has lost the beginning by then.
    Repair: make two sentences of it, or a list.
    At least two long sentences, or one very long; examples of what not to do are not read. One finding for a
    file and language, at its longest sentence, with the next two beside it. It stops no build.
    Source: plain-language guides of governments hold 20 to 25 words for the most that reads at one go.
    """
    for texts in _files(book).values():
        whole = total(measure for _, measure in texts)
        often = whole.long >= _FEWEST["long"] and whole.long * _LONG_SHARE > whole.sentences
        worst = _worst(texts, lambda measure: measure.most)
        first = worst[0][1]
        if often or first.most > _LONGEST:
            facts = {"most": str(first.most), "count": str(whole.long), "of": str(whole.sentences)}
            shown = [each for each in worst if each[1].most > LONG]
            yield _found(kind, shown, facts | {"limit": str(LONG), "sentence": _short(first.longest)})


@check("HB713", "passive-voice", Severity.INFO)
def passive_voice(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find files where more than one sentence in four is in the passive.

    Why: “it will be assessed” leaves open who does it, and the reader wonders whether it is they.
    Repair: say who does it: “webcare assesses it”.
    At least three sentences. Dutch: `worden` with a past participle; with `zijn` it is as often a state, and
    not counted. English: `be` with a past participle, but for states such as “allowed”. It stops no build.
    """
    for texts in _files(book).values():
        whole = total(measure for _, measure in texts)
        if whole.passive >= _FEWEST["passive"] and whole.passive * _PASSIVE_SHARE > whole.sentences:
            worst = _worst(texts, lambda measure: measure.passive)
            shown = [each for each in worst if each[1].passive]
            facts = {"count": str(whole.passive), "of": str(whole.sentences)}
            yield _found(kind, shown, facts | {"sentence": _short(shown[0][1].undone)})


@check("HB714", "hard-to-read", Severity.INFO)
def hard_to_read(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find files that score below 50 for reading ease: what the scale calls difficult.

    Why: it takes years at a university to read such a text with ease, and a handbook is for everybody.
    Repair: shorter sentences and everyday words; explain a term in the glossary instead of in every rule.
    English by Flesch (206.835 − 1.015 × words per sentence − 84.6 × syllables per word), Dutch by Douma
    (206.84 − 0.93 × words per sentence − 0.77 × syllables per 100 words). Asked of files of at least 100
    words. It sees lengths, not sense: a low score is a reason to read the text again, and a high one proves
    nothing. It stops no build.
    Source: Flesch 1948, Douma 1960.
    """
    for (_, language), texts in _files(book).items():
        whole = total(measure for _, measure in texts)
        score = ease(language, whole)
        if whole.words >= _SAMPLE and score < _HARD:
            worst = _worst(texts, partial(_weight, language))
            facts = {"score": str(round(score)), "limit": str(_HARD), "sentence": _short(worst[0][1].longest)}
            weight = f"{100 * whole.syllables / whole.words:.0f}"
            yield _found(
                kind, worst, facts | {"length": f"{whole.words / whole.sentences:.0f}", "weight": weight}
            )


def _found(kind: Kind, worst: list[Read], facts: Mapping[str, str]) -> Finding:
    """Tell it at the worst place, with the next ones beside it."""
    first, *others = (spot(item, *path, language) for (item, path, language, _), _ in worst[:_PLACES])
    return Finding(kind, first, facts, related=tuple(others))


def _worst(texts: list[Read], weight: Worst) -> list[Read]:
    return sorted(texts, key=lambda each: weight(each[1]), reverse=True)


def _weight(language: Language, measure: Measure) -> float:
    """Tell how much a text lowers the score of its file: a long one more than a short one."""
    return (_HARD - ease(language, measure)) * measure.words


def _short(sentence: str) -> str:
    return shorten(sentence, _QUOTED, placeholder=" …")


def _files(book: Handbook) -> Mapping[tuple[str, Language], list[Read]]:
    """Group what is published by file and language; what stands there as a bad example is left out."""
    published = {rule.id for rule in book.published}
    found: defaultdict[tuple[str, Language], list[Read]] = defaultdict(list)
    for item, said in book.sayings:
        seen = item.id in published if isinstance(item, Rule) else True
        if seen and isinstance(said.text, TextValue) and "dont" not in said.path:
            for told in in_languages(book, item, said.path, said.text):
                measure = measured(told[2], told[3])
                if measure.words:
                    found[_file(book, item), told[2]].append((told, measure))
    return found


def _file(book: Handbook, item: Item) -> str:
    if isinstance(item, Rule):
        return RULES_FOLDER + book.topic_of[item.id]
    return RULES_FOLDER + item.id if isinstance(item, Topic) else _DOCUMENTS[item.noun]
