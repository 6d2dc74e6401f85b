"""The names of a DMN model: each is the XML id, the name and the FEEL variable of one element.

Ids hold no capital letters, so ``_IS_`` parts a classification from its level and no two names meet.
"""

from __future__ import annotations

from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind, ScaleKind
from lagesbild_rules.ruleset import CriterionRef, Defined


def fact_name(indicator: str) -> str:
    return f"fact_{indicator}"


def decision_name(it: Defined) -> str:
    """Return the name of the decision that says whether a criterion or a level holds."""
    return f"criterion_{it.id}" if isinstance(it, CriterionRef) else f"level_{it.classification}_IS_{it.level}"


def classification_name(classification: str) -> str:
    return f"classification_{classification}"


def source_name(source: str) -> str:
    return f"source_{source}"


def value_type(indicator: Indicator) -> str:
    """Return the name of the type of one value of an indicator."""
    match indicator.kind:
        case ScaleKind(scale):
            return f"step_{scale.id}"
        case CategoryKind():
            return f"code_{indicator.id}"
        case NumberKind():
            return "number"
        case _:
            return "boolean"


def fact_type(indicator: Indicator) -> str:
    """Return the name of the type of what is known of an indicator."""
    return "numbers_between" if isinstance(indicator.kind, NumberKind) else f"possible_{value_type(indicator)}"
