"""The view in a local Spark: every shared case of two rulesets, as cells and as intervals."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from lagesbild_rules.evaluation import ReferenceEngine
from lagesbild_rules.export import sql_view
from lagesbild_rules.facts import facts_from_row
from lagesbild_rules.ruleset import CASES, load_cases, load_ruleset, shipped_rulesets

from .databases import Rows
from .tables import Table, answer, of_cells, of_intervals

pytestmark = pytest.mark.xdist_group("spark")

TEXTS = ("berlin/mss/2021-01-01.yaml", "dk/udsatte-boligomraader/2021-12-01.yaml")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if which("java") is None:
        pytest.skip("Java is not installed: `tools/system_packages.sh`, or the package `openjdk-17-jre-headless`")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: `lagesbild-rules[spark]`")
    folder: Path = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SPARK_LOCAL_IP", "127.0.0.1")
        patch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
        builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        for key, value in {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
        }.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        try:
            yield session
        finally:
            session.stop()


def ask(session: Any, statements: tuple[str, str], names: tuple[str, str], table: Table) -> tuple[Rows, Rows]:
    from pyspark.sql import types

    kinds = {"text": types.StringType(), "truth": types.BooleanType()}
    fields = [
        types.StructField(name, kinds[kind] if isinstance(kind, str) else types.DecimalType(18, kind))
        for name, kind in table.columns.items()
    ]
    rows = [
        [
            Decimal(it).quantize(Decimal(1).scaleb(-kind)) if isinstance(kind, int) and it is not None else it
            for name, kind in table.columns.items()
            for it in [row.get(name)]
        ]
        for row in table.rows
    ]
    session.createDataFrame(rows, types.StructType(fields)).write.saveAsTable("facts")
    try:
        for statement in statements:
            session.sql(statement)
        return tuple([it.asDict() for it in session.table(name).collect()] for name in names)  # type: ignore[return-value]
    finally:
        for name in names:
            session.sql(f"DROP VIEW IF EXISTS {name}")
        session.sql("DROP TABLE facts")


@pytest.mark.parametrize("intervals", [False, True], ids=["cells", "intervals"])
@pytest.mark.parametrize("text", TEXTS)
def test_in_spark_every_shared_case_answers_as_the_reference(text: str, intervals: bool, spark: Any) -> None:
    path = shipped_rulesets() / text
    ruleset = load_ruleset(path)
    cases = [it for it in load_cases(path.parent / CASES) if ruleset.effective.covers(it.as_of)]
    rows = [{"area": f"case {n}", **it.facts} for n, it in enumerate(cases)]
    facts = [facts_from_row(it, ruleset.indicators) for it in rows]
    table = of_intervals(ruleset, facts) if intervals else of_cells(ruleset, rows)
    made = sql_view(ruleset, dialect="spark", intervals=intervals)
    names = (made.name, f"{made.name}_problems")
    found, problems = ask(spark, (made.statement, made.problems), names, table)
    by_area = {it["area"]: it for it in found}
    assert problems == []
    assert [answer(by_area[it["area"]], ruleset) for it in rows] == list(ReferenceEngine().answers(ruleset, facts))
