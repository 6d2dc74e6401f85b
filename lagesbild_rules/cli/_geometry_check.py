"""``lagesbild geometry check``: whether geometry can be read, and what is odd about it."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._geometry_options import column_option, counted, geometry_argument, geometry_of, layer_option
from lagesbild_rules.cli._options import areas_option
from lagesbild_rules.facts import read_areas


@click.command("check")
@geometry_argument
@column_option
@layer_option
@areas_option
def check_command(geometry: str, area_column: str, layer: str | None, areas_table: Path | None) -> None:
    """Tell what is odd about GEOMETRY: areas that overlap, and what does not fit the table of areas; then exit with 1.

    What cannot be taken (outlines that cross themselves, areas twice, coordinates outside their system) is told all at
    once, with exit code 2.
    """
    found = geometry_of(geometry, area_column, layer, read_areas(areas_table) if areas_table else ())
    click.echo(f"{counted(len(found))}, {sum(it.vertices for it in found)} vertices, read in {found.read_in}")
    for finding in found.findings:
        click.echo(str(finding))
    if found.findings:
        raise click.exceptions.Exit(1)
