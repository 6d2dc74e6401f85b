"""Agreement between assessors of the same areas, consistency of question groups, and how units answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted, suggestion
from lagesbild_rules.facts import Observation
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._agreement_groups import consistency, groups_of, ordered
from lagesbild_rules.study._agreement_model import Agreement
from lagesbild_rules.study._agreement_pairs import pair_agreement, pools
from lagesbild_rules.study._agreement_units import (
    burden_indicators,
    burden_relation,
    burdens,
    can_be_burden,
    response_styles,
    units_told,
)
from lagesbild_rules.study._answers import Answers, Between, answers
from lagesbild_rules.study._statistics import SAMPLING, Sampling, need_numpy


def agreement(
    observations: Iterable[Observation],
    ruleset: Ruleset,
    *,
    as_of: Day,
    known_at: datetime | None = None,
    between: Between = "units",
    groups: Mapping[str, tuple[str, ...]] | None = None,
    burden: tuple[str, ...] | None = None,
    sampling: Sampling = SAMPLING,
    progress: Progress = quiet,
) -> Agreement:
    """Return how far assessors agree on *as_of*, from *observations* of which several are about the same areas.

    An assessor is a unit (``reported_by``), or *between* `rounds` a calendar year of one unit. Each one's answers are
    worked out apart by the ruleset's rules of evidence; only exact ones are compared, spans are counted and left out.
    *groups* are those of the ruleset unless given. *burden* names the indicators of how burdened areas are; unless
    given, those known from registers and measurements alone. Intervals are drawn over areas; the same ``seed`` gives
    the same result, in whatever order the observations come.

    Raises ``QuestionError`` with everything that is wrong with *groups* and *burden*.
    """
    need_numpy()
    day, said = as_day(as_of), list(observations)
    chosen = groups_of(ruleset) if groups is None else dict(groups)
    if problems := [*_group_problems(groups or {}, ruleset), *_burden_problems(burden or (), ruleset)]:
        raise QuestionError(problems)
    given = answers(said, ruleset, day, known_at, between)
    measured = burden_indicators(said, ruleset) if burden is None else tuple(burden)
    of_areas = burdens(said, ruleset, measured, day, known_at)
    compared, single = _compared(given, measured)
    whole = {name: tuple(it for it in ids if it in given.of) for name, ids in chosen.items()}
    whole = {name: ids for name, ids in whole.items() if len(ids) > 1}
    told = list(pools({it: ruleset.indicators[it] for it in compared}, whole))
    steps = len(told) + sum(1 + len(ids) for ids in whole.values()) + 2 * units_told(ruleset, given, measured)
    steps += 4 if of_areas else 0
    with progress(steps * sampling.resamples, "agreement") as advance:
        pairs = tuple(pair_agreement(it, given, sampling, advance) for it in told)
        held = [
            consistency(name, tuple(ruleset.indicators[it] for it in ids), given, sampling, advance)
            for name, ids in whole.items()
        ]
        styles = response_styles(ruleset, given, of_areas, measured, sampling, advance)
        relation = burden_relation(ruleset, given, of_areas, measured, sampling, advance)
    return Agreement(
        ruleset.reference,
        day,
        between,
        sampling,
        pairs,
        single,
        tuple(group for group, _ in held),
        tuple(item for _, items in held for item in items),
        styles,
        relation,
        given.without_unit,
        given.undated,
    )


def _compared(given: Answers, measured: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """Return the indicators that some area has two exact answers about, and those answered but never twice."""
    twice, once = [], []
    for id_, found in given.of.items():
        subjects = [it.subject for it in found]
        if len(set(subjects)) < len(subjects):
            twice.append(id_)
        elif id_ not in measured:
            once.append(id_)
    return twice, tuple(once)


def _group_problems(groups: Mapping[str, tuple[str, ...]], ruleset: Ruleset) -> Iterator[Problem]:
    orderly = [id_ for id_, it in ruleset.indicators.items() if ordered(it)]
    for name, ids in groups.items():
        place = Place("group", column=name)
        for id_ in ids:
            if id_ not in ruleset.indicators:
                yield Problem(place, "LR751", f"unknown indicator {quoted(id_)}", suggestion(id_, ruleset.indicators))
            elif id_ not in orderly:
                finding = f"{quoted(id_)} has no steps, so it cannot stand in a question group"
                yield Problem(place, "LR751", finding, f"write {listed(orderly)}")
        if len(ids) < 2:
            yield Problem(place, "LR751", f"the group has {len(ids)} indicators", "name two or more")
        if twice := sorted({it for it in ids if ids.count(it) > 1}):
            yield Problem(place, "LR751", f"{listed(twice)} stands twice in the group", "name each once")


def _burden_problems(burden: tuple[str, ...], ruleset: Ruleset) -> Iterator[Problem]:
    able = [id_ for id_, it in ruleset.indicators.items() if can_be_burden(it)]
    for id_ in burden:
        place = Place("burden", column=id_)
        if id_ not in ruleset.indicators:
            yield Problem(place, "LR752", f"unknown indicator {quoted(id_)}", suggestion(id_, ruleset.indicators))
        elif id_ not in able:
            finding = f"which end of {quoted(id_)} is the worse is not known"
            yield Problem(place, "LR752", finding, f"give it `worse: high` or `worse: low`, or write {listed(able)}")
