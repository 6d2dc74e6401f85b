"""A questionnaire: what is asked of whom about which areas, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, get_args

from attrs import field, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import UNPRINTABLE, FactsError, Place, Problem, quoted
from lagesbild_rules.facts import Limits, Observation, names_a_person
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language

FORMAT: Final = "lagesbild-form/1"
"""The name of the layout and of what the hidden sheet holds; another layout is another format."""

MOST_ROWS: Final = 100_000
"""The most rows of answers that one questionnaire may have."""

Part = Literal[
    "answer",
    "until",
    "basis",
    "source_grade",
    "information_grade",
    "handling",
    "handling_ground",
    "note",
]
"""What is asked about each indicator of an area; ``until`` is the upper end where ``answer`` is the lower."""
PARTS: Final[tuple[Part, ...]] = get_args(Part)


@frozen
class Area:
    """An area as observations name it, and the name that people know it by, where that is another."""

    id: str
    name: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.id})" if self.name and self.name != self.id else self.id


def _stripped(text: str) -> str:
    return text.strip()


def _areas(given: Sequence[Area | str]) -> tuple[Area, ...]:
    return tuple(it if isinstance(it, Area) else Area(it) for it in given)


def _day_or_none(value: Day | None) -> date | None:
    return None if value is None else as_day(value)


@frozen(kw_only=True)
class Form:
    """A questionnaire made from *ruleset*: every indicator asked of *unit* about every one of *areas*.

    The answers hold from ``valid_from`` up to but not including ``valid_until``. Two of the same content are equal.
    Raises ``FactsError`` with everything that is wrong: no area, an area twice, a name that does not show or holds a
    person's number, a period without a day, more than ``MOST_ROWS`` rows.
    """

    ruleset: Ruleset
    unit: str = field(converter=_stripped)
    areas: tuple[Area, ...] = field(converter=_areas)
    valid_from: date = field(converter=as_day)
    valid_until: date | None = field(default=None, converter=_day_or_none)
    language: Language = "sv"

    def __attrs_post_init__(self) -> None:
        if problems := [*self._names(), *self._areas_twice(), *self._extent()]:
            raise FactsError(problems)

    def _names(self) -> list[Problem]:
        found = []
        names = [("unit", self.unit), *(("area", it) for area in self.areas for it in (area.id, area.name or area.id))]
        for what, name in dict.fromkeys(names):
            place = Place("<form>", None, what)
            if not name.strip() or name != name.strip() or UNPRINTABLE.search(name):
                help = "write a name without spaces around it and without characters that do not show"
                found.append(
                    Problem(place, "LR305", f"{quoted(name)} is no name of a{'n'[: what == 'area']} {what}", help)
                )
            if names_a_person(name):
                finding = f"the name of the {what} holds a personal identity or coordination number"
                found.append(Problem(place, "LR705", finding, "take it out: questionnaires are about areas"))
        return found

    def _areas_twice(self) -> list[Problem]:
        ids = [it.id for it in self.areas]
        return [
            Problem(
                Place("<form>", None, "area"), "LR306", f"the area {quoted(it)} is asked about twice", "name it once"
            )
            for it in dict.fromkeys(ids)
            if ids.count(it) > 1
        ]

    def _extent(self) -> list[Problem]:
        found = []
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            finding = f"from {self.valid_from} until {self.valid_until} is no period"
            help = "the last day is not part of it: write a later day"
            found.append(Problem(Place("<form>", None, "valid_until"), "LR702", finding, help))
        rows = len(self.areas) * len(self.ruleset.indicators)
        if not rows:
            finding = f"{len(self.areas)} areas and {len(self.ruleset.indicators)} indicators make no question"
            found.append(Problem(Place("<form>", None, "areas"), "LR728", finding, "name an area with `--area`"))
        if rows > MOST_ROWS:
            finding = f"{rows} rows of answers are more than {MOST_ROWS}"
            found.append(Problem(Place("<form>", None, "areas"), "LR318", finding, "divide the areas between forms"))
        return found


@frozen
class Blank:
    """A question that was not answered; ``closed`` when a screening question answered «no» lets it be blank.

    ``left_out`` are the cells beside it that hold something: without an answer there is no observation to keep it.
    """

    area: str
    indicator: str
    closed: bool = False
    left_out: tuple[Place, ...] = ()


@frozen
class Answers:
    """What one filled questionnaire says: an observation for each answer, and what was left blank."""

    path: str
    form: Form
    observations: tuple[Observation, ...]
    blank: tuple[Blank, ...]


LIMITS: Final = Limits(max_unpacked_bytes=50_000_000, max_cells=500_000)
"""The limits where none are given: many times the largest form that a unit would be sent."""
