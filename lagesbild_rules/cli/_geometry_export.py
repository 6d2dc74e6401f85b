"""``lagesbild geometry export``: geometry written anew, with columns of a table beside each area."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._geometry_options import (
    column_option,
    counted,
    geometry_argument,
    geometry_of,
    layer_option,
    picture_of,
    tell,
)
from lagesbild_rules.cli._options import audience_option
from lagesbild_rules.errors import FactsError, Place, Problem, quoted, suggestion
from lagesbild_rules.facts import open_table
from lagesbild_rules.picture.geo import Audience, Columns, Geometry, GeometryKind, write_geometry, write_picture


@click.command("export")
@geometry_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@column_option
@layer_option
@click.option("--web", is_flag=True, help="For the web: GeoJSON by RFC 7946, in WGS 84.")
@click.option(
    "--picture",
    metavar="PICTURE",
    help="The classes that go along: of a published list, or of a picture that was kept (its folder or picture.json).",
)
@audience_option
@click.option(
    "--columns",
    metavar="TABLE",
    type=click.Path(path_type=Path),
    help="A table whose columns go along, by its column area: answers of assess, for instance.",
)
def export_command(
    geometry: str,
    out: Path,
    area_column: str,
    layer: str | None,
    web: bool,
    picture: str | None,
    audience: Audience,
    columns: Path | None,
) -> None:
    """Write GEOMETRY to OUT, a .gpkg or a .geojson in SWEREF 99 TM, or with --web in WGS 84.

    Of a picture those areas are written that it has. To the audience open only published classes are told.
    """
    found = geometry_of(geometry, area_column, layer)
    tell(found.findings)
    further = _columns(columns, found) if columns else None
    kind: GeometryKind | None = "web" if web else None
    if picture is None:
        write_geometry(out, found, columns=further, kind=kind)
        click.echo(f"wrote {counted(len(found))} to {out}")
        return
    shown = picture_of(picture)
    write_picture(out, shown, found, audience=audience, columns=further, kind=kind)
    click.echo(f"wrote {counted(sum(it.id in found for it in shown.areas))} to {out}")


def _columns(path: Path, geometry: Geometry) -> Columns:
    table = open_table(path)
    made: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for row in table.rows:
        problems.extend(row.problems)
        area = str(row.cells.get("area") or "").strip()
        place = Place(table.path, row.line, "area")
        if "area" not in row.cells:
            problems.append(Problem(place, "LR302", "the column `area` is missing", "name the area of each row"))
            break
        if area not in geometry:
            problems.append(
                Problem(place, "LR868", f"the area {quoted(area)} has no geometry", suggestion(area, geometry.areas))
            )
            continue
        for name, cell in row.cells.items():
            if name == "area":
                continue
            values = made.setdefault(name, {})
            if area in values:
                problems.append(Problem(place, "LR306", f"the area {quoted(area)} has another row", "keep one of them"))
                break
            values[area] = "" if cell is None else str(cell)
    if problems:
        raise FactsError(problems)
    return {name: {area: cell or None for area, cell in values.items()} for name, values in made.items()}
