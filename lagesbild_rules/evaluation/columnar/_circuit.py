"""Circuits on planes: claims in strong Kleene logic as gates of two wires each, equal gates once.

A claim is two wires, where it is true and where it is false: so `not` changes them round, and takes no gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Final

import numpy as np
from attrs import Factory, define, frozen

from lagesbild_rules.evaluation.columnar._bits import Truths
from lagesbild_rules.evaluation.columnar._stretch import Stretch

Read = Callable[[Stretch], Truths]
"""What gives the planes at the start of a circuit."""

Claim = tuple[int, int]
"""The wires of a claim: where it is true, and where it is false."""

EVERY: Final = 0
"""The wire that holds in every row."""
NONE: Final = 1
"""The wire that holds in no row."""
CERTAIN: Final = (EVERY, NONE)

AND: Final = np.bitwise_and
OR: Final = np.bitwise_or
XOR: Final = np.bitwise_xor


@frozen
class Gate:
    """One wire from two."""

    operation: np.ufunc
    takes: Claim
    gives: tuple[int]


@frozen
class Source:
    """A claim that is read."""

    read: Read
    gives: Claim
    takes: tuple[()] = ()


@define
class Circuit:
    """Gates while they are put together, each after those that it takes from."""

    parts: list[Gate | Source] = Factory(list)
    found: dict[tuple[np.ufunc, int, int], int] = Factory(dict)
    wires: int = 2

    def source(self, read: Read) -> Claim:
        """Return a claim whose planes are *read*."""
        self.wires += 2
        claim = self.wires - 2, self.wires - 1
        self.parts.append(Source(read, claim))
        return claim

    def gate(self, operation: np.ufunc, left: int, right: int) -> int:
        """Return the wire of *operation* on two wires."""
        low, high = min(left, right), max(left, right)
        if low == high:
            return NONE if operation is XOR else low
        if low == NONE:
            return NONE if operation is AND else high
        if low == EVERY and operation is not XOR:
            return high if operation is AND else EVERY
        if (operation, low, high) not in self.found:
            self.found[operation, low, high] = self.wires
            self.parts.append(Gate(operation, (low, high), (self.wires,)))
            self.wires += 1
        return self.found[operation, low, high]

    def joined(self, operation: np.ufunc, wires: Iterable[int]) -> int:
        """Return the wire of *operation* on all of *wires*."""
        return reduce(lambda left, right: self.gate(operation, left, right), wires, EVERY if operation is AND else NONE)

    def every(self, claims: Sequence[Claim]) -> Claim:
        """Return the claim that all of *claims* are true."""
        return self.joined(AND, (true for true, _ in claims)), self.joined(OR, (false for _, false in claims))

    def some(self, claims: Sequence[Claim]) -> Claim:
        """Return the claim that one of *claims* is true."""
        return self.every([it[::-1] for it in claims])[::-1]

    def count(self, claims: Sequence[Claim], least: int) -> Claim:
        """Return the claim that at least so many of *claims* are true."""
        too_few = len(claims) - least + 1
        return self.reached([true for true, _ in claims], least), self.reached([false for _, false in claims], too_few)

    def reached(self, wires: Sequence[int], least: int) -> int:
        """Return the wire that holds where at least so many of *wires* do."""
        if least <= 0 or least > len(wires):
            return EVERY if least <= 0 else NONE
        if least in (1, len(wires)):
            return self.joined(OR if least == 1 else AND, wires)
        if least == 2:
            return self._two(OR, AND, wires)
        if least == len(wires) - 1:
            return self._two(AND, OR, wires)
        found = NONE
        for position, bit in enumerate(self.counter(wires)):
            found = self.gate(AND if (least - 1) >> position & 1 else OR, found, bit)
        return found

    def counter(self, wires: Sequence[int]) -> list[int]:
        """Return how many of *wires* hold, as the bits of a number, the lowest first.

        Three wires of one weight become one of that weight and one of the next.
        """
        bits: list[int] = []
        weight = list(wires)
        while weight:
            above: list[int] = []
            while len(weight) > 2:
                a, b, c = weight.pop(), weight.pop(), weight.pop()
                differ = self.gate(XOR, a, b)
                above.append(self.gate(OR, self.gate(AND, a, b), self.gate(AND, differ, c)))
                weight.insert(0, self.gate(XOR, differ, c))
            if len(weight) == 2:
                above.append(self.gate(AND, *weight))
                weight = [self.gate(XOR, *weight)]
            bits += weight
            weight = above
        return bits

    def _two(self, either: np.ufunc, both: np.ufunc, wires: Sequence[int]) -> int:
        """Return where at least two of *wires* hold; with the operations changed round, where all but one do."""
        one, two = self.gate(either, *wires[:2]), self.gate(both, *wires[:2])
        for it in wires[2:]:
            two = self.gate(either, two, self.gate(both, one, it))
            one = self.gate(either, one, it)
        return two
