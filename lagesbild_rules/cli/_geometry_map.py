"""``lagesbild geometry map``: a picture drawn as a map."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._geometry_options import column_option, geometry_of, layer_option, picture_of, tell
from lagesbild_rules.cli._options import language_option, out_option, output
from lagesbild_rules.picture import PUBLISHED
from lagesbild_rules.report import picture_map
from lagesbild_rules.text import Language


@click.command("map")
@click.argument("picture")
@click.option("--geometry", metavar="GEOMETRY", help="Where its areas lie.  [default: what was published with a list]")
@column_option
@layer_option
@language_option
@out_option
def map_command(
    picture: str, geometry: str | None, area_column: str, layer: str | None, language: Language, out: Path | None
) -> None:
    """Draw PICTURE, a published list or what `lagesbild picture` kept (its folder or picture.json), as a map in SVG.

    Drawn is the class that stands: what people decided, else what was computed or published.
    """
    shown = picture_of(picture)
    if geometry is None and not picture.startswith(PUBLISHED):
        raise click.UsageError("name the file of geometry by --geometry")
    found = geometry_of(geometry or picture, area_column, layer)
    tell(found.findings)
    with output(out) as file:
        file.write(picture_map(shown, found, lang=language))
