"""How a map looks: colours of levels, by light and dark, on screen and on paper."""

from __future__ import annotations

from typing import Final

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
#{id} text {{ font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial,
  sans-serif; fill: var(--m-ink); }}
#{id} .m-quiet {{ fill: var(--m-quiet); }}
#{id} .m-halo {{ paint-order: stroke; stroke: var(--m-paper); stroke-width: 3px; stroke-linejoin: round; }}
#{id} .m-l0 {{ fill: var(--m-none); }}
#{id} .m-lopen {{ fill: var(--m-open); }}
#{id} .m-hopen {{ stroke: var(--m-quiet); }}
#{id} .m-hatch {{ fill: none; stroke-width: .9; pointer-events: none; }}
#{id} .m-area {{ stroke: var(--m-line); stroke-width: 1; stroke-linejoin: round; }}
#{id} .m-undecided {{ stroke-dasharray: 3 2; }}
@media print {{ #{id} {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }} }}
"""
"""Only what stands in the drawing is reached: it may stand in a page of others."""


def colours(levels: int) -> tuple[str, ...]:
    """Return a colour for each of so many levels above the first, the mildest first."""
    ramp = _RAMPS.get(levels, _RAMPS[4])
    return tuple(ramp[min(rank * len(ramp) // max(levels, 1), len(ramp) - 1)] for rank in range(levels))


def style(id: str, levels: int) -> str:
    """Return the rules of style for the drawing *id* with so many levels above the first."""
    rules = [STYLE.format(id=id)]
    for rank, colour in enumerate(colours(levels), 1):
        line = "#ffffff" if rank == levels else "#4a2100"
        broken = "; stroke-dasharray: 1.3 2.3" if rank % 3 == 1 and rank != levels else ""
        rules.append(f"#{id} .m-l{rank} {{ fill: {colour}; }}\n")
        rules.append(f"#{id} .m-h{rank} {{ stroke: {line}{broken}; }}\n")
    return "".join(rules)
