"""From the sheets of a questionnaire to an XLSX file: drop-downs, protection, paper; the same bytes every time."""

from __future__ import annotations

import io
import os
import re
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import Indicator, NumberKind, save_workbook
from lagesbild_rules.files import replacing
from lagesbild_rules.form._layout import (
    COLUMNS,
    FIXED,
    Asked,
    Locked,
    Sheet,
    asked,
    choices,
    code_words,
    kind_words,
    list_letter,
    lists,
    one_line,
    sheets,
)
from lagesbild_rules.form._library import openpyxl
from lagesbild_rules.form._looks import add_looks
from lagesbild_rules.form._model import Form, Part
from lagesbild_rules.form._phrases import phrase
from lagesbild_rules.form._seal import SHEET, sealed, split

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_PROMPT: Final = 255
_ESCAPE: Final = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
"""What a workbook takes for a character written by its number, unless its underscore is written so itself."""
_TEXT: Final = Locked("", "text")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula when a cell is edited."""


def write_form(form: Form, path: str | os.PathLike[str]) -> None:
    """Write *form* to *path*, which takes the place of an old file only when all is written.

    Raises ``FactsError`` when the name does not end in ``.xlsx`` or the file cannot be written, ``QuestionError``
    when openpyxl is not installed.
    """
    if Path(path).suffix.lower() != ".xlsx":
        finding = f"a questionnaire is an XLSX file, and {quoted(os.fspath(path), 200)} is not named as one"
        raise FactsError([Problem(Place(os.fspath(path)), "LR007", finding, "let its name end in `.xlsx`")])
    made = form_bytes(form)
    with replacing(path, FactsError, binary=True) as file:
        file.write(made)


def form_bytes(form: Form) -> bytes:
    """Return *form* as an XLSX file, the same bytes for the same form. No cell of it holds a formula."""
    library = openpyxl("form_bytes")
    book: Workbook = library.Workbook()
    book.remove(book.active)
    add_looks(book)
    made = sheets(form)
    for sheet in made:
        _fill(book.create_sheet(sheet.name), sheet)
    instructions, answers, definitions, words = (book[it.name] for it in made)
    _open_cells(answers, form)
    _validate(book, answers, words, form)
    words.sheet_state = "hidden"
    _hide(book, form, made)
    for sheet in (instructions, answers, definitions):
        _paper(sheet, form, landscape=sheet is not instructions)
    for sheet in (answers, definitions):
        sheet.print_title_rows = "1:1"
        sheet.auto_filter.ref = sheet.dimensions
    answers.freeze_panes, definitions.freeze_panes = f"{FIXED['how']}2", "B2"
    book.properties.title = one_line(phrase("title", form.language, ruleset=form.ruleset.title.in_(form.language)))
    book.properties.language, book.properties.creator = form.language, form.unit
    for sheet in book.worksheets:
        _protect(sheet)
    from openpyxl.workbook.protection import WorkbookProtection

    book.security = WorkbookProtection(lockStructure=True)
    file = io.BytesIO()
    save_workbook(book, file)
    return file.getvalue()


def _fill(sheet: Worksheet, it: Sheet) -> None:
    heights: dict[int, int] = {}
    for cell, locked in it.cells.items():
        target = sheet[cell]
        _write(target, locked.text)
        target.style = locked.look
        if locked.text.startswith(_FORMULA):
            target.quotePrefix = True
        if it.widths:
            letters, row = split(cell)
            wide = it.widths[ord(letters) - ord("A")] * (0.9 if locked.look in ("heading", "question") else 1.15)
            lines = 1 if locked.look == "title" else ceil(len(locked.text) / wide)
            heights[row] = max(heights.get(row, 1), lines)
    for row, lines in heights.items():
        heading = it.cells.get(f"A{row}", _TEXT).look in ("title", "header")
        sheet.row_dimensions[row].height = min(409, 15 * lines + (13 if heading else 4))
    for number, width in enumerate(it.widths, start=1):
        sheet.column_dimensions[list_letter(number)].width = width


def _write(cell: Any, text: str) -> None:
    """Put *text* into *cell* as text, whatever it begins with: never as a formula, a number or an error."""
    cell.value = _ESCAPE.sub("_x005F_x", text)
    cell.data_type = "s"


def _open_cells(sheet: Worksheet, form: Form) -> None:
    rows_of_area = len(form.ruleset.indicators)
    for it in asked(form):
        first = (it.row - 2) % rows_of_area == 0
        for part in it.parts:
            free = part in ("note", "handling_ground")
            number = part in ("answer", "until") and isinstance(it.indicator.kind, NumberKind)
            sheet[it.cell(part)].style = "open_text" if free else "open_number" if number else "open_choice"
        if first:
            for letter in (*FIXED.values(), *COLUMNS.values()):
                _line_above(sheet[f"{letter}{it.row}"])


def _line_above(cell: Any) -> None:
    from openpyxl.styles import Border, Side

    old = cell.border
    cell.border = Border(left=old.left, right=old.right, bottom=old.bottom, top=Side("medium", color="1F3864"))


def _validate(book: Workbook, sheet: Worksheet, words: Worksheet, form: Form) -> None:
    from openpyxl.utils import quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation

    names: dict[tuple[str, ...], str] = {}
    for column, (name, shown) in enumerate(lists(form).items(), start=1):
        letter = list_letter(column)
        where = f"{quote_sheetname(words.title)}!${letter}$2:${letter}${len(shown) + 1}"
        book.defined_names[name] = DefinedName(name, attr_text=where)
        names[shown] = name
    rows = list(asked(form))

    def add(rule: dict[str, Any], prompt: str, cells: list[str]) -> None:
        found = DataValidation(
            allow_blank=True, showErrorMessage=True, showInputMessage=True, errorTitle=phrase("a_wrong", form.language),
            error=prompt[:_MOST_PROMPT], prompt=prompt[:_MOST_PROMPT], **rule,
        )  # fmt: skip
        for cell in cells:
            found.add(cell)
        sheet.add_data_validation(found)

    for indicator in form.ruleset.indicators.values():
        its = [it for it in rows if it.indicator is indicator]
        rule = _rule(indicator, names.get(tuple(choices(indicator.kind, form.language)), ""))
        cells = [it.cell(part) for it in its for part in ("answer", "until") if part in it.parts]
        add(rule, kind_words(indicator.kind, form.language), cells)
    for part in COLUMNS:
        if found := code_words(part, form.language):
            rule = {"type": "list", "formula1": names[tuple(found)]}
            add(rule, phrase("a_choice", form.language), _column(rows, part))


def _rule(indicator: Indicator, name: str) -> dict[str, Any]:
    kind = indicator.kind
    if not isinstance(kind, NumberKind):
        return {"type": "list", "formula1": name}
    # Only a warning: text with more digits than a spreadsheet keeps in a number is an answer too.
    rule: dict[str, Any] = {"type": "decimal", "errorStyle": "warning", "operator": "between"}
    low = "-1E+300" if kind.min is None else plain(kind.min)
    high = "1E+300" if kind.max is None else plain(kind.max)
    return {**rule, "formula1": low, "formula2": high}


def _column(rows: list[Asked], part: Part) -> list[str]:
    return [f"{COLUMNS[part]}{rows[0].row}:{COLUMNS[part]}{rows[-1].row}"]


def _hide(book: Workbook, form: Form, made: tuple[Sheet, ...]) -> None:
    sheet = book.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    for row, texts in enumerate(sealed(form, made), start=1):
        for column, text in enumerate(texts, start=1):
            _write(sheet.cell(row, column), text)


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False  # allowed


def _paper(sheet: Worksheet, form: Form, *, landscape: bool) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for margin in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, margin, 0.5)
    sheet.oddHeader.left.text = form.unit[:100].replace("&", "&&")
    sheet.oddHeader.right.text = form.ruleset.reference
    sheet.oddFooter.center.text = phrase("page", form.language)
