"""Shares with intervals: Wilson's where they were sampled, none where every case was counted."""

from __future__ import annotations

from math import sqrt
from typing import Final

from attrs import frozen

Z: Final = 1.959963984540054
"""The standard normal deviation that leaves 2.5 % above it."""


@frozen
class Share:
    """So many ``hits`` of so many; exact when everything was counted, else a sample with Wilson's 95 % interval."""

    hits: int
    of: int
    sampled: bool = True

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The least and the greatest share that the sample speaks for; both the share itself where it is exact."""
        return wilson(self.hits, self.of) if self.sampled else (self.value, self.value)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval for *hits* in a sample of that size; from 0 to 1 for an empty one.

    >>> [round(it, 4) for it in wilson(10, 100)]
    [0.0552, 0.1744]
    """
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, Z * Z / of
    middle = share + spread / 2
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return (0.0 if hits == 0 else low), (1.0 if hits == of else high)
