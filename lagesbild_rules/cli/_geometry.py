"""``lagesbild geometry``: where areas lie, checked, compared, measured, drawn and written."""

from __future__ import annotations

import click

from lagesbild_rules.cli._geometry_check import check_command
from lagesbild_rules.cli._geometry_export import export_command
from lagesbild_rules.cli._geometry_indicators import indicators_command
from lagesbild_rules.cli._geometry_map import map_command
from lagesbild_rules.cli._geometry_neighbours import neighbours_command
from lagesbild_rules.cli._geometry_overlap import overlap_command


@click.group("geometry")
def geometry_group() -> None:
    """Check, compare, measure, draw and write where areas lie: GeoPackage and GeoJSON.

    GEOMETRY is a file, or the name of a published list that has geometry, as published:2025.
    """


for _command in (
    check_command, export_command, indicators_command, map_command, neighbours_command, overlap_command,
):  # fmt: skip
    geometry_group.add_command(_command)
