"""However Arrow holds the same cells, the same comes out, and it is what the reference says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from lagesbild_rules import assess_table, find_ruleset
from lagesbild_rules.evaluation.columnar import ColumnarFunction, _batches, _entries, columnar_function
from lagesbild_rules.facts import Indicator, Unreadable

from .texts import ROWS, answers, ruleset, table

WANTED = answers(table(), engine="reference")


def _decoded(value: pa.DataType) -> Callable[[pa.Table], pa.Table]:
    return lambda it: pa.table({name: it[name].cast(value) for name in it.column_names})


def _dictionaries(index: pa.DataType) -> Callable[[pa.Table], pa.Table]:
    def made(it: pa.Table) -> pa.Table:
        columns = {"area": it["area"]}
        for name in it.column_names[1:]:
            values = it[name].unique().drop_null()
            reverse = pa.array([*values.to_pylist()[::-1], "no value at all", None])
            codes = pc.index_in(it[name], reverse.slice(0, len(values))).combine_chunks().cast(index)
            columns[name] = pa.DictionaryArray.from_arrays(codes, reverse)
        return pa.table(columns)

    return made


def _sliced(it: pa.Table) -> pa.Table:
    for _ in range(3):
        it = pa.concat_tables([it.slice(5, 3), it]).combine_chunks().slice(3)
    return pa.concat_tables([it.slice(7, 2), it]).combine_chunks().slice(2)


def _struct_offset(it: pa.Table) -> pa.Table:
    return pa.concat_tables([it.slice(0, 1), it]).combine_chunks().slice(1)


FORMS: dict[str, Callable[[pa.Table], pa.Table]] = {
    "as it is": lambda it: it,
    "long text": _decoded(pa.large_string()),
    "views of text": _decoded(pa.string_view()),
    "int8 codes": _dictionaries(pa.int8()),
    "uint16 codes": _dictionaries(pa.uint16()),
    "int32 codes": _dictionaries(pa.int32()),
    "int64 codes": _dictionaries(pa.int64()),
    "sliced": _sliced,
    "offset": _struct_offset,
    "one row a chunk": lambda it: pa.concat_tables([it.slice(n, 1) for n in range(len(it))]),
    "other dictionaries in each chunk": lambda it: pa.concat_tables(
        [
            pa.table({n: part[n].dictionary_encode() for n in part.column_names})
            for part in (it.slice(0, 7), it.slice(7))
        ]
    ),
    "columns turned round": lambda it: it.select(it.column_names[::-1]),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_form_changes_nothing(form: Callable[[pa.Table], pa.Table]) -> None:
    assert answers(form(table())) == WANTED


@pytest.mark.parametrize("unique", [False, True])
def test_frames_are_tables(unique: bool) -> None:
    assert answers(pd.DataFrame(ROWS), unique=unique) == WANTED
    assert answers(pd.DataFrame(ROWS).set_index("area", drop=False), unique=unique) == WANTED
    assert answers(pl.DataFrame(ROWS), unique=unique) == WANTED
    assert answers(table().to_batches()[0], unique=unique) == WANTED


def test_a_frame_of_mixed_values_and_what_is_no_table_are_refused() -> None:
    from lagesbild_rules.errors import FactsError

    with pytest.raises(FactsError, match="LR307 the frame is no table of facts"):
        answers(pd.DataFrame({"area": ["A", "B"], "income": [1, "x"]}))
    with pytest.raises(TypeError, match="a table, a reader or a frame"):
        answers([{"area": "A"}])


@pytest.mark.parametrize("engine", ["columnar", "reference"])
def test_a_reader_gives_a_reader(engine: str) -> None:
    reader = table().to_reader(max_chunksize=5)
    found = assess_table(ruleset(), reader, as_of="2024-06-30", engine=engine, unique=True)
    assert isinstance(found, pa.RecordBatchReader)
    assert found.schema.metadata[b"lagesbild.as_of"] == b"2024-06-30"
    assert found.read_all().to_pylist() == WANTED


def test_threads_and_the_length_of_a_stretch_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    long = pa.concat_tables([table()] * 20).combine_chunks().to_batches()[0]
    whole = columnar_function(ruleset(), long.schema)(long)
    monkeypatch.setattr(_batches, "ROWS", 64)
    for threads in (1, 2, 3):
        found = columnar_function(ruleset(), long.schema, threads=threads)(long)
        found.validate(full=True)
        assert found.equals(whole)


def test_the_function_travels() -> None:
    import pickle

    function = columnar_function(ruleset(), table().schema)
    again = pickle.loads(pickle.dumps(function))
    assert isinstance(again, ColumnarFunction)
    assert again == function
    batch = table().to_batches()[0]
    assert again(batch).equals(function(batch))
    assert again(batch).schema.equals(function.answers)


NUMBERS = {
    "float": pa.array([0.1, 54.9, 55.0, None, 100.0, 12.5]),
    "float32": pa.array([0.1, 54.9, 55.0, None, 100.0, 12.5], pa.float32()),
    "float16": pa.array(np.array([0.5, 54.0, 55.0, 0, 100.0, 12.5], np.float16)),
    "decimal128": pa.array([*map(Decimal, ("0.1", "54.9", "55.0")), None, Decimal(100), Decimal("12.5")]),
    "decimal128 of more decimals": pa.array([Decimal("54.900"), None], pa.decimal128(20, 5)),
    "decimal256": pa.array([Decimal("54.9"), None, Decimal(100)], pa.decimal256(60, 1)),
    **{f"int{width}": pa.array([0, 54, 55, None, 100], f"int{width}") for width in (8, 16, 32, 64)},
    **{f"uint{width}": pa.array([0, 54, 55, None, 100], f"uint{width}") for width in (8, 16, 32, 64)},
    "null": pa.nulls(3),
    "dictionary of numbers": pa.array([1.5, None, 99.9, 1.5]).dictionary_encode(),
    "dictionary of decimals": pa.array([Decimal("1.5"), None, Decimal("55.0")]).dictionary_encode(),
    "all null text": pa.array([None, None], pa.string()),
    "nothing": pa.array([], pa.float64()),
}  # fmt: skip


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
def test_numbers_of_every_type(numbers: pa.Array) -> None:
    given = pa.table({"area": [f"A{n}" for n in range(len(numbers))], "income": numbers, "change": numbers})
    texts = [
        None if it is None else str(it if numbers.type != pa.float32() else np.float32(it))
        for it in numbers.to_pylist()
    ]
    as_text = given.set_column(1, "income", pa.array(texts, pa.string()))
    if pa.types.is_decimal(numbers.type):
        as_text = given.set_column(
            1, "income", pa.array([t and str(Decimal(t).quantize(Decimal("0.1"))) for t in texts])
        )
    as_text = as_text.set_column(2, "change", as_text["income"])
    assert answers(given) == answers(as_text, engine="reference")


def test_truths_and_codes_of_every_type() -> None:
    area = [f"A{n}" for n in range(20)]
    staffed = pa.array([True, False, None, True, True] * 4)
    shifted = pa.concat_arrays([pa.array([None, True, False]), staffed]).slice(3)
    codes = pa.array([1, None, 1, 1, 1] * 4, pa.int64())
    texts = {"staffed": ["ja", "nej", None, "ja", "ja"] * 4, "tenure": ["01", None, "01", "01", "01"] * 4}
    wanted = answers(pa.table({"area": area, **texts}), engine="reference")
    for given in (staffed, shifted, staffed.dictionary_encode()):
        assert answers(pa.table({"area": area, "staffed": given, "tenure": texts["tenure"]})) == wanted
    # A whole number is a code only where it is written so.
    from lagesbild_rules.errors import FactsError

    with pytest.raises(FactsError, match="LR307 `1` is no value of `tenure`"):
        answers(pa.table({"area": area, "tenure": codes}))


def test_no_rows_and_no_columns() -> None:
    assert answers(table().slice(0, 0)) == []
    assert answers(pa.table({"area": pa.array([], pa.string())})) == []
    absent = pa.table({"area": ["A", "B"]})
    assert answers(absent) == answers(absent, engine="reference")


def test_areas_go_through_as_they_are() -> None:
    numbers = pa.table({"area": pa.array([1, 2], pa.int32())})
    assert [it["area"] for it in answers(numbers)] == [1, 2]
    assert [it["area"] for it in answers(numbers, unique=True)] == [1, 2]
    padded = pa.table({"area": pa.array([" A ", "B"]).dictionary_encode()})
    assert [it["area"] for it in answers(padded)] == [" A ", "B"]
    assert [it["area"] for it in answers(padded, unique=True)] == ["A", "B"]


def test_a_dictionary_is_read_once_and_another_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    real = _entries.read_value

    def counted(indicator: Indicator, cell: object) -> str | Unreadable | None:
        if indicator.id == "disorder":
            read.append(cell)
        return real(indicator, cell)

    monkeypatch.setattr(_entries, "read_value", counted)
    one, other = (
        pa.RecordBatch.from_pydict(
            {
                "area": ["A", "B", "C"],
                "disorder": pa.DictionaryArray.from_arrays(pa.array([0, 1, None], pa.int8()), pa.array(steps)),
            }
        )
        for steps in (["inget", "stort"], ["stort", "inget"])
    )
    function = columnar_function(ruleset(), one.schema)
    found = [function(it).column("c_disorder").to_pylist() for it in (one, one, other, one.slice(1))]
    assert found == [[False, True, None], [False, True, None], [True, False, None], [True, None]]
    assert read == ["inget", "stort", "stort", "inget", "inget", "stort"]


@pytest.mark.parametrize(("numbers", "rows"), [(0, 1 << 19), (2, 1 << 19), (7, 1 << 17), (8, 1 << 17), (999, 1 << 15)])
def test_the_more_numbers_the_shorter_a_stretch(numbers: int, rows: int) -> None:
    assert _batches.stretch_rows(numbers) == rows


def test_no_rows_give_the_columns_of_no_rows() -> None:
    ruleset = find_ruleset("dk.udsatte-boligomraader", as_of="2022-01-01")
    table = pa.table({"area": pa.array([], pa.string())})
    found = assess_table(ruleset, table, as_of="2022-01-01")
    assert found.num_rows == 0
    assert len(ruleset.classifications) > 1
    assert found.schema.names[1] == f"{next(iter(ruleset.classifications))}.level"
