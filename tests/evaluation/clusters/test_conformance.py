"""Dask and Spark say what the reference says."""

from __future__ import annotations

import pyarrow as pa
import pytest

from benchmarks._dataset import population
from benchmarks._work import ruleset
from lagesbild_rules.errors import FactsError
from lagesbild_rules.evaluation import Engine, assess_table, columnar
from lagesbild_rules.evaluation._dask import DaskEngine
from lagesbild_rules.testing import check_engine


def test_an_engine_of_a_cluster_says_what_the_reference_says(cluster_engine: str) -> None:
    engine: Engine
    if cluster_engine == "dask":
        engine = DaskEngine()
    else:
        from lagesbild_rules.evaluation._spark import SparkEngine

        engine = SparkEngine()
    done = check_engine(engine, rulesets=5)
    assert done.engine == cluster_engine
    assert done.cases > 400
    assert done.rulesets > 0


def test_a_table_of_many_batches_keeps_its_order(cluster_engine: str) -> None:
    rules, rows = ruleset(), 300_000 if cluster_engine == "dask" else 30_000
    table = pa.concat_tables([pa.Table.from_batches(population(rules, rows, seed=it)) for it in (1, 2)])
    found = assess_table(rules, table, as_of="2024-01-01", engine=cluster_engine)
    wanted = assess_table(rules, table, as_of="2024-01-01")
    assert found.schema.equals(wanted.schema, check_metadata=True)
    for name in wanted.schema.names:
        assert found[name].equals(wanted[name]), name


@pytest.mark.parametrize(
    "type_", [pa.dictionary(pa.int8(), pa.string()), pa.large_string(), pa.string_view(), pa.uint64(), pa.int32()]
)
def test_areas_keep_their_type(cluster_engine: str, type_: pa.DataType) -> None:
    rules = ruleset()
    names = pa.array(["1", "2", "3"])
    areas = names.dictionary_encode().cast(type_) if pa.types.is_dictionary(type_) else names.cast(type_)
    table = pa.table({"area": areas, "threats": pa.array(["problem", None, "inget_problem"])})
    for unique in (True, False):
        found = assess_table(rules, table, as_of="2024-01-01", engine=cluster_engine, unique=unique)
        wanted = assess_table(rules, table, as_of="2024-01-01", unique=unique)
        assert found.schema == wanted.schema
        assert found.to_pylist() == wanted.to_pylist()


def test_columns_of_types_that_spark_lacks_are_read_the_same(cluster_engine: str) -> None:
    rules = ruleset()
    numbers = {
        "employment": pa.array([1, 2, None], pa.uint8()),
        "overcrowding": pa.array([7, None, 9], pa.uint64()),
        "moves": pa.nulls(3),
        "median_income": pa.array([1, None, 3], pa.int8()).cast(pa.decimal256(50, 1)),
        "child_poverty": pa.array([1, 2, 3], pa.uint32()),
    }
    table = pa.table({"area": ["a", "b", "c"], **numbers})
    found = assess_table(rules, table, as_of="2024-01-01", engine=cluster_engine)
    assert found.equals(assess_table(rules, table, as_of="2024-01-01"))


def test_a_reader_gives_a_reader(cluster_engine: str) -> None:
    rules = ruleset()
    table = pa.Table.from_batches(population(rules, 100, seed=1))
    found = assess_table(rules, table.to_reader(), as_of="2024-01-01", engine=cluster_engine)
    assert isinstance(found, pa.RecordBatchReader)
    assert found.read_all().equals(assess_table(rules, table, as_of="2024-01-01"))


def test_an_empty_table_gives_an_empty_table(cluster_engine: str) -> None:
    rules = ruleset()
    table = pa.table({"area": pa.array([], pa.string())})
    found = assess_table(rules, table, as_of="2024-01-01", engine=cluster_engine, unique=True)
    assert found.num_rows == 0
    assert found.schema.equals(assess_table(rules, table, as_of="2024-01-01", unique=True).schema, check_metadata=True)


def test_problems_are_told_as_by_the_columnar_engine(cluster_engine: str) -> None:
    rules = ruleset()
    threats = ["problem"] * 20_000
    threats[5] = threats[19_990] = "hot"
    areas = [f"area {n}" for n in range(20_000)]
    areas[19_999] = areas[7]
    table = pa.table({"area": areas, "threats": threats})
    told = []
    for engine in ("columnar", cluster_engine):
        with pytest.raises(FactsError) as caught:
            assess_table(rules, table, as_of="2024-01-01", engine=engine, unique=True)
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert "<table>:6:threats: LR307" in told[0]
    assert "<table>:19991:threats: LR307" in told[0]
    assert "the area `area 7` has 2 rows: 8, 20000" in told[0]


@pytest.mark.parametrize("type_", [pa.dictionary(pa.int32(), pa.string()), pa.large_string(), pa.string()])
def test_a_batch_comes_back_as_the_function_takes_it(type_: pa.DataType) -> None:
    rules = ruleset()
    function = columnar.columnar_function(rules, pa.schema([("area", type_), ("threats", pa.string())]))
    sent = columnar.numbered(columnar.plain(pa.table({"area": ["a", "b"], "threats": ["problem", None]})))
    (batch,) = sent.to_batches()
    back = columnar.bare(batch, function)
    assert back.schema.names == ["area", "threats"]
    assert back.schema.field("area").type == type_
    assert back.column("area").to_pylist() == ["a", "b"]
    assert function(back).num_rows == 2


def test_types_that_spark_lacks_become_wider_ones_or_text() -> None:
    given = pa.schema(
        [
            ("a", pa.dictionary(pa.int8(), pa.large_string())),
            ("b", pa.struct([("low", pa.decimal256(50, 1)), ("causes", pa.uint8())])),
            ("c", pa.large_list(pa.dictionary(pa.int32(), pa.string()))),
            *(("d", pa.uint64()), ("e", pa.null()), ("f", pa.float16()), ("g", pa.float64())),
        ]
    )
    wanted = pa.schema(
        [
            ("a", pa.string()),
            ("b", pa.struct([("low", pa.string()), ("causes", pa.int16())])),
            ("c", pa.list_(pa.string())),
            *(("d", pa.decimal128(20, 0)), ("e", pa.string()), ("f", pa.string()), ("g", pa.float64())),
        ]
    )
    assert columnar.plain(given.empty_table()).schema == wanted


def test_bytes_come_home_in_one_cell() -> None:
    assert columnar.one_cell(b"\x00x").to_pylist() == [{"answer": b"\x00x"}]
