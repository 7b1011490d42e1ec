"""What a search may find: one document of all that is published, none of a draft, a person or a proposal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

import pytest

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.links import entries
from handbook_gen.core.model.types import LANGUAGES, Item, Language
from handbook_gen.core.search import Document
from tests.case import read
from tests.search.questions import POLICIES, edition

BESIDE: Final = {"settings", "webcare", "strategy", "people", "action", "audience", "profile"}
"""What is no place to be led to: documents that hold others, and what is shown within the text of others."""
FILES: Final = {
    "policies/people.yml": b"people:\n  - {role: hr, name: Jan de Wit, mail: jan@example.org}\n",
    "policies/rules/bread.yml": b"""\
topic: {id: bread, name: {nl: Brood, en: Bread}}
rules:
  - id: BREAD-01
    title: {nl: Bak vers, en: Bake fresh}
    modality: must-not
    statement: {nl: "Bak [[term:loaf]] elke dag.", en: "Bake [[term:loaf]] each day."}
    because: {nl: Oud brood is droog., en: Old bread is dry.}
    audience: [employee]
    channels: [linkedin]
    capacity: official
    keywords: {nl: [deeg], en: [dough]}
    examples: {do: [{nl: Kneed., en: Knead.}]}
    ask: hr
    replaces: [BREAD-02]
  - id: BREAD-02
    title: {nl: Bak oud, en: Bake old}
    modality: may
    statement: {nl: Oud., en: Old.}
    status: withdrawn
  - {id: BREAD-03, title: {nl: Blind, en: Blind}, modality: may, statement: {nl: B., en: B.}, status: draft}
  - id: BREAD-04
    title: {nl: Warm, en: Warm}
    modality: may
    statement: {nl: W., en: W.}
    audience: [leader]
""",
    "policies/rules/empty.yml": b"topic: {id: empty, name: {nl: Leeg, en: Empty}}\nrules: []\n",
    "policies/channels.yml": b"""\
channels: [{id: linkedin, platform: linkedin, name: {nl: Werkpagina, en: Work page}, status: open}]
""",
    "policies/glossary.yml": b"""\
terms:
  - id: loaf
    name: {nl: brood, en: loaf}
    text: {nl: Eten., en: Food.}
    synonyms: {nl: [pistolet], en: [bun]}
""",
}


def documents(files: Mapping[str, bytes], language: Language = "nl") -> Mapping[str, Document]:
    reading = read(files)
    assert reading.book
    assert reading.problems == ()
    book = reading.book
    made = edition_of(book, sources.words(language), sources.templates())
    return {each.id: each for each in made.documents}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_model_policy_publishes_has_one_document(language: Language) -> None:
    """The model policy uses every field of the language, so that a new kind of item cannot be forgotten."""
    made = edition(POLICIES["model"], language)
    book = made.renderer.book
    shown = {rule.id for rule in (*book.published, *book.gone)}
    wanted = [
        identity(each) for each in entries(book.policy) if each.noun not in BESIDE and _spoken(each, language)
    ]
    rules = [each for each in wanted if "/" not in each]
    assert Counter(each.id for each in made.documents) == Counter(
        {each.id: 1 for each in made.documents} | {each: 1 for each in wanted if "/" in each or each in shown}
    )
    assert set(rules) >= shown == {each.id for each in made.documents if each.kind in ("rule", "gone")}


def identity(item: Item) -> str:
    own = str(getattr(item, "id", ""))
    return own if item.noun == "rule" else f"{item.noun}/{own}"


def _spoken(item: Item, language: Language) -> bool:
    """Whether there is anything to say of it: a word of the tone of voice may be one of a single language."""
    return item.noun != "word" or bool(getattr(item, "terms", None) and item.terms.said(language))  # type: ignore[attr-defined]


def test_a_rule_brings_all_by_which_people_look_for_it() -> None:
    assert documents(FILES)["BREAD-01"] == Document(
        id="BREAD-01",
        kind="rule",
        address="topics/bread/#BREAD-01",
        title="Bak vers",
        keywords="deeg.",
        names="Brood. Werkpagina. pistolet.",
        statement="Bak brood elke dag.",
        examples="Kneed.",
        reasons="Oud brood is droog.",
        other="Bake fresh. dough.",
        modality="must-not",
        capacity="official",
        audience="Medewerker",
        roles=("employee", "leader"),
        channels=("linkedin",),
        ask="hr",
        also=("BREAD-02",),
        weight=documents(FILES)["BREAD-01"].weight,
    )


def test_a_rule_that_binds_more_readers_weighs_more() -> None:
    every = documents(FILES)
    assert every["BREAD-01"].weight > every["BREAD-04"].weight > every["term/loaf"].weight


def test_drafts_empty_topics_and_persons_are_not_found() -> None:
    every = documents(FILES)
    assert not {"BREAD-03", "topic/empty"} & set(every)
    assert [each for each in every.values() if "jan" in str(asdict(each)).lower()] == []


def test_a_withdrawn_rule_keeps_a_document_that_names_its_successor() -> None:
    gone = documents(FILES)["BREAD-02"]
    assert (gone.kind, gone.address) == ("gone", "topics/bread/#BREAD-02")
    assert "Bak vers" in gone.statement


def test_each_language_has_its_own_texts_and_the_names_of_the_other() -> None:
    dutch, english = (documents(FILES, language)["term/loaf"] for language in LANGUAGES)
    assert (dutch.title, dutch.keywords, dutch.other) == ("brood", "pistolet.", "loaf.")
    assert (english.title, english.keywords, english.other) == ("loaf", "bun.", "brood.")
