"""How changes are told: grouped, named honestly, said in words; every kind in both languages, no person."""

from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.changes import EMPLOYER, LEVELS, PUBLIC
from handbook_gen.core.model.people import Person
from handbook_gen.core.model.times import duration, hours
from handbook_gen.core.model.types import LANGUAGES, Language, TermsValue
from handbook_gen.core.problems import Spot
from handbook_gen.core.reference import every_field
from handbook_gen.core.report.changes import FORMATS, Told
from handbook_gen.core.telling import Names, catalogue, counts, entries, felt, heading, marks, said, shortened
from handbook_gen.core.telling.values import worded
from tests.proposals import NOBODY, STAFF, change, many, one, text, told
from tests.reference import changes_file, changes_made

KNOWN = {"before", "after", "gained", "lost", "was", "now", "field", "was_at", "modality", "roles", "role"}
KNOWN |= {"rule", "rules", "old", "new", "from", "first"}
"""What sentences of kinds may be filled in with."""


SPOKEN = sources.all_words()


def names(shown: Told | None = None, language: Language = "nl") -> Names:
    return Names((shown or one()).comparison, SPOKEN[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_words_and_no_other(language: Language) -> None:
    words = sources.words(language)
    spoken = {key.split(".")[1] for key in words.keys if key.startswith("changes.")}
    assert spoken == set(KINDS)
    assert [k for k in KINDS if not {f"changes.{k}.title", f"changes.{k}.why"} <= words.keys] == []
    facts = {
        name
        for kind in KINDS
        if (key := f"changes.{kind}.says") in words.keys
        for _, name, _, _ in Formatter().parse(words.raw(key))
    }
    assert facts - {None} <= KNOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name(language: Language) -> None:
    keys = sources.words(language).keys
    assert {field.key for _, field in every_field() if f"telling.field.{field.key}" not in keys} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_can_be_looked_up(language: Language) -> None:
    """`make reference` writes the page again."""
    assert changes_file(language).read_text("utf-8") == changes_made(language)
    one_ = CliRunner().invoke(main, ["explain", "Negation-Added", "--language", language])
    assert one_.stdout.strip() == catalogue.explained(KINDS["negation-added"], sources.words(language))


def test_a_name_that_a_check_and_a_change_share_tells_both() -> None:
    both = CliRunner().invoke(main, ["explain", "review-overdue"]).stdout
    assert both.startswith("HB2")
    assert "Review date has passed" in both
    wrong = CliRunner().invoke(main, ["explain", "negation-aded"])
    assert (wrong.exit_code, "did you mean `negation-added`" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    "value", [None, (), text("a"), "x", 3, True, frozenset({"intern"}), date(2027, 1, 1)]
)
@pytest.mark.parametrize("where", ["rule DISC-01", "rule NONE-1", "settings ", "people ", "cloud x"])
def test_every_kind_is_said_whatever_it_holds(where: str, value: Any) -> None:
    here = names()
    for kind in KINDS:
        each = said(change(kind, "stricter", where, "no", 1, "field", after=value), here)
        assert each.line.startswith(each.title)


def test_entries_are_items_or_causes_the_heaviest_first() -> None:
    found = entries(many().comparison.changes)
    assert [entry.level for entry in found] == sorted((e.level for e in found), key=LEVELS.index)
    by_about = [(entry.about.id, entry.level, len(entry.changes)) for entry in found if entry.caused]
    assert by_about == [("intern", "stricter", 2), ("intern", "looser", 1)]
    rule = next(entry for entry in found if entry.about == Spot("rule", "DISC-01"))
    assert rule.level == "stricter"
    counted = counts(found)
    assert {level: (count.rules, count.others) for level, count in counted.items()} == {
        "stricter": (2, 1),
        "undecided": (0, 1),
        "looser": (1, 0),
        "administrative": (0, 1),
    }


def test_a_cause_is_said_once_with_all_whom_it_concerns() -> None:
    shown = many()
    [stricter, looser] = [entry for entry in entries(shown.comparison.changes) if entry.caused]
    assert heading(stricter, names(shown)) == "Omdat de rol ‘Stagiair’ nu ook hoort bij: Medewerker"
    assert [[spot.id for spot in each.items] for each in felt(stricter, lambda _: "")] == [
        ["DISC-01"],
        ["DISC-03"],
    ]
    twice = [*looser.changes, change("audience-widened", "looser", "rule DISC-02", looser_for=STAFF)]
    one_more = type(looser)(looser.about, "looser", tuple(twice), caused=True)
    [each] = felt(one_more, lambda _: "")
    assert each.change.looser_for == STAFF | {"intern"}


@pytest.mark.parametrize(
    ("roles", "said_"),
    [
        (STAFF, "Iedereen"),  # exactly an audience
        (
            {"employee", "leader"},
            "Medewerker en Leidinggevende",
        ),  # `employee` alone would mean webcare as well
        ({"leader", "intern"}, "Leidinggevende en Stagiair"),
        (STAFF | {"hr"}, "Medewerker en Personeelszaken"),  # who includes a named role goes without saying
        (STAFF | {"intern", "hr", "council"}, "iedereen die hier werkt"),
        ({EMPLOYER, PUBLIC, "hr"}, "de werkgever, het publiek en Personeelszaken"),
        ({f"role-{n}" for n in range(9)}, "role-0, role-1, role-2, role-3, role-4 en 4 andere rollen"),
        (set(), ""),
    ],
)
def test_people_are_named_as_briefly_as_is_honest(roles: set[str], said_: str) -> None:
    assert names().whom(frozenset(roles)) == said_


@pytest.mark.parametrize(
    ("value", "noun", "path", "nl", "en"),
    [
        (duration("1wd"), "target", ("first_reply",), "1 werkdag", "1 working day"),
        (date(2027, 1, 2), "rule", ("from",), "2 januari 2027", "2 January 2027"),
        (hours("Mo-Fr 09:00-17:00"), "level", ("hours",), "maandag t/m vrijdag 9.00–17.00 uur", "Monday"),
        ("must-not", "rule", ("modality",), "Mag niet", "Must not"),
        ("webcare", "rule", ("ask",), "Webcareteam", "Webcare team"),
        (
            "DISC-02",
            "rule",
            ("overrides",),
            "DISC-02 Schrijf onder je eigen naam",
            "DISC-02 Write under your",
        ),
        (("all",), "rule", ("channels",), "alle kanalen", "all channels"),
        (("everyone", "intern"), "rule", ("audience",), "Iedereen en Stagiair", "Everyone and Intern"),
        (STAFF, "rule", ("audience",), "Iedereen", "Everyone"),
        ("banned", "word", ("status",), "niet gebruiken", "not to be used"),
        ("paused", "channel", ("status",), "Gepauzeerd", "Paused"),
        (("nl", "en"), "settings", ("languages",), "Nederlands en Engels", "Dutch and English"),
        (True, "channel", ("paid",), "ja", "yes"),
        (3, "settings", ("norms", "administrators"), "3 personen", "3 people"),
        (Decimal("4.3"), "objective", ("target",), "4,3", "4.3"),
        (TermsValue(nl=("a", "b")), "word", ("terms",), "a en b", "a and b"),
        (text("Zeg\nhet"), "rule", ("statement",), "Zeg het", "Zeg het"),
        (None, "rule", ("until",), "", ""),
        (Person.model_construct(role="webcare", name=NOBODY), "level", ("owner",), "Webcareteam", "Webcare"),
        (NOBODY, "people", ("people",), "", ""),
    ],
)
def test_values_are_said_in_words(value: Any, noun: str, path: tuple[str, ...], nl: str, en: str) -> None:
    assert worded(value, Spot(noun, "x", path), names()) == nl
    assert worded(value, Spot(noun, "x", path), names(language="en")).startswith(en)


def test_a_text_is_marked_in_the_language_that_changed() -> None:
    [both] = one().comparison.changes
    dutch, english = (said(both, names(language=language)) for language in LANGUAGES)
    assert [mark.text for mark in dutch.texts[0].marks if mark.status != "same"] == ["24", "12"]
    assert (dutch.sentence, english.sentence) == (
        "Van ‘24 uur’ naar ‘12 uur’.",
        "",
    )  # no Dutch to the English
    assert "within" in english.texts[0].marks[0].text
    only = change("text-changed", "undecided", "rule DISC-01", before=text("a", "b"), after=text("c", "b"))
    assert [each.language for each in said(only, names(language="en")).texts] == ["nl"]
    apart = change(
        "languages-differ", "undecided", "rule DISC-01", before=text("a", "b"), after=text("c", "d")
    )
    assert [each.language for each in said(apart, names(language="en")).texts] == ["en", "nl"]


def test_it_says_from_when_a_change_binds() -> None:
    ahead = change("text-changed", "stricter", "rule DISC-01")
    at_once = change("text-changed", "looser", "rule DISC-02")
    nobody = change("text-changed", "administrative", "rule DISC-01")
    told_ = [said(each, names()).starts for each in (ahead, at_once, nobody)]
    assert told_ == ["Gaat in op 1 juni 2027.", "Gaat meteen in.", ""]


_TEXT = st.text(st.sampled_from("ab é’-.,\n*[(<12"), max_size=60)


@given(_TEXT, _TEXT)
def test_marks_hold_both_texts_and_nothing_else(before: str, after: str) -> None:
    found = marks(before, after)

    def side(status: str) -> str:
        return "".join("".join(m.text for m in found if m.status in ("same", status)).split())

    assert (side("gone"), side("new")) == ("".join(before.split()), "".join(after.split()))
    assert marks(after, after) == marks(after, " ".join(after.split()))
    kept = [mark for mark in shortened(found, 10) if mark.status != "same"]
    assert kept == [mark for mark in found if mark.status != "same"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_names_a_person(form: str, language: Language) -> None:
    people = change("item-changed", "administrative", "people ", "people", before=NOBODY, after=NOBODY)
    shown = told(*many().comparison.changes, people)
    assert "Jan" not in FORMATS[form](shown, sources.words(language)).replace("January", "")
