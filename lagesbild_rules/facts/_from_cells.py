"""From the cells of a table row, or values given in Python, to facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isnan
from typing import assert_never

from lagesbild_rules.errors import UNPRINTABLE, FactsError, Place, Problem, nearest, printable, quoted, suggestion
from lagesbild_rules.exact import MOST_DIGITS, digits, is_number, plain
from lagesbild_rules.facts._model import (
    CategoryKind,
    Fact,
    FactSet,
    Indicator,
    NumberKind,
    ScaleKind,
    TruthKind,
    known,
    unknown,
)
from lagesbild_rules.text import Text

Cell = str | bool | int | float | Decimal | None
"""What a cell may hold in Python. A ``float`` is always refused, since it is no exact number."""

_TRUTH_WORDS = {"true": "true", "ja": "true", "yes": "true", "false": "false", "nej": "false", "no": "false"}
_WORDS_FOR_MISSING = frozenset(
    {"-", "--", "–", "—", ".", "..", "...", "?", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "missing"}
    | {"unknown", "saknas", "#saknas!", "uppgift saknas", "okänd", "okänt", "vet ej"}
)
_MOST_ZEROS = 1000
"""A ``Decimal`` further than this from 1 is shown as it is written: spelled out it could fill the memory."""


class Unreadable(Exception):
    """A cell holds no value of its indicator."""

    def __init__(self, code: str, finding: str, help: str) -> None:
        super().__init__(finding)
        self.code, self.finding, self.help = code, finding, help


def read_cell(indicator: Indicator, cell: Cell, *, decimal_comma: bool = False) -> Fact:
    """Return the fact that *cell* states about *indicator*; an empty cell is a missing fact.

    Raises ``Unreadable`` with a code, a finding and a next step.
    """
    text = _text(cell).strip()
    if not text:
        return unknown(indicator.kind)
    kind = indicator.kind
    choices: tuple[str, ...]
    match kind:
        case NumberKind():
            return known(kind, _number(kind, text, decimal_comma))
        case TruthKind():
            value = _TRUTH_WORDS.get(text.casefold())
            choices = ("true", "false", "ja", "nej")
        case ScaleKind(scale):
            value = text if text in scale.steps else _by_title(text, scale.titles)
            choices = scale.steps
        case CategoryKind(values, titles):
            value = text if text in values else _by_title(text, titles)
            choices = values
        case _:
            assert_never(kind)
    if value is None:
        _refuse_word_for_missing(text)
        help = nearest(text, choices, "its values are")
        raise Unreadable("LR307", f"{quoted(text)} is no value of {quoted(indicator.id)}", help)
    return known(kind, value)


def facts_from_row(
    row: Mapping[str, Cell],
    indicators: Mapping[str, Indicator],
    *,
    place: Callable[[str], Place] = lambda column: Place("<row>", None, column),
    decimal_comma: bool = False,
) -> FactSet:
    """Return the facts of one wide row: its ``area``, and a cell for each indicator that is known.

    Raises ``FactsError`` with every problem of the row, each at ``place(column)``.
    """
    problems: list[Problem] = []
    area = ""
    try:
        area = read_area(row.get("area"))
    except Unreadable as it:
        problems.append(Problem(place("area"), it.code, it.finding, it.help))
    facts: dict[str, Fact] = {}
    for column, cell in row.items():
        if column == "area":
            continue
        if column not in indicators:
            problems.append(unknown_column(place(column), column, indicators))
            continue
        try:
            facts[column] = read_cell(indicators[column], cell, decimal_comma=decimal_comma)
        except Unreadable as it:
            problems.append(Problem(place(column), it.code, it.finding, it.help))
    if problems:
        raise FactsError(problems)
    return FactSet.of(area, indicators, facts)


def unknown_column(place: Place, column: str, indicators: Mapping[str, Indicator]) -> Problem:
    """Return the problem that *column* is neither ``area`` nor an indicator."""
    return Problem(place, "LR301", f"unknown column {quoted(column)}", suggestion(column, ["area", *indicators]))


def read_area(cell: Cell) -> str:
    """Return the area that *cell* names. Raises ``Unreadable`` when it names none."""
    if isinstance(cell, bool):
        raise Unreadable("LR305", f"`{str(cell).lower()}` names no area", "write the name or the code of the area")
    area = _text(cell).strip()
    if not area:
        raise Unreadable("LR305", "the row names no area", "fill in the column `area`")
    if UNPRINTABLE.search(area):
        raise Unreadable("LR305", f"the area {quoted(area)} holds a character that does not show", "remove it")
    return area


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return cell
        case int():
            return plain(Decimal(cell))
        case Decimal():
            return plain(cell) if cell.is_finite() and abs(cell.adjusted()) <= _MOST_ZEROS else str(cell)
        case float():
            number = float.__repr__(cell)
            help = "leave it out, or give null, where it is not known" if isnan(cell) else f'write "{number}" as text'
            raise Unreadable("LR314", f"{number} is a binary floating-point number, which is not exact", help)
        case _:
            raise Unreadable("LR307", "the cell holds no single value", "write text, a number, true, false or null")


def _number(kind: NumberKind, text: str, decimal_comma: bool) -> Decimal:
    point = text.replace(",", ".", 1) if decimal_comma else text
    if not is_number(point):
        _refuse_word_for_missing(text)
        raise Unreadable("LR308", f"{quoted(text)} is not a number", _help_for_number(text, decimal_comma))
    if digits(point) > MOST_DIGITS:
        finding = f"{quoted(text, 20)} has {digits(point)} digits"
        raise Unreadable("LR309", finding, f"write at most {MOST_DIGITS} digits")
    if len(point.partition(".")[2]) > kind.decimals:
        wanted = {0: "no decimals", 1: "1 decimal"}.get(kind.decimals, f"{kind.decimals} decimals")
        finding = f"{quoted(text)} has {len(point.partition('.')[2])} decimals, the indicator {wanted}"
        raise Unreadable("LR309", finding, f"round it to {wanted}, or declare more `decimals` in the ruleset")
    number = Decimal(point)
    if kind.min is not None and number < kind.min:
        finding = f"{quoted(text)} is below the `min` of {plain(kind.min)} {printable(kind.unit)}"
        raise Unreadable("LR310", finding, _help_for_range(kind.min, kind.max, "or more"))
    if kind.max is not None and number > kind.max:
        finding = f"{quoted(text)} is above the `max` of {plain(kind.max)} {printable(kind.unit)}"
        raise Unreadable("LR310", finding, _help_for_range(kind.max, kind.min, "or less"))
    return number


def _help_for_range(passed: Decimal, other: Decimal | None, side: str) -> str:
    if other is None:
        return f"write {plain(passed)} {side}"
    return f"write a number from {plain(min(passed, other))} to {plain(max(passed, other))}"


def _help_for_number(text: str, decimal_comma: bool) -> str:
    if not decimal_comma and is_number(text.replace(",", ".", 1)):
        pointed = printable(text.replace(",", ".", 1), 40)
        return f"write {pointed}; a decimal comma is read only where `;` separates the columns"
    return "write digits with a decimal point, without spaces, units or exponents; leave the cell empty if not known"


def _refuse_word_for_missing(text: str) -> None:
    if text.casefold() in _WORDS_FOR_MISSING:
        raise Unreadable("LR311", f"{quoted(text)} is no value", "leave the cell empty where the value is not known")


def _by_title(text: str, titles: Mapping[str, Text]) -> str | None:
    wanted = text.casefold()
    for value, title in titles.items():
        if wanted in {words.casefold() for words in (title.sv, title.en) if words}:
            return value
    return None
