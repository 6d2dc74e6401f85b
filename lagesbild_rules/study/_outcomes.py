"""The areas of a table, assessed again and again by the columnar engine: which levels are possible in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from lagesbild_rules.facts import FactSet, Indicator, fact_rows, facts_table
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._columns import plain_columns

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Codes = npt.NDArray[Any]


@frozen(eq=False)
class Outcomes:
    """For each classification a code for each area: bit i tells whether the level numbered i from below is possible."""

    areas: int
    codes: Mapping[str, Codes]
    levels: Mapping[str, tuple[str, ...]]

    def possible(self, classification: str, code: int) -> tuple[str, ...]:
        """Return the levels that *code* stands for, mildest first."""
        return tuple(it for bit, it in enumerate(self.levels[classification]) if int(code) >> bit & 1)

    def moved(self, other: Outcomes) -> npt.NDArray[np.bool_]:
        """Return which areas have other possible levels in *other*, in any classification."""
        import numpy as np

        differ = [self.codes[name] != other.codes[name] for name in self.codes]
        found = np.zeros(self.areas, np.bool_)
        for it in differ:
            found |= it.astype(np.bool_)
        return found

    def flows(self, other: Outcomes) -> tuple[Flow, ...]:
        """Return how many areas go from which possible levels to which in *other*; those that stay are left out."""
        import numpy as np

        found = []
        for name, codes in self.codes.items():
            where = np.flatnonzero((codes != other.codes[name]).astype(np.bool_))
            pairs: dict[tuple[int, int], int] = {}
            for pair in zip(codes[where].tolist(), other.codes[name][where].tolist(), strict=True):
                pairs[pair] = pairs.get(pair, 0) + 1
            for (was, now), areas in sorted(pairs.items()):
                found.append(Flow(name, self.possible(name, was), other.possible(name, now), areas))
        return tuple(found)


@frozen
class Flow:
    """So many areas go from some possible levels to others, mildest first."""

    classification: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    areas: int


@frozen(eq=False)
class Areas:
    """The facts of a table, laid out for many assessments."""

    indicators: Mapping[str, Indicator]
    batch: pa.RecordBatch

    @classmethod
    def of(cls, ruleset: Ruleset, facts: Any) -> Areas:
        """Return *facts*, rows that were read or an Arrow table of them, as *ruleset* asks for them.

        Raises ``FactsError`` where a table cannot be read, and ``QuestionError`` where pyarrow is not installed.
        """
        table = facts_table(ruleset.indicators, list(facts)) if _are_rows(facts) else facts
        areas = cls(ruleset.indicators, plain_columns(ruleset.indicators, table))
        areas.outcomes(ruleset)  # what is wrong with the table is told now
        return areas

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def names(self) -> list[str]:
        """Return the names of the areas."""
        return [str(it) for it in self.batch.column("area").to_pylist()]

    def rows(self) -> list[FactSet]:
        """Return the facts of each area."""
        return list(fact_rows(self.batch, self.indicators))

    def take(self, rows: Iterable[int]) -> Areas:
        """Return the areas numbered *rows*."""
        import pyarrow as pa

        return Areas(self.indicators, self.batch.take(pa.array(rows, pa.int64())))

    def outcomes(self, ruleset: Ruleset, levels: Mapping[str, tuple[str, ...]] | None = None) -> Outcomes:
        """Return what *ruleset* says of every area, in codes over *levels* where they are given."""
        from lagesbild_rules.evaluation.columnar import columnar_function

        return outcomes_in(ruleset, columnar_function(ruleset, self.batch.schema)(self.batch), levels)


def _are_rows(facts: Any) -> bool:
    return isinstance(facts, Iterable) and not hasattr(facts, "schema")


def outcomes_in(
    ruleset: Ruleset, answers: pa.RecordBatch, levels: Mapping[str, tuple[str, ...]] | None = None
) -> Outcomes:
    """Return the possible levels in a batch of *answers* to *ruleset*, in codes over its own levels or those given."""
    import numpy as np

    own = {name: tuple(it.id for it in ladder.levels) for name, ladder in ruleset.classifications.items()}
    codes: dict[str, Codes] = {}
    for name, coded in (levels or own).items():
        # Ladders of more than 63 levels have codes of Python's own whole numbers.
        dtype: Any = np.int64 if len(coded) < 64 else object
        code = np.zeros(answers.num_rows, dtype)
        for bit, level in enumerate(coded):
            if level in own[name]:
                possible = answers.column(f"{name}.possible.{level}").to_numpy(zero_copy_only=False)
                code = code | (possible.astype(dtype) << bit)
        codes[name] = code
    return Outcomes(answers.num_rows, codes, levels or own)
