"""The order in which a circuit is worked out on planes, and where each plane is held meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from lagesbild_rules.evaluation.columnar._bits import Truths, ones, zeros
from lagesbild_rules.evaluation.columnar._circuit import AND, CERTAIN, EVERY, NONE, Circuit, Claim, Gate, Read, Source
from lagesbild_rules.evaluation.columnar._stretch import Stretch


@frozen
class Order:
    """What of a circuit some claims need, in order; a plane that nothing needs any more gives its place to another.

    So the planes in use stay few, and most of them in the cache.
    """

    work: tuple[tuple[Read | None, np.ufunc, int, int, int], ...]
    """What is read into two places, or the gate that takes from two places and gives to a third."""
    places: int
    claims: tuple[Claim, ...]
    """The places of the two planes of each claim."""

    @classmethod
    def of(cls, circuit: Circuit, claims: Sequence[Claim]) -> Order:
        """Return the order in which *claims* are worked out."""
        kept = {wire for claim in claims for wire in claim} | set(CERTAIN)
        parts = _needed(circuit, kept)
        last = {wire: number for number, it in enumerate(parts) for wire in (*it.gives, *it.takes)}
        free: list[int] = []
        at, places = {EVERY: EVERY, NONE: NONE}, 2
        work: list[tuple[Read | None, np.ufunc, int, int, int]] = []
        for number, it in enumerate(parts):
            free += [at[wire] for wire in it.takes if last[wire] == number and wire not in kept]
            for wire in it.gives:
                places += not free
                at[wire] = free.pop() if free else places - 1
            free += [at[wire] for wire in it.gives if last[wire] == number and wire not in kept]
            if isinstance(it, Gate):
                work.append((None, it.operation, at[it.takes[0]], at[it.takes[1]], at[it.gives[0]]))
            else:
                work.append((it.read, AND, at[it.gives[0]], at[it.gives[1]], EVERY))
        return cls(tuple(work), places, tuple((at[true], at[false]) for true, false in claims))

    def truths(self, given: Stretch) -> list[Truths]:
        """Return what is known of each claim in the rows of *given*."""
        every, none = ones(given.rows), zeros(given.rows)
        planes = [every, none, *[none] * (self.places - 2)]
        for read, operation, left, right, to in self.work:
            if read is None:
                planes[to] = operation(planes[left], planes[right])
            else:
                planes[left], planes[right] = read(given)
        return [(planes[true], planes[false]) for true, false in self.claims]


def _needed(circuit: Circuit, kept: set[int]) -> list[Gate | Source]:
    needed, parts = set(kept), []
    for it in reversed(circuit.parts):
        if needed.intersection(it.gives):
            needed.update(it.takes)
            parts.append(it)
    return parts[::-1]
