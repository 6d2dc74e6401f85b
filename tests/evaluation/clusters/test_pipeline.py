"""The function in a pipeline of Spark's own, as the guide shows it."""

from __future__ import annotations

import warnings

import pyarrow as pa
import pytest

from benchmarks._dataset import population
from benchmarks._work import ruleset
from lagesbild_rules.evaluation import assess_table
from tests.docs.blocks import ROOT, blocks


@pytest.mark.usefixtures("spark_context")
def test_the_guide_s_function_answers_a_frame() -> None:
    from pyspark.sql import SparkSession

    page = ROOT / "docs" / "how-to" / "assess-on-a-cluster.md"
    (code,) = (it.text for it in blocks(page) if "def answered(frame)" in it.text)
    names: dict[str, object] = {"pa": pa, "ruleset": ruleset()}
    exec(code, names)
    facts = pa.Table.from_batches(population(ruleset(), 500, seed=4))
    facts = facts.cast(pa.schema([(it.name, pa.string()) for it in facts.schema]))
    spark = SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        found = names["answered"](spark.createDataFrame(facts)).toArrow()  # type: ignore[operator]
    wanted = assess_table(ruleset(), facts, as_of="2024-01-01")
    assert found.to_pylist() == wanted.to_pylist()
