"""``lagesbild geometry indicators``: how near areas lie to those of a list, as facts for a trial."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._geometry_options import (
    column_option,
    geometry_argument,
    geometry_of,
    layer_option,
    tell,
    within_option,
)
from lagesbild_rules.cli._options import out_option, output
from lagesbild_rules.facts import read_areas
from lagesbild_rules.picture import PUBLISHED, published
from lagesbild_rules.picture.geo import NEIGHBOUR_INDICATORS, neighbour_facts
from lagesbild_rules.rows import CsvRows


@click.command("indicators")
@geometry_argument
@click.option(
    "--listed",
    metavar="TABLE",
    required=True,
    help="The areas that count as listed: a table with the column area, or a published list, as published:2025.",
)
@column_option
@layer_option
@within_option
@out_option
def indicators_command(
    geometry: str, listed: str, area_column: str, layer: str | None, within: float, out: Path | None
) -> None:
    """Write as CSV, a wide table of facts, how many neighbours each area has and how near the nearest listed one lies.

    These indicators are ours: no method of the Police asks for them. A ruleset that uses them is a trial.
    """
    found = geometry_of(geometry, area_column, layer)
    tell(found.findings)
    if listed.startswith(PUBLISHED):
        names = {it.id for it in published(listed).areas}
    else:
        names = {it.area for it in read_areas(listed)}
    facts = neighbour_facts(found, names, within)
    tell(facts.findings)
    with output(out) as file:
        writer = CsvRows(file)
        columns = ("area", *NEIGHBOUR_INDICATORS)
        writer.row(columns)
        writer.rows([row[column] for column in columns] for row in facts.rows)
