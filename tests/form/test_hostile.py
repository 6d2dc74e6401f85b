"""Workbooks that mean harm, or are none: refused before anything of them is opened, with the setting named."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from lagesbild_rules.errors import FactsError
from lagesbild_rules.form import Limits, form_bytes, read_form
from lagesbild_rules.form._model import LIMITS
from tests.form.made import AT, TORG, filled, form, row

MADE = form_bytes(form())
ANSWERS = "xl/worksheets/sheet2.xml"


def package(path: Path, **parts: str | bytes) -> Path:
    """Write the form with some of its parts put in place of others; a name's ``__`` stands for ``/``."""
    with ZipFile(io.BytesIO(MADE)) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        held = {it: old.read(it) for it in old.namelist()}
        for name, data in {**held, **parts}.items():
            new.writestr(name, data)
    return path


def part(name: str) -> str:
    with ZipFile(io.BytesIO(MADE)) as old:
        return old.read(name).decode()


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(FactsError) as caught:
        read_form(path, TORG, recorded_at=AT, limits=limits or LIMITS)
    (problem,) = caught.value.problems
    return str(problem).removeprefix(str(path))


def test_a_form_is_far_within_the_limits(tmp_path: Path) -> None:
    path = package(tmp_path / "f.xlsx")
    assert read_form(path, TORG, recorded_at=AT, limits=Limits(1_000_000, 2_000)).observations == ()


def test_what_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = package(tmp_path / "f.xlsx", **{"xl/media/zeros.bin": b"\0" * 60_000_000})
    assert path.stat().st_size < 200_000
    assert ": LR318 the workbook has 60" in (said := refused(path))
    assert "bytes when unpacked, more than `max_unpacked_bytes` allows (50000000)" in said


def test_too_many_cells(tmp_path: Path) -> None:
    assert "LR318 the workbook has more cells than `max_cells` allows (100)" in refused(
        package(tmp_path / "f.xlsx"), Limits(max_cells=100)
    )


@pytest.mark.parametrize(
    "element",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<mergeCells count="1"><mergeCell ref="A:XFD"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_a_range_counts_as_all_its_cells(element: str, tmp_path: Path) -> None:
    sheet = part(ANSWERS).replace("</sheetData>", f"</sheetData>{element}", 1)
    assert "LR318" in refused(package(tmp_path / "f.xlsx", **{ANSWERS: sheet}))


def test_a_cell_far_out_costs_nothing(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    path = package(tmp_path / "f.xlsx", **{ANSWERS: part(ANSWERS).replace("</sheetData>", far, 1)})
    assert refused(path).startswith(":Svar!XFD1048576: LR723 the form has no text and no answer here: `x`")


@pytest.mark.parametrize("name", [ANSWERS, "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml", "x/y.bin"])
def test_entities_are_refused_before_they_are_read(name: str, tmp_path: Path) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<a>&c;&f;</a>"
    )
    said = refused(package(tmp_path / "f.xlsx", **{name: bomb}))
    assert said.startswith(f": LR316 `{name}` declares a document type")


def test_macros_are_refused_under_any_name(tmp_path: Path) -> None:
    assert "LR316 the workbook holds macros" in refused(package(tmp_path / "f.xlsx", **{"xl/vbaProject.bin": b"x"}))
    assert "LR007 `.xlsm` is no kind of questionnaire" in refused(package(tmp_path / "f.xlsm"))


@pytest.mark.parametrize(
    "data",
    [b"not a zip", MADE[:5000], MADE[:-30], b"PK\x03\x04" + b"\0" * 100],
    ids=["text", "half", "cut", "zeros"],
)
def test_what_is_no_workbook(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(data)
    assert ": LR316 " in refused(path)


@pytest.mark.parametrize("name", ["xl/workbook.xml", ANSWERS, "[Content_Types].xml", "xl/styles.xml"])
def test_a_part_that_is_broken(name: str, tmp_path: Path) -> None:
    assert ": LR316 not a workbook that can be read: " in refused(
        package(tmp_path / "f.xlsx", **{name: part(name)[:-40]})
    )
    with pytest.raises(FactsError, match=r"LR(316|721|723) "):
        read_form(package(tmp_path / "f.xlsx", **{name: "<a/>"}), TORG, recorded_at=AT)


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    assert ": LR001 " in refused(tmp_path / "none.xlsx")
    (tmp_path / "empty.xlsx").touch()
    assert ": LR005 " in refused(tmp_path / "empty.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    assert ": LR002 " in refused(tmp_path / "folder.xlsx")


def test_a_number_with_all_the_digits_of_its_float_is_the_number_that_was_typed(tmp_path: Path) -> None:
    """Spreadsheets write 51.3 as the 17 digits of the float nearest to it."""
    at = f"F{row('income')}"
    with ZipFile(filled(tmp_path / "f.xlsx", form(), {at: 51.3})) as package_:
        parts = {it: package_.read(it) for it in package_.namelist()}
    sheet = parts[ANSWERS].replace(b"<v>51.3</v>", b"<v>51.299999999999997</v>")
    assert sheet != parts[ANSWERS]
    with ZipFile(tmp_path / "g.xlsx", "w") as new:
        for name, data in (parts | {ANSWERS: sheet}).items():
            new.writestr(name, data)
    (found,) = read_form(tmp_path / "g.xlsx", TORG, recorded_at=AT).observations
    assert found.low == Decimal("51.3")
