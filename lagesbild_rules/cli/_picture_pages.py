"""The pages of ``lagesbild picture``: options, and what stands beside the picture on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from lagesbild_rules.cli._compare_pictures import Asked, Settings, one_picture
from lagesbild_rules.cli._folder import Written
from lagesbild_rules.facts import Area, Lineage
from lagesbild_rules.picture import Picture, PictureSummary, compare, comparison_text, picture_tables, receipt
from lagesbild_rules.report import Beside, picture_map
from lagesbild_rules.text import Language

if TYPE_CHECKING:
    from lagesbild_rules.picture.geo import Geometry, GeometryKind

SHAPES: Final[dict[str, GeometryKind]] = {"areas.gpkg": "gpkg", "areas.geojson": "web"}
"""The files with the outlines of areas, and of which kind each is."""

_Made = TypeVar("_Made", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--geometry",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The outlines of the areas, GeoPackage or GeoJSON: a map, and the classes as GeoPackage and GeoJSON.",
    ),
    click.option(
        "--before", metavar="PICTURE", help="An earlier picture (its folder, or published:YEAR): what changed since."
    ),
    click.option(
        "--lineage",
        "lineage_table",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The table of what areas became since the earlier picture.",
    ),
    click.option("--pages/--no-pages", default=True, show_default=True, help="The page of the whole, index.html."),
    click.option("--sheets", is_flag=True, help="A sheet for each municipality, to hand over."),
    click.option("--pdf", "as_pdf", is_flag=True, help="The whole, and the sheets that are asked for, as PDF too."),
)


def pages_options(command: _Made) -> _Made:
    """Add the options that tell which pages are made."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def earlier_picture(before: str | None, folders: Iterable[Path]) -> Picture | None:
    """Return the earlier picture that is asked for."""
    return None if before is None else one_picture(Asked(before, "before"), Settings(folders=tuple(folders)))


def geometry_in(file: Path | None, areas: tuple[Area, ...]) -> Geometry | None:
    """Return the outlines of *areas* in *file*, what is odd about them being told."""
    if file is None:
        return None
    from lagesbild_rules.picture.geo import read_geometry  # its libraries are loaded only for a map

    found = read_geometry(file, areas=areas)
    for problem in found.findings:
        click.echo(f"finding: {problem}", err=True)
    return found


def beside_of(
    told: PictureSummary,
    earlier: Picture | None,
    lineage: Iterable[Lineage] | None,
    geometry: Geometry | None,
    language: Language,
) -> Beside:
    """Return the map, the changes since *earlier* and the receipt of *told*."""
    changes = drawn = None
    if earlier is not None:
        found = compare(earlier, told.picture, lineage=lineage, audience=told.audience, unmarked=told.unmarked)
        changes = comparison_text(found, language)
    if geometry is not None:
        drawn = picture_map(told.picture, geometry, lang=language, id="drawn")
    return Beside(map=drawn, changes=changes, receipt=receipt(told))


def shapes_with_classes(
    told: PictureSummary, geometry: Geometry, language: Language, changes: Mapping[str, str] | None
) -> Iterator[Written]:
    """Yield GeoPackage, and GeoJSON for the web, with the classes of *told* and all that the table of areas tells.

    For the open audience they hold the published classes alone.
    """
    from lagesbild_rules.picture.geo import columns_of, write_picture

    further: dict[str, dict[str, str | int | None]] = {}
    if told.audience == "internal":
        table = next(it for it in picture_tables(told, language, changes=changes) if it.name == "areas")
        known = columns_of(told.picture)
        for place, column in enumerate(table.columns):
            name = column.replace(".", "_")
            if name not in known:
                further[name] = {str(row[0]): row[place] for row in table.rows}
    with TemporaryDirectory() as folder:
        for name, kind in SHAPES.items():
            path = Path(folder, name)
            write_picture(path, told.picture, geometry, audience=told.audience, columns=further, kind=kind)
            yield Written(name, path.read_bytes())
