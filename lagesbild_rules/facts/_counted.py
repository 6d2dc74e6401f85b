"""How many areas there are in a table, whatever else it says: told without reading it as facts."""

from __future__ import annotations

import os
from pathlib import Path

from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts._parquet import parquet_areas
from lagesbild_rules.facts._rows import open_table
from lagesbild_rules.facts._stores import is_store, kept_at


def areas_in(path: str | os.PathLike[str]) -> int | None:
    """Return how many areas the table, store, round or folder of Parquet files at *path* names.

    ``None`` where that cannot be told: it cannot be read, or nothing in it is called ``area``.
    """
    kept = Path(kept_at(path))
    try:
        if kept.is_dir():
            parts = sorted(kept.glob("*.parquet"))
            return len(set().union(*map(parquet_areas, parts))) if parts else None
        if is_store(kept):
            return len(_in_store(kept))
        if kept.suffix.lower() == ".parquet":
            return len(parquet_areas(kept))
        return len(_in_table(kept)) or None
    except (FactsError, OSError):
        return None


def _in_store(path: Path) -> set[str]:
    from lagesbild_rules.facts.store import Store  # duckdb is loaded only where a store is opened

    with Store.open(path, read_only=True, wait=0) as store:
        return {it.area for it in store.observations()}


def _in_table(path: Path) -> set[str]:
    names = (row.cells.get("area") for row in open_table(path).rows)
    return {name for it in names if it is not None and (name := str(it).strip())}
