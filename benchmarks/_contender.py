"""A contender: one way to class the areas, as the benchmark runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import field, frozen

from benchmarks._work import Area


def _itself(answer: Any) -> Any:
    return answer


@frozen
class Contender:
    """One engine in one mode.

    ``ready`` puts an area into the form that the engine takes and is not timed; ``run`` is timed and returns the
    answer; ``level`` reads the level off an answer, ``None`` when several are possible, and is not timed.
    """

    name: str
    gives: str
    ready: Callable[[Area], Any]
    run: Callable[[Any], Any]
    level: Callable[[Any], str | None] = field(default=_itself)


def possible(levels: tuple[str, ...], truths: dict[str, bool | None]) -> tuple[str, ...]:
    """Return the levels that are possible, mildest first: not false, and no level above is true.

    *levels* stand mildest first; the first always holds and has no entry in *truths*.
    """
    found: list[str] = []
    for level in levels[:0:-1]:
        if truths[level] is not False:
            found.append(level)
        if truths[level] is True:
            return tuple(reversed(found))
    return (levels[0], *reversed(found))


def alone(levels: tuple[str, ...]) -> str | None:
    """Return the one member of *levels*, ``None`` when there are several."""
    return levels[0] if len(levels) == 1 else None
