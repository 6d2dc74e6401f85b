"""Published lists as pictures, and what became of their areas: read from the tables that come with the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Any, Final

import yaml

from lagesbild_rules.errors import CatalogueError, Place, Problem, quoted, suggestion
from lagesbild_rules.facts import Area, Lineage, read_lineage
from lagesbild_rules.picture._model import Ladder, Picture, PictureArea, Publication, Rung
from lagesbild_rules.text import Text

PUBLISHED: Final = "published:"
"""How the name of a published list begins; its year follows."""
_FOLDER: Final = files("lagesbild_rules.picture") / "published"


def published(name: str) -> Picture:
    """Return the published list *name*, as ``published:2023``: the areas on it, each with the class it was given.

    An area that is not there stands on the ladder's first level. Raises ``CatalogueError`` for a list that there is
    not.
    """
    found = _lists().get(name)
    if found is None:
        help = suggestion(name, _lists())
        raise CatalogueError([Problem(Place(name), "LR850", f"no published list {quoted(name)}", help)])
    return found


def published_names() -> tuple[str, ...]:
    """Return the names of the published lists, the earliest first."""
    return tuple(_lists())


@cache
def published_lineage() -> tuple[Lineage, ...]:
    """Return what areas of the published lists bear other names in a later one: renames, splits and merges.

    No list says so itself: the table is editorial.
    """
    with as_file(_FOLDER / "lineage.csv") as path:
        return read_lineage(path)


@cache
def _lists() -> Mapping[str, Picture]:
    told = yaml.load((_FOLDER / "lists.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    rows = list(csv.DictReader(io.StringIO((_FOLDER / "areas.csv").read_text("utf-8"))))
    made = {}
    for year, it in sorted(told["lists"].items()):
        areas = sorted(
            (_area(row, told["ladder"]["id"]) for row in rows if row["list"] == year), key=lambda one: one.id
        )
        ladder = _ladder(told["ladder"], it.get("without", ()))
        name = f"{PUBLISHED}{year}"
        publication = Publication(
            title=it["title"],
            publisher=told["publisher"],
            reference=it.get("reference"),
            terms=Text(**told["terms"]),
            note=Text(**it["note"]),
            via=it["via"],
            certainty=it["certainty"],
        )
        day = date.fromisoformat(it["as_of"])
        made[name] = Picture(name, day, {ladder.id: ladder}, tuple(areas), publication=publication)
    return MappingProxyType(made)


def _ladder(it: Mapping[str, Any], without: tuple[str, ...]) -> Ladder:
    rungs = (Rung(level["id"], Text(**level["title"])) for level in it["levels"] if level["id"] not in without)
    return Ladder(it["id"], Text(**it["title"]), tuple(rungs))


def _area(row: Mapping[str, str], classification: str) -> PictureArea:
    cell = {name: value or None for name, value in row.items()}
    where = Area(
        row["area"],
        row["area"],
        cell["municipality_code"],
        cell["municipality"],
        cell["local_police_area"],
        cell["police_area"],
        cell["region"],
    )
    return PictureArea(where, MappingProxyType({classification: (row["level"],)}), trend=row["trend"] or None)
