"""The engine's own script, in V8: what it takes for the same word, finds, shows and survives; no browser."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook_gen.core.model.types import Language
from handbook_gen.core.search import Document
from tests.case import read
from tests.search.engine import Engine, shared

BOOK: Final = (
    Document(
        "PRIV-01",
        "rule",
        "topics/privacy/#PRIV-01",
        "Deel geen klantgegevens",
        keywords="persoonsgegevens. avg.",
        statement="Zet geen gegevens van klanten op sociale media. Ook niet als iemand er zelf om vraagt.",
        capacity="both",
    ),
    Document(
        "PRIV-02",
        "rule",
        "topics/privacy/#PRIV-02",
        "Stuur een privébericht niet door",
        statement="Een bericht dat alleen voor jou is, stuur je niet door.",
        capacity="personal",
        also=("OLD-07",),
    ),
    Document(
        "FOTO-01",
        "rule",
        "topics/photos/#FOTO-01",
        "Vraag toestemming voor een foto",
        keywords="selfie.",
        statement="Vraag het eerst aan wie erop staat.",
        capacity="official",
        channels=("instagram",),
    ),
    Document(
        "SCOPE-01",
        "rule",
        "topics/scope/#SCOPE-01",
        "Voor wie het socialemediabeleid geldt",
        statement="Voor iedereen die hier werkt.",
    ),
    Document(
        "HUIS-01",
        "rule",
        "topics/house/#HUIS-01",
        "Blijf beleefd bij een klacht",
        statement='Bij klachtenafhandeling <b>blijf</b> je "rustig" & vriendelijk.',
    ),
    Document("role/press", "role", "roles/press/", "Woordvoerder", "De pers.", weight=0.75),
    Document("OLD-09", "gone", "topics/privacy/#OLD-09", "Oude regel", statement="Ingetrokken.", weight=0.4),
)
ENGLISH: Final = (
    Document(
        "DATA-01",
        "rule",
        "topics/data/#DATA-01",
        "Organise your personal data",
        keywords="colour. behaviour.",
        statement="Sharing somebody's photo is never done without asking.",
    ),
    Document("TIME-01", "rule", "topics/time/#TIME-01", "Answer within the hour", statement="Answer soon."),
)
EMPTY: Final = ()
_BOOKS: Final[Mapping[str, tuple[Language, Sequence[Document]]]] = {
    "nl": ("nl", BOOK),
    "en": ("en", ENGLISH),
    "empty": ("nl", EMPTY),
}
_SHOWN: Final = """(name, text, told) => {
  const book = books[name], hb = handbookSearch
  const known = hb.recognised(hb.understood(text, book), book)
  return told.flatMap(each => [hb.marked(each, known), hb.marked(hb.line(each, known), known)])
}"""
_ALL: Final = [text for each in BOOK for text in (each.title, each.statement)]

texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                *(
                    "klantgegevens",
                    "mag ik",
                    "foto's",
                    "stuur",
                    "door",
                    "niet",
                    "PRIV-01",
                    "old 7",
                    "<b>",
                    "&",
                ),
                *("'); alert(1)", ".*", "\u202e", "🎉", "é", "ﬁ", "İ", "a" * 50, "-", "+klant", "=x", "\x00"),
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@cache
def engine() -> Engine:
    for name, (language, documents) in _BOOKS.items():
        shared().open(name, read({}).book, language, documents)  # type: ignore[arg-type]
    shared().open("head", read({}).book, "nl", BOOK, most=1)  # type: ignore[arg-type]
    return shared()


def first(text: str, book: str = "nl") -> str:
    return engine().ask(book, text).ids[0]


DUTCH: Final = (
    *("foto foto's fotos Foto fotootje", "beleid BELEID beléid", "klacht klachten klachtje", "wijs weis"),
    *("privébericht privebericht privéberichtje", "antwoord antwoordt antwoorden", "rauw rouw"),
    *("account acount accounts", "kwaliteit qualiteit", "stuur stuurt"),
)


@pytest.mark.parametrize("words", DUTCH)
def test_dutch_forms_of_a_word_are_one(words: str) -> None:
    assert len({engine().term(fold(word)) for word in words.split()}) == 1


def fold(word: str) -> str:
    return str(engine().call("handbookSearch.folded", word))


BRITISH: Final = (
    "organise organize organised organizing",
    "colour color",
    "behaviours behavior",
    "share sharing shared",
)


@pytest.mark.parametrize("words", BRITISH)
def test_english_forms_of_a_word_are_one(words: str) -> None:
    assert len({engine().term(word, "en") for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("foto", "fout"), ("media", "medium"), ("klant", "kant"), ("werk", "wiek")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert engine().term(one) != engine().term(other)


QUESTIONS: Final = {
    # compounds, as one word, apart, hyphened, the parts the other way round, and a part alone
    "klantgegevens": "PRIV-01",
    "gegevens van klanten": "PRIV-01",
    "klant gegevens delen": "PRIV-01",
    "klant-gegevens": "PRIV-01",
    "klantengegevens": "PRIV-01",
    "socialmediabeleid": "SCOPE-01",
    "social media beleid": "SCOPE-01",
    "sociale-mediabeleid": "SCOPE-01",
    "afhandeling klachten": "HUIS-01",
    "klachten afhandelen": "HUIS-01",
    # separable verbs
    "privébericht doorsturen": "PRIV-02",
    "stuur dm door": "PRIV-02",
    "bericht doorgestuurd": "PRIV-02",
    # slips, accents, diminutives, half a word
    "prive berigt": "PRIV-02",
    "toestemmming fotootje": "FOTO-01",
    "toestem": "FOTO-01",
    "woordvoerdster": "role/press",
    # ids in any form; an old one leads to its successor; a withdrawn rule is still found
    "priv-01": "PRIV-01",
    "PRIV1": "PRIV-01",
    "regel priv 01?": "PRIV-01",
    "old-07": "PRIV-02",
    "OLD9": "OLD-09",
}


@pytest.mark.parametrize(("text", "identity"), QUESTIONS.items(), ids=list(QUESTIONS))
def test_the_right_document_comes_first(text: str, identity: str) -> None:
    assert first(text) == identity


@pytest.mark.parametrize("text", ["organize personal data", "organising", "color", "behavior of"])
def test_american_spelling_finds_british(text: str) -> None:
    assert first(text, "en") == "DATA-01"


@pytest.mark.parametrize("asking", ["mag ik {}", "mag ik nooit {}", "hoe moet ik {}", "is het verboden {}?"])
def test_how_it_is_asked_does_not_count(asking: str) -> None:
    """What only asks, allows or denies neither adds a document nor takes one away."""
    plain, asked = (engine().ask("nl", text) for text in ("klantgegevens ", asking.format("klantgegevens ")))
    assert asked.ids[0] == plain.ids[0]
    assert asked.hits[0]["coverage"] == pytest.approx(plain.hits[0]["coverage"])


def test_a_slip_is_told_and_an_id_is_none() -> None:
    assert engine().ask("nl", "mag ik toestmeming foto").instead == "mag ik toestemming foto"
    assert engine().ask("nl", "klantgegevens delen").instead is None


def test_a_question_about_something_else_is_not_covered() -> None:
    """What other arrangements are about, unless a title has the very word; see locale/search/elsewhere."""
    told = {
        text: engine().ask("nl", text).covered for text in ("reiskosten declareren", "klantgegevens delen")
    }
    assert told == {"reiskosten declareren": False, "klantgegevens delen": True}


@given(texts)
def test_any_question_gets_an_answer_that_is_safe(text: str) -> None:
    """No tag but <mark>, and without the marks it is the text, escaped."""
    shown = engine().call(_SHOWN, "nl", text, [*_ALL, text])
    for source, (title, line) in zip([*_ALL, text], zip(shown[::2], shown[1::2], strict=True), strict=True):
        assert re.findall(r"<(?!/?mark>)", title + line) == []
        assert html.unescape(re.sub(r"</?mark>", "", title)) == json.loads(json.dumps(source))
    for name in ("nl", "en", "head", "empty"):
        engine().ask(name, text)


@given(texts, st.sets(st.sampled_from([each.id for each in BOOK])))
def test_a_filter_takes_away_and_never_adds(text: str, allowed: set[str]) -> None:
    """The order is the same every time, and under a filter that of what passes it."""
    every = engine().ask("nl", text)
    assert every.ids == engine().ask("nl", text).ids
    assert engine().ask("nl", text, allow=sorted(allowed)).ids == tuple(i for i in every.ids if i in allowed)
    assert list(every.hits) == sorted(every.hits, key=lambda hit: -hit["score"])


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from([*"abcdefghij", "klantgegevens", "social media", "mag ik", "e" * 39]), min_size=300
    )
)
def test_a_hostile_question_is_bounded_in_work(parts: Sequence[str]) -> None:
    """Bounded by how much is looked for, so that no machine hangs on it: concepts, and ways of each."""
    for text in (" ".join(parts), "".join(parts), "".join(parts)[:39]):
        ways = engine().ask("nl", text).ways
        assert len(ways) <= 24 * 4
        assert max(ways, default=0) <= 150


def test_nothing_typed_finds_nothing() -> None:
    told: list[Any] = [
        engine().ask(name, text).ids for name in ("nl", "empty") for text in ("", " ", "?!", "\u202e")
    ]
    assert told == [()] * 8


def test_a_handbook_without_documents_covers_nothing() -> None:
    assert not engine().ask("empty", "klantgegevens").covered
