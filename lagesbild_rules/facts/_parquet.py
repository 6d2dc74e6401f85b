"""Rows of a Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def parquet_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of the file at *path*."""
    import pyarrow.parquet as pq

    return pq.read_table(path).to_pylist()  # type: ignore[no-any-return]


def write_parquet(path: Path, rows: list[dict[str, str | None]]) -> None:
    """Write *rows* to the file at *path*."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows), path)
