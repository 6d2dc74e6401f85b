"""A figure that is a function of sums over areas, and its interval by drawing areas anew.

Percent, kappas, Krippendorff's and Cronbach's alpha and slopes are all of that form: each area adds its own row, and
the figure is worked out from the column sums. A resample says how often each kind of row was drawn, so that all
resamples are one product of matrices, and the order of areas changes nothing. What one area has several answers about
is drawn together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.progress import Advance

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
else:
    Numbers = Any

MOST_UNDEFINED: Final = 0.05
"""No interval is given when the figure is undefined in more than this share of the resamples. A choice of ours."""
_BLOCK: Final = 250


def unseen(step: int = 1) -> None:
    """Show nothing of how far a run has come."""
    del step


@frozen
class Sampling:
    """How intervals are drawn: the same *seed* gives the same ones. ``confidence`` is the share that they cover."""

    resamples: int = 2000
    seed: int = 0
    confidence: float = 0.95


SAMPLING: Final = Sampling()


@frozen
class Figure:
    """A figure, and its percentile interval; ``None`` where it is undefined or no interval can be given.

    ``undefined`` is the number of resamples in which the figure was undefined; they are left out of the interval.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    undefined: int = 0


@frozen
class Statistic:
    """Rows of *sums*, one an area, and the function from their total to the figure: ``nan`` where undefined.

    The function takes many totals at once, one a row, and gives one number for each.
    """

    sums: Numbers = field(eq=False)
    of: Callable[[Numbers], Numbers]

    def value(self) -> float | None:
        """Return the figure of all areas."""
        return _or_none(self.of(self.sums.sum(axis=0, keepdims=True))[0]) if len(self.sums) else None

    def figure(self, sampling: Sampling, advance: Advance = unseen) -> Figure:
        """Return the figure with its interval; *advance* is told of each resample."""
        (found,) = figures(self.sums, lambda sums: self.of(sums)[:, None], sampling, advance)
        return found


def figures(
    sums: Numbers, of: Callable[[Numbers], Numbers], sampling: Sampling, advance: Advance = unseen
) -> list[Figure]:
    """Return several figures of the same areas from the same resamples: *of* gives a column for each."""
    import numpy as np

    values = of(sums.sum(axis=0, keepdims=True))[0]
    areas = len(sums)
    if areas == 0 or np.isnan(values).all():
        advance(sampling.resamples)
        return [Figure(None) for _ in values]
    kinds, number = np.unique(sums, axis=0, return_counts=True)
    of_area = np.repeat(np.arange(len(kinds)), number)
    chance, found = np.random.default_rng(sampling.seed), []
    for start in range(0, sampling.resamples, _BLOCK):
        size = min(_BLOCK, sampling.resamples - start)
        drawn = of_area[chance.integers(areas, size=(size, areas))] + len(kinds) * np.arange(size)[:, None]
        times = np.bincount(drawn.ravel(), minlength=size * len(kinds)).reshape(size, -1)
        found.append(of(times.astype(float) @ kinds))
        advance(size)
    every = np.concatenate(found)
    return [_figure(value, column, areas, sampling) for value, column in zip(values, every.T, strict=True)]


def _figure(value: float, resampled: Numbers, areas: int, sampling: Sampling) -> Figure:
    import numpy as np

    if _or_none(value) is None:
        return Figure(None)
    defined = resampled[~np.isnan(resampled)]
    undefined = len(resampled) - len(defined)
    if areas == 1 or not len(defined) or undefined > MOST_UNDEFINED * len(resampled):
        return Figure(float(value), undefined=undefined)
    tail = (1 - sampling.confidence) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Figure(float(value), float(low), float(high), undefined)


def _or_none(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - nan alone differs from itself


def ratio(upper: Numbers, lower: Numbers) -> Numbers:
    """Return *upper* / *lower*, ``nan`` where *lower* is nothing but the error of rounding."""
    import numpy as np

    undefined = np.abs(lower) < 1e-12
    return np.where(undefined, np.nan, upper / np.where(undefined, 1.0, lower))


def need_numpy() -> None:
    """Raise ``QuestionError`` where numpy is not installed."""
    try:
        import numpy as np  # noqa: F401
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place("study"), "LR505", "statistics need numpy", help)]) from None
