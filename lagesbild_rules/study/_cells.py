"""Cells: the pieces into which comparisons cut the space of exact facts, counted by decision diagrams.

An axis is a finite indicator with its values, or the numbers that comparisons read together, with the ways in which
those can stand to all their limits at once. A cell is one piece of every axis. Pieces that no value fits (between 2
and 3 where there are no decimals) are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any, Final

from attrs import define, evolve, field, frozen

from lagesbild_rules.evaluation import LIMITS, Diagrams, Linear, linear, program, reads, verdict, wanted
from lagesbild_rules.facts import FiniteKind, Kind, NumberKind
from lagesbild_rules.ruleset import Compare, FiniteCompare, NumberCompare
from lagesbild_rules.study._diagrams import Nodes
from lagesbild_rules.study._prover import View
from lagesbild_rules.study._space import GaveUp, Space
from lagesbild_rules.truth import Truth

MOST_PIECES: Final = 2_000
"""The most pieces of one axis; beyond them nothing is counted."""
SECONDS: Final = 10.0
"""The most time for one question of whether a piece holds a value."""


class TooManyPieces(Exception):
    """The numbers that comparisons read together are cut into more pieces than ``MOST_PIECES``."""


Asked = tuple[int, Compare]
"""A comparison, and the position of the ruleset that it is asked in."""


@frozen
class Axis:
    """Unknowns that are cut together, and for each piece the answer of every comparison that reads them."""

    keys: tuple[str, ...]
    pieces: tuple[Mapping[Asked, bool], ...]


@define
class Cells:
    """The cells of one ruleset, or of several over the facts that they share."""

    views: Sequence[View]
    axes: tuple[Axis, ...]
    diagrams: Diagrams = field(factory=Diagrams)

    @property
    def sizes(self) -> list[int]:
        return [len(it.pieces) for it in self.axes]

    @property
    def total(self) -> int:
        """How many cells there are."""
        return prod(self.sizes)

    def nodes(self, side: int) -> Nodes:
        """Return the algebra of diagrams of the ruleset at *side*."""
        where = {it: number for number, axis in enumerate(self.axes) for it in axis.pieces[0]}
        ruleset = self.views[side].ruleset

        def compare(it: Compare) -> int:
            plain = evolve(it, missing_as=None)
            axis = where.get((side, plain))
            if axis is None:
                return self.diagrams.leaf(verdict(plain, ruleset)({}) is Truth.TRUE)
            branches = [self.diagrams.leaf(piece[side, plain]) for piece in self.axes[axis].pieces]
            return self.diagrams.choice(axis, branches)

        return Nodes(ruleset, self.diagrams, compare)

    def counts(self, node: int) -> dict[Any, int]:
        """Return in how many cells the function *node* has each of its values."""
        return self.diagrams.counts(node, self.sizes)


def cells(views: Sequence[View]) -> Cells:
    """Return the cells of the rulesets in *views*. Raises ``TooManyPieces`` or ``GaveUp`` where they are too many."""
    asked = [
        ((side, it), tuple(view.key(id_) for id_ in reads(it, view.ruleset)))
        for side, view in enumerate(views)
        for it in program(view.ruleset).conditions
        if isinstance(it, NumberCompare | FiniteCompare) and it.missing_as is None
    ]
    kinds = {view.key(id_): it.kind for view in views for id_, it in view.ruleset.indicators.items()}
    axes = []
    for keys in _joined([keys for _, keys in asked if keys], list(kinds)):
        concerned = [it for it, read in asked if read and read[0] in keys]
        kind = kinds[keys[0]]
        if isinstance(kind, NumberKind):
            axes.append(Axis(keys, tuple(_Numbers(views, concerned, kinds).pieces())))
        else:
            axes.append(Axis(keys, tuple(_finite(views, concerned, kind))))
    return Cells(views, tuple(axes))


def _joined(sets: Sequence[tuple[str, ...]], order: list[str]) -> list[tuple[str, ...]]:
    groups: list[set[str]] = []
    for keys in sets:
        touched = [it for it in groups if it & set(keys)]
        groups = [it for it in groups if it not in touched]
        groups.append(set(keys).union(*touched))
    ordered = [tuple(sorted(it, key=order.index)) for it in groups]
    return sorted(ordered, key=lambda keys: order.index(keys[0]))


def _finite(views: Sequence[View], asked: Sequence[Asked], kind: FiniteKind) -> Iterator[dict[Asked, bool]]:
    values = {(side, it): wanted(it, views[side].ruleset) for side, it in asked if isinstance(it, FiniteCompare)}
    for value in kind.values:
        yield {it: value in them for it, them in values.items()}


Plane = tuple[tuple[tuple[Fraction, str], ...], Fraction]
"""A sum of unknowns, the first with the weight 1, and the limit that it is compared with."""


@define
class _Numbers:
    """The ways in which the sums of some comparisons can stand to their limits."""

    views: Sequence[View]
    asked: Sequence[Asked]
    kinds: Mapping[str, Kind]
    space: Space = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.space = Space("values", SECONDS, 0)

    def pieces(self) -> Iterator[dict[Asked, bool]]:
        forms = {
            (side, it): [found for form in linear(it, self.views[side].ruleset) for found in self._planes(side, form)]
            for side, it in self.asked
            if isinstance(it, NumberCompare)
        }
        planes = dict.fromkeys(plane for many in forms.values() for plane, _ in many if plane[0])
        fixed = {plane: _constant(plane) for many in forms.values() for plane, _ in many if not plane[0]}
        for number, found in enumerate(self._signs(list(planes))):
            if number == MOST_PIECES:
                raise TooManyPieces
            signs = fixed | found
            yield {
                (side, it): any(_holds(it, signs[plane] * turned) for plane, turned in many)
                for (side, it), many in forms.items()
            }

    def _planes(self, side: int, form: Linear) -> Iterator[tuple[Plane, int]]:
        """Yield each sum and limit of *form* in its one normal form, and -1 where that turns it round."""
        weights = sorted(((self.views[side].key(id_), Fraction(weight)) for weight, id_ in form.terms))
        first = weights[0][1] if weights else Fraction(1)
        terms = tuple((weight / first, key) for key, weight in weights)
        for limit in form.limits:
            yield (terms, Fraction(limit) / first), 1 if first > 0 else -1

    def _signs(self, planes: Sequence[Plane]) -> Iterator[dict[Plane, int]]:
        """Yield every way in which some values stand to *planes*: below (-1), at (0) or above (1)."""
        space = self.space
        solver = space.solver
        sums = [self._sum(terms) for terms, _ in planes]

        def search(left: int, signs: dict[Plane, int]) -> Iterator[dict[Plane, int]]:
            if left == len(planes):
                solver.push()
                solver.add(space.grids)
                if self._possible():
                    yield signs
                solver.pop()
                return
            limit = space.real(planes[left][1])
            for sign, stands in ((-1, sums[left] < limit), (0, sums[left] == limit), (1, sums[left] > limit)):
                solver.push()
                solver.add(stands)
                if self._possible():
                    yield from search(left + 1, {**signs, planes[left]: sign})
                solver.pop()

        yield from search(0, {})

    def _sum(self, terms: Sequence[tuple[Fraction, str]]) -> Any:
        total = self.space.real(0)
        for weight, key in terms:
            kind = self.kinds[key]
            assert isinstance(kind, NumberKind)
            total = total + self.space.real(weight) * self.space.number(key, kind).value
        return total

    def _possible(self) -> bool:
        answer = self.space.solver.check()
        if answer == self.space.z3.unknown:
            raise GaveUp
        return bool(answer == self.space.z3.sat)


def _constant(plane: Plane) -> int:
    return (plane[1] < 0) - (plane[1] > 0)


def _holds(compare: NumberCompare, sign: int) -> bool:
    stands = Decimal(sign)
    return LIMITS[compare.operator](stands, stands, Decimal(0)) is Truth.TRUE
