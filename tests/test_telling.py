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
from handbook_gen.core.model import shape
from handbook_gen.core.model.changes import EMPLOYER, LEVELS, PUBLIC
from handbook_gen.core.model.handbook import Acknowledgement, Effect
from handbook_gen.core.model.people import Person
from handbook_gen.core.model.rules import Condition
from handbook_gen.core.model.times import duration, hours
from handbook_gen.core.model.types import LANGUAGES, Language, TermsValue
from handbook_gen.core.problems import Kind, Place, Problem, Spot
from handbook_gen.core.reference import every_field
from handbook_gen.core.report.changes import FORMATS, Accepted, Told
from handbook_gen.core.telling import (
    Names,
    catalogue,
    counts,
    entries,
    enumerated,
    felt,
    heading,
    marks,
    said,
    sections,
    shortened,
)
from handbook_gen.core.telling.choices import chosen
from handbook_gen.core.telling.values import models, worded
from tests.proposals import NOBODY, POLICY, STAFF, before, book, change, many, one, text, told, too_soon
from tests.reference import changes_file, changes_made

KNOWN = {
    "before",
    "after",
    "gained",
    "lost",
    "was",
    "now",
    "field",
    "was_at",
    "binds",
    "bound",
    "roles",
    "role",
}
KNOWN |= {"rule", "rules", "old", "new", "from", "first", "time"}
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
def test_every_choice_of_the_language_has_words(language: Language) -> None:
    words = sources.words(language)
    raw = {
        (field.key, choice)
        for _, field in every_field()
        for choice in shape.choices(field.type)
        if not chosen(choice, field, words)
    }
    assert raw == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_that_name_a_field_name_one_that_there_is(language: Language) -> None:
    keys = {field.key for _, field in every_field()}
    named = {key.rpartition(".of.")[2] for key in sources.words(language).keys if ".of." in key}
    mine = {key.rpartition("-")[2] for key in named if key.startswith(tuple(f"{noun}-" for noun in models()))}
    assert {key for key in named if "-" not in key} | mine <= keys


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
    by_about = [(entry.about.id, entry.level, len(entry.changes)) for entry in found if entry.form == "cause"]
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
    [stricter, looser] = [entry for entry in entries(shown.comparison.changes) if entry.form == "cause"]
    assert heading(stricter, names(shown)) == "Omdat de rol ‘Stagiair’ nu ook hoort bij: Medewerker"
    assert [[spot.id for spot in each.items] for each in felt(stricter, lambda _: "")] == [
        ["DISC-01"],
        ["DISC-03"],
    ]
    twice = [*looser.changes, change("audience-widened", "looser", "rule DISC-02", looser_for=STAFF)]
    one_more = type(looser)(looser.about, "looser", tuple(twice), "cause")
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
    assert told_ == ["Gaat in op 1 juni 2027.", "Gaat in zodra het voorstel is doorgevoerd.", ""]


def test_a_rule_that_is_put_off_holds_no_longer_until_its_day() -> None:
    later = POLICY["rules/disclosure.yml"].replace("from: 2027-06-01", "from: 2027-07-01")
    in_force = later.replace("    audience: [everyone]\n  - id: DISC-03", f"{_PUT_OFF}  - id: DISC-03")
    shown = told(after=book({**POLICY, "rules/disclosure.yml": in_force}))
    announced, held = (
        said(change("in-force-later", "looser", f"rule {each}", "from"), names(shown)).starts
        for each in ("DISC-01", "DISC-02")
    )
    assert announced == "Gaat in op 1 juli 2027."
    assert held == "Geldt niet meer zodra het voorstel is doorgevoerd, en weer vanaf 1 september 2027."


_PUT_OFF = "    audience: [everyone]\n    from: 2027-09-01\n"


@pytest.mark.parametrize(
    ("kind", "level", "stricter", "looser", "whom"),
    [
        ("part-added", "stricter", {EMPLOYER}, {}, "Komt ten goede aan: Iedereen."),
        ("part-removed", "looser", {}, {EMPLOYER}, "Gaat ten koste van: Iedereen."),
        ("modality-reversed", "stricter", {EMPLOYER}, {}, ""),  # nobody can say for whose good that is
        ("carrier-added", "stricter", {"webcare"}, {}, ""),
        ("text-changed", "undecided", {}, {}, ""),
        ("reason-changed", "administrative", {}, {}, ""),
        ("text-reworded", "editorial", {}, {}, ""),
    ],
)
def test_who_gains_and_who_loses_by_a_duty_of_the_employer(
    kind: str, level: Effect, stricter: set[str], looser: set[str], whom: str
) -> None:
    sides = {"stricter_for": frozenset(stricter), "looser_for": frozenset(looser)}
    each = change(kind, level, "rule DISC-03", "statement", benefits=STAFF, **sides)
    assert [line for line in said(each, names()).whom if line.startswith(("Komt", "Gaat"))] == [whom] * bool(
        whom
    )


def test_within_a_level_what_touches_rights_comes_first_and_what_has_a_cause_last() -> None:
    """And what the employer need no longer do for staff comes before what is looser for them."""
    cause = Spot("role", "intern", ("includes",))
    employer = {"looser_for": frozenset({EMPLOYER}), "benefits": STAFF}
    shown = told(
        change("audience-widened", "looser", "rule DISC-02", cause=cause),
        change("part-removed", "looser", "rule DISC-03", cause=cause, **employer),
        change("part-removed", "looser", "role hr"),
        change("part-removed", "looser", "rule DISC-01"),
        change("rights-added", "looser", "rule DISC-02"),
        change("part-removed", "looser", "rule DISC-03", **employer),
    )
    found = sections(entries(shown.comparison.changes), names(shown))
    assert [(each.name, [(e.form, e.about.id) for e in each.entries]) for each in found] == [
        ("protection", [("item", "DISC-03"), ("cause", "intern")]),
        ("looser", [("item", "DISC-02"), ("item", "DISC-01"), ("item", "hr"), ("cause", "intern")]),
    ]


def test_what_is_the_same_for_all_is_told_once() -> None:
    """From when a level holds, and that rules take effect too soon; programs get each by itself."""
    some = [change("part-added", "stricter", f"rule DISC-0{n}", "statement") for n in (2, 3)]
    shown = told(*some, *(too_soon(f"rule DISC-0{n}") for n in (2, 3)))
    for form in ("text", "markdown"):
        page = FORMATS[form](shown, SPOKEN["en"])
        assert page.count("Takes effect once the proposal is merged.") == 1
        assert page.count("These 2 rules take effect too soon; the earliest day is 15 March 2027:") == 1
    for form in ("json", "sarif"):
        assert FORMATS[form](shown, SPOKEN["en"]).count("at the earliest") == 2


def test_many_are_named_up_to_a_number_and_the_rest_is_counted() -> None:
    words = SPOKEN["nl"]
    assert [enumerated(["a", "b", "c"], most, words) for most in (3, 2)] == ["a, b en c", "a, b en nog 1"]
    used = {"rules": "DISC-01 DISC-03"}
    each = change("definition-changed", "undecided", "term x", "text", facts=used)
    assert said(each, names()).sentence.endswith(": DISC-01 Zeg waar je werkt en DISC-03 Wij helpen je.")


def test_findings_begin_with_their_item_and_the_heaviest_is_first() -> None:
    page = FORMATS["markdown"](many(), SPOKEN["nl"])
    assert 0 < page.index("**Rol ‘Stagiair’ (fout):**") < page.index("**DISC-01 (waarschuwing):**")


_WHO = ("hr", "webcare")
_TIMES = (duration("1h"), duration("30min"))
_ABOUT = Condition(when="topic")
_RULE = before()[1].rules["DISC-01"]
_READ = Acknowledgement(audience="everyone")


@pytest.mark.parametrize(
    ("kind", "where", "path", "values", "line"),
    [
        ("contact-changed", "role hr", "contact phone", ("1", "2"), "Ander telefoonnummer. Eerst: 1. Nu: 2."),
        ("contact-changed", "rule DISC-01", "ask", _WHO, "Vragen gaan naar een ander. Eerst: Personeel"),
        ("owner-changed", "reply x", "approved_by", _WHO, "Iemand anders keurt dit goed. Eerst: Personeel"),
        ("owner-changed", "step x", "owner", _WHO, "Iemand anders doet dit. Eerst: Personeelszaken."),
        ("owner-changed", "topic x", "owner", _WHO, "Andere beheerder. Eerst: Personeelszaken."),
        ("entry-added", "step x", "rules", (None, "DISC-01"), "Toegevoegd bij ‘regels’. DISC-01 Zeg waar"),
        ("item-changed", "role hr", "level", ("staff", "team"), "Gewijzigd: niveau. Eerst: medewerker. Nu:"),
        ("response-time-shortened", "target standard", "holding_reply", _TIMES, "Sneller reageren. Wachtber"),
        ("rule-added", "rule DISC-01", "", (None, _RULE), "Nieuwe regel. Dit moet."),
        ("rule-removed", "rule DISC-01", "", (_RULE, None), "Regel weggehaald zonder intrekking. Dit moest."),
        ("triage-outcome-changed", "step x", "if_no", ("a", "b"), "Bij ‘nee’ ga je naar een andere stap. Ee"),
        (
            "acknowledgement-added",
            "settings ",
            "acknowledgement",
            (None, _READ),
            "Lezen en bevestigen toegevoegd. Voor: Ie",
        ),
        ("condition-removed", "rule DISC-01", "conditions", (_ABOUT, None), "Voorwaarde vervallen. Weg: als"),
        ("law-cited", "rule DISC-01", "law", (None, "avg-6"), "Wet toegevoegd. Erbij: AVG, artikel 6."),
    ],
)
def test_a_line_names_what_it_is_about(
    kind: str, where: str, path: str, values: tuple[Any, Any], line: str
) -> None:
    law = "law: [{id: avg-6, title: {nl: AVG, en: GDPR}, article: '6'}]\n"
    here = names(told(after=book({**POLICY, "law.yml": law})))
    each = change(kind, "administrative", where, *path.split(), before=values[0], after=values[1])
    assert said(each, here).line.startswith(line)


def test_long_words_are_not_quoted_beside_the_text_that_shows_them() -> None:
    clause = "tenzij " + "heel " * 12 + "lang"
    short, long = (
        change(
            "proviso-added",
            "looser",
            "rule DISC-01",
            "statement",
            before=text("Zeg het."),
            after=text(f"Zeg het {words}."),
            facts={"now": words, "language": "nl"},
        )
        for words in ("tenzij het niet kan", clause)
    )
    assert [said(each, names()).sentence for each in (short, long)] == ["Erbij: ‘tenzij het niet kan’.", ""]


def test_mentions_are_shown_by_name_wherever_they_stand() -> None:
    words = SPOKEN["nl"]
    mention = "[[webcare]]"
    fault = Problem(
        Kind("HB101", "dangling-reference", stops=False), Place("a"), {"wanted": "role", "id": mention}
    )
    each = change(
        "condition-changed",
        "stricter",
        "rule DISC-01",
        "conditions",
        0,
        "note",
        after=(text(mention),),
    )
    quoted = change("part-added", "stricter", "rule DISC-02", "statement", facts={"now": mention})
    shown = told(each, quoted, findings=(fault,), accepted=(Accepted(quoted, text(mention), "hr"),))
    for form in FORMATS:
        assert mention not in FORMATS[form](shown, words).replace("\\", "")


def test_for_whom_is_said_in_full_and_once() -> None:
    """Both sides of a part, and once for several parts that concern the same people from the same day."""
    more = {"stricter_for": frozenset({"intern"}), "facts": {"roles": "intern"}}
    less = {"looser_for": frozenset({"leader"}), "facts": {"roles": "leader"}}
    shown = told(
        change("audience-widened", "stricter", "rule DISC-01", "audience", **more),
        change("audience-narrowed", "looser", "rule DISC-01", "audience", **less),
        change("part-added", "stricter", "rule DISC-02", "statement", after=text("a"), stricter_for=STAFF),
        change("part-added", "stricter", "rule DISC-02", "title", after=text("b"), stricter_for=STAFF),
    )
    for form in ("text", "markdown"):
        page = FORMATS[form](shown, SPOKEN["nl"])
        assert "Strenger voor: Stagiair. Ruimer voor: Leidinggevende. Gaat in op 1 juni 2027." in page
        assert page.count("Strenger voor: Iedereen. Gaat in zodra het voorstel is doorgevoerd.") == 1


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
