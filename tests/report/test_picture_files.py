"""Files of a picture: the same bytes each time, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.facts import Area
from lagesbild_rules.picture import picture, picture_page, picture_phrase, picture_tables, summary
from lagesbild_rules.picture._phrases import PHRASES
from lagesbild_rules.report import picture_files, picture_workbook, report_markdown, safe_cells, write_table
from lagesbild_rules.report._console_study_report import print_report
from tests.picture.texts import AREAS, DAY, ROWS, STREETS, decision, row

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
NASTY = [f"{it}cmd|' /C calc'!A0" for it in BEGINNINGS]


def nasty() -> Any:
    areas = [Area(f"area {n}", name, municipality=name, region=name) for n, name in enumerate(NASTY)]
    rows = [row(it.area, lamps="0") for it in areas]
    said = [decision(it.area, motive=it.name or "", second_approver="+head") for it in areas]
    return summary(picture(STREETS, rows, as_of=DAY, areas=areas, decisions=said))


def cells(data: bytes) -> Iterator[str]:
    for line in csv.reader(io.StringIO(data.decode(), newline="")):
        yield from line


def test_no_cell_of_csv_begins_a_formula() -> None:
    found = dict(picture_files(nasty(), "sv", changes={"area 0": "=A1"}))
    every = [it for name, data in found.items() if name.endswith(".csv") for it in cells(data)]
    assert not [it for it in every if it.startswith(BEGINNINGS)]
    for text in (*NASTY, "+head", "=A1"):
        assert "'" + text.replace("\r", "\n") in every


@given(st.text(st.sampled_from("=+-@\t\r\n a") | st.characters(), max_size=6))
def test_a_cell_is_told_to_be_text_or_is_as_it_was(text: str) -> None:
    (made,) = safe_cells([text])
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert made in (lines, f"'{lines}")
    assert not made.lstrip().startswith(BEGINNINGS)


def test_no_cell_of_the_workbook_is_a_formula_and_all_text_is_whole() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    data = picture_workbook(nasty(), "sv", changes={"area 0": "=A1"})
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Områden", "Antal", "Öppna", "Underlag", "Beslut", "Om"]
    found = [it for sheet in book for line in sheet.iter_rows() for it in line if it.value is not None]
    assert {it.data_type for it in found} == {"s", "n"}
    texts = [it.value for it in found if it.data_type == "s"]
    assert all(it.quotePrefix for it in found if it.data_type == "s" and it.value.startswith(BEGINNINGS))
    assert {*NASTY[:5], "+head", "=A1"} <= {str(it).replace("_x000D_", "\r") for it in texts}
    about = [it.value for (it,) in book["Om"].iter_rows()]
    assert any("Inget här rangordnar eller poängsätter dem" in it for it in about)


def test_the_workbook_holds_the_rows_of_the_tables_with_numbers_as_numbers() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    told = summary(picture(STREETS, ROWS, as_of=DAY, areas=AREAS, decisions=[decision()]))
    book = openpyxl.load_workbook(io.BytesIO(picture_workbook(told, "en")))
    for table in picture_tables(told, "en"):
        headings, *rows = book[table.title].iter_rows(values_only=True)
        assert headings == table.headings
        assert rows == [tuple(it or (0 if it == 0 else None) for it in each) for each in table.rows]
        assert book[table.title].freeze_panes == "B2"


def test_the_same_picture_gives_the_same_bytes() -> None:
    pytest.importorskip("openpyxl")
    one, two = (
        summary(picture(STREETS, rows, as_of=DAY, areas=AREAS, decisions=[decision()])) for rows in (ROWS, ROWS[::-1])
    )
    assert dict(picture_files(one, "sv")) == dict(picture_files(two, "sv"))
    assert picture_workbook(one, "sv") == picture_workbook(two, "sv")


def test_a_table_is_written_under_its_columns() -> None:
    told = summary(picture(STREETS, ROWS, as_of=DAY, areas=AREAS))
    text = io.StringIO()
    write_table(text, picture_tables(told, "en")[0])
    rows = {it["area"]: it for it in csv.DictReader(text.getvalue().splitlines())}
    assert rows["storgatan"] == {
        "area": "storgatan",
        "name": "Storgatan",
        "municipality_code": "0114",
        "municipality": "Ängby",
        "local_police_area": "LPO Nord",
        "police_area": "PO Ett",
        "region": "Nord",
        "state": "Grave",
        "state.level": "grave",
        "state.possible": "grave",
        "state.by": "computing",
        "state.proposed": "Grave",
        "state.drivers": "It is dark (met); People are afraid (met)",
        "state.driver_ids": "dark; feared",
        "state.settled_by": "",
        "state.robust": "yes",
        "state.rests_on": "",
        "change": "",
    }
    assert rows["parken"]["state"] == "open: Exposed or Grave"
    assert rows["parken"]["state.settled_by"] == "Threats"
    assert rows["torget"]["state.robust"] == "no"
    assert rows["torget"]["state.rests_on"] == "when it is dark"


def test_text_of_users_stays_text_on_the_console_and_in_markdown() -> None:
    areas = [Area("a", "[bold]berget[/]", region="[red]Nord|Syd"), Area("b", "*x*\nnew line")]
    page = picture_page(summary(picture(STREETS, [], as_of=DAY, areas=areas)), "en")
    printed = io.StringIO()
    print_report(page, printed, width=120, color=False)
    assert "[bold]berget[/] (a)" in printed.getvalue()
    text = report_markdown(page)
    assert "\\[bold\\]berget\\[/\\] (a)" in text
    assert "\\[red\\]Nord\\|Syd" in text
    assert "\nnew line" not in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_phrase_is_in_both_languages(language: Any) -> None:
    assert all(it.sv and it.en for it in PHRASES.values())
    assert picture_phrase("total", language) in ("Summa", "Total")
