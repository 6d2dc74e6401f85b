"""A stretch of a table: the rows that are worked on at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from attrs import Factory, define

from lagesbild_rules.evaluation.columnar._finite import FiniteBlock
from lagesbild_rules.evaluation.columnar._numbers import NumberBlock
from lagesbild_rules.evaluation.columnar._sums import Span, Terms, span


@define
class Stretch:
    """Some rows, what is known of each indicator in them, and what sums can be."""

    rows: int
    blocks: Mapping[str, FiniteBlock | NumberBlock]
    spans: dict[Terms, Span] = Factory(dict)

    def span(self, terms: Terms) -> Span:
        """Return what the sum of *terms* can be, worked out once."""
        if terms not in self.spans:
            self.spans[terms] = span(terms, cast(Mapping[str, NumberBlock], self.blocks), self.rows)
        return self.spans[terms]
