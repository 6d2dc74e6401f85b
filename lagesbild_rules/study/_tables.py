"""Results as data frames: rows of plain values as an Arrow table with declared columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lagesbild_rules.errors import Place, Problem, QuestionError


def arrow_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> Any:
    """Return *rows* as an Arrow table of *columns*, each named with its kind: text, texts, truth, whole or number.

    Raises ``QuestionError`` where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place("study"), "LR505", "an Arrow table needs pyarrow", help)]) from None
    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "truth": pa.bool_(),
        "whole": pa.int64(),
        "number": pa.float64(),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    return pa.Table.from_pylist(list(rows), schema)
