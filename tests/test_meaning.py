"""What a change of words does to a duty: on the corpus, by laws for any text, against hostile ones."""

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.meaning import Force, judged
from handbook_gen.core.model.types import LANGUAGES, Language
from tests import evaluation
from tests.evaluation import HALVES, SHOWN, Half

FINAL = 0.82
"""The share of the final half on which we agree, rounded down."""
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
TRAPS: tuple[tuple[Language, str, str], ...] = (
    ("nl", "Bel als ze niet binnen vijf dagen antwoorden.", "Bel als ze niet binnen twee dagen antwoorden."),
    ("nl", "Reageer uiterlijk de volgende ochtend om 9.00 uur.", "Reageer uiterlijk om 17.00 uur."),
    ("nl", "Een vrijwilliger mag geen klanten filmen.", "Medewerkers mogen geen klanten filmen."),
    ("nl", "Plaats geen foto’s in formeel overleg.", "Plaats geen foto’s in informeel overleg."),
    ("nl", "Film in principe niet.", "Film niet."),
    ("nl", "Deel noch namen noch adressen.", "Deel noch namen, noch adressen, noch foto’s."),
    ("nl", "Zorg dat de leider de directie informeert.", "Zorg dat de directie de leider informeert."),
    ("en", "Keep it to three posts a week.", "Keep it to two posts a week."),
    ("en", "Call if they do not reply within 5 days.", "Call if they do not reply within 2 days."),
    ("en", "Try to answer every question.", "Answer every question."),
    ("en", "Use only approved apps, including Signal.", "Use only approved apps."),
    ("en", "Do not share, and report incidents.", "Do not share, and do not report incidents."),
    ("en", "Ask one of the parents.", "Ask all of the parents."),
)
EDITED = tuple(
    tuple(part.strip() for part in line.split(" | "))
    for line in (evaluation.CORPUS / "traps.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""What an editor changed: whose language and force, before, after, and the levels that may be given."""
NUMBER = re.compile(r"(?<![\w.,:@/-])\d{1,3}(?![\w.,:@/-])")


@cache
def texts(language: Language) -> tuple[str, ...]:
    """Give the statements of the halves of the corpus on which we tune."""
    pairs = [pair for half in SHOWN for pair in evaluation.pairs(half, (language,))]
    said = (side.get("statement") for pair in pairs for side in (pair.before, pair.after))
    return tuple(dict.fromkeys(text for text in said if text))


def spoken(language: Language) -> st.SearchStrategy[tuple[Language, str]]:
    return st.sampled_from(texts(language)).map(lambda text: (language, text))


said = st.one_of(*(spoken(language) for language in LANGUAGES))
force = st.sampled_from(FORCES)


@pytest.mark.parametrize(
    "half", [pytest.param(half, marks=pytest.mark.long) if half == "more" else half for half in HALVES]
)
def test_nothing_stricter_is_called_editorial(half: Half) -> None:
    assert evaluation.stricter_called(evaluation.judgements(half), "editorial") == 0


@pytest.mark.parametrize("half", SHOWN)
def test_nothing_stricter_is_called_looser_on_the_halves_we_tune_on(half: Half) -> None:
    assert evaluation.stricter_called(evaluation.judgements(half), "looser", "administrative") == 0


@pytest.mark.parametrize(("language", "before", "after"), TRAPS)
def test_what_turns_a_rule_round_is_stricter_or_undecided(
    language: Language, before: str, after: str
) -> None:
    assert judged(before, after, language, ("duty", "duty")).level in ("stricter", "undecided")


@pytest.mark.parametrize(("whose", "before", "after", "levels"), EDITED)
def test_what_an_editor_changed_is_told(whose: str, before: str, after: str, levels: str) -> None:
    name, given = whose.split()
    language: Language = "nl" if name == "nl" else "en"
    force = next(each for each in FORCES if each == given)
    there, back = (judged(*pair, language, (force, force)) for pair in ((before, after), (after, before)))
    assert there.level[0].upper() in levels
    assert (there.level == "editorial") == (back.level == "editorial")
    for sign in (*there.signs, *back.signs):
        assert all(words in before or words in after for words in (sign.before, sign.after))


@pytest.mark.parametrize(
    ("half", "level", "kinds"), [("tuning", 0.98, 0.98), ("more", 0.87, 0.88), ("final", FINAL, 0.85)]
)
def test_most_of_the_corpus_is_judged_as_labelled(half: Half, level: float, kinds: float) -> None:
    judged_pairs = evaluation.judgements(half)
    assert evaluation.agreement(judged_pairs) >= level
    assert evaluation.complete(judged_pairs) >= kinds


def test_the_report_shows_no_pair_of_the_final_half() -> None:
    report = "\n".join(evaluation.report("final"))
    assert not any(
        side["statement"] in report for p in evaluation.pairs("final") for side in (p.before, p.after)
    )


@settings(max_examples=60)
@given(said, force)
def test_the_same_text_says_the_same(text: tuple[Language, str], force: Force) -> None:
    language, words = text
    found = judged(words, words, language, (force, force))
    assert (found.level, found.signs) == ("editorial", ())


@settings(max_examples=60)
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


@settings(max_examples=60)
@given(said, st.data(), force)
def test_a_negation_is_never_editorial(text: tuple[Language, str], data: st.DataObject, force: Force) -> None:
    language, words = text
    parts = words.split()
    at = data.draw(st.integers(0, len(parts)))
    more = " ".join((*parts[:at], data.draw(st.sampled_from(NEGATIONS[language])), *parts[at:]))
    assert judged(words, more, language, (force, force)).level != "editorial"
    assert judged(more, words, language, (force, force)).level != "editorial"


@settings(max_examples=60)
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


@settings(max_examples=60)
@given(said, st.data(), force)
def test_one_more_word_is_never_editorial(
    text: tuple[Language, str], data: st.DataObject, force: Force
) -> None:
    language, words = text
    parts = words.split()
    at = data.draw(st.integers(0, len(parts)))
    more = " ".join((*parts[:at], data.draw(st.sampled_from(WORDS[language])), *parts[at:]))
    assert judged(words, more, language, (force, force)).level != "editorial"


@settings(max_examples=60)
@given(said, force)
def test_how_a_text_is_set_is_editorial(text: tuple[Language, str], force: Force) -> None:
    language, words = text
    first, _, rest = words.partition(" ")
    ways = (
        words.upper(),
        words.rstrip("."),
        f"**{first}** {rest}",
        words.replace(" ", "  "),
        unicodedata.normalize("NFD", words),
        words.replace("’", "'").replace("‘", "'"),
    )
    assert {judged(words, each, language, (force, force)).level for each in ways} == {"editorial"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["not ", "a.", "1,", "niet 24 uur en ", "[[", "((", "0 ", "en a, ", "'t", "‘", "-"]
)
def test_hostile_texts_are_judged(language: Language, piece: str) -> None:
    """The limit of a text is 20,000 characters; what would take forever never comes back."""
    long = piece * (20_000 // len(piece))
    assert judged(long, long + "x", language, ("duty", "duty")).signs
