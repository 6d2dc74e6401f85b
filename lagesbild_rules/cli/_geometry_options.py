"""Options that the commands of geometry share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator
from lagesbild_rules.errors import Problem
from lagesbild_rules.facts import Area
from lagesbild_rules.picture import PUBLISHED, Picture, published, read_picture
from lagesbild_rules.picture.geo import TOUCHING, Geometry, published_geometry, read_geometry

geometry_argument: Decorator = click.argument("geometry", metavar="GEOMETRY")
column_option: Decorator = click.option(
    "--area-column", metavar="NAME", default="area", show_default=True, help="The attribute that names the area."
)
layer_option: Decorator = click.option("--layer", metavar="NAME", help="The layer of a GeoPackage that has several.")
within_option: Decorator = click.option(
    "--within",
    metavar="METRES",
    type=click.FloatRange(0),
    default=TOUCHING,
    show_default=True,
    help="How far apart, edge to edge, neighbours may lie; the default takes those that touch.",
)


def geometry_of(name: str, column: str = "area", layer: str | None = None, areas: Iterable[Area] = ()) -> Geometry:
    """Return the geometry in the file *name*, or that of the published list; what is odd is left to be told."""
    if name.startswith(PUBLISHED):
        return published_geometry(name)
    return read_geometry(name, column, layer=layer, areas=areas)


def picture_of(name: str) -> Picture:
    """Return the published list *name*, or the picture that was kept in a folder or in a file ``picture.json``."""
    if name.startswith(PUBLISHED):
        return published(name)
    path = Path(name)
    return read_picture(path / "picture.json" if path.is_dir() else path)


def counted(areas: int) -> str:
    """Return how many *areas* there are, in words."""
    return "1 area" if areas == 1 else f"{areas} areas"


def tell(findings: Iterable[Problem]) -> None:
    """Tell *findings* on standard error."""
    for it in findings:
        click.echo(f"finding: {it}", err=True)
