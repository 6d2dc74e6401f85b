"""``lagesbild study backtest``: computed classes against a published list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    facts_for,
    folders_option,
    format_option,
    known_at_option,
    language_option,
    out_option,
    output,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.cli._study_receipts import asked_with, file_marks
from lagesbild_rules.cli._study_sampling import (
    must_be_svg,
    plot_option,
    resamples_option,
    seed_option,
    words_of,
    write_page,
    write_plot,
)
from lagesbild_rules.evaluation import assess
from lagesbild_rules.record import study_receipt
from lagesbild_rules.report import backtest_data, backtest_json
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.study import (
    BACKTEST_COLUMNS,
    Sampling,
    backtest,
    backtest_page,
    backtest_svg,
    read_published,
)
from lagesbild_rules.text import Language


@click.command("backtest")
@click.argument("facts", type=click.Path(path_type=Path))
@ruleset_option
@click.option(
    "--published",
    "published_table",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The published list: an area and its class in each row.",
)
@click.option(
    "--column",
    "columns",
    metavar="NAME=COLUMN",
    multiple=True,
    help="The column of the list that holds `area` or a classification; may be repeated.  [default: their own names]",
)
@click.option(
    "--map", "words", metavar="WORD=LEVEL", multiple=True, help="The level that a word of the list means; repeatable."
)
@as_of_option
@known_at_option
@seed_option
@resamples_option
@format_option("console", "markdown", "json", "csv")
@plot_option
@out_option
@skip_option
@folders_option
@require_signed_options
@language_option
def backtest_command(
    facts: Path,
    reference: str,
    published_table: Path,
    columns: tuple[str, ...],
    words: tuple[str, ...],
    as_of: str | None,
    known_at: datetime | None,
    seed: int,
    resamples: int,
    format_: str,
    plot: Path | None,
    out: Path | None,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Hold the classes that a ruleset computes from FACTS against a published list.

    A matrix, shares and kappas with intervals, and for each area that differs the criteria whose other answers would
    give the published class. CSV holds a row for each area, JSON everything.
    """
    must_be_svg(plot)
    named, meant = words_of(columns, "--column"), words_of(words, "--map")
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    published = read_published(published_table, ruleset, columns=named, words=meant)
    table = facts_for(facts, ruleset, day, known_at, skip_bad_rows=skip_bad_rows)
    assessments = [assess(ruleset, row, as_of=day, known_at=known_at) for row in table.rows]
    found = backtest(assessments, published, sampling=Sampling(resamples, seed), progress=progress)
    if plot is not None:
        write_plot(plot, backtest_svg(found, language))
    if format_ == "json":
        receipt = study_receipt(
            [ruleset],
            backtest_data(found),
            as_of=day,
            known_at=known_at,
            facts=table.rows,
            arguments=asked_with(
                "study backtest",
                column=named,
                map=meant,
                seed=seed,
                resamples=resamples,
                skip_bad_rows=skip_bad_rows,
            ),
            inputs=file_marks(published=published_table),
        )
        with output(out) as file:
            file.write(backtest_json(found, receipt) + "\n")
    elif format_ == "csv":
        with output(out) as file:
            writer = CsvRows(file)
            writer.row(BACKTEST_COLUMNS)
            writer.rows(safe_cells(_cell(row[column]) for column in BACKTEST_COLUMNS) for row in found.rows())
    else:
        write_page(format_, out, backtest_page(found, language))


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(value)
        case _:
            return value
