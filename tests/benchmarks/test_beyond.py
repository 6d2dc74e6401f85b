"""The benchmark of datasets runs, says whether its aim is met, and writes a section of its own."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from benchmarks import beyond
from benchmarks._dataset import MISSING_SHARE, population
from benchmarks._work import ruleset
from benchmarks.beyond import Time
from lagesbild_rules.evaluation import assess_table


def test_it_writes_its_section(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    beyond.main(["--sizes", "50", "200", "--engines", "columnar", "dask", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: beyond -->" in text
    assert text.count("| columnar |") == 2
    assert text.count("| dask |") == 2


@pytest.mark.parametrize(("seconds", "said"), [(8, "**met**: 3.00"), (9, "**not met**: 3.33")])
def test_the_aim_counts_the_start_and_the_largest_dataset(seconds: float, said: str) -> None:
    times = [Time("columnar", n, 0.0, 3.0) for n in (10, 20)] + [Time("dask", 10, 1, 80), Time("dask", 20, 1, seconds)]
    assert said in beyond.section(ruleset(), times, {10: 1, 20: 2})


def test_a_population_is_the_same_for_its_seed_and_meets_every_level() -> None:
    rules = ruleset()
    one, two = (pa.Table.from_batches(population(rules, 3_000, seed=5)) for _ in range(2))
    assert one.equals(two)
    assert one.schema.names == ["area", *rules.indicators]
    missing = sum(it.null_count for it in one.columns) / (one.num_rows * len(rules.indicators))
    assert abs(missing - MISSING_SHARE) < 0.01
    answers = assess_table(rules, one, as_of="2024-01-01")
    for name, it in rules.classifications.items():
        met = set(answers[f"{name}.level"].to_pylist())
        assert met == {None, *(level.id for level in it.levels)}
