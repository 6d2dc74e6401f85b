"""Limits: each is named by the error of what goes beyond it, listed with its default, and holds where it is set."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import fields
from click.testing import CliRunner

from lagesbild_rules.cli import lagesbild
from lagesbild_rules.errors import LagesbildError, QuestionError
from lagesbild_rules.facts import Observation, read_areas, read_facts, write_observations
from lagesbild_rules.facts._parquet import _counted
from lagesbild_rules.form._model import LIMITS as FORM
from lagesbild_rules.limits import USUAL, InputLimits, limited, limits
from lagesbild_rules.picture import read_picture
from lagesbild_rules.picture.geo import read_geometry
from lagesbild_rules.ruleset import load_ruleset
from tests.form.made import TEXT, TORG
from tests.picture.geo.shapes import box, feature, geojson

LISTED = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"


def _ruleset(folder: Path) -> object:
    (folder / "r.yaml").write_text(TEXT, encoding="utf-8")
    return load_ruleset(folder / "r.yaml")


def _picture(folder: Path) -> object:
    (folder / "picture.json").write_text("{}", encoding="utf-8")
    return read_picture(folder / "picture.json")


def _areas(folder: Path) -> object:
    (folder / "a.csv").write_text("area,name\nx,y\n", encoding="utf-8")
    return read_areas(folder / "a.csv")


def _parquet(folder: Path) -> object:
    pq.write_table(pa.table({"area": [f"x{it}" for it in range(2_000)]}), folder / "a.parquet")
    return read_facts(folder / "a.parquet", TORG.indicators)


def _workbook(folder: Path) -> object:
    write_observations(folder / "o.xlsx", [Observation(area="x", indicator="disturbed", low="true")])
    return read_facts(folder / "o.xlsx", TORG.indicators, as_of="2024-01-01")


def _geometry(folder: Path) -> object:
    made = geojson(folder / "g.geojson", feature("a", [box(0, 0)]), feature("b", [box(5000, 0)]))
    return read_geometry(made)


CASES: dict[str, tuple[Callable[[Path], object], int]] = {
    "max_ruleset_bytes": (_ruleset, 100),
    "max_ruleset_depth": (_ruleset, 2),
    "max_text_bytes": (_picture, 1),
    "max_table_bytes": (_areas, 10),
    "max_table_cells": (_parquet, 1_999),
    "max_columns": (_areas, 1),
    "max_unpacked_bytes": (_parquet, 50),
    "max_cells": (_workbook, 10),
    "max_geometry_bytes": (_geometry, 100),
    "max_features": (_geometry, 1),
    "max_vertices": (_geometry, 9),
}


def test_there_is_a_case_for_each_limit() -> None:
    assert set(CASES) == {it.name for it in fields(InputLimits)}


@pytest.mark.parametrize("name", CASES)
def test_what_goes_beyond_a_limit_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    read, least = CASES[name]
    with limited(**{name: least}), pytest.raises(LagesbildError) as caught:
        read(tmp_path)
    (problem,) = caught.value.problems
    shown = {"max_geometry_bytes": "max_bytes"}.get(name, name)
    assert problem.code in {"LR105", "LR318", "LR861", "LR890"}
    assert f"`{shown}`" in problem.finding
    assert str(least) in problem.finding
    if name not in {"max_text_bytes"}:
        read(tmp_path)  # as it stands it is within what is usual


def test_the_reference_lists_every_limit_with_its_default() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| ([\d ]+) \| (.+) \|$", LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = [(it.name, f"{it.default:_}".replace("_", " "), it.metadata["about"]) for it in fields(InputLimits)]
    assert rows == [
        *wanted,
        (
            "read_form.max_unpacked_bytes",
            f"{FORM.max_unpacked_bytes:_}".replace("_", " "),
            "bytes of a form when unpacked",
        ),
        ("read_form.max_cells", f"{FORM.max_cells:_}".replace("_", " "), "cells of all sheets of a form"),
    ]


def test_limits_hold_within_their_block_and_thread_alone() -> None:
    seen: list[InputLimits] = []
    with limited(max_features=1) as inner:
        assert limits() is inner
        with limited(max_cells=2):
            assert (limits().max_features, limits().max_cells) == (1, 2)
        other = threading.Thread(target=lambda: seen.append(limits()))
        other.start()
        other.join()
    assert seen == [USUAL]
    assert limits() == USUAL


@pytest.mark.parametrize(
    ("name", "value"), [("max_cell", 1), ("max_cells", -1), ("max_cells", True), ("max_ruleset_depth", 65)]
)
def test_what_is_no_limit_is_told(name: str, value: Any) -> None:
    with pytest.raises(QuestionError, match="LR891"), limited(**{name: value}):
        pass  # pragma: no cover


def test_the_command_line_sets_them(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(TEXT, encoding="utf-8")
    show = ["rulesets", "show", str(tmp_path / "r.yaml")]
    assert CliRunner().invoke(lagesbild, show).exit_code == 0
    refused = CliRunner().invoke(lagesbild, ["--limit", "max_ruleset_bytes=100", *show])
    assert "`max_ruleset_bytes` allows (100)" in str(refused.exception)
    assert CliRunner().invoke(lagesbild, ["--limit", "max_ruleset_bytes", *show]).exit_code == 2
    assert limits() == USUAL


def test_a_parquet_file_that_says_less_of_itself_than_it_holds_is_cut_off() -> None:
    batches = [pa.RecordBatch.from_pydict({"area": ["x"] * 50, "note": ["y" * 100] * 50})] * 10
    for setting, most in {"max_table_cells": 250, "max_unpacked_bytes": 12_000}.items():
        taken = []
        with limited(**{setting: most}), pytest.raises(LagesbildError, match=f"`{setting}` allows"):
            taken.extend(_counted(batches, "x.parquet"))
        assert len(taken) == 2
