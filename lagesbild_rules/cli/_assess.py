"""``lagesbild assess``: every area of a table classed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, cast

import click

from lagesbild_rules.canonical import canonical
from lagesbild_rules.cli._assess_columns import assess_columns, need_columnar
from lagesbild_rules.cli._assess_dataset import CLUSTERS, assess_parts, is_dataset
from lagesbild_rules.cli._options import (
    areas_option,
    as_of_option,
    day_of,
    facts_for,
    folders_option,
    known_at_option,
    language_option,
    out_option,
    output,
    output_bytes,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation import ENGINES, Answer, Assessment, EngineName, assess
from lagesbild_rules.facts import FactSet, holds_observations
from lagesbild_rules.record import receipts_of
from lagesbild_rules.report import assessment_line, csv_cells, table_columns, table_row
from lagesbild_rules.rows import CsvRows
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language


@click.command("assess")
@click.argument("facts", type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@known_at_option
@click.option(
    "--engine",
    type=click.Choice([*ENGINES, "columnar", *CLUSTERS]),
    help="What evaluates: one area after the other; columns, for large tables; or a cluster.  "
    "[default: columnar for .parquet, else reference]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="The scheduler of Dask (tcp://…) or the master of Spark.  [default: the processors of this machine]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv", "parquet"]),
    help="How it is written.  [default: table on a terminal, else jsonl]",
)
@out_option
@click.option(
    "--receipts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a receipt of each area to FILE too, one a line; it takes the engine reference or durable.",
)
@skip_option
@areas_option
@folders_option
@require_signed_options
@language_option
def assess_command(
    facts: Path,
    reference: str,
    as_of: str | None,
    known_at: datetime | None,
    engine: str | None,
    cluster: str | None,
    format_: str | None,
    out: Path | None,
    receipts: Path | None,
    skip_bad_rows: bool,
    areas_table: Path | None,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Class every area in the table FACTS by a ruleset.

    FACTS is a table (.csv, .jsonl, .ndjson, .parquet or .xlsx): wide with one row an area, or long with one row an
    observation. A folder whose .parquet files are one wide table is assessed into a folder, and so is Parquet on a
    cluster.
    """
    if cluster is not None and engine not in CLUSTERS:
        raise click.UsageError("--cluster goes with `--engine dask` or `--engine spark`")
    if receipts is not None and (engine in ("columnar", *CLUSTERS) or facts.is_dir()):
        raise click.UsageError("--receipts goes with `--engine reference` or `--engine durable`, and a single table")
    if receipts is not None and engine is None:
        engine = "reference"
    chosen = format_ or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    if chosen == "parquet" and out is None and sys.stdout.isatty():
        help = "write it to a file: add `--out answers.parquet`"
        raise QuestionError([Problem(Place("--format parquet"), "LR506", "a terminal cannot show Parquet", help)])
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    if is_dataset(facts, engine, format_, out) and not holds_observations(facts, ruleset.indicators):
        assess_parts(
            facts,
            ruleset,
            as_of=day,
            known_at=known_at,
            engine=engine,
            cluster=cluster,
            format_=format_,
            out=out,
            skip_bad_rows=skip_bad_rows,
        )
        return
    whole = engine in CLUSTERS or areas_table is not None or holds_observations(facts, ruleset.indicators)
    if engine in ("columnar", *CLUSTERS) or (engine is None and not whole and facts.suffix.lower() == ".parquet"):
        assess_columns(
            facts,
            ruleset,
            rows=_table_of(facts, ruleset, day, known_at, areas_table, skip_bad_rows) if whole else None,
            as_of=day,
            known_at=known_at,
            engine=engine or "columnar",
            cluster=cluster,
            format_=chosen,
            out=out,
            skip_bad_rows=skip_bad_rows,
            language=language,
        )
        return
    rows = _table_of(facts, ruleset, day, known_at, areas_table, skip_bad_rows)
    one = cast(EngineName, engine or "reference")
    assessments = [assess(ruleset, row, as_of=day, known_at=known_at, engine=one) for row in rows]
    if receipts is not None:
        _receipts(receipts, assessments, one)
    if chosen == "parquet":
        _parquet(out, ruleset, assessments, day, known_at)
        return
    with output(out) as file:
        _WRITERS[chosen](file, ruleset, assessments, language)


def _table_of(
    facts: Path, ruleset: Ruleset, day: date, known_at: datetime | None, areas_table: Path | None, skip_bad_rows: bool
) -> Sequence[FactSet]:
    return facts_for(facts, ruleset, day, known_at, areas_table=areas_table, skip_bad_rows=skip_bad_rows).rows


def _receipts(to: Path, assessments: Sequence[Assessment], engine: str) -> None:
    with output(to) as file:
        for it in receipts_of(assessments, engine=engine):
            file.write(f"{canonical(it.data).decode()}\n")


def _parquet(
    out: Path | None, ruleset: Ruleset, assessments: Sequence[Assessment], day: date, known_at: datetime | None
) -> None:
    need_columnar()
    from lagesbild_rules.evaluation.columnar import WRITERS, about, answers_table

    made = answers_table(ruleset, [it.area for it in assessments], [Answer.of(it) for it in assessments])
    schema = made.schema.with_metadata(about(ruleset, day, known_at))
    with output_bytes(out) as file, WRITERS["parquet"](file, schema) as writer:
        for batch in made.to_batches():
            writer.write(batch)


def _jsonl(file: IO[str], _: Ruleset, assessments: Sequence[Assessment], __: Language) -> None:
    for it in assessments:
        file.write(f"{assessment_line(it)}\n")


def _csv(file: IO[str], ruleset: Ruleset, assessments: Sequence[Assessment], _: Language) -> None:
    writer = CsvRows(file)
    columns = table_columns(ruleset)
    writer.row(columns)
    for it in assessments:
        row = table_row(it)
        writer.row(csv_cells(row[column] for column in columns))


def _table(file: IO[str], ruleset: Ruleset, assessments: Sequence[Assessment], language: Language) -> None:
    from lagesbild_rules.report._console import print_assessments  # rich is loaded only where it prints

    print_assessments(ruleset, assessments, language, file)


_WRITERS = {"jsonl": _jsonl, "csv": _csv, "table": _table}
