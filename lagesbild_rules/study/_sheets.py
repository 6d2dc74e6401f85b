"""Results in words of one language: a table with a title and a lead, and the facts that show it."""

from __future__ import annotations

from attrs import frozen


@frozen
class Shown:
    """Witnesses of one thing side by side: a line for each fact, and under it what comes out."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@frozen
class Sheet:
    """A result as people read it; ``numbers`` are the columns that stand to the right."""

    title: str
    lead: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shown: tuple[Shown, ...] = ()
    numbers: frozenset[int] = frozenset()
