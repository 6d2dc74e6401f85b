"""A picture as files: data to read back, a page in words, and tables for those who act."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import IO, Final

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.facts import write_sheets
from lagesbild_rules.picture import PictureSummary, PictureTable, about, picture_page, picture_phrase, picture_tables
from lagesbild_rules.report._json_picture import picture_json, receipts_lines
from lagesbild_rules.report._study_report import report_markdown
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.text import Language

PICTURE_FILES: Final = (
    "picture.json", "receipts.jsonl", "picture.md", "picture.xlsx",
    "areas.csv", "counts.csv", "undecided.csv", "completeness.csv", "decisions.csv",
)  # fmt: skip
"""The names of all files that a picture is written as."""


def picture_files(
    summary: PictureSummary, language: Language, *, changes: Mapping[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of *summary* but the workbook: the same for the same picture."""
    yield "picture.json", picture_json(summary).encode()
    if lines := "".join(receipts_lines(summary)):
        yield "receipts.jsonl", lines.encode()
    yield "picture.md", report_markdown(picture_page(summary, language)).encode()
    for table in picture_tables(summary, language, changes=changes):
        text = io.StringIO()
        write_table(text, table)
        yield f"{table.name}.csv", text.getvalue().encode()


def picture_workbook(summary: PictureSummary, language: Language, *, changes: Mapping[str, str] | None = None) -> bytes:
    """Return the tables of *summary* as an XLSX file, and a sheet that says what they rest on.

    Raises ``QuestionError`` when openpyxl is not installed.
    """
    if find_spec("openpyxl") is None:
        help = "install `lagesbild-rules[form]`"
        raise QuestionError([Problem(Place("picture.xlsx"), "LR505", "a workbook needs openpyxl", help)])
    made = picture_tables(summary, language, changes=changes)
    lines = about(summary, language)
    title = picture_phrase("t_about", language)
    file = io.BytesIO()
    write_sheets(file, [*((it.title, it.headings, it.rows) for it in made), (title, (), [(it,) for it in lines])])
    return file.getvalue()


def write_table(file: IO[str], table: PictureTable) -> None:
    """Write *table* as CSV under its columns; no cell of it is taken for a formula where it is opened."""
    writer = CsvRows(file)
    writer.row(table.columns)
    writer.rows(safe_cells(row) for row in table.rows)
