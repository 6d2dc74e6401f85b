"""Bars beside figures: how areas are divided among levels, and how much of a whole something is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from lagesbild_rules.picture import Count, Ladder
from lagesbild_rules.report._html_parts import tag

TINTS: Final = 4
"""The darkest tint of a level; the mildest has the tint 0."""


def tint(rank: int, levels: int) -> int:
    """Return the tint of a level: the mildest 0, the most serious the darkest.

    >>> [tint(rank, 3) for rank in range(3)], tint(0, 1)
    ([0, 2, 4], 4)
    """
    return round(TINTS * rank / (levels - 1)) if levels > 1 else TINTS


def bar(ladder: Ladder, counts: Count) -> Element:
    """Return how the areas are divided among the levels, the most serious first; the figures stand beside it."""
    levels = len(ladder.levels)
    each = [(counts.levels[it.id], f"tint-{tint(rank, levels)}") for rank, it in enumerate(ladder.levels)]
    parts, at = [], 0
    for number, class_ in [*reversed(each), (sum(counts.open.values()), "tint-open")]:
        if number:
            parts.append(_rect(at, number, counts.total, class_))
        at += number
    return _drawn(parts)


def meter(part: int, whole: int) -> Element:
    """Return a bar that is full as far as *part* is of *whole*; the figures stand beside it."""
    return _drawn([_rect(0, 1, 1, "rest"), _rect(0, part, whole or 1, "part")])


def _rect(at: int, number: int, total: int, class_: str) -> Element:
    return tag("rect", x=percent(at, total), y="0", width=percent(number, total), height="4", class_=class_)


def percent(part: int, whole: int) -> str:
    """Return *part* of *whole* in per cent with two decimals, the same on every machine.

    >>> percent(1, 3), percent(2, 2)
    ('33.33', '100.00')
    """
    hundredths = (20000 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _drawn(parts: Sequence[Element]) -> Element:
    named = {"viewBox": "0 0 100 4", "preserveAspectRatio": "none", "aria-hidden": "true"}
    return tag("svg", *parts, class_="split", **named)
