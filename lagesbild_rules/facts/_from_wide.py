"""From wide tables (one row an area, one column an indicator) to facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.facts._from_cells import facts_from_row
from lagesbild_rules.facts._model import FactSet, Indicator
from lagesbild_rules.facts._rows import Layout, Table, header_problems, known_cells, names_problems


def wide_facts(table: Table, indicators: Mapping[str, Indicator]) -> tuple[list[FactSet], list[Problem], list[Problem]]:
    """Return the facts of the good rows, the problems of bad rows, and those of the table as a whole."""
    layout = _layout(indicators)
    of_table = header_problems(table, layout)
    rows = list(table.rows) if table.header is None or "area" in table.header else []
    named = ((row.line, row.cells.get("area")) for row in rows)
    bad = [*areas_twice(((line, area) for line, area in named if isinstance(area, str)), table.path)]
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


def _layout(indicators: Mapping[str, Indicator]) -> Layout:
    return Layout({"area": None, **indicators}.keys(), {"area": "it names the area of each row"})


def wide_header_problems(header: Sequence[str], place: Place, indicators: Mapping[str, Indicator]) -> list[Problem]:
    """Return what is wrong with the names of the columns in the *header* of a wide table."""
    return names_problems(header, place, _layout(indicators))


def areas_twice(areas: Iterable[tuple[int, str]], shown: str) -> Iterator[Problem]:
    """Yield a problem for each line whose area stands in another line too; *areas* are lines with their areas."""
    lines: dict[str, list[int]] = {}
    for line, area in areas:
        if area.strip():
            lines.setdefault(area.strip(), []).append(line)
    for area, where in lines.items():
        shown_lines = ", ".join(map(str, where[:5])) + (", …" if len(where) > 5 else "")
        for line in where if len(where) > 1 else ():
            finding = f"the area {quoted(area)} has {len(where)} rows: {shown_lines}"
            yield Problem(Place(shown, line, "area"), "LR306", finding, "keep one row for each area")
