"""How hard a text is to read, beside what was published of the formulas and how words are spoken."""

import pytest

from handbook_gen.core.checks.passive import passive
from handbook_gen.core.checks.reading import Measure, ease, measured, syllables
from handbook_gen.core.model.types import Language

SYLLABLES: dict[Language, str] = {
    "nl": "de·1 foto·2 foto's·2 één·1 ideeën·3 reageren·4 beantwoorden·4 nieuws·1 sneeuw·1 mooie·2 video·3"
    " media·3 privéaccount·4 beïnvloeden·4 bureau·2 team·1 verantwoordelijkheid·6 avond·2",
    "en": "rule·1 rules·1 asked·1 posted·2 settled·2 colleague·2 something·2 video·3 client·2 employer·3"
    " saying·2 photos·2 policy·3 articles·3 responsibility·6 communicate·4 management·3 people·2",
}
"""As they are spoken; those of English by the pronouncing dictionary of Carnegie Mellon."""
PASSIVES: dict[Language, str] = {
    "nl": "Je klacht wordt beoordeeld./De foto's werden gisteren geplaatst."
    "/Er kan contact met je worden opgenomen./Als het bericht wordt verwijderd, weet je dat.",
    "en": "Your complaint is being assessed./The photos were posted./You can be tricked./It is quickly made.",
}
ACTIVES: dict[Language, str] = {
    "nl": "Wij worden lid./Dat wordt bekend./Het wordt een gesprek over het bericht."
    "/Je wordt boos, en dat gebeurt./Wie het account gebruikt, wordt beheerder./De winkel is gesloten."
    "/Wij beoordelen je klacht.",
    "en": "Photos are allowed./We are interested./It is a need./They have posted it./This is based on trust.",
}


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("The cat sat on the mat.", 116.1),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 37.5),
    ],
)
def test_reading_ease_of_well_known_sentences(text: str, score: float) -> None:
    assert ease("en", measured("en", text)) == pytest.approx(score, abs=0.05)


def test_reading_ease_as_the_formulas_have_it() -> None:
    sample = Measure(words=100, syllables=150, sentences=10)
    assert ease("en", sample) == pytest.approx(206.835 - 1.015 * 10 - 84.6 * 1.5)
    assert ease("nl", sample) == pytest.approx(206.84 - 0.93 * 10 - 0.77 * 150)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_syllables_are_those_one_hears(language: Language) -> None:
    known = dict(each.split("·") for each in SYLLABLES[language].split())
    assert {word: str(syllables(language, word)) for word in known} == known


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_passive_is_told_from_what_looks_like_one(language: Language) -> None:
    assert [each for each in PASSIVES[language].split("/") if not passive(language, each)] == []
    assert [each for each in ACTIVES[language].split("/") if passive(language, each)] == []


def test_what_nobody_reads_as_words_is_not_measured() -> None:
    assert measured("nl", "`code` en [[DISC-01]]").words == 1
    assert measured("en", "Dr. Jones reads e.g. this at 9.30. Then she answers.").sentences == 2
