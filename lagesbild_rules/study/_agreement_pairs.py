"""Agreement of answers about the same areas: percent, kappas and Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind, ScaleKind, TruthKind
from lagesbild_rules.progress import Advance
from lagesbild_rules.study._agreement_model import PairAgreement, Scope
from lagesbild_rules.study._answers import Answer, Answers, Subject
from lagesbild_rules.study._coefficients import (
    Metric,
    cohen,
    fleiss,
    krippendorff,
    krippendorff_of_numbers,
)
from lagesbild_rules.study._statistics import Figure, Numbers, Sampling, Statistic

FEW_AREAS: Final = 10
"""With fewer areas than this a note says that the figures rest on few. A measure of ours."""
_METRICS: Final[dict[type, Metric]] = {
    ScaleKind: "ordinal",
    TruthKind: "nominal",
    CategoryKind: "nominal",
    NumberKind: "interval",
}


@frozen
class Pool:
    """Indicators whose answers are counted together, because they have the same values."""

    scope: Scope
    id: str
    indicators: tuple[Indicator, ...]


def pools(indicators: Mapping[str, Indicator], groups: Mapping[str, tuple[str, ...]]) -> Iterator[Pool]:
    """Yield what agreement is told of: each indicator, each group of several, each scale that several share.

    Of a group those are counted together that share a scale: the one that most of them have.
    """
    yield from (Pool("indicator", id_, (it,)) for id_, it in indicators.items())
    for name, ids in groups.items():
        members = [indicators[id_] for id_ in ids if id_ in indicators]
        alike = [[it for it in members if it.kind == one.kind] for one in members]
        most = max(alike, key=len, default=[])
        if len(most) > 1:
            yield Pool("group", name, tuple(most))
    by_scale: dict[str, list[Indicator]] = {}
    for it in indicators.values():
        if isinstance(it.kind, ScaleKind):
            by_scale.setdefault(it.kind.scale.id, []).append(it)
    for id_, of_scale in by_scale.items():
        if len(of_scale) > 1:
            yield Pool("scale", id_, tuple(of_scale))


def pair_agreement(pool: Pool, answers: Answers, sampling: Sampling, advance: Advance) -> PairAgreement:
    """Return how far the answers about the indicators of *pool* agree; some area has two answers about one of them."""
    cells = list(_cells(pool, answers))
    assessors = sorted({it.assessor for cell in cells for it in cell.answers})
    found = _Figures(pool, cells, assessors)
    alpha = found.alpha().figure(sampling, advance)
    sizes = Counter(len(cell.answers) for cell in cells)
    common = max(sizes, key=lambda size: (sizes[size], size))
    areas = len({cell.area for cell in cells})
    return PairAgreement(
        pool.scope,
        pool.id,
        _METRICS[type(pool.indicators[0].kind)],
        len(assessors),
        areas,
        sum(len(cell.answers) for cell in cells),
        sum(len(cell.answers) * (len(cell.answers) - 1) // 2 for cell in cells),
        sum(answers.not_exact.get(it.id, 0) for it in pool.indicators),
        found.equal(),
        *found.cohen(),
        found.fleiss(common),
        sizes[common] if found.counted else 0,
        common if found.counted else 0,
        alpha.value,
        alpha.low,
        alpha.high,
        tuple(_notes(areas, alpha)),
    )


def _notes(areas: int, alpha: Figure) -> Iterator[str]:
    if alpha.value is None:
        yield "no_variation"
    elif alpha.low is None:
        yield "no_interval"
    if areas < FEW_AREAS:
        yield "few_areas"


@frozen
class Cell:
    """The answers about one indicator and subject, two or more."""

    indicator: str
    subject: Subject
    answers: tuple[Answer, ...]

    @property
    def area(self) -> str:
        return self.subject[0]


def _cells(pool: Pool, answers: Answers) -> Iterator[Cell]:
    for indicator in pool.indicators:
        by_subject: dict[Subject, list[Answer]] = {}
        for it in answers.of.get(indicator.id, ()):
            by_subject.setdefault(it.subject, []).append(it)
        for subject, said in by_subject.items():
            if len(said) > 1:
                yield Cell(indicator.id, subject, tuple(said))


@frozen
class _Figures:
    """The figures of one pool."""

    pool: Pool
    cells: list[Cell]
    assessors: list[str]

    @property
    def counted(self) -> bool:
        """Whether its values are few and can be counted: all but numbers are."""
        return not isinstance(self.pool.indicators[0].kind, NumberKind)

    @property
    def size(self) -> int:
        return len(self.pool.indicators[0].kind.values)  # type: ignore[union-attr]

    def equal(self) -> float:
        """Return the share of equal pairs."""
        equal = pairs = 0
        for cell in self.cells:
            size = len(cell.answers)
            pairs += size * (size - 1) // 2
            equal += sum(times * (times - 1) // 2 for times in Counter(it.value for it in cell.answers).values())
        return equal / pairs

    def alpha(self) -> Statistic:
        """Return Krippendorff's alpha, an area with everything that was said of it a row."""
        metric = _METRICS[type(self.pool.indicators[0].kind)]
        if not self.counted:
            own = krippendorff_of_numbers([[float(it.value) for it in cell.answers] for cell in self.cells])
        else:
            own = krippendorff(self.counts(self.cells), metric)
        return Statistic(by_area(own.sums, [cell.area for cell in self.cells]), own.of)

    def cohen(self) -> tuple[float | None, float | None, float | None]:
        """Return kappa, and with linear and quadratic weights, of the only two assessors."""
        if not self.counted or len(self.assessors) != 2:
            return None, None, None
        import numpy as np

        tables = np.zeros((len(self.cells), self.size, self.size))
        for row, cell in enumerate(self.cells):
            one, other = (int(it.value) for it in cell.answers)
            tables[row, one, other] = 1
        flat = tables.reshape(len(self.cells), -1)
        plain = cohen(flat, "none").value()
        if not isinstance(self.pool.indicators[0].kind, ScaleKind):
            return plain, None, None
        return plain, cohen(flat, "linear").value(), cohen(flat, "quadratic").value()

    def fleiss(self, common: int) -> float | None:
        """Return Fleiss' kappa of the cells with *common* answers."""
        alike = [cell for cell in self.cells if len(cell.answers) == common]
        return fleiss(self.counts(alike)).value() if self.counted else None

    def counts(self, cells: list[Cell]) -> Numbers:
        """Return a row for each cell with the number of answers of each value."""
        import numpy as np

        found = np.zeros((len(cells), self.size))
        for row, cell in enumerate(cells):
            for it in cell.answers:
                found[row, int(it.value)] += 1
        return found


def by_area(rows: Numbers, areas: list[str]) -> Numbers:
    """Return *rows* added up area by area, so that an area is drawn with everything that was said of it."""
    import numpy as np

    names, places = np.unique(np.array(areas), return_inverse=True)
    found = np.zeros((len(names), rows.shape[1]))
    np.add.at(found, places, rows)
    return found
