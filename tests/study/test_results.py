"""Results as data frames, in words and as pictures; several at once in threads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.ruleset import find_ruleset
from lagesbild_rules.study import (
    Settings,
    Sheet,
    coverage,
    coverage_sheet,
    logic_diff,
    logic_sheet,
    mutation,
    mutation_sheet,
    power,
    power_plot,
    power_sheet,
    proofs_sheet,
    prove,
    prove_pair,
    regions_plot,
    study_diff,
)
from lagesbild_rules.study import _cells as cells_module
from lagesbild_rules.study._phrases import PHRASES
from lagesbild_rules.study._sheets import percent

from .texts import edited

LATER = edited(("criteria/dark/when/at_least", "30"))
RESULTS: dict[str, tuple[Callable[[], Any], Callable[[Any, Any], Sheet]]] = {
    "proofs": (lambda: prove(edited()), proofs_sheet),
    "pair": (lambda: prove_pair(edited(), LATER), proofs_sheet),
    "logic": (lambda: logic_diff(edited(), LATER), logic_sheet),
    "power": (lambda: power(edited()), power_sheet),
    "coverage": (lambda: coverage(edited(), []), coverage_sheet),
    "mutation": (lambda: mutation(edited(), []), mutation_sheet),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_data_frame_has_a_row_for_each_row_and_its_declared_columns(name: str) -> None:
    found = RESULTS[name][0]()
    table = found.table()
    rows = found.rows()
    assert table.num_rows == len(rows) > 0
    assert table.column_names == list(rows[0])
    assert table.to_pylist() == rows


@pytest.mark.parametrize("name", RESULTS)
def test_without_arrow_it_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = RESULTS[name][0]()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(QuestionError, match="LR505 an Arrow table needs pyarrow"):
        found.table()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", RESULTS)
def test_in_words_every_row_has_a_cell_under_each_heading(name: str, language: str) -> None:
    made, sheet_of = RESULTS[name]
    sheet = sheet_of(made(), language)
    assert sheet.rows
    assert {len(row) for row in sheet.rows} == {len(sheet.headings)}
    for shown in sheet.shown:
        assert {len(row) for row in shown.rows} == {len(shown.headings)}


def test_facts_that_differ_stand_first() -> None:
    (first, *_) = logic_sheet(logic_diff(edited(), edited(("indicators/broken/number/decimals", "0"))), "en").shown
    assert first.rows[0][0] == "broken"


@pytest.mark.parametrize("id", PHRASES)
def test_a_phrase_takes_the_same_words_in_both_languages(id: str) -> None:
    sv, en = PHRASES[id].sv, PHRASES[id].en
    assert sv
    assert en
    words = [{name for _, name, _, _ in Formatter().parse(it) if name} for it in (sv, en)]
    assert words[0] == words[1]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, ""),
        (Fraction(0), "0.00%"),
        (Fraction(1), "100.00%"),
        (Fraction(1, 10**9), "<0.01%"),
        (1 - Fraction(1, 10**9), ">99.99%"),
        (Fraction(1, 3), "33.33%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(share: Fraction | None, said: str) -> None:
    assert percent(share, "en") == said
    assert percent(share, "sv") == said.replace(".", ",").replace("%", "\u00a0%")


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_a_picture_is_the_same_bytes_each_time(tmp_path: Path, suffix: str) -> None:
    for number in (1, 2):
        power_plot(power(edited()), tmp_path / f"power{number}{suffix}", "sv")
        regions_plot(logic_diff(edited(), LATER), tmp_path / f"regions{number}{suffix}", "sv")
    for name in ("power", "regions"):
        one, other = ((tmp_path / f"{name}{number}{suffix}").read_bytes() for number in (1, 2))
        assert one == other
        assert len(one) > 1000


def test_a_picture_names_every_criterion(tmp_path: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none"}):
        power_plot(power(edited()), tmp_path / "power.svg", "en")
    text = (tmp_path / "power.svg").read_text(encoding="utf-8")
    assert all(f">{id_}<" in text for id_ in edited().criteria)


def test_what_is_no_picture_or_cannot_be_drawn_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = power(edited())
    with pytest.raises(QuestionError, match="LR007"):
        power_plot(found, tmp_path / "power.gif", "sv")
    with pytest.raises(QuestionError, match="LR506"):
        power_plot(found, tmp_path / "nowhere" / "power.png", "sv")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(QuestionError, match="LR505 a picture needs matplotlib"):
        power_plot(found, tmp_path / "power.png", "sv")


def test_cells_that_are_too_many_are_not_counted_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "MOST_PIECES", 1)
    found = power(edited())
    assert found.cells is None
    assert {it.cells for it in found.powers} == {None}
    assert "too many" in power_sheet(found, "en").lead[0]
    regions = logic_diff(edited(), LATER)
    assert {it.share for it in regions.regions} == {None}
    assert [it.witnesses for it in regions.regions if not it.same]
    assert "too many" in logic_sheet(regions, "en").lead[0]
    monkeypatch.undo()
    counted = logic_diff(edited(), LATER)
    assert {(it.before, it.after) for it in counted.regions} == {(it.before, it.after) for it in regions.regions}


def test_several_threads_prove_at_once() -> None:
    rulesets = [find_ruleset("berlin.mss", as_of="2022-01-01"), edited(), LATER, edited()]
    alone = [[(it.claim, it.subject, it.verdict) for it in prove(one)] for one in rulesets]
    with ThreadPoolExecutor(4) as pool:
        together = [[(it.claim, it.subject, it.verdict) for it in found] for found in pool.map(prove, rulesets)]
    assert together == alone


def test_the_whole_difference_holds_text_logic_areas_and_edits() -> None:
    bare = study_diff(edited(), LATER)
    assert (bare.population, bare.attribution) == (None, None)
    assert bare.text.changes
    assert not bare.logic.equivalent
    facts = [it.assessment.facts for it in prove(edited(), Settings())[0].witnesses]
    found = study_diff(edited(), edited(), [(it, it) for it in facts])
    assert found.logic.equivalent
    assert found.population is not None
    assert (found.population.areas, found.population.changed) == (1, 0)
    assert found.attribution is not None
    assert found.attribution.rows() == []
