"""What is known of a language, compiled from its tables once; judges nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType
from typing import Final

from handbook_gen.core.meaning import plain_en, plain_nl, words_en, words_nl
from handbook_gen.core.meaning.plainly import Plain, plain_words
from handbook_gen.core.meaning.stems import verb_stems
from handbook_gen.core.meaning.tables import Phrases, listed, phrases
from handbook_gen.core.model.types import Language


@dataclass(frozen=True, slots=True)
class Speech:
    """The tables of a language."""

    language: Language
    phrases: Phrases
    plain: Plain
    small: frozenset[str]
    verbs: frozenset[str]
    avoiding: frozenset[str]
    shunning: frozenset[str]
    forgetting: frozenset[str]
    shifts: tuple[tuple[frozenset[str], ...], ...]
    roles: frozenset[str]
    consent: frozenset[str]
    adverbs: frozenset[str]
    waiting: frozenset[str]
    recipients: frozenset[str]
    antecedents: frozenset[str]
    labels: frozenset[str]
    questions: tuple[str, ...]
    prefixes: tuple[str, ...]
    see: tuple[str, ...]
    reasons: tuple[str, ...]
    sequence: frozenset[str]
    urgent: frozenset[str]
    offices: tuple[str, ...]
    reacting: frozenset[str]
    separable: frozenset[str]
    articles: frozenset[str]
    genitives: frozenset[str]
    staff: frozenset[str]
    terms: frozenset[str]


def _speech(language: Language, words: ModuleType, others: ModuleType) -> Speech:
    hedges = " | ".join(others.HEDGES.split("\n"))
    plain = plain_words(others, language, verb_stems(listed(words.VERBS), language))
    return Speech(
        plain=plain,
        language=language,
        phrases=phrases(f"{words.PHRASES}\nhedge softly: {hedges}"),
        small=listed(words.SMALL),
        verbs=plain.verbs,
        avoiding=listed(words.AVOIDING),
        shunning=listed(words.SHUNNING),
        forgetting=listed(words.FORGETTING),
        shifts=tuple(tuple(map(listed, row.split("/"))) for row in words.SHIFTS.strip().splitlines()),
        roles=listed(words.ROLES),
        consent=listed(words.CONSENT),
        adverbs=listed(words.ADVERBS),
        waiting=listed(words.WAITING),
        recipients=listed(words.RECIPIENTS),
        antecedents=listed(words.ANTECEDENTS),
        labels=listed(words.LABELS),
        questions=tuple(words.QUESTIONS.split("|")),
        prefixes=tuple(words.PREFIXES.split()),
        see=tuple(words.SEE.split("|")),
        reasons=tuple(words.REASONS.split("|")),
        sequence=listed(words.SEQUENCE),
        offices=tuple(words.OFFICES.split()),
        urgent=listed(words.URGENT),
        reacting=frozenset(
            plain.alike.get(f"verb:{each}", each) for each in verb_stems(listed(words.REACTING), language)
        ),
        separable=listed(words.SEPARABLE),
        articles=listed(words.ARTICLES),
        genitives=listed(words.GENITIVES),
        staff=listed(words.STAFF),
        terms=listed(words.TERMS),
    )


SPEECH: Final[Mapping[Language, Speech]] = MappingProxyType(
    {"nl": _speech("nl", words_nl, plain_nl), "en": _speech("en", words_en, plain_en)}
)
