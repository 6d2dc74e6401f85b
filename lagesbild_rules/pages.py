"""Pages of words in one language: a lead, and several tables with their notes."""

from __future__ import annotations

from attrs import evolve, frozen


@frozen
class ReportTable:
    """A table with its heading; ``numbers`` are the columns that stand to the right."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()

    def without_empty(self) -> ReportTable:
        """Return the table without the columns, the first apart, in which no cell says anything."""
        kept = [0, *(at for at in range(1, len(self.headings)) if any(row[at] not in {"", "–"} for row in self.rows))]
        return evolve(
            self,
            headings=tuple(self.headings[at] for at in kept),
            rows=tuple(tuple(row[at] for at in kept) for row in self.rows),
            numbers=frozenset(place for place, at in enumerate(kept) if at in self.numbers),
        )


@frozen
class ReportPage:
    """A title, what is said of the whole, and tables."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[ReportTable, ...]
