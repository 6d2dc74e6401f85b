"""The logic of a ruleset on diagrams of two truths, and what classes come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import and_, ne, or_
from typing import Any

from attrs import frozen

from lagesbild_rules.evaluation import Diagrams, count_of
from lagesbild_rules.ruleset import Compare, Literal, Name, Ruleset


@frozen
class Nodes:
    """The algebra of diagrams: *compare* gives the node of a comparison, everything else is put together here."""

    ruleset: Ruleset
    diagrams: Diagrams
    compare: Callable[[Compare], int]

    def all(self, members: Sequence[int]) -> int:
        return self.diagrams.fold(and_, members, True)

    def any(self, members: Sequence[int]) -> int:
        return self.diagrams.fold(or_, members, False)

    def negation(self, member: int) -> int:
        return self.diagrams.map(_not, member)

    def at_least(self, k: Literal | Name, more: int, members: Sequence[int]) -> int:
        least = count_of(k, self.ruleset) + more
        counted = self.diagrams.fold(_plus, members, 0)
        return self.diagrams.map(lambda number: number >= least, counted)

    def outcome(self, rungs: Sequence[tuple[str, int]]) -> int:
        """Return the function that says which level is the class: the highest that holds."""
        node = self.diagrams.leaf(rungs[0][0])
        for level, holds in rungs[1:]:
            node = self.diagrams.apply(_raised, self.diagrams.map(_if(level), holds), node)
        return node

    def differ(self, one: int, other: int) -> int:
        """Return the function that says where two functions differ."""
        return self.diagrams.apply(ne, one, other)

    def pair(self, one: int, other: int) -> int:
        """Return the function whose values are the pairs of both."""
        return self.diagrams.apply(_pair, one, other)


def _not(truth: Any) -> bool:
    return not truth


def _plus(number: Any, truth: Any) -> int:
    return int(number) + int(truth)


def _if(level: str) -> Callable[[Any], Any]:
    return lambda holds: level if holds else None


def _raised(level: Any, below: Any) -> Any:
    return below if level is None else level


def _pair(one: Any, other: Any) -> Any:
    return one, other
