"""Observations written as tables."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable
from pathlib import Path

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.facts._long_columns import LONG_COLUMNS, long_row
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.files import replacing


def write_observations(path: str | os.PathLike[str], observations: Iterable[Observation]) -> None:
    """Write *observations* as a long table at *path*, by the ending of its name."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".csv", ".jsonl", ".parquet"):
        finding = f"{quoted(suffix)} is no kind of table known here" if suffix else "the file name has no ending"
        help = f"name it {listed(('.csv', '.jsonl', '.parquet'))}"
        raise FactsError([Problem(Place(os.fspath(path)), "LR007", finding, help)])
    rows = map(long_row, observations)
    if suffix == ".parquet":
        from lagesbild_rules.facts._parquet import write_parquet

        write_parquet(Path(path), list(rows))
        return
    with replacing(path, FactsError) as file:
        if suffix == ".csv":
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(LONG_COLUMNS)
            writer.writerows([row.get(column) or "" for column in LONG_COLUMNS] for row in rows)
        for row in rows if suffix == ".jsonl" else ():
            cells = {column: row[column] for column in LONG_COLUMNS if row.get(column) is not None}
            file.write(json.dumps(cells, ensure_ascii=False) + "\n")
