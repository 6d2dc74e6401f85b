"""A store of observations on the terminal: what is in it, and how it came to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from rich.text import Text

from lagesbild_rules.explanation import phrase
from lagesbild_rules.facts import long_row
from lagesbild_rules.facts.store import Change, Stored
from lagesbild_rules.report._console import console, table_of
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.text import Language

_STYLES = {"in_force": "green", "withdrawn": "red", "superseded": "yellow"}
_OBSERVATION = ("store_standing", "c_area", "c_indicator", "c_value", "store_recorded", "store_unit")
_CHANGE = ("store_number", "store_when", "store_unit", "store_what", "store_observations", "store_note")


def print_stored(
    rows: Sequence[Stored], all_: int, language: Language, file: IO[str], *, width: int | None = None
) -> None:
    """Write a line for each of *rows*, and how many of *all_* they are."""
    out = console(file, width)
    headings = [phrase(it, language) for it in _OBSERVATION] + ["Id"]
    out.print(table_of(headings, (_observation(it, language) for it in rows)))
    out.print(Text(f"\n{phrase('store_count', language, shown=len(rows), all=all_)}"))


def print_changes(changes: Sequence[Change], language: Language, file: IO[str], *, width: int | None = None) -> None:
    """Write a line for each of *changes*."""
    headings = [phrase(it, language) for it in _CHANGE]
    console(file, width).print(table_of(headings, (_change(it, language) for it in changes)))


def _observation(it: Stored, language: Language) -> list[str | Text]:
    cells = long_row(it.observation)
    value = cells["value"] or f"{cells['low']}–{cells['high']}"
    grade = it.observation.grade
    recorded = it.observation.recorded_at
    return [
        Text(phrase(f"standing_{it.standing}", language), _STYLES[it.standing]),
        one_line(it.observation.area),
        it.observation.indicator,
        one_line(f"{value} ({grade})" if grade else value),
        f"{recorded:%Y-%m-%d}" if recorded else "",
        one_line(it.unit),
        one_line(it.observation.id),
    ]


def _change(it: Change, language: Language) -> list[str | Text]:
    return [
        str(it.number),
        f"{it.at:%Y-%m-%d %H:%M}",
        one_line(it.unit),
        phrase(f"store_change_{it.what}", language),
        phrase("store_marked", language, new=it.added, marked=len(it.marked)),
        one_line(it.note or ""),
    ]
