"""How the questions of a group hold together: Cronbach's alpha and item–rest correlations.

Both take the places of steps as numbers: that is the assumption of the method, and holds here alone. No class is ever
worked out so. Questions whose low end is the worse are turned, so that all point one way.
"""

from __future__ import annotations

from collections.abc import Iterator

from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind
from lagesbild_rules.progress import Advance
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._agreement_model import GroupConsistency, ItemConsistency
from lagesbild_rules.study._agreement_pairs import FEW_AREAS, by_area
from lagesbild_rules.study._answers import Answers, Subject
from lagesbild_rules.study._coefficients import cronbach, item_rest, moments
from lagesbild_rules.study._statistics import Numbers, Sampling


def groups_of(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    """Return the groups that the ruleset gives its indicators, each with those whose values have an order."""
    found: dict[str, list[str]] = {}
    for it in ruleset.indicators.values():
        if it.group is not None and ordered(it):
            found.setdefault(it.group, []).append(it.id)
    return {name: tuple(ids) for name, ids in found.items()}


def ordered(indicator: Indicator) -> bool:
    """Return whether the answers are steps of a scale, or the two of a truth."""
    return not isinstance(indicator.kind, NumberKind | CategoryKind)


def consistency(
    name: str, members: tuple[Indicator, ...], answers: Answers, sampling: Sampling, advance: Advance
) -> tuple[GroupConsistency, tuple[ItemConsistency, ...]]:
    """Return how the answers about *members* hold together, as a group and question by question."""
    cases, areas = _cases(members, answers)
    ids = tuple(it.id for it in members)
    if not len(cases):
        advance(sampling.resamples * (1 + len(members)))
        empty = [ItemConsistency(name, it.id, it.worse == "low", None, None, None, None) for it in members]
        return GroupConsistency(name, ids, 0, 0, None, None, None, ("no_cases",)), tuple(empty)
    size = len(members)
    sums = by_area(moments(cases - cases.mean(axis=0)), areas)
    alpha = cronbach(sums, size).figure(sampling, advance)
    notes = tuple(_notes(len(sums), alpha.value, alpha.low))
    group = GroupConsistency(name, ids, len(cases), len(sums), alpha.value, alpha.low, alpha.high, notes)
    return group, tuple(_items(name, members, sums, sampling, advance))


def _notes(areas: int, alpha: float | None, low: float | None) -> Iterator[str]:
    if alpha is None:
        yield "no_variation"
    elif low is None:
        yield "no_interval"
    if areas < FEW_AREAS:
        yield "few_areas"


def _items(
    name: str, members: tuple[Indicator, ...], sums: Numbers, sampling: Sampling, advance: Advance
) -> Iterator[ItemConsistency]:
    size = len(members)
    for place, it in enumerate(members):
        rest = item_rest(sums, size, place).figure(sampling, advance)
        others = [other for other in range(size) if other != place]
        without = cronbach(sums, size, others).value() if size > 2 else None
        yield ItemConsistency(name, it.id, it.worse == "low", rest.value, rest.low, rest.high, without)


def _cases(members: tuple[Indicator, ...], answers: Answers) -> tuple[Numbers, list[str]]:
    """Return a row for each assessor and subject with an answer to every question, and the area of each."""
    import numpy as np

    found: dict[tuple[Subject, str], dict[str, int]] = {}
    for it in members:
        last = len(it.kind.values) - 1  # type: ignore[union-attr]
        for answer in answers.of.get(it.id, ()):
            place = int(answer.value)
            row = found.setdefault((answer.subject, answer.assessor), {})
            row[it.id] = last - place if it.worse == "low" else place
    whole = {key: row for key, row in sorted(found.items()) if len(row) == len(members)}
    rows = [[row[it.id] for it in members] for row in whole.values()]
    return np.array(rows, dtype=float).reshape(-1, len(members)), [subject[0] for subject, _ in whole]
