"""Patterns of levels, drawn line by line: the same on screen, on paper and in PDF.

Patterns of SVG are not used: Chromium makes pictures of them when it prints, 9 MB for the map of one list.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from lagesbild_rules.picture.geo import Point

Outline = Sequence[Point]
_SHORT: Final = 0.7
"""By so much a line ends before the outline, whose own stroke is drawn there."""
_LATTICE: Final = ((45.0, 4.6), (-45.0, 4.6))
_MILDER: Final = (((0.0, 3.6),), ((45.0, 3.6),), ((90.0, 3.6),))
"""Lines by angle in degrees and distance: level (and broken, by its style), slanted, upright."""


def hatched(rings: Sequence[Outline], rank: int | None, levels: int) -> str:
    """Return the lines over what *rings* enclose for a level of that *rank* above the first, of so many *levels*.

    The most serious has a lattice, the others lines of one direction each; open ones (no rank) have level lines, and
    the first level has none. Lines of neighbours meet: they lie at the same places for all.
    """
    if rank == 0:
        return ""
    if rank is None:
        ways: tuple[tuple[float, float], ...] = ((0.0, 5.0),)
    else:
        ways = _LATTICE if rank == levels else _MILDER[(rank - 1) % len(_MILDER)]
    lines = (line for angle, step in ways for line in _lines(rings, angle, step))
    return "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for (x1, y1), (x2, y2) in lines)


def _lines(rings: Sequence[Outline], angle: float, step: float) -> Iterator[tuple[Point, Point]]:
    """Yield the lines of one direction: where each crosses the outlines it goes in and out, by turns."""
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    turned = [[(x * cosine + y * sine, y * cosine - x * sine) for x, y in ring] for ring in rings]
    edges = [edge for ring in turned for edge in zip(ring, [*ring[1:], ring[0]], strict=True)]
    if not edges:
        return
    heights = [y for ring in turned for _, y in ring]
    for number in range(math.ceil(min(heights) / step), math.floor(max(heights) / step) + 1):
        y = number * step
        crossed = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in edges if (a[1] <= y) is not (b[1] <= y)
        )
        for start, end in zip(crossed[::2], crossed[1::2], strict=True):
            if end - start > 3 * _SHORT:
                yield _back(start + _SHORT, y, sine, cosine), _back(end - _SHORT, y, sine, cosine)


def _back(x: float, y: float, sine: float, cosine: float) -> Point:
    return x * cosine - y * sine, y * cosine + x * sine
