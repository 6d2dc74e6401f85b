"""Opened and saved again by LibreOffice a form still reads: the same answers, drop-downs and protection."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from lagesbild_rules.errors import FactsError
from lagesbild_rules.form import read_form
from lagesbild_rules.form._layout import asked
from tests.form.made import AT, TORG, filled, form, row

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice Calc is not installed")


def saved_again(path: Path, folder: Path) -> Path:
    """Let LibreOffice open *path* and save it as XLSX into *folder*, with a profile of its own."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    environment = os.environ | {"HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    return folder / path.name


def test_a_form_saved_by_libreoffice_still_reads(tmp_path: Path) -> None:
    it = form(areas=["=Sagotorget", "-Påhittsplan & <co>", "0114"], unit="+LPO «Sagostad» _x0041_")
    cells = {
        "F2": "Ja", "M2": "=ingen formel\nandra raden", "L2": "OSL 18:2", "K2": "Sekretess",
        f"F{row('trade')}": "Litet, men ett problem", f"G{row('trade')}": "Stort problem", f"H{row('trade')}": "Enkät",
        f"F{row('income')}": 51.3, f"F{row('noise')}": "70,05", f"F{row('tenure')}": "0114",
        f"F{row('visits')}": 1234567,
        f"I{row('income')}": "A", f"J{row('income')}": "1", f"F{row('disturbed', 2)}": "Nej",
    }  # fmt: skip
    path = filled(tmp_path / "f.xlsx", it, {})
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book["Svar"][cell].value = value
        if isinstance(value, str):
            book["Svar"][cell].data_type = "s"
    book.save(path)
    again = saved_again(path, tmp_path / "again")
    before, after = (read_form(each, TORG, recorded_at=AT) for each in (path, again))
    assert len(before.observations) == 7
    assert after.observations == before.observations
    assert after.form == before.form == it
    assert before.observations[0].note == "=ingen formel\nandra raden"

    sheet = openpyxl.load_workbook(again)["Svar"]
    listed = {cell for rule in sheet.data_validations.dataValidation if rule.type == "list" for cell in _cells(rule)}
    assert {it.cell("answer") for it in asked(it) if it.indicator.id in ("disturbed", "trade", "tenure")} <= listed
    assert {it.cell("basis") for it in asked(it)} <= listed
    assert sheet.protection.sheet
    assert not sheet["F2"].protection.locked
    assert sheet["A2"].protection.locked


def _cells(rule: object) -> set[str]:
    return {
        f"{openpyxl.utils.get_column_letter(column)}{line}"
        for cells in rule.sqref.ranges  # type: ignore[attr-defined]
        for line, column in cells.cells
    }


def test_a_change_is_found_in_what_libreoffice_saved(tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", form(), {"D3": "Något annat", "F2": "=1+1"})
    again = saved_again(path, tmp_path / "again")
    with pytest.raises(FactsError) as caught:
        read_form(again, TORG, recorded_at=AT)
    assert [(it.place.column, it.code) for it in caught.value.problems] == [("Svar!D3", "LR723")]
    path = filled(tmp_path / "g.xlsx", form(), {"F2": "=1+1"})
    with pytest.raises(FactsError, match="LR725 a formula stands"):
        read_form(saved_again(path, tmp_path / "once_more"), TORG, recorded_at=AT)
