"""What becomes of a list of areas when one thing is read or set otherwise, and when several are at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.progress import Advance, Progress
from lagesbild_rules.ruleset import Ruleset, Value, value_text
from lagesbild_rules.study._outcomes import Areas, Flow, Outcomes
from lagesbild_rules.study._shares import Share
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.study._variants import alone, how_many, put, together

MOST_COMBINATIONS: Final = 2048
"""Up to so many combinations are all looked at."""
SAMPLED_COMBINATIONS: Final = 1000
"""So many are drawn where there are more."""

VARIED_COLUMNS: Final = {
    "part": "text",
    "name": "text",
    "value": "text",
    "moved": "whole",
    "areas": "whole",
    "share": "number",
    "classification": "text",
    "before": "texts",
    "after": "texts",
    "flow": "whole",
}
MOVED_COLUMNS: Final = {"part": "text", "name": "text", "value": "text", "area": "text"}
COMBINED_COLUMNS: Final = {
    "area": "text",
    "moved": "whole",
    "combinations": "whole",
    "share": "number",
    "low": "number",
    "high": "number",
}


@frozen
class Variation:
    """One change alone: which areas get other possible levels, and how many go from which to which."""

    name: str
    value: str
    moved: tuple[str, ...]
    flows: tuple[Flow, ...]


@frozen
class Variations:
    """Changes of one sort, each alone, all else as chosen; ``left_out`` names those that cannot be made, and why."""

    part: str
    areas: int
    found: tuple[Variation, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each flow of each change, and one for a change under which nothing moves."""
        return [
            {
                "part": self.part,
                "name": it.name,
                "value": it.value,
                "moved": len(it.moved),
                "areas": self.areas,
                "share": len(it.moved) / self.areas if self.areas else 0.0,
                "classification": flow and flow.classification,
                "before": list(flow.before) if flow else [],
                "after": list(flow.after) if flow else [],
                "flow": flow.areas if flow else 0,
            }
            for it in self.found
            for flow in (it.flows or (None,))
        ]

    def table(self) -> Any:
        """Return ``rows`` as an Arrow table."""
        return arrow_table(self.rows(), VARIED_COLUMNS)

    def moved(self) -> Any:
        """Return an Arrow table of the areas that move under each change."""
        rows = [
            {"part": self.part, "name": it.name, "value": it.value, "area": area}
            for it in self.found
            for area in it.moved
        ]
        return arrow_table(rows, MOVED_COLUMNS)


@frozen
class Combinations:
    """All together: in how many combinations an area has other possible levels than as chosen.

    ``sampled`` tells that the combinations were drawn; else they are all there are. ``same`` are those in which the
    whole list is as it was.
    """

    names: tuple[str, ...]
    looked_at: int
    exist: int
    sampled: bool
    same: Share
    areas: tuple[tuple[str, Share], ...]

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "area": area,
                "moved": it.hits,
                "combinations": it.of,
                "share": it.value,
                "low": it.interval[0],
                "high": it.interval[1],
            }
            for area, it in self.areas
        ]

    def table(self) -> Any:
        return arrow_table(self.rows(), COMBINED_COLUMNS)


def vary(
    part: str, ruleset: Ruleset, areas: Areas, base: Outcomes, over: Mapping[str, Sequence[Value]], advance: Advance
) -> Variations:
    """Return what each value of *over* does alone."""
    changed = ((name, value_text(value), put(ruleset, {name: value})) for name, value in alone(ruleset, over))
    return Variations(part, len(areas), tuple(variations(areas, base, changed, advance)))


def variations(
    areas: Areas, base: Outcomes, changed: Iterable[tuple[str, str, Ruleset]], advance: Advance
) -> Iterable[Variation]:
    """Yield what each of the rulesets *changed*, named with what was changed to what, does to *areas*."""
    names = areas.names()
    for name, value, ruleset in changed:
        outcomes = areas.outcomes(ruleset)
        moved = base.moved(outcomes)
        yield Variation(name, value, tuple(names[row] for row in moved.nonzero()[0]), base.flows(outcomes))
        advance()


def combine(
    ruleset: Ruleset,
    areas: Areas,
    base: Outcomes,
    over: Mapping[str, Sequence[Value]],
    *,
    seed: int,
    most: int,
    draw: int,
    progress: Progress,
) -> Combinations:
    """Return what the combinations of *over* do: all of them up to *most*, else *draw* drawn evenly with *seed*."""
    import numpy as np

    exist = how_many(over)
    sampled = exist > most
    chosen: Iterable[dict[str, Value]] = together(over)
    if sampled:
        generator = np.random.Generator(np.random.PCG64(seed))
        # Drawn with replacement: independent draws are what the interval is about.
        chosen = ({id_: it[int(generator.integers(len(it)))] for id_, it in over.items()} for _ in range(draw))
    times = np.zeros(len(areas), np.int64)
    same = looked_at = 0
    with progress(draw if sampled else exist, "combinations") as advance:
        for values in chosen:
            moved = base.moved(areas.outcomes(put(ruleset, values)))
            times += moved
            same += not moved.any()
            looked_at += 1
            advance()
    shares = (Share(int(it), looked_at, sampled) for it in times)
    return Combinations(
        tuple(over),
        looked_at,
        exist,
        sampled,
        Share(same, looked_at, sampled),
        tuple(zip(areas.names(), shares, strict=True)),
    )
