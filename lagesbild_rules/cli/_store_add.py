"""``lagesbild store add``: the observations of a table added to a store."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import as_of_option, day_of, folders_option, ruleset_option, skip_option
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.cli._store_options import at_option, store_option, time_of, unit_option, wait_option
from lagesbild_rules.facts import read_observations
from lagesbild_rules.facts.store import Store


@click.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@ruleset_option
@unit_option
@at_option
@as_of_option
@skip_option
@wait_option
@folders_option
@require_signed_options
def add_command(
    file: Path,
    store: Path,
    reference: str,
    unit: str,
    at: str | None,
    as_of: str | None,
    skip_bad_rows: bool,
    wait: float,
    folders: tuple[Path, ...],
) -> None:
    """Add the observations in the long table FILE, read by the indicators of a ruleset: all of them, or none.

    What is in the store already adds nothing. A row that only states newly that its observation was withdrawn or
    superseded records that. The day only chooses the ruleset.
    """
    ruleset = ruleset_of(reference, as_of=day_of(as_of), folders=folders)
    table = read_observations(file, ruleset.indicators, skip_bad_rows=skip_bad_rows)
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    with Store.open(store, wait=wait) as opened:
        added = opened.add(table.rows, at=time_of(at), unit=unit)
    click.echo(f"{added.new} added, {added.already} there already, {added.marked} of those withdrawn or superseded now")
