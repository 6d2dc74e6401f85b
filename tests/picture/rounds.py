"""A small round for tests: three invented units, four areas, answers as they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from lagesbild_rules.facts import Area, Lineage, Observation, write_observations
from lagesbild_rules.picture import Round, new_round
from lagesbild_rules.ruleset import Ruleset, find_ruleset

NORTH, SOUTH, WEST = "LPO Norr (konstruerat)", "LPO Söder (konstruerat)", "LPO Väster (konstruerat)"
AREAS = (
    Area("n1", "Sagodalen (konstruerat)", local_police_area=NORTH),
    Area("n2", "Luftslottet (konstruerat)", local_police_area=NORTH),
    Area("s1", "Drömstaden (konstruerat)", local_police_area=SOUTH),
    Area("w1", "Önskeberget (konstruerat)", local_police_area=WEST, valid_from=date(2025, 3, 1)),
    Area("w0", "Önskehöjden (konstruerat)", local_police_area=WEST, valid_until=date(2025, 3, 1)),
)
LINEAGE = (Lineage("w0", "w1", date(2025, 3, 1), "rename"),)
DAY, DUE = "2025-12-31", "2025-11-30"
AT = "2025-11-10T09:00Z"


def ruleset(day: str = DAY) -> Ruleset:
    return find_ruleset("noa.utsatta-omraden", as_of=day)


def begun(
    folder: Path, name: str = "r25", *, day: str = DAY, due: str = DUE, lineage: Iterable[Lineage] = LINEAGE
) -> Round:
    """Return a new round in *folder*."""
    return new_round(folder / name, ruleset(day), AREAS, as_of=day, due=due, name=name, lineage=lineage)


def said(area: str, indicator: str, value: str, unit: str | None = None, **more: Any) -> Observation:
    """Return one answer, given in the autumn of the round."""
    held = {"valid_from": date(2025, 9, 1), "handling": "open", **more}
    return Observation(area=area, indicator=indicator, low=value, reported_by=unit, **held)


def table(folder: Path, *observations: Observation, name: str = "answers.csv") -> Path:
    """Write *observations* into a long table and return its path."""
    write_observations(folder / name, observations)
    return folder / name


def everything(folder: Path, name: str = "all.csv") -> Path:
    """Write one answer about each area."""
    return table(folder, *(said(area, "open_drug_trade", "problem") for area in ("n1", "n2", "s1", "w1")), name=name)
