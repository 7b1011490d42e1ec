"""Rules in a spreadsheet and back: what is edited lands and nothing else; what is not understood is told."""

import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.exports import EXPORTS, Given
from handbook_gen.core.exports.cells import Column, columns, shown, written
from handbook_gen.core.exports.sheet import BASIS, FIRST, KEYS, NAME
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import shape
from handbook_gen.core.model.types import LANGUAGES, Language, LineValue
from handbook_gen.core.reader import read
from handbook_gen.edit import workbook
from handbook_gen.edit.desk import Desk
from handbook_gen.edit.fields import with_rules
from handbook_gen.edit.merge import Merged, merged
from handbook_gen.edit.outline import outline
from handbook_gen.edit.patch import UnwritableError
from handbook_gen.edit.sheet import Compared, Edit, compared
from handbook_gen.edit.workbook import DamagedError
from tests.conftest import BILINGUAL, ROOT, Project
from tests.conftest import small as bakery
from tests.test_fmt import remarked, styles, told
from tests.values import SAY, whole

DAY = date(2026, 12, 1)
POLICIES = {"model": ROOT / "policies", "municipality": ROOT / "tests/municipality/policies"}
COLUMNS = columns(LANGUAGES)
SECOND = {
    "id": "A-2",
    "title": {"nl": "Twee", "en": "Two"},
    "modality": "may",
    "statement": {"nl": "Het mag. 😀", "en": "You may."},
}


def given_of(policy: Sources, language: Language = "nl") -> Given:
    return Given(
        policy, load(policy), {each: sources.words(each, "language") for each in LANGUAGES}, language
    )


@cache
def of_disk(name: str) -> Given:
    return given_of(sources.policies(POLICIES[name], "policies")[0])


def small(*rules: Any, **changed: str) -> Sources:
    """A policy in which every field of the first rule is filled, and next to nothing of the second."""
    files = whole(SAY)
    topic = files["rules/disclosure.yml"]
    topic["rules"] = [*rules] or [*topic["rules"], SECOND]
    written_down = {
        path: yaml.safe_dump(json.loads(json.dumps(value)), allow_unicode=True, sort_keys=False)
        for path, value in files.items()
    }
    written_down |= {f"{path.replace('_', '/')}.yml": text for path, text in changed.items()}
    return Sources("policies", {path: text.encode() for path, text in written_down.items()})


def exported(policy: Sources) -> bytes:
    return EXPORTS["xlsx"](given_of(policy))[NAME]


class Opened:
    """A workbook as somebody edits it."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(data))
        self.sheet: Worksheet = self.book.worksheets[0]

    def column(self, key: str) -> int:
        return next(cell.column for cell in self.sheet[KEYS] if cell.value == key)

    def row(self, rule: str) -> int:
        rows = range(FIRST, self.sheet.max_row + 1)
        return next(row for row in rows if self.sheet.cell(row, 1).value == rule)

    def put(self, rule: str, key: str, value: Any, *, formula: bool = False) -> str:
        """Type something; give the cell, such as `D4`."""
        cell = self.sheet.cell(self.row(rule), self.column(key))
        cell.value = value
        if isinstance(value, str) and not formula:
            cell.data_type = "s"
        return cell.coordinate

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def edited(data: bytes, rule: str, key: str, value: Any) -> bytes:
    book = Opened(data)
    book.put(rule, key, value)
    return book.saved()


def taken_in(data: bytes, policy: Sources) -> tuple[Compared, Merged]:
    desk = Desk(policy)
    found = compared(data, desk)
    return found, merged(desk, found.edits, DAY)


def as_excel_saves(data: bytes) -> bytes:
    """Put texts in one table for all sheets, with returns, and forget which cells are dates."""
    strings: list[str] = []

    def shared(found: re.Match[str]) -> str:
        strings.append(re.sub(r"\n", "_x000D_\n", found["text"] or ""))
        return f'<c {found["place"]} t="s"><v>{len(strings) - 1}</v></c>'

    cell = re.compile(
        r'<c (?P<place>r="\w+"(?: s="\d+")?) t="inlineStr"><is><t(?: [^>]*)?>(?P<text>.*?)</t></is></c>',
        re.DOTALL,
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            text = parts.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(r'(<c r="\w+") s="\d+" t="n"><v>', r'\1 t="n"><v>', cell.sub(shared, text))
                assert "inlineStr" not in text
            if name == "[Content_Types].xml":
                table = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{table}" /></Types>'
                text = text.replace("</Types>", part)
            made.writestr(name, text)
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        every = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in strings)
        made.writestr("xl/sharedStrings.xml", f"<sst {space}>{every}</sst>")
    return out.getvalue()


@pytest.mark.parametrize("name", POLICIES)
def test_an_untouched_sheet_changes_nothing_whoever_saved_it(name: str) -> None:
    given = of_disk(name)
    data = EXPORTS["xlsx"](given)[NAME]
    locked = [c.key for _, w in written(given.sources) for c in COLUMNS if shown(c, w.rule, "nl") is None]

    assert EXPORTS["xlsx"](given)[NAME] == data
    assert locked == []
    for saved in (data, Opened(data).saved(), as_excel_saves(data)):
        assert compared(saved, Desk(given.sources)) == Compared((), (), ())


# What a cell of each kind may say, as it is typed, and what the policy language makes of it.
LINES = st.text(st.characters(categories=["L", "N", "Po", "Sm"], max_codepoint=0x24F), min_size=1).map(
    lambda text: text.replace("[", "").strip()
)
LINES = (
    LINES
    | st.sampled_from(["=1+1", "+31 20", "-x", "@a", "010", "2027-01-31", "TRUE", "#N/A", "a, b", "😀é"])
).filter(bool)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n\n".join)


def typed(column: Column, policy: Given) -> st.SearchStrategy[Any]:
    field = column.field
    if column.by_line:
        return st.lists(LINES, min_size=1, max_size=3, unique=True).map("\n".join)
    if column.told:
        return LINES if field.type is LineValue else TEXTS
    one: st.SearchStrategy[str] = st.sampled_from(_options(column, policy))
    if field.form == "date":
        days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
        return (
            days
            | days.map(date.isoformat)
            | st.dates(date(1954, 11, 1), date(2119, 1, 1)).map(
                lambda day: day.toordinal() - date(1899, 12, 30).toordinal()
            )
        )
    return st.lists(one, min_size=1, max_size=3, unique=True).map(", ".join) if field.many else one


def _options(column: Column, policy: Given) -> list[str]:
    known = shape.choices(column.field.type) or (column.field.ref and policy.cited(column.field.ref))
    return [*known] if known else ["3mo", "2w", "1y"]


def read_back(column: Column, value: Any) -> Any:
    """What the model is to hold after a cell said this."""
    if column.by_line or column.told:
        value = unicodedata.normalize("NFC", value)
        return tuple(value.split("\n")) if column.by_line else value
    if isinstance(value, int):
        return date.fromordinal(value + date(1899, 12, 30).toordinal())
    if column.field.form == "date":
        return value if isinstance(value, date) else date.fromisoformat(value)
    return tuple(value.split(", ")) if column.field.many else value


def held(column: Column, rule: Any) -> Any:
    for field in column.way:
        rule = getattr(rule, field.name)
    if column.language is None or rule is None:
        return str(rule) if column.field.form == "duration" else rule
    if column.told and column.field.many:
        return tuple(each.said(column.language) for each in rule)
    return rule.said(column.language)


SMALL = small()
SHEET = exported(SMALL)


@settings(max_examples=40)
@given(st.sampled_from(["DISC-01", "A-2"]), st.sampled_from(COLUMNS), st.data())
def test_an_edited_cell_lands_in_its_field_of_its_rule_and_nowhere_else(
    rule: str, column: Column, data: st.DataObject
) -> None:
    policy = given_of(SMALL)
    value = data.draw(typed(column, policy))
    cells = {column.key: value}
    if column.told and column.field.many:  # the other language says as many things
        twin = next(each for each in COLUMNS if each.way == column.way and each != column)
        cells[twin.key] = "\n".join(f"{n}" for n, _ in enumerate(value.split("\n")))
    book = Opened(SHEET)
    for key, each in cells.items():
        book.put(rule, key, each)
    found, done = taken_in(book.saved(), SMALL)
    after = load(Sources(SMALL.root, {**SMALL.files, **done.files}))

    assert (found.refusals, done.refusals) == ((), ())
    assert {*done.files} <= {"rules/disclosure.yml"}
    before = {each.id: each for each in policy.loaded.policy.topics[0].rules}
    now = {each.id: each for each in after.policy.topics[0].rules}
    assert held(column, now[rule]) == read_back(column, value)
    others = {column.way[0].name}
    assert now[rule].model_dump(exclude=others) == before[rule].model_dump(exclude=others)
    assert {**now, rule: None} == {**before, rule: None}


@settings(max_examples=25)
@given(st.sampled_from(COLUMNS), st.data())
def test_an_emptied_cell_takes_its_field_away_but_not_one_that_must_be_there(
    column: Column, data: st.DataObject
) -> None:
    book = Opened(SHEET)
    together = [each for each in COLUMNS if each.way == column.way]
    for each in together:
        book.put("DISC-01", each.key, data.draw(st.sampled_from([None, "", "  \n"])))
    found, done = taken_in(book.saved(), SMALL)
    after = load(Sources(SMALL.root, {**SMALL.files, **done.files})).policy.topics[0].rules[0]

    if column.field.required:
        assert [each.key for each in done.refusals] == ["required"]
    else:
        assert (found.refusals, done.refusals) == ((), ())
        assert held(column, after) in ((), None, "None", column.field.default)


@pytest.mark.parametrize("name", POLICIES)
def test_an_edit_in_every_rule_at_once_lands_in_every_rule(name: str) -> None:
    given = of_disk(name)
    rules = [*written(given.sources)]
    edits = []
    alone = [column for column in COLUMNS if not (column.told and column.field.many)]
    for number, (identity, found) in enumerate(rules):
        column = alone[number % len(alone)]
        typed = {"date": "2028-02-01", "number": "7"}.get(column.field.form)
        plain = typed or _options(column, given)[-1]
        after = "Eén: twee # drie" if column.told or column.by_line else plain
        before = shown(column, found.rule, "nl")
        assert before is not None
        edits.append(Edit(identity, column, before, after, ""))
    done = merged(Desk(given.sources), edits, DAY)
    now = dict(written(Sources("policies", {**given.sources.files, **done.files})))

    assert done.refusals == ()
    assert [shown(each.column, now[each.rule].rule, "nl") for each in edits] == [each.after for each in edits]


RULES = """\
# Over de regels.
topic: {id: disclosure, name: {nl: Openheid, en: Disclosure}}   # één regel
rules:
  # Eerst deze.
  - id: A-1
    modality:   'must'   # altijd
    title: Zeg het   # kort
    statement:
      # de kern
      nl: "Zeg het."
      en: 'Say it.'   # later
    audience:
      - everyone  # iedereen
      # - hr
    because: |+
      Daarom.

    from: "2027-01-01"
    # hier komt nog iets

  - {id: A-2, title: Twee, modality: may, statement: Het mag.}
  - {"id": "A-3", "title": "Drie", "modality": "may", "statement": "Het mag.", "keywords": ["a"]}
"""
WRITTEN = """\
# Over de regels.
topic: {id: disclosure, name: {nl: Openheid, en: Disclosure}}   # één regel
rules:
  # Eerst deze.
  - id: A-1
    modality: should  # altijd
    title: {nl: Zeg het, en: Say it}  # kort
    statement:
      # de kern
      nl: Zeg het hardop.
      en: Say it.  # later
    binds: team
    audience:
      - everyone  # iedereen
      # - hr
    channels: [feed]
    from: "2027-01-01"
    until: 2028-01-01
    # hier komt nog iets

  - {id: A-2, title: {nl: Twee}, modality: must, statement: Het mag., from: 2027-02-01}
  - {"id": "A-3", "title": "Drie", "modality": "may", "statement": "Het mag.", "keywords": ["a"]}
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_of_other_fields_keep_every_byte(ends: str, mark: bytes) -> None:
    data = mark + RULES.replace("\n", ends).encode()
    policy = Sources("policies", {**SMALL.files, "rules/disclosure.yml": data})
    book = Opened(exported(policy))
    for rule, key, value in (
        ("A-1", "modality", " Should "),
        ("A-1", "title.en", "Say it"),
        ("A-1", "statement.nl", "Zeg het\u00a0hardop.\r\n"),
        ("A-1", "binds", "“team”"),
        ("A-1", "channels", "feed;"),
        ("A-1", "because.nl", None),
        ("A-1", "until", date(2028, 1, 1)),
        ("A-2", "modality", "must"),
        ("A-2", "from", datetime(2027, 2, 1)),  # noqa: DTZ001  # cells know no zones
        ("A-2", "title.nl", "Twee "),
    ):
        book.put(rule, key, value)
    found, done = taken_in(book.saved(), policy)

    assert (found.refusals, done.refusals) == ((), ())
    text = WRITTEN.replace("title: {nl: Twee}", "title: Twee").replace("\n", ends)
    assert done.files == {"rules/disclosure.yml": mark + text.encode()}


FEW = {
    "id": "DISC-01",
    "title": {"nl": "Een", "en": "One"},
    "modality": "must",
    "channels": ["all"],
    "because": {"nl": "Daarom.\n\nEcht."},
    "status": "draft",
}


@settings(max_examples=60)
@given(st.sampled_from([c for c in COLUMNS if c.way[0].key in FEW]), st.booleans(), st.data())
def test_in_any_style_a_field_is_set_or_the_file_is_left_alone(
    column: Column,
    several: bool,  # noqa: FBT001  # drawn
    data: st.DataObject,
) -> None:
    value = {"rules": [FEW, SECOND]}
    text = data.draw(remarked(value) if several else styles(value))
    document = read("rules/disclosure.yml", text.encode())
    assume(not document.problems)
    rules: Any = document.value["rules"]  # type: ignore[index,call-overload]
    new = {
        **rules[0],
        column.way[0].key: {"nl": "nieuw"} if column.told else "new",
        "from": "2027-01-01",
        "basis": {"law": "act"},
    }
    for key in data.draw(st.sets(st.sampled_from([*FEW][1:]))):
        new.pop(key)
    try:
        done = with_rules(document, outline(text), {("rules", 0): new}, "nl")
    except UnwritableError:
        key = column.way[0].key
        assert outline(text).holders["rules", 0].flow or key == next(
            iter(rules[0])
        )  # with a remark in the way
        return
    assert read("", done).value == {**value, "rules": [new, rules[1]]}
    assert told(done.decode()) == told(text)


def test_what_changed_in_the_policy_since_is_a_conflict_unless_it_says_the_same() -> None:
    data = edited(edited(SHEET, "A-2", "title.nl", "Drie"), "A-2", "modality", "must")
    now = small(small_rule(), {**SECOND, "title": {"nl": "Vier", "en": "Five"}, "modality": "must"})
    found, done = taken_in(data, now)

    assert [(each.key, each.facts) for each in found.refusals] == [
        ("conflict", {"before": "Twee", "now": "Vier", "after": "Drie"})
    ]
    assert (len(found.already), done.files) == (1, {})


def small_rule() -> Any:
    return whole(SAY)["rules/disclosure.yml"]["rules"][0]


def merge(book: Opened) -> None:
    book.sheet.merge_cells("C3:C4")


def delete_row(book: Opened) -> None:
    book.sheet.delete_rows(book.row("A-2"))


def add_rows(book: Opened) -> None:
    for row, identity in ((5, "A-02"), (6, "ZZZ-99"), (7, None)):
        book.sheet.cell(row, 1).value = identity
        book.sheet.cell(row, 5).value = "must"


def repeat_row(book: Opened) -> None:
    book.sheet.cell(5, 1).value = "A-2"
    book.sheet.cell(5, 3).value = "Drie"


def columns_of_their_own(book: Opened) -> None:
    book.sheet.cell(KEYS, 3).value = "titel"
    book.sheet.cell(KEYS, 6).value = "modality"
    book.sheet.cell(4, 60).value = "note"


def typed_in(rule: str, key: str, value: Any) -> Callable[[Opened], None]:
    return lambda book: void(book.put(rule, key, value, formula=True))


def void(_: object) -> None:
    """Give nothing."""


def other_sheet(book: Opened) -> None:
    book.book.create_sheet("Notes")["B2"].value = "remember"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (merge, ["Regels!C3:C4 merged"]),
        (delete_row, ["Regels row-gone"]),
        (add_rows, ["Regels!A5 unknown-rule-near", "Regels!A6 unknown-rule", "Regels!A7 no-id"]),
        (repeat_row, ["Regels!A4 row-twice", "Regels!A5 row-twice"]),
        (
            columns_of_their_own,
            [
                *("Regels!C1 unknown-column", "Regels!F1 column-twice", "Regels!BH4 no-column"),
                *("Regels column-gone", "Regels column-gone"),
            ],
        ),
        (other_sheet, ["Notes other-sheet"]),
        (typed_in("A-2", "topic", "privacy"), ["Regels!B4 topic"]),
        (typed_in("A-2", "id", "A-3"), ["Regels!A4 unknown-rule", "Regels row-gone"]),
        (typed_in("A-2", "title.nl", "=1+1"), ["Regels!C4 formula"]),
        (typed_in("A-2", "title.nl", "#REF!"), ["Regels!C4 error"]),
        (typed_in("A-2", "title.nl", "a\u200bb"), ["Regels!C4 character"]),
        (typed_in("A-2", "title.nl", "a\nb"), ["Regels!C4 not-one-line"]),
        (typed_in("A-2", "statement.nl", "[[ZZZ-99]]"), ["Regels!F4 unknown-mention"]),
        (typed_in("A-2", "modality", "mutst"), ["Regels!E4 unknown-choice"]),
        (typed_in("A-2", "owner", "hrr"), ["Regels!X4 dangling-reference"]),
        (typed_in("A-2", "ask", "everyone"), ["Regels!U4 wrong-kind-of-reference"]),
        (typed_in("A-2", "from", "1 mei"), ["Regels!AN4 bad-date"]),
        (typed_in("A-2", "from", 7), ["Regels!AN4 bad-date"]),
        (typed_in("A-2", "basis.retention", "lang"), ["Regels!AE4 bad-duration"]),
        (typed_in("DISC-01", "examples.do.nl", "een\ntwee"), ["Regels!Q3 lines"]),
    ],
)
def test_what_is_not_understood_is_told_with_its_cell_and_the_rest_lands(
    edit: Callable[[Opened], None], expected: list[str]
) -> None:
    book = Opened(SHEET)
    edit(book)
    book.put("DISC-01", "status", "draft")
    found, done = taken_in(book.saved(), SMALL)

    refusals = (*found.refusals, *done.refusals)
    assert [
        f"{each.cell} {each.problem.kind.name if each.problem else each.key}" for each in refusals
    ] == expected
    assert [(each.rule, each.column.key, each.after) for each in done.edits] == [
        ("DISC-01", "status", "draft")
    ]


def test_what_does_not_fit_in_a_cell_is_locked_and_stays_what_it_is() -> None:
    rule = small_rule() | {"channels": ["a,b"], "examples": {"do": [{"nl": "a\n\nb"}, {"en": "c"}]}}
    policy = small(rule | {"title": {"nl": "_x000D_ x005F_"}}, SECOND)
    data = exported(policy)
    book = Opened(data)
    for key in ("channels", "examples.do.en", "title.nl"):
        book.put("DISC-01", key, "feed")
    found, done = taken_in(book.saved(), policy)

    assert compared(as_excel_saves(data), Desk(policy)) == Compared((), (), ())
    assert [each.key for each in found.refusals] == ["locked"] * 3
    assert done.files == {}


TRAPS = ("=1+1", "+31", "-x", "@SUM(1)", '=HYPERLINK("x")', "010", "2027-01-31", "1e3", "TRUE", "#N/A", "'a")


def test_no_text_becomes_a_formula_a_number_or_a_date() -> None:
    rules = [SECOND | {"id": f"A-{n}", "title": {"nl": trap, "en": trap}} for n, trap in enumerate(TRAPS)]
    policy = small(*rules)
    data = exported(policy)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    kinds = Counter(re.findall(r'<c r="(?:C|D)\w+" s="\d+" t="(\w+)"', sheet))

    assert "<f>" not in sheet
    assert kinds == {"inlineStr": 2 * (len(rules) + 2)}
    assert compared(as_excel_saves(data), Desk(policy)) == Compared((), (), ())
    numbers = edited(
        edited(edited(data, "A-5", "title.nl", 10), "A-7", "title.nl", 1000.0), "A-8", "title.nl", value=True
    )
    assert compared(edited(numbers, "A-6", "title.nl", date(2027, 1, 31)), Desk(policy)).edits == ()


@given(st.data())
@settings(max_examples=30)
def test_bytes_of_any_kind_are_refused_or_read(data: st.DataObject) -> None:
    bad = bytearray(SHEET)
    for _ in range(data.draw(st.integers(1, 20))):
        bad[data.draw(st.integers(0, len(bad) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.none() | st.integers(0, len(bad)))
    with suppress(DamagedError):  # and nothing else
        compared(bytes(bad[:end]), Desk(SMALL))


def rezipped(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts.namelist():
            text = parts.read(name).decode()
            made.writestr(name, change(text) if name == part else text)
    return out.getvalue()


def test_a_workbook_made_to_fill_the_memory_is_refused_or_passed_over() -> None:
    first = "xl/worksheets/sheet1.xml"
    entities = '<!DOCTYPE a [<!ENTITY a "aaaa">]>'
    bomb = rezipped(SHEET, "docProps/app.xml", lambda _: " " * (workbook.MOST_BYTES + 1))
    with pytest.raises(DamagedError, match="too-large"):
        compared(bomb, Desk(SMALL))
    with pytest.raises(DamagedError, match="no-workbook"):
        compared(rezipped(SHEET, first, lambda text: entities + text), Desk(SMALL))
    everything = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    found = compared(
        rezipped(SHEET, first, lambda text: text.replace("</sheetData>", everything)), Desk(SMALL)
    )
    assert [each.key for each in found.refusals] == ["merged"]
    end = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    found = compared(rezipped(SHEET, first, lambda text: text.replace("</sheetData>", end)), Desk(SMALL))
    assert [f"{each.cell} {each.key}" for each in found.refusals] == [
        "Regels!XFD1048576 no-column",
        "Regels!A1048576 no-id",
    ]
    wide = "".join(f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(9, 400)) + "</sheetData>"
    with pytest.raises(DamagedError, match="too-large"):
        compared(rezipped(SHEET, first, lambda text: text.replace("</sheetData>", wide)), Desk(SMALL))


def command(project: Project, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*options, "--project", str(project.root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def tree(project: Project) -> dict[str, tuple[int, bytes]]:
    files = (path for path in (project.root / "policies").rglob("*") if path.is_file())
    return {path.name: (path.stat().st_mode, path.read_bytes()) for path in files}


SAID = {
    "nl": """\
BREAD-01: Titel (Nederlands) (Rules!C3)
  - Bak vers
  + Bak elke ochtend

Rules!E3: BREAD-01, Moet of mag: `mutst` is hier geen mogelijke keuze
  oplossing: bedoel je `must`? Je kunt kiezen uit: must, must-not, should, should-not, may.

1 cel verandert het beleid.
1 ding is niet overgenomen; hierboven staat waarom.
Er is niets geschreven. Met `--write` zet je de wijzigingen in het beleid.
""",
    "en": """\
BREAD-01: Title (Dutch) (Rules!C3)
  - Bak vers
  + Bak elke ochtend

Rules!E3: BREAD-01, Must or may: `mutst` is not one of the choices here
  help: did you mean `must`? You can choose from: must, must-not, should, should-not, may.

1 cell changes the policy.
1 thing was not taken in; it says above why.
Nothing was written. With `--write` you put the changes into the policy.
""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_tells_first_and_writes_when_asked(tmp_path: Path, language: Language) -> None:
    project = bakery(tmp_path / "bakery", BILINGUAL)
    file = project.root / NAME
    assert command(project, "export", "xlsx", "--language", "en")[0] == 0
    assert command(project, "import", "xlsx", str(file))[0] == 0
    data = edited(file.read_bytes(), "BREAD-01", "title.nl", "Bak elke ochtend")
    file.write_bytes(edited(data, "BREAD-01", "modality", "mutst"))
    assert command(project, "export", "xlsx")[0] == 2  # what was edited is not overwritten unasked
    (project.root / "policies" / "rules" / "bread.yml").chmod(0o600)
    before = tree(project)

    assert command(project, "import", "xlsx", str(file), "--language", language) == (1, SAID[language])
    assert tree(project) == before
    assert command(project, "import", "xlsx", str(file), "--write")[0] == 1
    mode, data = before["bread.yml"]
    new = data.replace(b"Bak vers", b"Bak elke ochtend")
    assert tree(project) == {**before, "bread.yml": (mode, new)}


def test_what_cannot_be_read_or_written_has_its_own_code(tmp_path: Path) -> None:
    project = bakery(tmp_path / "bakery", BILINGUAL)
    file = project.root / NAME
    before = tree(project)
    assert command(project, "import", "xlsx", str(file))[0] == 3
    assert command(project, "export", "xlsx", "--out", str(file / "below" / "it"))[0] == 0
    assert command(project, "export", "xlsx", "--out", str(project.root / "mkdocs.yml" / "below"))[0] == 3
    data = (file / "below" / "it").read_bytes()
    plain = Opened(data)
    del plain.book[BASIS]
    edits = project.root / "edited.xlsx"
    for bad in (b"", b"PK", plain.saved()):
        edits.write_bytes(bad)
        assert command(project, "import", "xlsx", str(edits), "--write")[0] == 2
    edits.write_bytes(edited(data, "BREAD-01", "title.nl", "Bak elke ochtend"))
    project.change("policies/rules/bread.yml", "rules:", "rules: [")
    code, said = command(project, "import", "xlsx", str(edits), "--write")
    assert (code, "[HB003]" in said) == (1, True)
    assert command(project, "export", "xlsx")[0] == 1
    project.change("policies/rules/bread.yml", "rules: [", "rules:")
    assert tree(project) == before
