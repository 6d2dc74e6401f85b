"""``lagesbild round add``: answers added to a round."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import skip_option
from lagesbild_rules.cli._round_options import round_argument, round_of
from lagesbild_rules.cli._signed_rulesets import require_signed_options
from lagesbild_rules.cli._store_options import at_option, time_of, wait_option
from lagesbild_rules.picture import add_answers


@click.command("add")
@round_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--unit",
    metavar="UNIT",
    help="The unit that hands in.  [default: the unit that each answer names, else its area's local police area]",
)
@at_option
@skip_option
@wait_option
@require_signed_options
def add_command(
    folder: Path, files: tuple[Path, ...], unit: str | None, at: str | None, skip_bad_rows: bool, wait: float
) -> None:
    """Add the answers in each FILE to ROUND: filled forms, long tables or stores; all of them, or none.

    What is there already adds nothing. A unit that has sent its answers adds none until they are returned to it.
    """
    round_of(folder)  # refused before anything is read by its ruleset
    made, handed = add_answers(folder, files, at=time_of(at), unit=unit, skip_bad_rows=skip_bad_rows, wait=wait)
    for problem in handed.skipped:
        click.echo(f"skipped: {problem}", err=True)
    for problem in handed.findings:
        click.echo(f"finding: {problem}", err=True)
    already = len(handed.observations) - handed.added
    click.echo(f"{handed.added} added, {already} there already, by {len(handed.units)} of {len(made.units)} units")
