"""Pictures for tests: of a few constructed areas, on a ladder of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lagesbild_rules.facts import Area
from lagesbild_rules.picture import Decision, Ladder, Picture, PictureArea, Publication, Rung
from lagesbild_rules.text import Text

LEVELS = ("none", "mild", "risk", "grave")
OLD, NEW = date(2020, 1, 1), date(2022, 1, 1)


def ladder(*levels: str, id: str = "need") -> Ladder:
    return Ladder(id, Text("Behov", "Need"), tuple(Rung(it, Text(it, it)) for it in levels or LEVELS))


def made(
    day: date,
    areas: Mapping[str, str],
    *,
    steps: Ladder | None = None,
    listed: bool = False,
    decided: Mapping[str, str] | None = None,
) -> Picture:
    """Return a picture of *areas*, each with its possible levels as `mild risk`; a published list if *listed*."""
    on = steps or ladder()
    publication = Publication("Lista (konstruerad)", "Ingen", None, Text("Inga", "None")) if listed else None
    found = []
    for id_, levels in sorted(areas.items()):
        level = (decided or {}).get(id_)
        decisions = {on.id: Decision(id_, on.id, day, level, "chef", "skäl")} if level else {}
        found.append(PictureArea(Area(id_, id_), {on.id: tuple(levels.split())}, decisions=decisions))
    return Picture(f"picture {day}", day, {on.id: on}, tuple(found), publication=publication)
