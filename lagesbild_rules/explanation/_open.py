"""The open audience: what can be said from open observations, the ruleset and the published class alone.

Whatever restricted or secret observations say, how many they are and whether there are any: two inputs with the same
open observations and the same published class are explained in the same words. Nothing else is looked at.
"""

from __future__ import annotations

from attrs import evolve

from lagesbild_rules.day import as_time
from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.facts import (
    Fact,
    FactSet,
    Grounds,
    Handling,
    Indicator,
    Observation,
    is_later,
    is_open,
    resolve_one,
    rules_for,
)


def withheld(assessment: Assessment, unmarked: Handling) -> tuple[str, ...]:
    """Return the indicators of which nothing is shown: not open by the ruleset, or unmarked and never stated openly.

    Where the ruleset says nothing, what is handled as *unmarked* is `open` shows, and else what an open observation
    states.
    """
    return tuple(
        id_
        for id_, it in assessment.ruleset.indicators.items()
        if (it.handling or unmarked) != "open" and (it.handling or not _opened(assessment, it, unmarked))
    )


def open_part(assessment: Assessment, unmarked: Handling) -> Assessment:
    """Return the assessment of the open observations alone, as if no other had ever been made.

    A fact that came without observations is handled as its indicator is.
    """
    ruleset, facts = assessment.ruleset, assessment.facts
    closed = frozenset(withheld(assessment, unmarked))
    given: dict[str, Fact] = {}
    grounds: dict[str, Grounds] = {}
    for id_, it in ruleset.indicators.items():
        if id_ in closed:
            continue
        if id_ not in facts.grounds:
            given[id_] = facts[id_]
        elif said := _opened(assessment, it, unmarked):
            rules = rules_for(it, ruleset.evidence)
            given[id_], grounds[id_] = resolve_one(said, it, rules, assessment.as_of)
    made = FactSet.of(facts.area, facts.indicators, given, grounds)
    return assess(ruleset, made, as_of=assessment.as_of, known_at=assessment.known_at)


def _opened(assessment: Assessment, indicator: Indicator, unmarked: Handling) -> list[Observation]:
    """Return the open observations of *indicator*, each with what is known of it when no other is."""
    grounds = assessment.facts.grounds.get(indicator.id)
    said = grounds.all if grounds else ()
    return [_alone(it, assessment, unmarked) for it in said if is_open(it, indicator, unmarked)]


def _alone(it: Observation, assessment: Assessment, unmarked: Handling) -> Observation:
    """Return *it* as it stands when only open corrections of it can be looked at: one that cannot counts as made."""
    if not it.corrected_by:
        return it
    indicators, by = assessment.ruleset.indicators, assessment.known_at
    corrections = tuple(
        one
        for one in it.corrected_by
        if one.indicator in indicators and is_open(one, indicators[one.indicator], unmarked)
    )
    to_come = by is not None and corrections and all(is_later(one, as_time(by)) for one in corrections)
    named = None if to_come else it.corrected_by[0].observation_id
    return evolve(it, superseded_by=named, corrected_by=corrections)
