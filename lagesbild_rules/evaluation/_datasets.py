"""Datasets assessed from Parquet to Parquet, on this machine or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.evaluation._tables import engine_module
from lagesbild_rules.ruleset import Ruleset

DATASET_ENGINES: Final = ("columnar", "dask", "spark")
"""The engines that assess datasets."""


def assess_dataset(
    ruleset: Ruleset,
    source: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    as_of: Day,
    known_at: datetime | None = None,
    engine: str = "columnar",
    cluster: str | None = None,
    read: Callable[[int], None] = lambda _: None,
) -> None:
    """Write what *ruleset* says about every row of the dataset *source* into the new folder *out*, in the same order.

    *source* is a Parquet file, or a folder whose Parquet files, in the order of their names, are one table. *out* holds
    ``part-00000.parquet`` and on, with the columns of ``assess_table``; it appears when all of it is there. *cluster*
    is the address of a scheduler of Dask or of a master of Spark; without it this machine's processors are used, or
    the client or session that runs in this process already. Every worker must reach *source* and *out* by their paths.
    *read* is told of rows that were done.

    Names of areas are trimmed, and two rows of one area are an error, in whatever parts they stand. Raises
    ``FactsError`` with every problem of the dataset, each with its file and row there, from the hundredth on their
    number alone; and ``QuestionError`` when *out* is there already, or the cluster cannot be used.
    """
    day = as_day(as_of)
    module = engine_module(engine, DATASET_ENGINES)
    from lagesbild_rules.evaluation import columnar

    carry = columnar.here if engine == "columnar" else partial(module.reports, cluster=cluster)
    paths = os.fspath(source), os.fspath(out)
    columnar.assess_dataset(ruleset, *paths, as_of=day, known_at=known_at, carry=carry, read=read)
