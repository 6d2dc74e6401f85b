"""Assessors who answer otherwise by chance: how often the class of each area flips, and of all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.facts import ScaleKind
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._columns import Steps, cells, spans, steps_in
from lagesbild_rules.study._outcomes import Areas
from lagesbild_rules.study._shares import Share
from lagesbild_rules.study._tables import arrow_table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Plane = npt.NDArray[np.uint8]

ROWS: Final = 1 << 18
"""So many assessments are made at a time."""

FLIP_COLUMNS: Final = {
    "area": "text",
    "classification": "text",
    "flips": "whole",
    "repetitions": "whole",
    "share": "number",
    "low": "number",
    "high": "number",
}


@frozen
class Flips:
    """How often the possible levels were others than with the answers as given.

    ``areas`` has for each area a share of the repetitions for each classification, and last for any of them;
    ``in_all`` is the share of all assessments. Areas and repetitions err independently of each other, so Wilson's
    interval for ``in_all`` is no narrower than it should be. ``unchanged`` is the share of repetitions in which the
    whole list stayed as it was, and ``at_once`` the least, the median and the greatest number of areas that flipped in
    one repetition.
    """

    probability: float
    repetitions: int
    seed: int
    answers: int
    """How many answers of the table could move; what is missing or a span of steps stays as it is."""
    classifications: tuple[str, ...]
    areas: tuple[tuple[str, tuple[Share, ...]], ...]
    in_all: Share
    unchanged: Share
    at_once: tuple[int, int, int]

    @property
    def assessments(self) -> int:
        return self.in_all.of

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "area": area,
                "classification": name,
                "flips": it.hits,
                "repetitions": it.of,
                "share": it.value,
                "low": it.interval[0],
                "high": it.interval[1],
            }
            for area, shares in self.areas
            for name, it in zip((*self.classifications, None), shares, strict=True)
        ]

    def table(self) -> Any:
        """Return ``rows`` as an Arrow table; the classification is null where any of them counts."""
        return arrow_table(self.rows(), FLIP_COLUMNS)


def flips(
    ruleset: Ruleset,
    facts: Any,
    *,
    probability: float,
    repetitions: int = 1000,
    seed: int = 0,
    threads: int = 1,
    progress: Progress = quiet,
) -> Flips:
    """Return how often classes flip when every answer on a scale moves a step with *probability*, half each way.

    An answer at an end of its scale has nowhere to go on that side, and stays; so does what is no single answer. The
    same *seed* gives the same result, whatever the number of *threads*.
    """
    if not 0 <= probability <= 1 or repetitions < 1:
        finding = f"{repetitions} repetitions at {probability} are no experiment"
        help = "give a probability from 0 to 1 and at least one repetition"
        raise QuestionError([Problem(Place("study"), "LR531", finding, help)])
    areas = facts if isinstance(facts, Areas) else Areas.of(ruleset, facts)
    return _Experiment(ruleset, areas, probability, seed).run(repetitions, threads, progress)


class _Experiment:
    def __init__(self, ruleset: Ruleset, areas: Areas, probability: float, seed: int) -> None:
        self.ruleset, self.areas, self.probability, self.seed = ruleset, areas, probability, seed
        self.steps: dict[str, Steps] = {}
        for name, column in zip(areas.batch.schema.names, areas.batch.columns, strict=True):
            indicator = areas.indicators.get(name)
            if indicator is not None and isinstance(indicator.kind, ScaleKind):
                found = steps_in(indicator, column)
                if found is not None and found.given.any():
                    self.steps[name] = found

    def run(self, repetitions: int, threads: int, progress: Progress) -> Flips:
        import numpy as np

        rows, names = len(self.areas), tuple(self.ruleset.classifications)
        counts = np.zeros((len(names) + 1, rows), np.int64)
        at_once = np.zeros(repetitions, np.int64)
        with progress(rows * repetitions, "assessments") as advance:
            for start in range(0, rows, ROWS):
                part = _Part(self, start, min(ROWS, rows - start), repetitions)
                blocks = list(part.blocks(repetitions))
                for (first, number), (flipped, once) in zip(blocks, _each(part.block, blocks, threads), strict=True):
                    counts[:, start : start + part.rows] += flipped
                    at_once[first : first + number] += once
                    advance(part.rows * number)
        shares = [
            (name, tuple(Share(int(it), repetitions) for it in own))
            for name, own in zip(self.areas.names(), counts.T, strict=True)
        ]
        ordered = np.sort(at_once)
        return Flips(
            self.probability,
            repetitions,
            self.seed,
            sum(int(it.given.sum()) for it in self.steps.values()),
            names,
            tuple(shares),
            Share(int(counts[-1].sum()), rows * repetitions),
            Share(int((at_once == 0).sum()), repetitions),
            (int(ordered[0]), int(ordered[(repetitions - 1) // 2]), int(ordered[-1])),
        )


class _Part:
    """Some areas, repeated so often at a time that a block of assessments is as large as it may be or need be."""

    def __init__(self, experiment: _Experiment, start: int, rows: int, repetitions: int) -> None:
        from lagesbild_rules.evaluation.columnar import columnar_function

        self.it, self.start, self.rows = experiment, start, rows
        self.batch = experiment.areas.batch.slice(start, rows)
        self.times = max(1, min(ROWS // max(rows, 1), repetitions))
        self.repeated = {
            name: _repeated(column, self.times)
            for name, column in zip(self.batch.schema.names, self.batch.columns, strict=True)
            if name not in experiment.steps
        }
        own = slice(start, start + rows)
        self.steps = {
            name: Steps(it.low[own], it.high[own], it.given[own], None if it.causes is None else it.causes[own])
            for name, it in experiment.steps.items()
        }
        self.causes = {
            name: _repeated(it.causes, self.times) for name, it in self.steps.items() if it.causes is not None
        }
        self.function = columnar_function(experiment.ruleset, self._moved(None, self.times).schema)
        self.base = self._planes(self._moved(None, self.times))

    def blocks(self, repetitions: int) -> Iterator[tuple[int, int]]:
        """Yield the first repetition of each block, and how many it holds."""
        for first in range(0, repetitions, self.times):
            yield first, min(self.times, repetitions - first)

    def block(self, block: tuple[int, int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return how often each area flips in a block, by classification and in any, and how many at once."""
        import numpy as np

        first, number = block
        # Each block draws from a stream of its own, so that the order in which they are made does not matter.
        key = np.random.SeedSequence(self.it.seed, spawn_key=(self.start, first))
        found = self._planes(self._moved(np.random.Generator(np.random.PCG64(key)), number))
        flipped = np.zeros((len(found) + 1, self.rows), np.int64)
        once = np.zeros(number, np.int64)
        any_: Plane | None = None
        for at, (planes, base) in enumerate(zip(found, self.base, strict=True)):
            differ: Plane = np.zeros_like(planes[0])
            for now, was in zip(planes, base, strict=True):
                differ |= now ^ was[: len(now)]
            flipped[at] = self._by_area(differ, number).sum(0, dtype=np.int64)
            any_ = differ if any_ is None else any_ | differ
        if any_ is not None:
            by_area = self._by_area(any_, number)
            flipped[-1] = by_area.sum(0, dtype=np.int64)
            once = by_area.sum(1, dtype=np.int64)
        return flipped, once

    def _by_area(self, plane: Plane, number: int) -> Plane:
        import numpy as np

        return np.unpackbits(plane, count=self.rows * number, bitorder="little").reshape(number, self.rows)

    def _planes(self, batch: pa.RecordBatch) -> list[list[Plane]]:
        """Return a plane of bits for each level of each classification: where it is possible."""
        import numpy as np

        answers = self.function(batch)
        size = (batch.num_rows + 7) // 8
        return [
            [
                np.frombuffer(answers.column(f"{name}.possible.{level.id}").buffers()[1], np.uint8)[:size]
                for level in ladder.levels
            ]
            for name, ladder in self.it.ruleset.classifications.items()
        ]

    def _moved(self, generator: Any, number: int) -> pa.RecordBatch:
        """Return the facts repeated so many times, the answers moved as *generator* draws; as given without one."""
        import pyarrow as pa

        rows, columns = self.rows * number, []
        for name in self.batch.schema.names:
            if name not in self.steps:
                columns.append(self.repeated[name].slice(0, rows))
                continue
            steps, indicator = self.steps[name], self.it.areas.indicators[name]
            low = _drawn(steps, indicator.kind.values, generator, number, self.it.probability)  # type: ignore[union-attr]
            given = _tiled(steps.given, number)
            if steps.causes is None:
                columns.append(cells(indicator, low, given))
            else:
                high = _tiled(steps.high, number)
                high[given] = low[given]
                columns.append(spans(indicator, low, high, self.causes[name].slice(0, rows)))
        return pa.RecordBatch.from_arrays(columns, names=self.batch.schema.names)


def _drawn(steps: Steps, values: tuple[str, ...], generator: Any, number: int, probability: float) -> Any:
    import numpy as np

    low = _tiled(steps.low, number)
    if generator is None:
        return low
    drawn = generator.random(len(low))
    moves = (drawn >= 1 - probability / 2).view(np.int8) - (drawn < probability / 2).view(np.int8)
    if not steps.given.all():
        moves *= _tiled(steps.given, number).view(np.int8)
    low += moves
    return np.clip(low, 0, len(values) - 1, out=low)


def _tiled(array: Any, number: int) -> Any:
    import numpy as np

    return np.tile(array, number)


def _repeated(array: Any, number: int) -> Any:
    import numpy as np

    return array.take(_tiled(np.arange(len(array)), number))


def _each(do: Callable[[Any], Any], given: list[Any], threads: int) -> Iterator[Any]:
    if threads < 2:
        yield from map(do, given)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(do, given)
