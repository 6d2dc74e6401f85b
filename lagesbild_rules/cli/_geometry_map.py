"""``lagesbild geometry map``: a published list drawn as a map."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._geometry_options import column_option, geometry_of, layer_option, tell
from lagesbild_rules.cli._options import language_option, out_option, output
from lagesbild_rules.picture import published
from lagesbild_rules.report import picture_map
from lagesbild_rules.text import Language


@click.command("map")
@click.argument("list_", metavar="LIST")
@click.option("--geometry", metavar="GEOMETRY", help="Where its areas lie.  [default: what was published with it]")
@column_option
@layer_option
@language_option
@out_option
def map_command(
    list_: str, geometry: str | None, area_column: str, layer: str | None, language: Language, out: Path | None
) -> None:
    """Draw the published LIST, as published:2025, as a map in SVG."""
    picture = published(list_)
    found = geometry_of(geometry or list_, area_column, layer)
    tell(found.findings)
    with output(out) as file:
        file.write(picture_map(picture, found, lang=language))
