"""What is no answer: code and finding at its sheet and cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from lagesbild_rules.errors import FactsError
from lagesbild_rules.form import form_bytes, read_form
from tests.form.made import AT, TORG, answers, changed, form, row


def at(letter: str, indicator: str) -> str:
    return f"{letter}{row(indicator)}"


@pytest.mark.parametrize(
    ("letter", "indicator", "value", "found"),
    [
        ("F", "trade", "Ganska stort", "LR307 `Ganska stort` is no value of `trade`"),
        ("F", "trade", 2, "LR307 `2` is no value of `trade`"),
        ("F", "trade", True, "LR307 `true` is no value of `trade`"),
        ("F", "disturbed", "vet ej", "LR311 `vet ej` is no value"),
        ("F", "disturbed", 1, "LR307 `1` is no value of `disturbed`"),
        ("F", "tenure", 114, "LR307 `114` is no value of `tenure`"),
        ("F", "income", 51.34, "LR309 `51.34` has 2 decimals, the indicator 1 decimal"),
        ("F", "income", 51.300000000001, "LR309 `51.300000000001` has 12 decimals, the indicator 1 decimal"),
        ("F", "income", 250, "LR310 `250` is above the `max` of 200 procent"),
        ("G", "income", "1 000", "LR308 `1 000` is not a number"),
        ("F", "income", True, "LR308 `true` is not a number"),
        ("F", "income", "=50+1", "LR725 a formula stands where an answer is wanted: `=50+1`"),
        ("F", "income", ArrayFormula("F4", "=SUM(A1)"), "LR725 a formula stands where an answer is wanted: `=SUM(A1)`"),
        ("F", "income", "#N/A", "LR725 the cell holds an error: `#N/A`"),
        ("F", "income", date(2024, 3, 5), "LR725 the cell holds a date: `2024-03-05 00:00:00`"),
        ("M", "income", "=A1", "LR725 a formula stands where an answer is wanted: `=A1`"),
        ("H", "income", "gissning", "LR701 `gissning` is no basis"),
        ("I", "income", "D", "LR701 `D` is no source_grade"),
        ("J", "income", 5, "LR701 `5` is no information_grade"),
        ("K", "income", "hemlig", "LR701 `hemlig` is no handling"),
        ("G", "trade", "Stort problem", "LR726 an upper end without a lower one"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_answer(letter: str, indicator: str, value: Any, found: str, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with pytest.raises(FactsError) as caught:
        answers(path, {at(letter, indicator): value})
    assert [str(it).partition("\n")[0] for it in caught.value.problems] == [
        f"{path}:Svar!{at(letter, indicator)}: {found}"
    ]
    assert caught.value.problems[0].help


def refused(path: Path, cells: dict[str, object]) -> list[tuple[object, str]]:
    with pytest.raises(FactsError) as caught:
        answers(path, cells)
    return [(it.place.column, it.code) for it in caught.value.problems]


def test_spans_stand_the_right_way_round(tmp_path: Path) -> None:
    cells = {at("F", "trade"): "Stort problem", at("G", "trade"): "Inget problem"}
    assert refused(tmp_path / "f.xlsx", cells) == [(f"Svar!{at('G', 'trade')}", "LR726")]
    assert refused(tmp_path / "f.xlsx", {at("F", "noise"): 3, at("G", "noise"): 2}) == [
        (f"Svar!{at('G', 'noise')}", "LR726")
    ]


def test_what_an_observation_refuses_is_told_at_its_cell(tmp_path: Path) -> None:
    cells = {"F2": "Ja", "K2": "Sekretess", "M2": "se 811218-9876", at("F", "income"): "x"}
    assert refused(tmp_path / "f.xlsx", cells) == [
        ("Svar!L2", "LR703"), ("Svar!M2", "LR705"), (f"Svar!{at('F', 'income')}", "LR308")
    ]  # fmt: skip


def test_a_number_shown_as_per_cent_is_not_taken_for_another(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        cell = book["Svar"][at("F", "income")]
        cell.value, cell.number_format = 0.55, "0%"

    with pytest.raises(FactsError, match="LR725 the cell is formatted as per cent"):
        read_form(changed(tmp_path / "f.xlsx", form_bytes(form()), fill), TORG, recorded_at=AT)


def test_what_stands_beside_a_blank_is_told(tmp_path: Path) -> None:
    found = answers(tmp_path / "f.xlsx", {"M2": "vi vet inte", "H2": "Enkät"})
    assert found.observations == ()
    assert [str(it.column) for it in found.blank[0].left_out] == ["Svar!H2", "Svar!M2"]


def test_spaces_around_an_answer_are_nothing(tmp_path: Path) -> None:
    found = answers(tmp_path / "f.xlsx", {"F2": "  Ja ", at("F", "income"): "   ", "M2": " i dag "})
    assert [(it.low, it.note) for it in found.observations] == [("true", "i dag")]
