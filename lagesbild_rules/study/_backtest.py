"""Computed classes held against a published list: where they differ, and which criteria cause it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Final

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation import Assessment, outcomes_given
from lagesbild_rules.explanation import measured
from lagesbild_rules.progress import Advance, Progress, quiet
from lagesbild_rules.study._backtest_model import (
    Backtest,
    Cause,
    ClassBacktest,
    Comparison,
    CriterionCount,
    Distance,
    Fate,
    Turn,
)
from lagesbild_rules.study._coefficients import Weights, cohen
from lagesbild_rules.study._published import Published
from lagesbild_rules.study._statistics import SAMPLING, Figure, Numbers, Sampling, Statistic, need_numpy, ratio
from lagesbild_rules.truth import Truth

MOST_TURNED: Final = 3
"""The most criteria of one cause that is looked for."""
MOST_TRIED: Final = 5_000
"""The most outcomes worked out in the search for one area's causes."""


def backtest(
    assessments: Iterable[Assessment],
    published: Published,
    *,
    sampling: Sampling = SAMPLING,
    progress: Progress = quiet,
) -> Backtest:
    """Return how *assessments*, all of one ruleset, compare with the *published* classes of the same areas.

    An undecided class is never counted as right or wrong: it is told apart by whether the published level is among
    the possible ones. Of each area that contradicts the list the smallest sets of criteria are named whose other
    answers would give the published class. Kappas and shares are of the decided areas, their intervals drawn over
    them.

    Raises ``QuestionError`` when there is no area that has both a computed and a published class.
    """
    need_numpy()
    given = list(assessments)
    if not given:
        help = "check that the table of facts has rows"
        raise QuestionError([Problem(Place("facts"), "LR759", "no area is assessed", help)])
    names = [name for name in given[0].classifications if name in published.levels]
    common = [it for it in given if any(it.area in published.levels[name] for name in names)]
    if not common:
        help = "check that both name the areas alike (`--column area=…`)"
        finding = "no area has both a computed and a published class"
        raise QuestionError([Problem(Place(published.path or "published"), "LR759", finding, help)])
    causes = _Causes()
    with progress(len(names) * (len(given) + 4 * sampling.resamples), "backtest") as advance:
        classes = tuple(_class(name, given, published, causes, sampling, advance) for name in names)
    return Backtest(given[0].ruleset, given[0].as_of, sampling, classes)


def _class(
    name: str,
    given: Sequence[Assessment],
    published: Published,
    causes: _Causes,
    sampling: Sampling,
    advance: Advance,
) -> ClassBacktest:
    levels = tuple(it.id for it in given[0].ruleset.classifications[name].levels)
    listed = published.levels[name]
    compared = []
    for it in given:
        if it.area in listed:
            compared.append(_comparison(name, it, listed[it.area], causes))
        advance()
    assessed, without = {it.area for it in given}, set(published.without[name])
    decided = [it for it in compared if it.level is not None]
    share, plain, linear, quadratic = _figures(decided, levels, sampling, advance)
    return ClassBacktest(
        name,
        levels,
        tuple(compared),
        _matrix(compared, levels),
        share,
        plain,
        linear,
        quadratic,
        _criteria(compared, levels),
        tuple(it.area for it in given if it.area not in listed and it.area not in without),
        tuple(it.area for it in given if it.area in without),
        tuple(area for area in listed if area not in assessed),
    )


def _comparison(name: str, assessment: Assessment, level: str, causes: _Causes) -> Comparison:
    outcome = assessment.classifications[name]
    fate: Fate
    if outcome.level is not None:
        fate = "same" if outcome.level == level else "differs"
    else:
        fate = "open" if level in outcome.possible else "excluded"
    found: tuple[tuple[Turn, ...], ...] = ()
    complete = True
    if fate in {"differs", "excluded"}:
        found, complete = causes.of(name, assessment, level)
    named = list(dict.fromkeys(turn.criterion for turns in found for turn in turns))
    distances = tuple(Distance(id_, step.reads, step.margin) for id_ in named for step in measured(assessment, id_))
    return Comparison(
        assessment.area,
        level,
        outcome.level,
        outcome.possible,
        fate,
        tuple(Cause(turns) for turns in found),
        distances,
        complete,
    )


class _Causes:
    """The smallest sets of criteria whose other answers give a level; areas with the same truths share them."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, tuple[Truth, ...]], tuple[tuple[tuple[Turn, ...], ...], bool]] = {}

    def of(self, name: str, assessment: Assessment, level: str) -> tuple[tuple[tuple[Turn, ...], ...], bool]:
        """Return the sets, and whether all as small as these were looked at."""
        key = (name, level, assessment.truths)
        if key not in self.known:
            self.known[key] = _search(name, assessment, level)
        return self.known[key]


def _search(name: str, assessment: Assessment, level: str) -> tuple[tuple[tuple[Turn, ...], ...], bool]:
    truths, tried = assessment.criteria, 0
    criteria = list(truths)
    for size in range(1, min(MOST_TURNED, len(criteria)) + 1):
        found: list[tuple[Turn, ...]] = []
        for chosen in combinations(criteria, size):
            for answers in product(*(_other(truths[id_]) for id_ in chosen)):
                if tried >= MOST_TRIED:
                    return tuple(found), False
                tried += 1
                if outcomes_given(assessment, dict(zip(chosen, answers, strict=True)))[name] == (level,):
                    turns = zip(chosen, answers, strict=True)
                    found.append(tuple(Turn(id_, truths[id_], answer) for id_, answer in turns))
        if found:
            return tuple(found), True
    return (), len(criteria) <= MOST_TURNED


def _other(truth: Truth) -> tuple[Truth, ...]:
    return tuple(it for it in (Truth.TRUE, Truth.FALSE) if it is not truth)


def _matrix(compared: Sequence[Comparison], levels: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Return how many areas have each computed level (and none, last) and each published one."""
    rows = {level: [0] * len(levels) for level in (*levels, None)}
    for it in compared:
        rows[it.level][levels.index(it.published)] += 1
    return tuple(tuple(row) for row in rows.values())


def _figures(
    decided: Sequence[Comparison], levels: tuple[str, ...], sampling: Sampling, advance: Advance
) -> tuple[Figure, Figure, Figure, Figure]:
    import numpy as np

    size = len(levels)
    tables = np.zeros((len(decided), size, size))
    for row, it in enumerate(decided):
        tables[row, levels.index(str(it.level)), levels.index(it.published)] = 1
    flat = tables.reshape(len(decided), size * size)
    same = np.eye(size).reshape(-1)

    def share(sums: Numbers) -> Numbers:
        return ratio((sums * same).sum(axis=1), sums.sum(axis=1))

    weights: tuple[Weights, ...] = ("none", "linear", "quadratic")
    kappas = [cohen(flat, it).figure(sampling, advance) for it in weights]
    return Statistic(flat, share).figure(sampling, advance), kappas[0], kappas[1], kappas[2]


def _criteria(compared: Sequence[Comparison], levels: tuple[str, ...]) -> tuple[CriterionCount, ...]:
    """Return for each criterion that causes differences how many areas it does alone or with others."""
    counts: dict[str, list[int]] = {}
    for it in compared:
        for id_ in dict.fromkeys(turn.criterion for cause in it.causes for turn in cause.turns):
            alone = any(len(cause.turns) == 1 and cause.turns[0].criterion == id_ for cause in it.causes)
            rank = levels.index(it.level) if it.level is not None else None
            own = counts.setdefault(id_, [0, 0, 0, 0])
            own[0] += 1
            own[1] += alone
            own[2] += rank is not None and rank > levels.index(it.published)
            own[3] += rank is not None and rank < levels.index(it.published)
    ordered = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(CriterionCount(id_, *numbers) for id_, numbers in ordered)
