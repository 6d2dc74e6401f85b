"""``lagesbild facts convert``: one kind of table made of another, without a change of what it says."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import as_of_option, day_of, folders_option, ruleset_option, skip_option
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.facts import ObservationTable, read_table, write_facts, write_observations


@click.command("convert")
@click.argument("facts", type=click.Path(path_type=Path))
@click.argument("to", type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@skip_option
@folders_option
@require_signed_options
def convert_command(
    facts: Path, to: Path, reference: str, as_of: str | None, skip_bad_rows: bool, folders: tuple[Path, ...]
) -> None:
    """Write the table FACTS again as TO, in the kind that its ending names: .csv, .jsonl, .ndjson, .parquet or .xlsx.

    A wide table stays wide and a long one long. The day only chooses the ruleset.
    """
    ruleset = ruleset_of(reference, as_of=day_of(as_of), folders=folders)
    table = read_table(facts, ruleset.indicators, skip_bad_rows=skip_bad_rows)
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    if isinstance(table, ObservationTable):
        write_observations(to, table.rows)
    else:
        write_facts(to, table.rows)
