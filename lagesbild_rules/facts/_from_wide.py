"""From wide tables (one row an area, one column an indicator) to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.facts._from_cells import facts_from_row
from lagesbild_rules.facts._model import FactSet, Indicator
from lagesbild_rules.facts._rows import Layout, Row, Table, header_problems, known_cells


def wide_facts(table: Table, indicators: Mapping[str, Indicator]) -> tuple[list[FactSet], list[Problem], list[Problem]]:
    """Return the facts of the good rows, the problems of bad rows, and those of the table as a whole."""
    layout = Layout({"area": None, **indicators}.keys(), {"area": "it names the area of each row"})
    of_table = header_problems(table, layout)
    rows = list(table.rows) if table.header is None or "area" in table.header else []
    bad = [*_areas_twice(rows, table.path)]
    twice = {problem.place.line for problem in bad}
    good: list[FactSet] = []
    for row in rows:
        bad.extend(row.problems)
        if not row.whole:
            continue
        try:
            facts = facts_from_row(
                known_cells(table, row, layout),
                indicators,
                place=lambda column, line=row.line: Place(table.path, line, column),  # type: ignore[misc]
                decimal_comma=table.decimal_comma,
            )
        except FactsError as it:
            bad.extend(it.problems)
        else:
            if row.line not in twice and not row.problems:
                good.append(facts)
    return good, bad, of_table


def _areas_twice(rows: list[Row], shown: str) -> Iterator[Problem]:
    lines: dict[str, list[int]] = {}
    for row in rows:
        area = row.cells.get("area")
        if isinstance(area, str) and area.strip():
            lines.setdefault(area.strip(), []).append(row.line)
    for area, where in lines.items():
        shown_lines = ", ".join(map(str, where[:5])) + (", …" if len(where) > 5 else "")
        for line in where if len(where) > 1 else ():
            finding = f"the area {quoted(area)} has {len(where)} rows: {shown_lines}"
            yield Problem(Place(shown, line, "area"), "LR306", finding, "keep one row for each area")
