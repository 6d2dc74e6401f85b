"""The benchmark of tables: all its contenders answer alike, and it runs and writes its section."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import _large, _sums, _tables_text, tables
from benchmarks._plain import plain
from benchmarks._population import INDICATORS, STEPS, population
from benchmarks._tabular import Tabular, buffers, copying, paired, ratio, scanning
from benchmarks.by_hand import with_duckdb, with_numpy, with_polars
from benchmarks.one_area import check
from lagesbild_rules.ruleset import load_ruleset

RULES = load_ruleset(tables.RULESET)
PLAIN = plain(RULES)
TINY = tables.Size((200, 300), checked=60, one_by_one=3, apart=200, most_rounds=1)
BY_HAND = {
    "numpy": with_numpy.contender(PLAIN),
    "polars": with_polars.contender(PLAIN),
    "duckdb": with_duckdb.contender(PLAIN),
    "exported": with_duckdb.exported(RULES, PLAIN),
}


class TestTheWork:
    def test_it_is_of_the_size_that_is_announced(self) -> None:
        (ladder,) = RULES.classifications.values()
        assert tuple(RULES.indicators) == INDICATORS
        assert (len(INDICATORS), len(RULES.criteria), len(ladder.levels)) == (24, 20, 4)
        assert RULES.scales["problem"].steps == STEPS

    def test_one_seed_gives_the_same_areas(self) -> None:
        assert population(50, 7).equals(population(50, 7))
        assert not population(50, 7).equals(population(50, 8))
        assert population(5, 7, first=3)["area"].to_pylist() == [3, 4, 5, 6, 7]

    def test_a_tenth_is_null_and_every_level_is_met(self) -> None:
        table = population(5_000, 1)
        assert {it.type for it in table.columns[1:]} == {pa.dictionary(pa.int8(), pa.string())}
        share = sum(it.null_count for it in table.columns[1:]) / (24 * 5_000)
        assert 0.09 < share < 0.11
        assert set(tables.reference(RULES, table, "columnar")["level"]) == {None, 0, 1, 2, 3}


class TestByHand:
    @pytest.mark.parametrize("contender", BY_HAND.values(), ids=BY_HAND)
    @pytest.mark.parametrize("missing", [0.0, 0.1, 0.5, 1.0])
    @settings(max_examples=2)
    @given(seed=st.integers(0, 2**32))
    def test_each_gives_every_output_of_the_reference(self, contender: Tabular, missing: float, seed: int) -> None:
        tables.hold(contender, RULES, population(100, seed, missing=missing))

    def test_none_leaves_an_output_out(self) -> None:
        table = population(10, 1)
        wanted = tables.reference(RULES, table).keys()
        for it in BY_HAND.values():
            assert it.answers(it.run(it.ready(table))).keys() == wanted

    def test_numpy_goes_over_its_blocks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(with_numpy, "ROWS", 7)
        tables.hold(BY_HAND["numpy"], RULES, population(50, 3))

    def test_one_that_answers_otherwise_is_named(self) -> None:
        wrong = evolve(BY_HAND["numpy"], name="wrong", answers=lambda _: {"level": [0] * 50})
        with pytest.raises(AssertionError, match="wrong differs from the reference in level"):
            tables.hold(wrong, RULES, population(50, 3))

    def test_openfisca_agrees_on_complete_areas(self) -> None:
        pytest.importorskip("openfisca_core")
        (found,) = tables._openfisca(RULES, population(100, 5, missing=0), [], {})
        assert "two-valued" in found.name

    def test_bare_durable_rules_leaves_open_what_is_open(self) -> None:
        pytest.importorskip("durable.engine", reason="durable-rules is not installed: it needs a C compiler")
        contender = tables.bare_durable(RULES)
        check(contender, RULES, tables.areas_of(RULES, population(20, 5, missing=0)))
        table = population(30, 6, missing=0.3)
        ranks = tables.reference(RULES, table)["level"]
        for area, rank in zip(tables.areas_of(RULES, table), ranks, strict=True):
            level = contender.level(contender.run(contender.ready(area)))
            assert level == (None if rank is None else PLAIN.levels[rank])


class TestSums:
    @pytest.mark.parametrize("kind", _sums.KINDS)
    def test_every_kind_of_number_is_held_to_the_reference(self, kind: str) -> None:
        _sums.hold(load_ruleset(_sums.RULESET), _sums.scores(60, 3, kind))

    def test_by_hand_agrees_where_no_rounding_shows(self) -> None:
        found = _sums.measured(100, 4, 1)
        assert {"float64: columnar", "numpy float64, by hand", "polars float64, streaming, by hand"} <= found.keys()

    def test_decimals_are_what_they_were_made_of(self) -> None:
        made = _sums.decimals(np.array([12345, -1, 7]), np.array([False, False, True]), 3)
        assert [None if it is None else str(it) for it in made.to_pylist()] == ["12.345", "-0.001", None]

    def test_published_rulesets_are_run(self) -> None:
        found = _sums.real_rulesets(50, 1, 1)
        assert [it.partition("@")[0] for it in found] == list(_sums.REAL)


class TestTimes:
    def test_each_has_its_turn_in_every_round(self) -> None:
        turns: list[str] = []
        found = paired({"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}, 3)
        assert turns == ["a", "b"] * 4
        assert [len(it) for it in found.values()] == [3, 3]
        assert ratio({"a": [1.0, 4.0, 9.0], "b": [1.0, 2.0, 3.0]}, "a", "b") == 2

    def test_the_limits_touch_every_byte_of_the_facts(self) -> None:
        table = population(800, 1)
        given = buffers(table)
        assert len(given) == 48
        assert all(a is not b and (a == b).all() for a, b in zip(copying(table)(), given, strict=True))  # type: ignore[call-overload]
        assert len(scanning(table)()) == 48  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def measured() -> tables.Measurement:
    return tables.measure(TINY, 1)


@pytest.mark.xdist_group("tables")  # in one process, which measures once
class TestRun:
    def test_it_writes_its_section_and_tells_whether_the_aims_are_met(
        self, measured: tables.Measurement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tables.Size] = []

        def measure(size: tables.Size, _: int, large: dict[str, float]) -> tables.Measurement:
            asked.append(size)
            return evolve(measured, large=large)

        monkeypatch.setattr(tables, "measure", measure)
        results = tmp_path / "RESULTS.md"
        tables.main(["--quick", "--large", "500", "--folder", str(tmp_path), "--results", str(results)])
        assert asked == [tables.QUICK]
        text = results.read_text(encoding="utf-8")
        assert "<!-- section: tables -->" in text
        for name in (
            *(it.name for it in BY_HAND.values()),
            "columnar, two threads",
            "unique=True",
            "From Parquet: 500",
            "A call on 64 areas takes",
        ):
            assert name in text
        assert [it.name for it in tmp_path.iterdir()] == ["RESULTS.md"]

    def test_without_peers_it_says_so(self, measured: tables.Measurement) -> None:
        said = _tables_text.section(evolve(measured, one_by_one={}))
        assert "No peer that takes one area at a time is installed." in said

    def test_whether_the_cost_of_an_area_is_flat_follows_the_rounds(self, measured: tables.Measurement) -> None:
        def said(few: float, many: float) -> str:
            copied = {_tables_text.COPY: [1.0], _tables_text.TWO: [1.0]}
            rounds = {size: {**copied, _tables_text.OURS: [size * it]} for size, it in ((100, few), (1_000, many))}
            return _tables_text.section(evolve(measured, tables=rounds, one_thread=None, large=None))

        assert "1.5 times the least at the most (the aim: at most 1.3, **not met**)" in said(3e-6, 2e-6)
        assert "1.25 times the least at the most (the aim: at most 1.3, **met**)" in said(2e-6, 2.5e-6)

    def test_a_large_file_is_what_the_population_is(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_large, "_BLOCK", 100)
        monkeypatch.setattr(_large, "_BLOCKS", 2)
        path = tmp_path / "areas.parquet"
        _large.write(path, 450, 1)
        table = pq.read_table(path)
        assert table["area"].to_pylist() == list(range(450))
        assert table.schema.equals(population(1, 1).schema)
        assert table.slice(200, 100).drop_columns("area").equals(table.slice(0, 100).drop_columns("area"))
