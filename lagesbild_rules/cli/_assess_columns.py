"""``lagesbild assess`` by columns: a table of any size, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lagesbild_rules.cli._options import output, output_bytes
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation import Answer, Outcome, engine_module
from lagesbild_rules.facts import FactSet, fact_rows, facts_table, read_facts
from lagesbild_rules.report import Classed, answer_line
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language

if TYPE_CHECKING:
    import pyarrow as pa

    from lagesbild_rules.evaluation.columnar import Part


def assess_columns(
    facts: Path,
    ruleset: Ruleset,
    *,
    rows: Sequence[FactSet] | None,
    as_of: date,
    known_at: datetime | None,
    engine: str,
    cluster: str | None,
    format_: str,
    out: Path | None,
    skip_bad_rows: bool,
    language: Language,
) -> None:
    """Write what *ruleset* says about the table *facts*, of which one batch at a time is in memory.

    Where *rows* are given they are its facts, read before. An *engine* of a cluster takes those alone.
    """
    need_columnar()
    from lagesbild_rules.evaluation import columnar

    if rows is not None and engine != "columnar":
        part = _on_cluster(ruleset, rows, engine, cluster)
        schema = part.answers.schema.with_metadata(columnar.about(ruleset, as_of, known_at))
        _write(iter([part]), ruleset, schema, as_of, format_, out, language)
        return
    source = columnar.source_of(str(facts)) if rows is None else None
    if source is None:
        source = columnar.RowsSource(
            str(facts), ruleset, _rows(facts, ruleset, skip_bad_rows) if rows is None else rows
        )
    function = columnar.function_of(ruleset, source)
    with progress(source.size) as read:
        parts = _told(columnar.assess_source(function, source, skip_bad_rows=skip_bad_rows, read=read))
        schema = function.answers.with_metadata(columnar.about(ruleset, as_of, known_at))
        _write(parts, ruleset, schema, as_of, format_, out, language, decimal_comma=source.decimal_comma)


def _write(
    parts: Iterator[Part],
    ruleset: Ruleset,
    schema: pa.Schema,
    as_of: date,
    format_: str,
    out: Path | None,
    language: Language,
    *,
    decimal_comma: bool = False,
) -> None:
    from lagesbild_rules.evaluation import columnar

    if format_ == "table":
        classed = [it for part in parts for it in _classed(ruleset, part)]
        with output(out) as text:
            from lagesbild_rules.report._console import print_assessments  # rich is loaded only where it prints

            print_assessments(ruleset, classed, language, text)
        return
    with output_bytes(out) as file:
        if format_ == "jsonl":
            for part in parts:
                for row, answer in _answered(ruleset, part, decimal_comma):
                    file.write(f"{answer_line(ruleset, as_of, row, answer)}\n".encode())
        else:
            with columnar.WRITERS[format_](file, schema) as writer:
                for part in parts:
                    writer.write(part.answers)


def _on_cluster(ruleset: Ruleset, rows: Sequence[FactSet], engine: str, cluster: str | None) -> Part:
    from lagesbild_rules.evaluation import columnar

    module = engine_module(engine)
    carrying = module.DaskEngine(cluster) if engine == "dask" else module.SparkEngine(cluster)
    made = columnar.answers_table(ruleset, [it.area for it in rows], carrying.answers(ruleset, rows))
    facts = facts_table(ruleset.indicators, rows)
    first, second = (it.combine_chunks().to_batches() for it in (facts, made))
    return columnar.Part(first[0], second[0]) if rows else columnar.Part(*_empty(facts, made))


def _empty(*tables: pa.Table) -> list[pa.RecordBatch]:
    import pyarrow

    return [pyarrow.RecordBatch.from_pylist([], it.schema) for it in tables]


def need_columnar() -> None:
    """Raise ``QuestionError`` when what the columnar engine needs is not installed."""
    try:
        import_module("lagesbild_rules.evaluation.columnar")
    except ModuleNotFoundError as it:
        finding = f"tables by columns, and Parquet, need {it.name}"
        help = "install `lagesbild-rules[columnar]`"
        raise QuestionError([Problem(Place("--engine columnar"), "LR505", finding, help)]) from None


def _rows(facts: Path, ruleset: Ruleset, skip_bad_rows: bool) -> Sequence[FactSet]:
    table = read_facts(facts, ruleset.indicators, skip_bad_rows=skip_bad_rows)
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    return table.rows


def _told(parts: Iterator[Part]) -> Iterator[Part]:
    for part in parts:
        for problem in part.skipped:
            click.echo(f"skipped: {problem}", err=True)
        yield part


def _answered(ruleset: Ruleset, part: Part, decimal_comma: bool) -> Iterator[tuple[FactSet, Answer]]:
    from lagesbild_rules.evaluation.columnar import answers

    rows = fact_rows(part.facts, ruleset.indicators, decimal_comma=decimal_comma)
    return zip(rows, answers(ruleset, part.answers), strict=True)


def _classed(ruleset: Ruleset, part: Part) -> Iterator[Classed]:
    from lagesbild_rules.evaluation.columnar import answers

    for area, answer in zip(part.answers.column("area").to_pylist(), answers(ruleset, part.answers), strict=True):
        yield Classed(str(area), {name: Outcome(possible) for name, possible in answer.possible.items()})
