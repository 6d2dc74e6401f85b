"""From the cells of a row of answers to what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, frozen

from lagesbild_rules.canonical import canonical
from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import Indicator, NumberKind, Observation, Unreadable, read_cell
from lagesbild_rules.form._from_workbook import Sort, Typed
from lagesbild_rules.form._layout import Asked, choices, code_words, one_line
from lagesbild_rules.form._model import PARTS, Form, Part
from lagesbild_rules.text import LANGUAGES

_NOT_PLAIN: Final[Mapping[Sort, tuple[str, str]]] = {
    "formula": ("a formula stands where an answer is wanted", "write its value instead"),
    "error": ("the cell holds an error", "write the answer, or empty the cell"),
    "date": ("the cell holds a date", "write the answer as a number or text, after clearing the cell's format"),
    "percent": (
        "the cell is formatted as per cent, so its number is not the one shown",
        "clear the format, write 55 for 55 %",
    ),
}


@frozen
class Row:
    """What a row of answers says: an observation or nothing, what is wrong, and which cells are left out."""

    observation: Observation | None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Place, ...] = ()


@frozen
class Reading:
    """What all rows of a form have in common."""

    form: Form
    digest: str
    path: str
    sheet: str
    recorded_at: datetime

    def place(self, cell: str) -> Place:
        return Place(self.path, None, f"{self.sheet}!{cell}")


def read_row(reading: Reading, it: Asked, cells: Mapping[str, Typed]) -> Row:
    """Return what the row *it* says. Every problem of the row is told, each at its cell."""
    problems: list[Problem] = []
    said: dict[Part, str] = {}
    ends: dict[Part, Decimal | str] = {}
    for part in it.parts:
        typed = cells.get(it.cell(part))
        if typed is None:
            continue
        place = reading.place(it.cell(part))
        if typed.sort in _NOT_PLAIN:
            finding, help = _NOT_PLAIN[typed.sort]
            problems.append(Problem(place, "LR725", f"{finding}: {quoted(typed.text)}", help))
            continue
        try:
            if part in ("answer", "until"):
                ends[part] = _value(it.indicator, typed, reading)
            else:
                said[part] = _detail(part, typed)
        except Unreadable as why:
            problems.append(Problem(place, why.code, why.finding, why.help))
    if problems:
        return Row(None, tuple(problems))
    if "answer" not in ends:
        if "until" in ends:
            finding = "an upper end without a lower one"
            problem = Problem(
                reading.place(it.cell("until")), "LR726", finding, "write the least that is possible in the answer"
            )
            return Row(None, (problem,))
        return Row(None, (), tuple(reading.place(it.cell(part)) for part in said))
    low, high = ends["answer"], ends.get("until", ends["answer"])
    if _rank(it.indicator, low) > _rank(it.indicator, high):
        finding = f"from {quoted(_text(low))} to {quoted(_text(high))} is no span"
        return Row(
            None,
            (Problem(reading.place(it.cell("until")), "LR726", finding, "write the least first, then the greatest"),),
        )
    return _observed(reading, it, low, high, said)


def _observed(reading: Reading, it: Asked, low: Decimal | str, high: Decimal | str, said: dict[Part, str]) -> Row:
    form = reading.form
    content = [
        reading.digest,
        it.area.id,
        it.indicator.id,
        _text(low),
        _text(high),
        *(said.get(part, "") for part in PARTS),
    ]
    name = f"form-{sha256(canonical(list(content))).hexdigest()[:32]}"
    details: dict[str, Any] = {part: text for part, text in said.items() if text}
    try:
        return Row(
            Observation(
                area=it.area.id,
                indicator=it.indicator.id,
                low=low,
                high=high,
                valid_from=form.valid_from,
                valid_until=form.valid_until,
                recorded_at=reading.recorded_at,
                reported_by=form.unit,
                observation_id=name,
                place=reading.place(it.cell("answer")),
                **details,
            )
        )
    except FactsError as found:
        parts = {str(part): part for part in PARTS}
        where = [reading.place(it.cell(parts.get(str(each.place.column), "answer"))) for each in found.problems]
        return Row(None, tuple(evolve(each, place=at) for each, at in zip(found.problems, where, strict=True)))


def _value(indicator: Indicator, typed: Typed, reading: Reading) -> Decimal | str:
    """Return the value that was typed, as it was stated: what ``precision`` adds is no part of an observation."""
    kind = indicator.kind
    if isinstance(kind, NumberKind):
        if typed.sort == "truth":
            raise Unreadable("LR308", f"{quoted(typed.text)} is not a number", "write digits")
        text = plain(Decimal(typed.text)) if typed.sort == "number" else typed.text
        exact = evolve(indicator, kind=evolve(kind, precision=None))
        number = read_cell(exact, text, decimal_comma=True).low
        assert isinstance(number, Decimal)
        return number
    shown = choices(kind, reading.form.language)
    text = plain(Decimal(typed.text)) if typed.sort == "number" else typed.text.strip()
    value = read_cell(indicator, shown.get(one_line(text), text)).low
    assert isinstance(value, str)
    return value


def _detail(part: Part, typed: Typed) -> str:
    text = plain(Decimal(typed.text)) if typed.sort == "number" else typed.text.strip()
    words = {word.casefold(): code for it in LANGUAGES for word, code in code_words(part, it).items()}
    if not words:
        return text
    words |= {code.casefold(): code for code in words.values()}
    if text.casefold() not in words:
        raise Unreadable("LR701", f"{quoted(text)} is no {part}", f"write {listed(dict.fromkeys(words.values()))}")
    return words[text.casefold()]


def _rank(indicator: Indicator, value: Decimal | str) -> Decimal:
    if isinstance(value, Decimal):
        return value
    kind = indicator.kind
    assert not isinstance(kind, NumberKind)
    return Decimal(kind.values.index(value))


def _text(value: Decimal | str) -> str:
    return plain(value) if isinstance(value, Decimal) else value
