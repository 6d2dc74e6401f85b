"""What is written of hostile names: no script, no formula, no path out of its folder, no file but its own."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.cli import lagesbild
from lagesbild_rules.cli._folder import Written, write_folder
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import Area, Observation
from lagesbild_rules.form import form_bytes
from lagesbild_rules.picture import add_answers, new_round, round_observations, round_status, status_page
from lagesbild_rules.report import picture_map, report_html, report_markdown, write_rows
from lagesbild_rules.report._file_names import file_names
from tests.form.made import form
from tests.picture.geo.shapes import box, geometry, picture
from tests.picture.rounds import AT, DAY, DUE, ruleset, table

EVIL = (
    "<script>alert(1)</script>",
    "</title></svg><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><a href='javascript:alert(1)'>",
    "&lt;script&gt;",
    "]]><script/>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
)
NAMES = (
    "../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "C:\\x", "con", "NUL.txt", "com1", "a" * 5000, ".", "..", "",
    "x\0y", "\u202egnp.exe", "é", "e\u0301", "ﬁ", "FI", "a:b", "a*b?", "~root", "$HOME", "`id`", "-rf", " ", "名前",
)  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_a_map_of_hostile_names_is_a_map_of_plain_ones(evil: str) -> None:
    drawn, plain = (
        picture_map(picture({name: ("ej",), "B": ("utsatt",)}), geometry({name: box(0, 0), "B": box(5000, 0)}))
        for name in (evil, "x" * len(evil))
    )
    seen = fromstring(drawn)
    assert not {it.tag.rpartition("}")[2] for it in seen.iter()} & {"script", "img", "a", "foreignObject"}
    assert [it for it in seen.iter() for name in it.attrib if name.lower().startswith("on")] == []
    assert sorted(it.tag for it in seen.iter()) == sorted(it.tag for it in fromstring(plain).iter())
    assert any(evil in (it.text or "") for it in seen.iter())


@pytest.mark.parametrize("evil", EVIL)
def test_pages_of_a_round_run_nothing_of_its_names(evil: str, tmp_path: Path) -> None:
    areas = [Area("a1", evil, local_police_area=evil)]
    it = new_round(tmp_path / "r", ruleset(DAY), areas, as_of=DAY, due=DUE, name=evil)
    said = Observation(
        area="a1", indicator="open_drug_trade", low="problem", reported_by=evil, note=evil, valid_from=date(2025, 9, 1)
    )
    it, _ = add_answers(it.path, [table(tmp_path, said)], at=AT)
    page = status_page(round_status(it, round_observations(it), day="2025-12-24"), "sv")
    html, markdown = report_html(page, "sv"), report_markdown(page)
    for text in (html, markdown):
        assert not re.search(r"(?<!\\)<(script|img|a)\b[^>]*(alert|javascript|onerror)|(?<!\\)<script>alert", text)
    assert "alert(1)" not in evil or "alert" in html


@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=20), max_size=12))
def test_names_of_files_stay_in_their_folder_and_apart(names: list[str]) -> None:
    made = file_names(names)
    assert len({it.casefold() for it in made}) == len(names)
    for it in made:
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}", it)
        assert it not in {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
        assert Path("folder", it).resolve().parent == Path("folder").resolve()


def test_a_link_in_a_folder_of_output_leads_nowhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("kept", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "areas.csv").symlink_to(victim)
    write_folder(out, [Written("areas.csv", b"new")], {"areas.csv"}.__contains__)
    assert victim.read_text(encoding="utf-8") == "kept"
    assert not (out / "areas.csv").is_symlink()
    assert (out / "areas.csv").read_bytes() == b"new"


def test_a_folder_that_is_linked_into_an_output_is_not_emptied(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "areas.csv").write_text("kept", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "municipalities").symlink_to(kept)
    with pytest.raises(QuestionError, match="LR771"):
        write_folder(out, [Written("areas.csv", b"new")], {"areas.csv", "municipalities/areas.csv"}.__contains__)
    assert (kept / "areas.csv").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "x;=", "x\t@"])
def test_tables_for_people_hold_no_formula(begin: str) -> None:
    file = io.StringIO()
    write_rows(file, ["a", "b"], [{"a": f'{begin}cmd|"/c calc"!A1', "b": ["x", f"{begin}1+1"]}])
    cells = [cell for row in csv.reader(io.StringIO(file.getvalue(), newline="")) for cell in row]
    parts = [it for cell in cells for it in re.split(r"[;\t\r\n]", cell)]
    assert [it for it in parts if re.match(r"\s*[=+\-@]", it)] == []


def test_answers_of_assess_stay_as_they_are_since_programs_join_by_them(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("area,delimited\n=cmd (konstruerat),ja\n", encoding="utf-8")
    asked = ["assess", str(facts), "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-06-30", "--format"]
    out = CliRunner().invoke(lagesbild, [*asked, "csv"]).stdout
    assert next(csv.DictReader(io.StringIO(out)))["area"] == "=cmd (konstruerat)"
    assert json.loads(CliRunner().invoke(lagesbild, [*asked, "jsonl"]).stdout)["area"] == "=cmd (konstruerat)"


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    areas = ("=HYPERLINK(1)", "@x", "+1", "-1+1")
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(evolve(form(), areas=areas))))
    cells = [it for sheet in book.worksheets for row in sheet.iter_rows() for it in row if it.value is not None]
    assert {it.value for it in cells} >= {*areas}
    assert [it for it in cells if it.data_type == "f"] == []
