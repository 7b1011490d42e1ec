"""A policy → a workbook with a row per rule, for those who edit in a spreadsheet; reads no workbook.

Every value is text, so that no program takes it for a formula, a number or a date; only dates are dates. A
hidden sheet keeps what each cell said, so that it can be told what was changed here and what in the policy.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from handbook_gen.core.exports.cells import Column, Written, columns, shown, written
from handbook_gen.core.exports.given import Given
from handbook_gen.core.model import shape
from handbook_gen.core.model.types import LineValue, TermsValue
from handbook_gen.core.reference import name

NAME: Final = "rules.xlsx"
BASIS: Final = "handbook_basis"
"""The hidden sheet with what the cells said."""
FORMAT: Final = ("handbook-rules", "1")
FIXED: Final = ("id", "topic")
KEYS, WORDS, FIRST = 1, 2, 3
"""The rows with the names of the columns in the file, those in words, and the first rule."""
OURS: Final = "handbook_"
"""How the hidden sheets begin."""
_LISTS: Final = f"{OURS}lists"
_DAYS: Final = (date(1900, 3, 1), date(9999, 12, 31))
"""Between these every program counts days in the same way."""
_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # of a zip file, which knows no zones
_CORE: Final = "docProps/core.xml"
_LIKE_FORMULA: Final = re.compile(r"[=+\-@'\t]")
_TEXT, _DAY, _FIXED, _LOCKED, _HEAD = "rule text", "rule date", "rule id", "rule locked", "rule field"
_LONGEST_LIST: Final = 255
"""Characters of choices that stand in the rule of a drop-down itself."""


def files(given: Given) -> Mapping[str, bytes]:
    """Make the workbook, by its name."""
    return {NAME: workbook(given)}


def heading(given: Given, column: Column) -> str:
    """Name a column in the reader's words."""
    parts = [
        _label(given, name(Column(column.way[: n + 1]).part), each.key) for n, each in enumerate(column.way)
    ]
    label = ": ".join(parts)
    if not column.language:
        return label
    return given.said(
        "sheet.by_language", label=label, language=given.said(f"exports.languages.{column.language}")
    )


def workbook(given: Given) -> bytes:
    """Make the workbook; the same policy gives the same bytes."""
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    rules = [*written(given.sources)]
    known = columns(given.loaded.policy.settings.languages)
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one
    sheet.title = given.said("exports.labels.rules")
    basis, lists = book.create_sheet(BASIS), book.create_sheet(_LISTS)
    basis.sheet_state = lists.sheet_state = "veryHidden"
    _head(given, sheet, known)
    _fill(given, sheet, basis, rules, known)
    for number, column in enumerate(known, len(FIXED) + 1):
        _choose(given, sheet, lists, column, number, len(rules))
    _arrange(sheet, known, len(rules))
    return _packed(book, given)


def _label(given: Given, part: str, key: str) -> str:
    own = f"exports.labels_of.{part}.{key}"
    return given.said(own if own in given.said.keys else f"exports.labels.{key}")


def _head(given: Given, sheet: Worksheet, known: tuple[Column, ...]) -> None:
    fixed = [given.said(f"exports.labels.{key}") for key in FIXED]
    for row, texts in (
        (KEYS, [*FIXED, *(column.key for column in known)]),
        (WORDS, [*fixed, *(heading(given, column) for column in known)]),
    ):
        for number, text in enumerate(texts, 1):
            _write(sheet, row, number, text, _HEAD)
    sheet.row_dimensions[KEYS].hidden = True


def _fill(
    given: Given,
    sheet: Worksheet,
    basis: Worksheet,
    rules: list[tuple[str, Written]],
    known: tuple[Column, ...],
) -> None:
    """Write the rules, and beside them what the import compares with."""
    source = given.loaded.policy.settings.languages[0]
    for number, text in enumerate(FORMAT, 1):
        _write(basis, 1, number, text)
    for number, text in enumerate((*FIXED, *(column.key for column in known)), 1):
        _write(basis, 2, number, text)
    for row, (identity, found) in enumerate(rules, FIRST):
        for number, text in enumerate((identity, found.topic), 1):
            _write(sheet, row, number, text, _FIXED)
            _write(basis, row, number, text)
        for number, column in enumerate(known, len(FIXED) + 1):
            said = shown(column, found.rule, source)
            text = given.said("sheet.locked") if said is None else said
            _write(basis, row, number, text)
            if column.field.form == "date" and (day := _day(text)):
                sheet.cell(row, number, day).style = _DAY
            else:
                style = _LOCKED if said is None else _DAY if column.field.form == "date" else _TEXT
                _write(sheet, row, number, text, style)


def _day(text: str) -> date | None:
    """Give a date that every program shows as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _DAYS[0] <= day <= _DAYS[1] and day.isoformat() == text else None


def _write(sheet: Worksheet, row: int, number: int, text: str, style: str = "") -> None:
    """Write a text as a text, whatever it looks like."""
    if not text and not style:
        return
    cell = sheet.cell(row, number)
    if style:
        cell.style = style
    if text:
        cell.value = text
        cell.data_type = "s"
    if _LIKE_FORMULA.match(text):
        cell.quotePrefix = True  # who edits the cell leaves it a text


def _choose(
    given: Given, sheet: Worksheet, lists: Worksheet, column: Column, number: int, rules: int
) -> None:
    """Let a cell be chosen from a list, where there is one; of dates, only dates."""
    if column.field.many or column.told or not rules:
        return
    if column.field.form == "date":
        first, last = (day.toordinal() - date(1899, 12, 30).toordinal() for day in _DAYS)
        rule = DataValidation("date", operator="between", formula1=str(first), formula2=str(last))
        rule.error = given.said("sheet.choose.date")
    elif options := _options(given, column):
        rule = DataValidation("list", formula1=_listed(lists, column, options))
        rule.error = given.said("sheet.choose.list")
    else:
        return
    rule.allow_blank, rule.showErrorMessage, rule.errorTitle = True, True, given.said("sheet.choose.title")
    letter = get_column_letter(number)
    rule.add(f"{letter}{FIRST}:{letter}{FIRST + rules - 1}")
    sheet.add_data_validation(rule)


def _options(given: Given, column: Column) -> tuple[str, ...]:
    if column.field.form == "flag":
        return ("true", "false")
    if column.field.ref:
        return (*given.cited(column.field.ref),)
    return shape.choices(column.field.type)


def _listed(lists: Worksheet, column: Column, options: tuple[str, ...]) -> str:
    """Give the options as a drop-down wants them: in itself, or where they stand on a hidden sheet."""
    if not column.field.ref and len(",".join(options)) <= _LONGEST_LIST:
        return f'"{",".join(options)}"'
    number = lists.max_column + (lists.cell(1, 1).value is not None)
    for row, option in enumerate(options, 1):
        _write(lists, row, number, option)
    letter = get_column_letter(number)
    return f"'{_LISTS}'!${letter}$1:${letter}${len(options)}"


def _arrange(sheet: Worksheet, known: tuple[Column, ...], rules: int) -> None:
    """Make the sheet easy to read, to filter and to print."""
    for number, width in enumerate([12, 22, *map(_width, known)], 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(len(FIXED) + len(known))
    sheet.freeze_panes = f"C{FIRST}"
    sheet.auto_filter.ref = f"A{WORDS}:{last}{WORDS + rules}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows, sheet.print_title_cols = f"{WORDS}:{WORDS}", "A:B"
    sheet.page_setup.pageOrder = "overThenDown"
    guard = sheet.protection  # without a password: it keeps from slips, not from people
    guard.sheet = True
    guard.autoFilter = guard.sort = guard.formatColumns = guard.formatRows = guard.formatCells = False


def _width(column: Column) -> int:
    if column.told and column.field.type is not LineValue:
        return 60
    if column.told or column.field.type is TermsValue:
        return 32
    return 24 if column.field.many else 16


def _styles() -> Iterator[NamedStyle]:
    """Give what can be edited, what is a date, what identifies a rule, what is locked, and the heading."""
    wrapped = Alignment(wrap_text=True, vertical="top")
    grey, line = PatternFill("solid", fgColor="EDEDED"), Border(bottom=Side("thin", color="D0D0D0"))
    open_cell, closed = Protection(locked=False), Protection(locked=True)
    for style, number_format, font, fill, guard in (
        (_TEXT, "@", Font(), PatternFill(), open_cell),
        (_DAY, "yyyy-mm-dd", Font(), PatternFill(), open_cell),
        (_FIXED, "@", Font(color="5A5A5A"), grey, closed),
        (_LOCKED, "@", Font(color="5A5A5A", italic=True), grey, closed),
        (_HEAD, "@", Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="3C4A57"), closed),
    ):
        yield NamedStyle(style, font, fill, line, wrapped, number_format, guard)


def _packed(book: Workbook, given: Given) -> bytes:
    """Write the workbook with one date for everything in it."""
    organisation = given.loaded.policy.settings.organisation.name.best(given.language)
    about = DocumentProperties(
        creator="handbook-gen",
        title=given.said("sheet.title", organisation=organisation),
        language=given.language,
        created=_EPOCH,
        modified=_EPOCH,
    )
    made, packed = BytesIO(), BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(packed, "w") as out:
        for part in parts.namelist():
            entry = zipfile.ZipInfo(part, _EPOCH.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            out.writestr(entry, tostring(about.to_tree()) if part == _CORE else parts.read(part))
    return packed.getvalue()
