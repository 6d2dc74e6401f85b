"""``lagesbild round new``: a round of collection begun."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import as_of_option, day_of, folders_option, ruleset_option
from lagesbild_rules.cli._round_options import round_argument
from lagesbild_rules.cli._signed_rulesets import require_signed_options, required, ruleset_of
from lagesbild_rules.errors import FactsError, LagesbildError, Problem
from lagesbild_rules.facts import Area, Lineage, read_areas, read_lineage
from lagesbild_rules.picture import new_round


@click.command("new")
@round_argument
@ruleset_option
@as_of_option
@click.option("--due", metavar="DATE", required=True, help="The last day for answers, YYYY-MM-DD.")
@click.option(
    "--areas",
    "areas_table",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The table of all areas: those that exist on the day are asked about, their local police areas answer.",
)
@click.option(
    "--lineage",
    "lineage_table",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What was split, merged and renamed, so that areas are compared with what they were.",
)
@click.option("--name", help="What the round is called.  [default: the name of its folder]")
@folders_option
@require_signed_options
def new_command(
    folder: Path,
    reference: str,
    as_of: str | None,
    due: str,
    areas_table: Path,
    lineage_table: Path | None,
    name: str | None,
    folders: tuple[Path, ...],
) -> None:
    """Begin a round in the folder ROUND: what is asked about which areas, of whom, and by when.

    The folder keeps copies of the ruleset, of its signatures and of the tables, so that nothing outside it can change
    the round.
    """
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    problems: list[Problem] = []
    areas: tuple[Area, ...] = ()
    lineage: tuple[Lineage, ...] = ()
    try:
        areas = read_areas(areas_table)
    except LagesbildError as it:
        problems += it.problems
    try:
        lineage = read_lineage(lineage_table) if lineage_table else ()
    except LagesbildError as it:
        problems += it.problems
    if problems:
        raise FactsError(problems)
    made = new_round(
        folder, ruleset, areas, as_of=day, due=due, name=name, lineage=lineage, envelopes=required().envelopes
    )
    click.echo(f"{folder}: {len(made.units)} units asked about {len(made.areas)} areas, answers due on {made.due}")
