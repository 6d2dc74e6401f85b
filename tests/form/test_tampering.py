"""Anything but an answer that was changed is found, and the cell is named; a form of another ruleset is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lagesbild_rules.errors import FactsError
from lagesbild_rules.form import Form, form_bytes, read_form, read_forms
from lagesbild_rules.form._from_workbook import Page, Typed, read_workbook
from lagesbild_rules.form._intact import intact
from lagesbild_rules.form._layout import asked
from lagesbild_rules.form._model import LIMITS
from lagesbild_rules.form._seal import DIGEST, SHEET, check
from lagesbild_rules.ruleset import parse_ruleset
from tests.form.made import AT, TEXT, TORG, changed, filled, form

MADE = form_bytes(form())
BOOK = openpyxl.load_workbook(io.BytesIO(MADE))
FREE = {cell for it in asked(form()) for cell in map(it.cell, it.parts)}
LOCKED = [(sheet.title, cell.coordinate) for sheet in BOOK for line in sheet for cell in line if cell.value is not None]


def refused(path: Path) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read_form(path, TORG, recorded_at=AT)
    return [str(it).partition("\n")[0].removeprefix(str(path)) for it in caught.value.problems]


def after(path: Path, change: Callable[[Any], object]) -> list[str]:
    return refused(changed(path, MADE, change))


def test_what_is_locked_is_everything_but_the_answers() -> None:
    assert {cell for sheet, cell in LOCKED if sheet == "Svar"} & FREE == set()
    sheet = BOOK["Svar"]
    assert {cell for line in sheet for it in line if not it.protection.locked for cell in [it.coordinate]} == FREE
    assert [it.protection.sheet for it in BOOK] == [True] * 5
    assert BOOK.security.lockStructure
    assert [it.sheet_state for it in BOOK] == ["visible"] * 3 + ["hidden", "veryHidden"]


def _spoilt(book: Any, sheet: str, cell: str) -> None:
    book[sheet][cell].value = f"{book[sheet][cell].value}!"


@pytest.mark.parametrize("text", ["Något annat", None])
def test_every_text_that_is_changed_or_taken_out_is_found_where_it_stands(text: str | None, tmp_path: Path) -> None:
    pages = read_workbook(filled(tmp_path / "f.xlsx", form(), {}), LIMITS)
    visible = [(sheet, cell) for sheet, cell in LOCKED if sheet != SHEET]
    assert len(visible) > 150
    for sheet, cell in visible:
        cells = {at: typed for at, typed in pages[sheet].cells.items() if at != cell}
        other = Page(cells if text is None else cells | {cell: Typed("text", text)})
        with pytest.raises(FactsError) as caught:
            intact(pages | {sheet: other}, TORG, "f.xlsx")
        assert [(it.place.column, it.code) for it in caught.value.problems] == [(f"{sheet}!{cell}", "LR723")]


def test_all_changes_are_told_at_once_a_line_for_each_row(tmp_path: Path) -> None:
    visible = [(sheet, cell) for sheet, cell in LOCKED if sheet != SHEET]

    def spoil(book: Any) -> None:
        for at in visible:
            _spoilt(book, *at)

    said = after(tmp_path / "f.xlsx", spoil)
    rows = {(sheet, "".join(filter(str.isdigit, cell))) for sheet, cell in visible}
    assert len(said) == len(rows)
    assert said[0].startswith(":Instruktion!A1: LR723 ")
    assert any(it.endswith(", and 4 more in the row") for it in said)


@pytest.mark.parametrize("key", [str(line[0].value) for line in BOOK[SHEET].iter_rows()])
@pytest.mark.parametrize("column", ["A", "B", "C"])
def test_every_field_of_the_hidden_sheet_is_held_to_its_check(key: str, column: str, tmp_path: Path) -> None:
    row = next(line[0].row for line in BOOK[SHEET].iter_rows() if line[0].value == key)
    said = after(tmp_path / "f.xlsx", lambda book: _spoilt(book, SHEET, f"{column}{row}"))
    assert said[0] == f":{SHEET}!A{row}:C{row}: LR723 what the form keeps of itself was changed"


@pytest.mark.parametrize("key", ["unit", "area.1", "valid_from", "version", "logic", "ruleset", "language"])
def test_a_field_changed_together_with_its_check_is_found_by_the_digest_of_all(key: str, tmp_path: Path) -> None:
    def forge(book: Any) -> None:
        for line in book[SHEET].iter_rows():
            if line[0].value == key:
                line[1].value = "en"
                line[2].value = check(key, "en")

    (said,) = after(tmp_path / "f.xlsx", forge)
    last = BOOK[SHEET].max_row
    assert BOOK[SHEET][f"A{last}"].value == DIGEST
    assert said == f":{SHEET}!A{last}:C{last}: LR723 rows of what the form keeps of itself are not whole"


def _move(book: Any) -> None:
    sheet = book["Svar"]
    for column in "ABCDEFG":
        one, other = sheet[f"{column}3"], sheet[f"{column}4"]
        one.value, other.value = other.value, one.value


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda book: book.remove(book["Definitioner"]), [":Definitioner: LR723 the sheet is missing"]),
        (lambda book: book.remove(book["Listor"]), [":Listor: LR723 the sheet is missing"]),
        (lambda book: book.create_sheet("Eget"), [":Eget: LR723 the form has no such sheet"]),
        (lambda book: setattr(book["Svar"], "title", "Answers"),
         [":Svar: LR723 the sheet is missing", ":Answers: LR723 the form has no such sheet"]),
        (lambda book: book["Svar"].append(["Annat område"]),
         [":Svar!A14: LR723 the form has no text and no answer here: `Annat område`"]),
        (lambda book: book["Svar"].cell(2, 20, "x"), [":Svar!T2: LR723 the form has no text and no answer here: `x`"]),
        (lambda book: book["Svar"].cell(2, 7, "Ja"), [":Svar!G2: LR723 a text of the form was changed: `Ja`"]),
        (lambda book: book["Svar"].cell(3, 4, "=1+1"), [":Svar!D3: LR723 a text of the form was changed: `=1+1`"]),
        (lambda book: book["Svar"].cell(3, 4).__setattr__("value", None),
         [":Svar!D3: LR723 a text of the form was taken out"]),
        (lambda book: book["Svar"].merge_cells("F2:F3"), [":Svar!F2:F3: LR723 cells were merged"]),
        (_move, [":Svar!B3: LR723 a text of the form was changed: `3`, and 3 more in the row",
                 ":Svar!B4: LR723 a text of the form was changed: `2`, and 3 more in the row"]),
        (lambda book: book["Svar"].delete_rows(13),
         [":Svar!A13: LR723 a text of the form was taken out, and 4 more in the row"]),
    ],
)  # fmt: skip
def test_rows_sheets_and_cells_that_moved_or_came_from_elsewhere(
    change: Callable[[Any], object], found: list[str], tmp_path: Path
) -> None:
    assert after(tmp_path / "f.xlsx", change) == found


def test_a_form_without_its_hidden_sheet_is_none(tmp_path: Path) -> None:
    (said,) = after(tmp_path / "f.xlsx", lambda book: book.remove(book[SHEET]))
    assert said.startswith(f":{SHEET}: LR721 it holds no sheet `{SHEET}`")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("id: konstruerat.torg", "id: konstruerat.gata", "not for `konstruerat.gata@2024-01-01`"),
        ("from: 2024-01-01", "from: 2023-01-01", "not for `konstruerat.torg@2023-01-01`"),
        ("version: 2", "version: 3", "version 2 of `konstruerat.torg@2024-01-01`, not for version 3"),
        ("at_least: litet", "at_least: stort", "another text that calls itself `konstruerat.torg@2024-01-01`"),
        ("sv: Buller", "sv: Ljud", "another text that calls itself `konstruerat.torg@2024-01-01`"),
    ],
)
def test_a_form_of_another_ruleset_is_refused(old: str, new: str, finding: str, tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", form(), {})
    assert TEXT.count(old) == 1
    with pytest.raises(FactsError, match="LR722") as caught:
        read_form(path, parse_ruleset(TEXT.replace(old, new)), recorded_at=AT)
    assert finding in str(caught.value)


def test_the_help_names_the_ruleset_that_the_form_was_made_for(tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", form(), {})
    with pytest.raises(FactsError) as caught:
        read_form(path, parse_ruleset(TEXT.replace("from: 2024-01-01", "from: 2023-01-01")), recorded_at=AT)
    assert caught.value.problems[0].help == "read it with `--ruleset konstruerat.torg@2024-01-01`"


def test_a_form_with_the_texts_of_another_is_found(tmp_path: Path) -> None:
    """The hidden sheet is whole, but the areas that people saw are not those that it names."""
    other = openpyxl.load_workbook(io.BytesIO(form_bytes(form(areas=["Annat", "Område"]))))

    def swap(book: Any) -> None:
        for line in other[SHEET].iter_rows():
            for cell in line:
                book[SHEET][cell.coordinate].value = cell.value

    said = after(tmp_path / "f.xlsx", swap)
    assert ":Svar!A2: LR723 a text of the form was changed: `Sagotorget (konstruerat)`" in said


def test_the_problems_of_all_forms_are_told_and_a_form_in_two_files(tmp_path: Path) -> None:
    one, two = (filled(tmp_path / f"{name}.xlsx", form(), {}) for name in "ab")
    spoilt = filled(tmp_path / "c.xlsx", form(unit="LPO C"), {"F2": "kanske", "D3": "Annat"})
    wrong = filled(tmp_path / "d.xlsx", form(unit="LPO D"), {"F2": "kanske"})
    with pytest.raises(FactsError) as caught:
        read_forms([one, spoilt, wrong, two], TORG, recorded_at=AT)
    assert [(Path(it.place.path).name, it.place.column, it.code) for it in caught.value.problems] == [
        ("c.xlsx", "Svar!D3", "LR723"),
        ("d.xlsx", "Svar!F2", "LR307"),
        ("b.xlsx", None, "LR727"),
    ]


def test_a_form_that_another_version_of_the_texts_was_made_with_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sentences may change from one version of the library to the next: a form is held to its own."""
    from lagesbild_rules.form import _phrases
    from lagesbild_rules.text import Text

    path = filled(tmp_path / "f.xlsx", form(), {"F2": "Ja"})
    monkeypatch.setitem(_phrases.PHRASES, "what", Text("Annat.", "Other."))
    monkeypatch.setitem(_phrases.PHRASES, "a_truth", Text("Ja/nej.", "Yes/no."))
    assert isinstance((found := read_form(path, TORG, recorded_at=AT)).form, Form)
    assert len(found.observations) == 1
