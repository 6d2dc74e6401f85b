"""``lagesbild geometry neighbours``: which areas lie near one another, and how near."""

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
from lagesbild_rules.picture.geo import neighbours
from lagesbild_rules.rows import CsvRows, safe_cells


@click.command("neighbours")
@geometry_argument
@column_option
@layer_option
@within_option
@out_option
def neighbours_command(geometry: str, area_column: str, layer: str | None, within: float, out: Path | None) -> None:
    """Write as CSV each two areas of GEOMETRY that lie within so many METRES of one another, edge to edge."""
    found = geometry_of(geometry, area_column, layer)
    tell(found.findings)
    with output(out) as file:
        writer = CsvRows(file)
        writer.row(("area", "other", "metres"))
        writer.rows(safe_cells((it.area, it.other, it.metres)) for it in neighbours(found, within))
