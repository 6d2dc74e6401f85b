"""The pages of ``lagesbild picture``: options, and what stands beside the picture on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from lagesbild_rules.cli._compare_pictures import Asked, Settings, one_picture
from lagesbild_rules.facts import Area
from lagesbild_rules.picture import Picture, PictureSummary, compare, comparison_text, receipt
from lagesbild_rules.report import Beside, picture_map
from lagesbild_rules.text import Language

_Made = TypeVar("_Made", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--geometry",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The outlines of the areas, GeoPackage or GeoJSON: a map.",
    ),
    click.option(
        "--before", metavar="PICTURE", help="An earlier picture (its folder, or published:YEAR): what changed since."
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


def beside_of(
    told: PictureSummary, earlier: Picture | None, geometry: Path | None, areas: tuple[Area, ...], language: Language
) -> Beside:
    """Return the map, the changes since *earlier* and the receipt of *told*."""
    changes = drawn = None
    if earlier is not None:
        found = compare(earlier, told.picture, audience=told.audience, unmarked=told.unmarked)
        changes = comparison_text(found, language)
    if geometry is not None:
        from lagesbild_rules.picture.geo import read_geometry  # its libraries are loaded only for a map

        found_geometry = read_geometry(geometry, areas=areas)
        for problem in found_geometry.findings:
            click.echo(f"finding: {problem}", err=True)
        drawn = picture_map(told.picture, found_geometry, lang=language, id="drawn")
    return Beside(map=drawn, changes=changes, receipt=receipt(told))
