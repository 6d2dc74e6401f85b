"""A report of a study in words of one language: a lead, and several tables with their notes."""

from __future__ import annotations

from attrs import frozen


@frozen
class ReportTable:
    """A table with its heading; ``numbers`` are the columns that stand to the right."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@frozen
class ReportPage:
    """A title, what is said of the whole, and tables."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[ReportTable, ...]
