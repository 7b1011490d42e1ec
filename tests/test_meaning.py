"""What a change of words does to a duty: on the corpus, by laws for any text, against hostile ones."""

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.meaning import Force, judged
from handbook_gen.core.model.types import LANGUAGES, Language
from tests import evaluation
from tests.evaluation import HALVES, Half

OPPOSITE = {"looser": {"stricter"}, "stricter": {"looser", "stricter"}}
FORCES: tuple[Force, ...] = ("duty", "prohibition", "permission", "")
NEGATIONS = {"nl": ("niet", "geen", "nooit"), "en": ("not", "never", "no")}
MODALS = {
    "nl": ("moet", "mag", "hoeft niet", "mag niet", "zou moeten"),
    "en": ("must", "may", "need not", "must not", "should"),
}
WORDS = {"nl": ("zeehond", "paars", "giraffen", "bakken"), "en": ("walrus", "purple", "giraffes", "baking")}
SAYING = {
    "nl": "Medewerkers {} een bericht over de bank ondertekenen.",
    "en": "Employees {} sign a message about the bank.",
}
NUMBER = re.compile(r"(?<![\w.,:@/-])\d{1,3}(?![\w.,:@/-])")


@cache
def texts(language: Language) -> tuple[str, ...]:
    """Give the statements of the half of the corpus on which we tune."""
    pairs = evaluation.pairs("tuning", (language,))
    return tuple(dict.fromkeys(side["statement"] for p in pairs for side in (p.before, p.after)))


def spoken(language: Language) -> st.SearchStrategy[tuple[Language, str]]:
    return st.sampled_from(texts(language)).map(lambda text: (language, text))


said = st.one_of(*(spoken(language) for language in LANGUAGES))
force = st.sampled_from(FORCES)


@pytest.mark.parametrize("half", HALVES)
def test_nothing_stricter_is_called_editorial(half: Half) -> None:
    assert evaluation.stricter_called(evaluation.judgements(half), "editorial") == 0


def test_nothing_stricter_is_called_less_on_the_half_we_tune_on() -> None:
    judged_pairs = evaluation.judgements("tuning")
    assert evaluation.stricter_called(judged_pairs, "looser", "administrative", "undecided") == 0


@pytest.mark.parametrize(("half", "level", "kinds"), [("tuning", 0.97, 0.97), ("final", 0.8, 0.85)])
def test_most_of_the_corpus_is_judged_as_labelled(half: Half, level: float, kinds: float) -> None:
    judged_pairs = evaluation.judgements(half)
    assert evaluation.agreement(judged_pairs) >= level
    assert evaluation.complete(judged_pairs) >= kinds


def test_the_report_shows_no_pair_of_the_final_half() -> None:
    report = "\n".join(evaluation.report("final"))
    assert not any(
        side["statement"] in report for p in evaluation.pairs("final") for side in (p.before, p.after)
    )


@given(said, force)
def test_the_same_text_says_the_same(text: tuple[Language, str], force: Force) -> None:
    language, words = text
    found = judged(words, words, language, (force, force))
    assert (found.level, found.signs) == ("editorial", ())


@given(said, st.data(), force, force)
def test_backwards_is_the_opposite(
    text: tuple[Language, str], data: st.DataObject, before: Force, after: Force
) -> None:
    language, one = text
    other = data.draw(st.sampled_from(texts(language)))
    there = judged(one, other, language, (before, after))
    back = judged(other, one, language, (after, before))
    assert sorted(sign.kind for sign in back.signs) == sorted(
        KINDS[s.kind].opposite or s.kind for s in there.signs
    )
    for sign, twin in zip(there.signs, back.signs, strict=True):
        assert twin.level in OPPOSITE.get(sign.level, {sign.level})


@given(said, st.data(), force)
def test_a_negation_is_never_editorial(text: tuple[Language, str], data: st.DataObject, force: Force) -> None:
    language, words = text
    parts = words.split()
    at = data.draw(st.integers(0, len(parts)))
    more = " ".join((*parts[:at], data.draw(st.sampled_from(NEGATIONS[language])), *parts[at:]))
    assert judged(words, more, language, (force, force)).level != "editorial"
    assert judged(more, words, language, (force, force)).level != "editorial"


@given(said, st.data(), force)
def test_another_number_is_never_editorial(
    text: tuple[Language, str], data: st.DataObject, force: Force
) -> None:
    language, words = text
    found = NUMBER.search(words)
    number = data.draw(st.integers(1, 999))
    if found is not None and int(found[0]) != number:
        other = f"{words[: found.start()]}{number}{words[found.end() :]}"
        assert judged(words, other, language, (force, force)).level != "editorial"


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_word_of_force_is_never_editorial(language: Language) -> None:
    sentences = [SAYING[language].format(modal) for modal in MODALS[language]]
    levels = {
        judged(one, other, language, (force, force)).level
        for one in sentences
        for other in sentences
        if one != other
        for force in FORCES
    }
    assert levels <= {"stricter", "undecided", "looser"}


@given(said, st.data(), force)
def test_one_more_word_is_never_editorial(
    text: tuple[Language, str], data: st.DataObject, force: Force
) -> None:
    language, words = text
    parts = words.split()
    at = data.draw(st.integers(0, len(parts)))
    more = " ".join((*parts[:at], data.draw(st.sampled_from(WORDS[language])), *parts[at:]))
    assert judged(words, more, language, (force, force)).level != "editorial"


@given(said, force)
def test_how_a_text_is_set_is_editorial(text: tuple[Language, str], force: Force) -> None:
    language, words = text
    first, _, rest = words.partition(" ")
    settings = (
        words.upper(),
        words.rstrip("."),
        f"**{first}** {rest}",
        words.replace(" ", "  "),
        unicodedata.normalize("NFD", words),
        words.replace("’", "'").replace("‘", "'"),
    )
    assert {judged(words, each, language, (force, force)).level for each in settings} == {"editorial"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["not ", "a.", "1,", "niet 24 uur en ", "[[", "((", "0 ", "en a, ", "'t", "‘", "-"]
)
def test_hostile_texts_are_judged(language: Language, piece: str) -> None:
    """The limit of a text is 20,000 characters; what would take forever never comes back."""
    long = piece * (20_000 // len(piece))
    assert judged(long, long + "x", language, ("duty", "duty")).signs
