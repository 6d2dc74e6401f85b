"""``lagesbild assess`` from Parquet to a folder of Parquet parts, on this machine or on a cluster."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from lagesbild_rules.cli._progress import progress
from lagesbild_rules.evaluation import assess_dataset
from lagesbild_rules.ruleset import Ruleset

CLUSTERS = ("dask", "spark")


def is_dataset(facts: Path, engine: str | None, format_: str | None, out: Path | None) -> bool:
    """Return whether *facts* go into a folder of Parquet parts: a folder does, and Parquet to Parquet on a cluster."""
    if facts.is_dir():
        return engine in (None, "columnar", *CLUSTERS)
    to_parquet = out is not None and format_ in (None, "parquet")
    return engine in CLUSTERS and facts.suffix.lower() == ".parquet" and to_parquet


def assess_parts(
    facts: Path,
    ruleset: Ruleset,
    *,
    as_of: date,
    known_at: datetime | None,
    engine: str | None,
    cluster: str | None,
    format_: str | None,
    out: Path | None,
    skip_bad_rows: bool,
) -> None:
    """Write what *ruleset* says about the dataset *facts* into the new folder *out*."""
    what = f"--engine {engine}" if engine in CLUSTERS else "a folder of facts"
    if out is None or format_ not in (None, "parquet"):
        raise click.UsageError(f"{what} writes a folder of Parquet parts: add `--format parquet --out FOLDER`")
    if skip_bad_rows:
        raise click.UsageError(f"{what} leaves no rows out: take --skip-bad-rows away, or use a single file")
    with progress(None) as read:
        assess_dataset(
            ruleset,
            facts,
            out,
            as_of=as_of,
            known_at=known_at,
            engine=engine or "columnar",
            cluster=cluster,
            read=read,
        )
