"""From a questionnaire to its sheets: which text stands in which cell, and which cells take answers.

Nothing here knows of workbooks. The same questionnaire always gives the same sheets, and where an answer stands is a
matter of the format alone: one row for each area and indicator, in the order of the form and of the ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, assert_never

from attrs import frozen

from lagesbild_rules.errors import printable
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import (
    BASES,
    HANDLINGS,
    INFORMATION_GRADES,
    SOURCE_GRADES,
    CategoryKind,
    Indicator,
    Kind,
    NumberKind,
    Scale,
    ScaleKind,
    TruthKind,
)
from lagesbild_rules.form._definitions import definitions
from lagesbild_rules.form._hints import hint
from lagesbild_rules.form._instructions import instructions
from lagesbild_rules.form._model import Area, Form, Part
from lagesbild_rules.form._phrases import phrase
from lagesbild_rules.text import Language

Look = Literal["title", "heading", "label", "text", "header", "open_header", "fixed", "muted", "question"]

_MOST_CHARACTERS: Final = 30_000
FIRST_ROW: Final = 2
FIXED: Final = {"area": "A", "number": "B", "group": "C", "question": "D", "how": "E"}
COLUMNS: Final[Mapping[Part, str]] = {
    "answer": "F",
    "until": "G",
    "basis": "H",
    "source_grade": "I",
    "information_grade": "J",
    "handling": "K",
    "handling_ground": "L",
    "note": "M",
}


@frozen
class Locked:
    """A text that stands in the form."""

    text: str
    look: Look


@frozen
class Sheet:
    """One sheet: its name, its texts by cell, and the widths of its columns in characters."""

    name: str
    cells: Mapping[str, Locked]
    widths: tuple[int, ...]


@frozen
class Asked:
    """One row of answers."""

    row: int
    area: Area
    indicator: Indicator

    def cell(self, part: Part) -> str:
        return f"{COLUMNS[part]}{self.row}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that can be answered: a truth and a category have no upper end."""
        spans = isinstance(self.indicator.kind, NumberKind | ScaleKind)
        return tuple(it for it in COLUMNS if spans or it != "until")


def asked(form: Form) -> Iterator[Asked]:
    """Yield the rows of answers from the top down."""
    row = FIRST_ROW
    for area in form.areas:
        for indicator in form.ruleset.indicators.values():
            yield Asked(row, area, indicator)
            row += 1


def choices(kind: Kind, language: Language) -> dict[str, str]:
    """Return the values of *kind* under the words that its list shows; none for a number."""
    match kind:
        case NumberKind():
            return {}
        case TruthKind():
            return {phrase("yes", language): "true", phrase("no", language): "false"}
        case ScaleKind(Scale(titles=titles)) | CategoryKind(titles=titles):
            return {one_line(titles[it].in_(language)) if it in titles else it: it for it in kind.values}
        case _:
            assert_never(kind)


def code_words(part: Part, language: Language) -> dict[str, str]:
    """Return the codes of *part* under the words that its list shows; none for free text."""
    match part:
        case "basis":
            return {phrase(f"b_{it}", language): it for it in BASES}
        case "handling":
            return {phrase(f"o_{it}", language): it for it in HANDLINGS}
        case "source_grade":
            return {it: it for it in SOURCE_GRADES}
        case "information_grade":
            return {it: it for it in INFORMATION_GRADES}
        case _:
            return {}


def lists(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the words of every list of the form under its column on the sheet of lists."""
    every = [tuple(choices(it.kind, form.language)) for it in form.ruleset.indicators.values()]
    every += [tuple(code_words(part, form.language)) for part in COLUMNS]
    return {f"lista_{number}": words for number, words in enumerate(dict.fromkeys(filter(None, every)), start=1)}


def sheets(form: Form) -> tuple[Sheet, ...]:
    """Return the sheets that people see and the one of lists, in order."""
    language = form.language
    return (
        Sheet(phrase("s_instructions", language), _grid(instructions(form)), (32, 100)),
        Sheet(phrase("s_answers", language), dict(_answers(form)), (20, 5, 14, 38, 36, 21, 21, 15, 13, 16, 15, 15, 40)),
        Sheet(phrase("s_definitions", language), _grid(definitions(form)), (40, 64, 34, 13, 20, 50)),
        Sheet(phrase("s_lists", language), dict(_lists(form)), ()),
    )


def one_line(text: str) -> str:
    """Return *text* on one line that a cell can hold."""
    return printable(" ".join(text.split()), _MOST_CHARACTERS)


def _grid(rows: Iterator[tuple[tuple[str, Look], ...]]) -> dict[str, Locked]:
    return {
        f"{letter}{number}": Locked(one_line(text), look)
        for number, row in enumerate(rows, start=1)
        for letter, (text, look) in zip("ABCDEF", row, strict=False)
        if text
    }


def _answers(form: Form) -> Iterator[tuple[str, Locked]]:
    language = form.language
    for name, letter in FIXED.items():
        yield f"{letter}1", Locked(phrase(f"c_{name}", language), "header")
    for part, letter in COLUMNS.items():
        yield f"{letter}1", Locked(phrase(f"c_{part}", language), "open_header")
    numbers = {id_: str(number) for number, id_ in enumerate(form.ruleset.indicators, start=1)}
    how = {it.id: how_to_answer(form, it) for it in form.ruleset.indicators.values()}
    for it in asked(form):
        indicator = it.indicator
        texts: tuple[tuple[str, str, Look], ...] = (
            ("area", str(it.area), "fixed"),
            ("number", numbers[indicator.id], "muted"),
            ("group", (indicator.group or phrase("none", language)).replace("_", " "), "muted"),
            ("question", question(indicator, language), "question"),
            ("how", how[indicator.id], "fixed"),
        )
        for name, text, look in texts:
            yield f"{FIXED[name]}{it.row}", Locked(one_line(text), look)
        if "until" not in it.parts:
            yield it.cell("until"), Locked(phrase("none", language), "muted")


def question(indicator: Indicator, language: Language) -> str:
    """Return the words of the question about *indicator*."""
    return one_line(indicator.title.in_(language)) or indicator.id


def how_to_answer(form: Form, indicator: Indicator) -> str:
    """Return how the question about *indicator* is answered, and when it may be left blank."""
    return " ".join([kind_words(indicator.kind, form.language), *hint(form, indicator.id, choices)])


def kind_words(kind: Kind, language: Language) -> str:
    match kind:
        case TruthKind():
            return phrase("a_truth", language)
        case ScaleKind() | CategoryKind():
            return phrase("a_choice", language)
        case NumberKind(unit, decimals, low, high):
            bound = {(True, True): "a_between", (True, False): "a_min", (False, True): "a_max"}.get(
                (low is not None, high is not None)
            )
            ends = {"min": plain(low) if low is not None else "", "max": plain(high) if high is not None else ""}
            bounds = phrase(bound, language, **ends) if bound else ""
            name = {0: "a_whole", 1: "a_one_decimal"}.get(decimals, "a_decimals")
            return phrase(
                "a_number", language, unit=one_line(unit), decimals=phrase(name, language, n=decimals), bounds=bounds
            )
        case _:
            assert_never(kind)


def _lists(form: Form) -> Iterator[tuple[str, Locked]]:
    for column, (name, words) in enumerate(lists(form).items(), start=1):
        letter = list_letter(column)
        yield f"{letter}1", Locked(name, "header")
        for row, word in enumerate(words, start=2):
            yield f"{letter}{row}", Locked(word, "text")


def list_letter(column: int) -> str:
    """Return the letters of the *column*-th column, from 1.

    >>> list_letter(1), list_letter(26), list_letter(27)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
