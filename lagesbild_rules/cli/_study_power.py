"""``lagesbild study power``: how much each criterion weighs."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import format_option, language_option, out_option
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._study_options import asked, asked_option, plot_option, reference_argument, write_result
from lagesbild_rules.cli._study_receipts import asked_with
from lagesbild_rules.record import study_receipt
from lagesbild_rules.study import POWER_COLUMNS, power, power_plot, power_sheet
from lagesbild_rules.text import Language


@click.command("power")
@reference_argument
@plot_option
@asked_option
@format_option("console", "json", "csv", "markdown")
@out_option
@language_option
def power_command(
    reference: str,
    plot: Path | None,
    as_of: str | None,
    folders: tuple[Path, ...],
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Count, exactly, how often the class hangs on each criterion of REF: its Banzhaf power, and its share of cells."""
    ruleset, day = asked(reference, as_of, folders)
    found = power(ruleset, progress)
    if plot is not None:
        power_plot(found, plot, language)
    write_result(
        format_,
        out,
        power_sheet(found, language),
        POWER_COLUMNS,
        found.rows(),
        lambda rows: study_receipt([ruleset], rows, as_of=day, arguments=asked_with("study power")),
    )
