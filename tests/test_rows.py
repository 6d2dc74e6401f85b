"""CSV is read back as it was written, and no cell of a table for people begins a formula however it is parted."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.facts import Observation, read_observations, write_observations
from lagesbild_rules.facts._model import Indicator, TruthKind
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.text import Text

ODD = st.text(st.sampled_from("ab=+-@;,\t\r\n\"' 1\u00a0＝"), max_size=8)
PACKAGE = Path(__file__).parents[1] / "lagesbild_rules"


def written(rows: list[list[Any]]) -> str:
    file = io.StringIO()
    CsvRows(file).rows(rows)
    return file.getvalue()


@given(st.lists(st.lists(ODD | st.text(max_size=6), min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(written(rows), newline=""), strict=True)) == rows


@given(st.lists(st.text('ab;," ', max_size=5), min_size=1, max_size=4))
def test_rows_without_line_breaks_are_those_of_the_library(row: list[str]) -> None:
    usual = io.StringIO()
    csv.writer(usual, lineterminator="\n").writerow(row)
    assert written([row]) == usual.getvalue()


@given(st.lists(ODD, min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_no_cell_of_a_table_for_people_begins_a_formula(row: list[str], separator: str) -> None:
    lines = written([list(safe_cells(row))])
    cells = [cell for line in csv.reader(io.StringIO(lines, newline="")) for cell in line]
    if separator != ",":  # as a spreadsheet parts it that looks for another sign
        cells = [cell for line in lines.split("\n") for cell in line.split(separator)][1:]
    for cell in cells:
        begins = re.match(r"\s*[=+\-@＝＋－＠]", cell)
        assert not begins or re.fullmatch(r"[-+][0-9]+(\.[0-9]+)?", cell), (row, cell)


@given(note=ODD.filter(lambda it: it.strip() == it and it.strip() != ""))
def test_a_note_with_a_bare_carriage_return_is_read_back(note: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("notes") / "facts.csv"
    indicators = {"shooting": Indicator("shooting", TruthKind(), Text("skjutning"))}
    said = Observation(area="Sagodalen (konstruerat)", indicator="shooting", low="true", note=note)
    write_observations(path, [said])
    assert read_observations(path, indicators).rows == (said,)


DATA = {
    "cli/_assess.py": "answers of assess, which programs join by the id of the area",
    "cli/_geometry_indicators.py": "a wide table of facts, read again",
    "cli/_geometry_overlap.py": "lines of descent, read again",
    "evaluation/columnar/_writers.py": "answers of assess",
    "facts/_to_tables.py": "facts and observations, read again",
    "picture/_round_folder.py": "areas and lines of descent of a round, read again",
    "testing/_country_files.py": "facts, areas and lines of descent of a constructed country, read again",
}
"""Where CSV is written as it stands, and why."""


def test_every_writer_of_csv_is_either_data_for_programs_or_safe_for_people() -> None:
    texts = {it.relative_to(PACKAGE).as_posix(): it.read_text("utf-8") for it in PACKAGE.rglob("*.py")}
    writers = {name for name, text in texts.items() if "CsvRows(" in text and name != "rows.py"}
    assert {name for name, text in texts.items() if "csv.writer" in text or "DictWriter" in text} == {"rows.py"}
    assert {name for name in writers if "safe_cells(" not in texts[name]} == set(DATA)
