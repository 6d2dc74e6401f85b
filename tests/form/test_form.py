"""What a questionnaire may ask, of whom, and what its workbook offers."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lagesbild_rules import find_ruleset
from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.form import Area, Form, form_bytes, write_form
from lagesbild_rules.form._phrases import PHRASES
from lagesbild_rules.text import LANGUAGES
from tests.form.made import AREAS, form, row


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"areas": ()}, ["LR728"]),
        ({"areas": ("A", "B", "A")}, ["LR306"]),
        ({"areas": ("A\nB",)}, ["LR305"]),
        ({"areas": ("", Area("B", "C\u200b"))}, ["LR305", "LR305"]),
        ({"unit": " "}, ["LR305"]),
        ({"unit": "811218-9876"}, ["LR705"]),
        ({"valid_until": "2024-01-01"}, ["LR702"]),
        ({"areas": tuple(f"A{n}" for n in range(20_000))}, ["LR318"]),
        ({"areas": (), "unit": ""}, ["LR305", "LR728"]),
    ],
)
def test_a_form_that_cannot_be_asked(said: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(FactsError) as caught:
        form(**said)
    assert [it.code for it in caught.value.problems] == codes


def test_a_period_needs_days() -> None:
    with pytest.raises(QuestionError, match="LR111"):
        form(valid_from="i år")


def test_lists_protection_and_paper(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form())))
    sheet = book["Svar"]
    lists = {
        cell: it.formula1 for it in sheet.data_validations.dataValidation for cell in re.split("[ :]", str(it.sqref))
    }
    words = book["Listor"]
    where = book.defined_names[lists[f"F{row('trade')}"]].attr_text
    letter = where.split("!$")[1][0]
    assert [words[f"{letter}{n}"].value for n in (2, 3, 4)] == [
        "Inget problem",
        "Litet, men ett problem",
        "Stort problem",
    ]
    assert sheet.freeze_panes == "E2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet[f"F{row('trade')}"].number_format == "@"
    assert sheet[f"F{row('income')}"].number_format == "General"
    assert sheet[f"G{row('tenure')}"].value == "–"
    numbers = next(it for it in sheet.data_validations.dataValidation if it.type == "decimal")
    assert (numbers.formula1, numbers.formula2) == ("0", "200")


def test_definitions_hold_the_source_in_its_words_and_the_questions() -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form())))
    lines = [[cell.value for cell in line] for line in book["Definitioner"].iter_rows()]
    assert [
        "Handel pågår.", "«handel pågår öppet»", "Konstruerad promemoria, X 1/2024, s. 4", "2", "krävs",
        "Handel i butik är ingen öppen handel.",
    ] in lines  # fmt: skip
    assert ["Nivå: Oroligt", "–", "–", "1–4", "–", "–"] in lines


def test_the_shipped_form_quotes_every_criterion() -> None:
    ruleset = find_ruleset("noa.utsatta-omraden", as_of="2024-06-01")
    it = Form(ruleset=ruleset, unit="LPO", areas=AREAS, valid_from="2024-01-01", language="en")
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(it)))
    text = "\n".join(str(cell.value) for line in book["Definitions"].iter_rows() for cell in line)
    for criterion in ruleset.criteria.values():
        assert " ".join((criterion.citation.quote or "").split()) in text
        assert criterion.claim.en in text
    assert book["Answers"]["F1"].value == "Answer ✎"


def test_every_phrase_stands_in_both_languages_with_the_same_places() -> None:
    for id_, text in PHRASES.items():
        assert text.sv, id_
        assert text.en, id_
        places = [{part.split("}")[0] for part in text.in_(it).split("{")[1:]} for it in LANGUAGES]
        assert places[0] == places[1], id_


def test_a_form_is_written_whole_and_only_as_xlsx(tmp_path: Path) -> None:
    write_form(form(), tmp_path / "f.xlsx")
    assert (tmp_path / "f.xlsx").read_bytes() == form_bytes(form())
    assert [it.name for it in tmp_path.iterdir()] == ["f.xlsx"]
    with pytest.raises(FactsError, match="LR007"):
        write_form(form(), tmp_path / "f.xls")
    with pytest.raises(FactsError, match="LR506"):
        write_form(form(), tmp_path / "none" / "f.xlsx")


@pytest.mark.parametrize("call", ["form_bytes(form)", "read_form('f.xlsx', form.ruleset, recorded_at='2024-01-01')"])
def test_without_openpyxl_the_help_names_the_extra(call: str) -> None:
    program = (
        "import sys\nsys.modules['openpyxl'] = None\nfrom lagesbild_rules.errors import LagesbildError\n"
        "from lagesbild_rules import find_ruleset\nfrom lagesbild_rules.form import *\n"
        "ruleset = find_ruleset('berlin.mss', as_of='2021-12-31')\n"
        "form = Form(ruleset=ruleset, unit='U', areas=['A'], valid_from='2021-01-01')\n"
        f"try:\n    {call}\nexcept LagesbildError as it:\n    print(it)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert "needs openpyxl\n  help: install `lagesbild-rules[form]`\n" in done.stdout
    assert "LR505" in done.stdout


def test_importing_the_room_does_not_load_openpyxl() -> None:
    program = "import sys, lagesbild_rules.form, lagesbild_rules.cli\nprint('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"
