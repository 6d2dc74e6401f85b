"""How a map looks: colours and patterns of levels, by light and dark, on screen and on paper."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from lagesbild_rules.report._html_parts import tag

_RAMPS: Final = {
    1: ("#a3275f",),
    2: ("#f3b23e", "#8c1c5a"),
    3: ("#f6cc5d", "#e8772e", "#8c1c5a"),
    4: ("#f8dd7c", "#f0a23c", "#d4502e", "#7d1550"),
}
"""From the mildest level above the first to the most serious: darker each time, told apart without red and green."""

STYLE: Final = """
#{id} {{ --m-paper: #fff; --m-land: #f3f1ea; --m-coast: #b9b4a6; --m-ink: #1b1f24; --m-quiet: #545a62; --m-none: #fff;
  --m-open: #e3e5e8; --m-line: #1b1f24; --m-frame: #d8d5cc; }}
@media screen and (prefers-color-scheme: dark) {{
  #{id} {{ --m-paper: #14171b; --m-land: #22272e; --m-coast: #59606b; --m-ink: #e9e7e2; --m-quiet: #abb0b8;
  --m-none: #14171b; --m-open: #39404a; --m-line: #f1efe9; --m-frame: #3b414a; }}
}}
#{id} text {{ font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  fill: var(--m-ink); }}
#{id} .m-quiet {{ fill: var(--m-quiet); }}
#{id} .m-halo {{ paint-order: stroke; stroke: var(--m-paper); stroke-width: 3px; stroke-linejoin: round; }}
#{id} .m-area {{ stroke: var(--m-line); stroke-width: 1; stroke-linejoin: round; }}
#{id} .m-undecided {{ stroke-dasharray: 3 2; }}
@media print {{ #{id} {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }} }}
"""
"""Only what stands in the drawing is reached: it may stand in a page of others."""


def colours(levels: int) -> tuple[str, ...]:
    """Return a colour for each of so many levels above the first, the mildest first."""
    ramp = _RAMPS.get(levels, _RAMPS[4])
    return tuple(ramp[min(rank * len(ramp) // max(levels, 1), len(ramp) - 1)] for rank in range(levels))


def patterns(id: str, levels: int) -> Element:
    """Return the fills of all levels, named ``{id}-l0`` and on, and ``{id}-open``: each has a pattern of its own."""
    every = [_pattern(f"{id}-l0", "var(--m-none)")]
    for rank, colour in enumerate(colours(levels), 1):
        light = rank == levels and levels > 0
        every.append(_pattern(f"{id}-l{rank}", colour, _marks(rank, levels), "#ffffff" if light else "#4a2100"))
    every.append(_pattern(f"{id}-open", "var(--m-open)", "M0 3H6", "var(--m-quiet)"))
    return tag("defs", *every)


def _marks(rank: int, levels: int) -> str:
    """Return the lines of a level's pattern: dots, slanted lines, upright lines, and a lattice for the most serious."""
    if rank == levels:
        return "M0 0L6 6M0 6L6 0"
    return ("M1.5 1.5h1.2M4.5 4.5h1.2", "M-1 1L1 -1M0 6L6 0M5 7L7 5", "M1.5 0V6M4.5 0V6")[(rank - 1) % 3]


def _pattern(id: str, fill: str, marks: str | None = None, stroke: str | None = None) -> Element:
    ground = tag("rect", width="6", height="6", style=f"fill: {fill}")
    lines = tag("path", d=marks, style=f"stroke: {stroke}; stroke-width: .9; fill: none") if marks else None
    return tag("pattern", ground, lines, id=id, width="6", height="6", patternUnits="userSpaceOnUse")
