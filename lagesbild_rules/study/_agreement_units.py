"""How units answer: one step throughout, and against how burdened their areas are.

The burden of an area is the mean of its percentiles in the indicators of burden (0 least, 1 most burdened), each
turned so that the worse end is high: places alone count, so that no unit of measure weighs more than another.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from attrs import frozen

from lagesbild_rules.facts import (
    CategoryKind,
    Cause,
    FactSet,
    FiniteFact,
    Indicator,
    NumberFact,
    NumberKind,
    Observation,
    Scale,
    ScaleKind,
    resolve,
)
from lagesbild_rules.progress import Advance
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._agreement_model import BurdenRelation, ResponseStyle
from lagesbild_rules.study._answers import Answers, severity
from lagesbild_rules.study._statistics import Figure, Numbers, Sampling, Statistic, figures, ratio

LONG: Final = 5
"""Of fewer answers about an area than this it is not said that they are one step throughout. A measure of ours."""


def burden_indicators(observations: Iterable[Observation], ruleset: Ruleset) -> tuple[str, ...]:
    """Return the indicators, their worse end known, that rest on observations from registers or measurements alone."""
    bases: dict[str, set[str | None]] = {}
    for it in observations:
        bases.setdefault(it.indicator, set()).add(it.basis)
    known = {"register", "measurement"}
    return tuple(
        id_ for id_, it in ruleset.indicators.items() if id_ in bases and bases[id_] <= known and can_be_burden(it)
    )


def can_be_burden(indicator: Indicator) -> bool:
    """Return whether its values have an order of which the worse end is known; the steps of a scale always do."""
    match indicator.kind:
        case CategoryKind():
            return False
        case NumberKind():
            return indicator.worse is not None
        case _:
            return True


def burdens(
    observations: Iterable[Observation],
    ruleset: Ruleset,
    indicators: tuple[str, ...],
    day: date,
    known_at: datetime | None,
) -> dict[str, float]:
    """Return the burden of each area that some of *indicators* are known of, from what every unit reported."""
    rows = resolve(observations, ruleset.indicators, ruleset.evidence, as_of=day, known_at=known_at)
    found: dict[str, list[float]] = {}
    for id_ in indicators:
        it = ruleset.indicators[id_]
        values = {row.area: value for row in rows if (value := _value(row, it)) is not None}
        ordered = sorted(values.values())
        for area, value in values.items():
            share = (bisect_left(ordered, value) + bisect_right(ordered, value)) / 2 / len(ordered)
            found.setdefault(area, []).append(1 - share if it.worse == "low" else share)
    return {area: sum(shares) / len(shares) for area, shares in found.items()}


def _value(row: FactSet, indicator: Indicator) -> Decimal | None:
    match row[indicator.id]:
        case NumberFact(low, high, causes) if low is not None and high is not None:
            return (low + high) / 2 if low == high or causes == (Cause.ROUNDED,) else None
        case FiniteFact(values) if len(values) == 1:
            places: tuple[str, ...] = indicator.kind.values  # type: ignore[union-attr]
            return Decimal(places.index(values[0]))
        case _:
            return None


@frozen
class Case:
    """What one unit answered about one area: its mean severity, and the burden of the area."""

    unit: str
    area: str
    severity: float
    burden: float


def response_styles(
    ruleset: Ruleset,
    answers: Answers,
    burden: Mapping[str, float],
    left_out: tuple[str, ...],
    sampling: Sampling,
    advance: Advance,
) -> tuple[ResponseStyle, ...]:
    """Return how each unit answers; the indicators *left_out* are those of burden, which are no answers."""
    said = _by_unit(ruleset, answers, left_out)
    cases = _cases(said, burden)
    own = _Relation(cases).own(sampling, advance) if cases else {}
    return tuple(_style(unit, said[unit], own.get(unit), sampling, advance) for unit in sorted(said))


def units_told(ruleset: Ruleset, answers: Answers, left_out: tuple[str, ...]) -> int:
    """Return of how many units ``response_styles`` tells."""
    return len(_by_unit(ruleset, answers, left_out))


@frozen
class _Said:
    """One exact answer on a scale."""

    area: str
    assessor: str
    indicator: Indicator
    place: int

    @property
    def severity(self) -> float:
        return severity(self.place, self.indicator)

    @property
    def scale(self) -> Scale:
        assert isinstance(self.indicator.kind, ScaleKind)
        return self.indicator.kind.scale

    @property
    def step(self) -> tuple[str, str]:
        return self.scale.id, self.scale.steps[self.place]


def _by_unit(ruleset: Ruleset, answers: Answers, left_out: tuple[str, ...]) -> dict[str, list[_Said]]:
    found: dict[str, list[_Said]] = {}
    for id_, given in answers.of.items():
        indicator = ruleset.indicators[id_]
        if id_ in left_out or not isinstance(indicator.kind, ScaleKind):
            continue
        for it in given:
            found.setdefault(it.subject[1] or it.assessor, []).append(
                _Said(it.area, it.assessor, indicator, int(it.value))
            )
    return found


def _cases(said: Mapping[str, list[_Said]], burden: Mapping[str, float]) -> list[Case]:
    found = []
    for unit, given in sorted(said.items()):
        by_area: dict[str, list[float]] = {}
        for it in given:
            by_area.setdefault(it.area, []).append(it.severity)
        found += [
            Case(unit, area, sum(of_area) / len(of_area), burden[area])
            for area, of_area in sorted(by_area.items())
            if area in burden
        ]
    return found


def _style(unit: str, given: list[_Said], own: _Own | None, sampling: Sampling, advance: Advance) -> ResponseStyle:
    steps = Counter(it.step for it in given)
    (scale, step), _ = max(steps.items(), key=lambda item: (item[1], item[0]))
    by_case: dict[tuple[str, str], list[_Said]] = {}
    by_area: dict[str, list[_Said]] = {}
    for it in given:
        by_case.setdefault((it.area, it.assessor), []).append(it)
        by_area.setdefault(it.area, []).append(it)
    long = [of_case for of_case in by_case.values() if len(of_case) >= LONG]
    same = _share([(sum(it.step == (scale, step) for it in said), len(said)) for said in by_area.values()])
    place = _share([(sum(it.severity for it in said) / len(said), 1) for said in by_area.values()])
    shared, placed = same.figure(sampling, advance), place.figure(sampling, advance)
    offset = own.offset if own else Figure(None)
    return ResponseStyle(
        unit,
        len(by_area),
        len(given),
        *(shared.value, shared.low, shared.high),
        step,
        scale,
        len(steps),
        sum({it.scale.id: len(it.scale.steps) for it in given}.values()),
        sum(len({it.step for it in of_case}) == 1 for of_case in long),
        len(long),
        *(placed.value, placed.low, placed.high),
        own.burden if own else None,
        own.expected if own else None,
        *(offset.value, offset.low, offset.high),
    )


def _share(parts: list[tuple[float, float]]) -> Statistic:
    """Return the sum of the first over that of the second, a pair for each area."""
    import numpy as np

    return Statistic(np.array(parts, dtype=float), lambda sums: ratio(sums[:, 0], sums[:, 1]))


def burden_relation(
    ruleset: Ruleset,
    answers: Answers,
    burden: Mapping[str, float],
    indicators: tuple[str, ...],
    sampling: Sampling,
    advance: Advance,
) -> BurdenRelation | None:
    """Return how severity follows burden within and between units; nothing where no area's burden is known."""
    cases = _cases(_by_unit(ruleset, answers, indicators), burden)
    if not cases:
        return None
    made = _Relation(cases)
    figures = [made.slope(way).figure(sampling, advance) for way in ("within", "between", "difference")]
    ends = [end for it in figures for end in (it.value, it.low, it.high)]
    return BurdenRelation(indicators, len(cases), len(made.units), *ends)


@frozen
class _Own:
    """What is told of one unit's answers beside those of all, about areas whose burden is known."""

    burden: float
    expected: float | None
    offset: Figure


class _Relation:
    """Severity against burden in *cases*, from sums over areas: for each unit, 1, burden, severity and products."""

    def __init__(self, cases: list[Case]) -> None:
        import numpy as np

        self.units = sorted({it.unit for it in cases})
        self.burdens: dict[str, list[float]] = {}
        areas = sorted({it.area for it in cases})
        row, column = {it: n for n, it in enumerate(areas)}, {it: n for n, it in enumerate(self.units)}
        sums = np.zeros((len(areas), len(self.units), 5))
        for it in cases:
            b, s = it.burden, it.severity
            sums[row[it.area], column[it.unit]] += (1, b, s, b * b, b * s)
            self.burdens.setdefault(it.unit, []).append(b)
        self.sums = sums.reshape(len(areas), -1)

    def _parts(self, total: Numbers) -> tuple[Numbers, ...]:
        return tuple(total.reshape(len(total), -1, 5).transpose(2, 0, 1))

    def slope(self, way: str) -> Statistic:
        """Return the slope within units, between their means, or the second less the first."""

        def of(total: Numbers) -> Numbers:
            within, between = self._within(total), self._between(total)
            return {"within": within, "between": between, "difference": between - within}[way]

        return Statistic(self.sums, of)

    def _within(self, total: Numbers) -> Numbers:
        import numpy as np

        size, b, s, bb, bs = self._parts(total)
        drawn = np.maximum(size, 1)
        return ratio((bs - b * s / drawn).sum(axis=1), (bb - b * b / drawn).sum(axis=1))

    def _between(self, total: Numbers) -> Numbers:
        import numpy as np

        size, b, s, _, _ = self._parts(total)
        drawn, of_all = np.maximum(size, 1), np.maximum(size.sum(axis=1), 1)
        upper = (b * s / drawn).sum(axis=1) - b.sum(axis=1) * s.sum(axis=1) / of_all
        return ratio(upper, (b * b / drawn).sum(axis=1) - b.sum(axis=1) ** 2 / of_all)

    def own(self, sampling: Sampling, advance: Advance) -> dict[str, _Own]:
        """Return what is told of each unit, all from the same resamples."""

        def offsets(total: Numbers) -> Numbers:
            size, _, s, _, _ = self._parts(total)
            return ratio(s, size) - self._expected(total)

        expected = self._expected(self.sums.sum(axis=0, keepdims=True))[0]
        found = figures(self.sums, offsets, sampling, advance)
        return {
            unit: _Own(sum(self.burdens[unit]) / len(self.burdens[unit]), None if math.isnan(it) else float(it), offset)
            for unit, it, offset in zip(self.units, expected, found, strict=True)
        }

    def _expected(self, total: Numbers) -> Numbers:
        """Return for each unit the severity that all units' answers give to areas as burdened as its own."""
        size, b, s, _, _ = self._parts(total)
        of_all = size.sum(axis=1)[:, None]
        place = ratio(b, size) - ratio(b.sum(axis=1)[:, None], of_all)
        return ratio(s.sum(axis=1)[:, None], of_all) + self._within(total)[:, None] * place
