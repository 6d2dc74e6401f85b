"""``lagesbild study agreement``: how far assessors of the same areas agree, and how units answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
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
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.facts import FactTable, Observation, read_table
from lagesbild_rules.record import study_receipt
from lagesbild_rules.report import agreement_data, agreement_json
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study import AGREEMENT_COLUMNS, Between, Sampling, agreement, agreement_page, agreement_svg
from lagesbild_rules.text import Language


@click.command("agreement")
@click.argument("observations", type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@known_at_option
@click.option(
    "--between",
    type=click.Choice(["units", "rounds"]),
    default="units",
    show_default=True,
    help="Compare units, or each unit with itself from one calendar year to another.",
)
@click.option(
    "--group",
    "groups",
    metavar="NAME=ID,ID",
    multiple=True,
    help="A question group; may be repeated.  [default: the groups of the ruleset]",
)
@click.option(
    "--burden",
    metavar="ID,ID",
    help="The indicators of how burdened areas are.  [default: those from registers and measurements alone]",
)
@seed_option
@resamples_option
@format_option("console", "markdown", "json", "csv")
@plot_option
@out_option
@skip_option
@folders_option
@require_signed_options
@language_option
def agreement_command(
    observations: Path,
    reference: str,
    as_of: str | None,
    known_at: datetime | None,
    between: Between,
    groups: tuple[str, ...],
    burden: str | None,
    seed: int,
    resamples: int,
    format_: str,
    plot: Path | None,
    out: Path | None,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Tell how far assessors agree about the same areas, from the long table OBSERVATIONS.

    Percent, kappas and Krippendorff's alpha for each question; Cronbach's alpha for each question group; and how
    each unit answers. CSV holds the agreement of questions, JSON everything.
    """
    must_be_svg(plot)
    chosen = {name: _ids(text) for name, text in words_of(groups, "--group").items()}
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    found = agreement(
        observations_in(observations, ruleset, skip_bad_rows),
        ruleset,
        as_of=day,
        known_at=known_at,
        between=between,
        groups=chosen or None,
        burden=None if burden is None else _ids(burden),
        sampling=Sampling(resamples, seed),
        progress=progress,
    )
    if plot is not None:
        write_plot(plot, agreement_svg(found, ruleset, language))
    if format_ == "json":
        receipt = study_receipt(
            [ruleset],
            agreement_data(found),
            as_of=day,
            known_at=known_at,
            arguments=asked_with(
                "study agreement",
                between=between,
                group={name: list(ids) for name, ids in chosen.items()},
                burden=() if burden is None else _ids(burden),
                seed=seed,
                resamples=resamples,
                skip_bad_rows=skip_bad_rows,
            ),
            inputs=file_marks(observations=observations),
        )
        with output(out) as file:
            file.write(agreement_json(found, receipt) + "\n")
    elif format_ == "csv":
        with output(out) as file:
            writer = CsvRows(file)
            writer.row(AGREEMENT_COLUMNS)
            writer.rows(safe_cells(_cell(getattr(it, column)) for column in AGREEMENT_COLUMNS) for it in found.pairs)
    else:
        write_page(format_, out, agreement_page(found, ruleset, language))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(it.strip() for it in text.split(",") if it.strip())


def observations_in(path: Path, ruleset: Ruleset, skip_bad_rows: bool) -> tuple[Observation, ...]:
    """Return what the long table at *path* says; skipped rows are told on standard error."""
    table = read_table(path, ruleset.indicators, skip_bad_rows=skip_bad_rows)
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    if isinstance(table, FactTable):
        help = "give a long table, with the columns `area`, `indicator`, `value` and `reported_by`"
        finding = "a wide table does not say who answered"
        raise QuestionError([Problem(Place(str(path)), "LR753", finding, help)])
    return table.rows


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case float():
            return round(value, 6)
        case tuple():
            return "; ".join(value)
        case _:
            return value
