"""``lagesbild assess``: every area of a table classed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO

import click

from lagesbild_rules.cli._assess_columns import assess_columns, need_columnar
from lagesbild_rules.cli._assess_dataset import CLUSTERS, assess_parts, is_dataset
from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    folders_option,
    known_at_option,
    language_option,
    out_option,
    output,
    output_bytes,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation import Answer, Assessment, assess
from lagesbild_rules.facts import read_facts
from lagesbild_rules.report import assessment_line, csv_cells, table_columns, table_row
from lagesbild_rules.ruleset import Ruleset, resolve
from lagesbild_rules.text import Language


@click.command("assess")
@click.argument("facts", type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@known_at_option
@click.option(
    "--engine",
    type=click.Choice(["reference", "columnar", "dask", "spark"]),
    help="What evaluates: one area after the other; columns, for large tables; or a cluster, from Parquet to a folder "
    "of Parquet.  [default: columnar for .parquet, else reference]",
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
@skip_option
@folders_option
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
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Class every area in the table FACTS by a ruleset.

    FACTS is a file (.csv, .jsonl, .ndjson or .parquet), or a folder whose .parquet files are one table.
    """
    if cluster is not None and engine not in CLUSTERS:
        raise click.UsageError("--cluster goes with `--engine dask` or `--engine spark`")
    chosen = format_ or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    if chosen == "parquet" and out is None and sys.stdout.isatty():
        help = "write it to a file: add `--out answers.parquet`"
        raise QuestionError([Problem(Place("--format parquet"), "LR506", "a terminal cannot show Parquet", help)])
    day = day_of(as_of)
    ruleset = resolve(reference, as_of=day, folders=folders)
    if is_dataset(facts, engine):
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
    if engine == "columnar" or (engine is None and facts.suffix.lower() == ".parquet"):
        assess_columns(
            facts,
            ruleset,
            as_of=day,
            known_at=known_at,
            format_=chosen,
            out=out,
            skip_bad_rows=skip_bad_rows,
            language=language,
        )
        return
    table = read_facts(facts, ruleset.indicators, skip_bad_rows=skip_bad_rows)
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    assessments = [assess(ruleset, row, as_of=day, known_at=known_at) for row in table.rows]
    if chosen == "parquet":
        _parquet(out, ruleset, assessments, day, known_at)
        return
    with output(out) as file:
        _WRITERS[chosen](file, ruleset, assessments, language)


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
    writer = csv.writer(file, lineterminator="\n")
    columns = table_columns(ruleset)
    writer.writerow(columns)
    for it in assessments:
        row = table_row(it)
        writer.writerow(csv_cells(row[column] for column in columns))


def _table(file: IO[str], ruleset: Ruleset, assessments: Sequence[Assessment], language: Language) -> None:
    from lagesbild_rules.report._console import print_assessments  # rich is loaded only where it prints

    print_assessments(ruleset, assessments, language, file)


_WRITERS = {"jsonl": _jsonl, "csv": _csv, "table": _table}
