"""What is written into a form is what is read from it, whatever the ruleset, the answers and the areas are called."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules.exact import is_number, plain
from lagesbild_rules.facts import NumberKind, ScaleKind
from lagesbild_rules.form import Area, Form, form_bytes, read_form, read_forms
from lagesbild_rules.form._layout import COLUMNS, FIRST_ROW, asked, choices, code_words
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.testing import rulesets
from tests.form.made import AT, TORG, answers, changed, form, row

_NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda it: it == it.strip() and not any(map(str.isdigit, it))
)
_HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "TRUE", "0114", "1e5", "_x0041_", "a&b<c>", "2024-01-01")


@st.composite
def _filled(draw: st.DrawFn) -> tuple[Form, dict[str, object], dict[tuple[str, str], tuple[Any, ...]]]:
    ruleset = draw(st.one_of(st.just(TORG), rulesets()))
    names = draw(st.lists(st.one_of(_NAMES, st.sampled_from(_HOSTILE)), min_size=1, max_size=3, unique=True))
    language = draw(st.sampled_from(("sv", "en")))
    it = Form(ruleset=ruleset, unit=draw(_NAMES), areas=names, valid_from="2024-01-01", language=language)
    cells: dict[str, object] = {}
    said: dict[tuple[str, str], tuple[Any, ...]] = {}
    for each in asked(it):
        if draw(st.integers(0, 3)) == 0:
            continue
        kind = each.indicator.kind
        if isinstance(kind, NumberKind):
            ends = sorted(draw(st.lists(_numbers(kind), min_size=1, max_size=2)))
            shown: list[object] = [draw(st.sampled_from(_spellings(end))) for end in ends]
            values: list[Any] = list(ends)
        else:
            words = choices(kind, it.language)
            most = 2 if isinstance(kind, ScaleKind) else 1
            picked = draw(st.lists(st.sampled_from(list(words)), min_size=1, max_size=most))
            picked.sort(key=lambda word: kind.values.index(words[word]))
            shown, values = list(picked), [words[word] for word in picked]
        cells |= (
            {each.cell("answer"): shown[0], each.cell("until"): shown[1]}
            if len(shown) > 1
            else {each.cell("answer"): shown[0]}
        )
        details = []
        for part in ("basis", "source_grade", "information_grade", "note"):
            words = code_words(part, it.language)
            word = draw(st.sampled_from((None, *(words or {"=rad 1\nrad 2": "", "vi såg": "", "-": ""}))))
            cells[each.cell(part)] = word
            details.append(words.get(word, word) if word else None)
        said[each.area.id, each.indicator.id] = (values[0], values[-1], *details)
    return it, {cell: value for cell, value in cells.items() if value is not None}, said


def _numbers(kind: NumberKind) -> st.SearchStrategy[Decimal]:
    least = kind.min if kind.min is not None else Decimal(-999)
    most = kind.max if kind.max is not None else Decimal(999)
    places = min(kind.decimals, 4)
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


def _spellings(number: Decimal) -> list[object]:
    text = plain(number)
    spelt: list[object] = [text, text.replace(".", ",")]
    return [*spelt, float(number)] if Decimal(repr(float(number))) == number else spelt


@given(_filled())
def test_answers_come_back_as_they_were_written(
    case: tuple[Form, dict[str, object], dict[tuple[str, str], tuple[Any, ...]]],
) -> None:
    it, cells, said = case
    with TemporaryDirectory() as folder:
        path = Path(folder) / "f.xlsx"

        def fill(book: openpyxl.Workbook) -> None:
            for cell, value in cells.items():
                target = book.worksheets[1][cell]
                target.value = value
                if isinstance(value, str):
                    target.data_type = "s"

        read = read_form(changed(path, form_bytes(it), fill), it.ruleset, recorded_at=AT)
        again = read_form(path, it.ruleset, recorded_at=AT)
    found = {
        (each.area, each.indicator): (
            each.low, each.high, each.basis, each.source_grade, each.information_grade, each.note
        )
        for each in read.observations
    }  # fmt: skip
    assert found == said
    assert read == again
    assert read.form == it
    assert {(each.area, each.indicator) for each in read.blank} == {
        (area.id, id_) for area in it.areas for id_ in it.ruleset.indicators
    } - said.keys()
    assert {(each.valid_from, each.valid_until, each.reported_by) for each in read.observations} <= {
        (it.valid_from, it.valid_until, it.unit)
    }


@given(rulesets(), st.sampled_from(("sv", "en")))
@settings(max_examples=15)
def test_the_same_form_is_the_same_bytes_and_holds_no_formula(ruleset: Ruleset, language: Any) -> None:
    it = Form(ruleset=ruleset, unit="=1+1", areas=_HOSTILE, valid_from="2024-01-01", language=language)
    made = form_bytes(it)
    assert made == form_bytes(it)
    for sheet in openpyxl.load_workbook(io.BytesIO(made)):
        types = {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None}
        assert types == {"s"}, sheet.title
        begun = [c for line in sheet.iter_rows() for c in line if str(c.value or "").startswith(("=", "+", "-", "@"))]
        assert all(it.quotePrefix or sheet.title == "lagesbild_form" for it in begun)


def test_an_id_is_made_of_the_form_and_the_answer_and_not_of_when_it_was_read(tmp_path: Path) -> None:
    cells = {f"F{row('trade')}": "Stort problem"}
    (first,) = answers(tmp_path / "a.xlsx", cells).observations
    again = read_form(tmp_path / "a.xlsx", TORG, recorded_at="2030-01-01").observations[0]
    assert (first.observation_id, first.recorded_at != again.recorded_at) == (again.observation_id, True)
    for other in (
        answers(tmp_path / "b.xlsx", {f"F{row('trade')}": "Inget problem"}),
        answers(tmp_path / "b.xlsx", cells | {f"M{row('trade')}": "rättat"}),
        answers(tmp_path / "b.xlsx", cells, unit="LPO Annan"),
        answers(tmp_path / "b.xlsx", cells, valid_from="2024-02-01"),
        answers(tmp_path / "b.xlsx", {f"F{row('trade', 1)}": "Stort problem"}),
    ):
        assert other.observations[0].observation_id != first.observation_id


def test_names_of_areas_are_shown_and_their_ids_observed(tmp_path: Path) -> None:
    found = answers(tmp_path / "f.xlsx", {"F2": "Ja"}, areas=[Area("0180-1", "Sagotorget"), Area("X", "X")])
    assert [it.area for it in found.observations] == ["0180-1"]
    assert openpyxl.load_workbook(tmp_path / "f.xlsx")["Svar"]["A2"].value == "Sagotorget (0180-1)"
    assert found.form.areas == (Area("0180-1", "Sagotorget"), Area("X", "X"))


def test_numbers_are_taken_at_their_shortest_decimal(tmp_path: Path) -> None:
    at = f"F{row('noise')}"  # declared with a precision, which is no part of what was stated
    for typed, stated in (
        (70.05, "70.05"),
        (1e-2, "0.01"),
        ("70,05", "70.05"),
        (1e21, "1e21"),
    ):
        (found,) = answers(tmp_path / "f.xlsx", {at: typed}).observations
        assert found.low == found.high == Decimal(stated)
        assert is_number(plain(found.low))


def test_truths_as_spreadsheets_write_them_and_words_of_either_language_are_read(tmp_path: Path) -> None:
    for typed, value in ((True, "true"), (False, "false"), ("yes", "true"), ("NEJ", "false")):
        assert answers(tmp_path / "f.xlsx", {"F2": typed}).observations[0].low == value
    cells = {f"F{row('trade')}": "Large problem", f"H{row('trade')}": "survey", f"J{row('trade')}": 3}
    (found,) = answers(tmp_path / "f.xlsx", cells).observations
    assert (found.low, found.basis, found.information_grade) == ("stort", "survey", "3")


def test_many_forms_are_read_in_their_order(tmp_path: Path) -> None:
    from tests.form.made import filled

    paths = [filled(tmp_path / f"{n}.xlsx", form(unit=f"LPO {n}"), {f"F{FIRST_ROW}": "Ja"}) for n in range(3)]
    assert [it.form.unit for it in read_forms(paths, TORG, recorded_at=AT)] == ["LPO 0", "LPO 1", "LPO 2"]
    assert set(COLUMNS) >= {"answer", "note"}
