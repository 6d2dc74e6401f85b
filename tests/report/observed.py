"""An area of the shipped ruleset with observations of every kind: what counts, what is set aside, what is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from lagesbild_rules import Assessment, assess, find_ruleset
from lagesbild_rules.facts import Evidence, Observation, resolve

AREA = "Sagohamnen (konstruerat)"
AS_OF = "2024-12-31"


def said(indicator: str, low: str, high: str | None = None, **more: Any) -> Observation:
    return Observation(area=AREA, indicator=indicator, low=low, high=high or low, **more)


A1: Any = {"source_grade": "A", "information_grade": "1", "basis": "register", "reported_by": "Registerenheten"}
B2: Any = {"source_grade": "B", "information_grade": "2", "basis": "assessment", "reported_by": "Polisområde Norr"}
X4: Any = {"source_grade": "X", "information_grade": "4", "basis": "survey"}

OBSERVATIONS = (
    said("delimited", "true", valid_from=date(2023, 1, 1), valid_until=date(2025, 1, 1), handling="open", **A1),
    said("low_socioeconomic_status", "true", valid_from=date(2024, 1, 1), handling="open", **A1),
    said("open_drug_trade", "stort_problem", recorded_at="2024-03-01T10:30", note="se [promemorian]", **B2),
    said("open_drug_trade", "litet_problem", valid_from=date(2019, 5, 1), handling="open", **X4),
    said("reluctance_to_testify", "problem", "stort_problem", basis="observation", handling="open"),
    said("reluctance_to_testify", "litet_problem", observation_id="o-1", superseded_by="o-2", source_grade="C"),
    said(
        *("extremism", "litet_problem"), handling="secret", handling_ground="OSL 18:2", withdrawn=True,
        valid_from=date(2024, 2, 1), information_grade="3", basis="measurement",
    ),
    said("parallel_structures", "litet_problem", valid_from=date(2019, 5, 1), **X4),
)  # fmt: skip


def observed(observations: tuple[Observation, ...] = OBSERVATIONS, **bare: str) -> Assessment:
    """Return the class of the area by *observations* and by the cells *bare*, which came without any."""
    ruleset = evolve(
        find_ruleset("noa.utsatta-omraden", as_of=AS_OF), evidence=Evidence((24, "months"), "C4", "newest")
    )
    (facts,) = resolve(observations, ruleset.indicators, ruleset.evidence, as_of=AS_OF, areas=[AREA])
    cells = assess(ruleset, {"area": AREA, **bare}, as_of=AS_OF).facts
    return assess(ruleset, facts.replace({id_: cells[id_] for id_ in bare}), as_of=AS_OF)
