"""How complete input is, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from rich.table import Table
from rich.text import Text

from lagesbild_rules.explanation import Values, phrase
from lagesbild_rules.facts import Completeness, ScaleKind
from lagesbild_rules.report._console import console
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language

_HEADINGS = ("c_answered", "c_open", "c_conflicting", "c_unmarked", "c_without_note", "c_old", "c_same")


def print_completeness(
    ruleset: Ruleset,
    found: Sequence[Completeness],
    language: Language,
    file: IO[str],
    *,
    width: int | None = None,
) -> None:
    """Write a table of units to *file*, the whole of each first and its indicators under it."""
    written = console(file, width)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(f"{phrase('c_unit', language)} / {phrase('c_indicator', language)}", min_width=26)
    for heading in _HEADINGS:
        table.add_column(phrase(heading, language), justify="left" if heading == "c_same" else "right")
    for it in found:
        table.add_row(*_cells(ruleset, it, language))
    written.print(table)
    written.print(Text(phrase("completeness_note", language)))


def _cells(ruleset: Ruleset, it: Completeness, language: Language) -> Iterator[str | Text]:
    if it.indicator is None:
        yield Text(one_line(it.unit) or phrase("no_unit", language), "bold")
    else:
        yield Text(f"  {one_line(Values(ruleset, language).indicator(it.indicator))}")
    yield phrase("of", language, n=it.answered, all=it.asked)
    yield _number(it.stale + it.below_grade)
    yield _number(it.conflicting)
    yield f"{it.not_dated} / {it.not_graded}" if it.not_dated or it.not_graded else ""
    yield _number(it.without_note)
    yield _number(it.old)
    yield _step(ruleset, it.same_answer, language)


def _number(count: int) -> str:
    return str(count) if count else ""


def _step(ruleset: Ruleset, step: str | None, language: Language) -> str:
    if step is None:
        return ""
    values = Values(ruleset, language)
    kinds = [it.kind for it in ruleset.indicators.values() if isinstance(it.kind, ScaleKind)]
    kind = next(it for it in kinds if step in it.values)
    return values.value(kind, step)
