"""Observations: what somebody stated about one indicator of one area, with source, grade, time and handling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, Literal, get_args

from attrs import Factory, field, fields, frozen

from lagesbild_rules.day import as_time
from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.exact import plain
from lagesbild_rules.facts._model import Handling

SourceGrade = Literal["A", "B", "C", "X"]
"""Reliability of the source, Europol Regulation 2016/794 art. 29: from no doubt (A) to not assessable (X)."""
InformationGrade = Literal["1", "2", "3", "4"]
"""Accuracy of the information, art. 29: from no doubt (1) to not corroborated (4). A code, never a number."""
Basis = Literal["register", "measurement", "observation", "survey", "assessment"]
"""What a statement rests on: facts are kept apart from personal assessments (directive 2016/680 art. 7)."""

SOURCE_GRADES: Final[tuple[SourceGrade, ...]] = get_args(SourceGrade)
INFORMATION_GRADES: Final[tuple[InformationGrade, ...]] = get_args(InformationGrade)
BASES: Final[tuple[Basis, ...]] = get_args(Basis)
HANDLINGS: Final[tuple[Handling, ...]] = get_args(Handling)
CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "source_grade": SOURCE_GRADES,
    "information_grade": INFORMATION_GRADES,
    "basis": BASES,
    "handling": HANDLINGS,
}
"""The columns that hold one of some codes."""
TEXTS: Final = ("area", "handling_ground", "reported_by", "note", "observation_id")
"""The columns that hold free text, which must not hold a person's number."""


def _time(value: datetime | str | None) -> datetime | None:
    return None if value is None else as_time(value)


def _withdrawn(value: datetime | str | bool) -> datetime | bool:
    return value if isinstance(value, bool) else as_time(value)


@frozen(kw_only=True)
class Observation:
    """One statement: *area*, *indicator* and what is stated, from ``low`` to ``high`` (equal when exact).

    A number is a ``Decimal``, a step, truth or code its id; a category has no span. ``valid_from`` and
    ``valid_until`` (half-open) say when it held in the world, ``recorded_at`` when it was recorded. ``withdrawn`` is
    the time of its withdrawal, or true when the time is not known; ``superseded_by`` names the observation that
    corrects it. ``reported_by`` is an organisational unit, never a person. Times are kept in UTC; one without a zone
    is taken to be in UTC.

    Raises ``FactsError`` with everything that is wrong with it: an unknown grade, basis or handling, an empty
    period, `secret` without its ground, a text that holds a person's number.
    """

    area: str
    indicator: str
    low: Decimal | str
    high: Decimal | str = Factory(lambda self: self.low, takes_self=True)
    valid_from: date | None = None
    valid_until: date | None = None
    recorded_at: datetime | None = field(default=None, converter=_time)
    withdrawn: datetime | bool = field(default=False, converter=_withdrawn)
    superseded_by: str | None = None
    source_grade: SourceGrade | None = None
    information_grade: InformationGrade | None = None
    basis: Basis | None = None
    handling: Handling | None = None
    handling_ground: str | None = None
    reported_by: str | None = None
    note: str | None = None
    observation_id: str | None = None
    place: Place = field(default=Place(), eq=False, repr=False)
    corrected_by: tuple[Observation, ...] = field(default=(), eq=False, repr=False)
    """What ``superseded_by`` names, as far as it was there when times were told apart; no part of what is said."""

    def __attrs_post_init__(self) -> None:
        if problems := list(problems_of({it.name: getattr(self, it.name) for it in fields(type(self))}, self.place)):
            raise FactsError(problems)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def id(self) -> str:
        """The ``observation_id``, or where none was given one made of the content, the same for the same content."""
        return self.observation_id or f"o-{sha256(repr(self.key).encode()).hexdigest()[:24]}"

    @property
    def date(self) -> date | None:
        """The day that ages are counted from: when it began to hold, else when it was recorded; nothing if undated."""
        return self.valid_from or (self.recorded_at.date() if self.recorded_at else None)

    @property
    def grade(self) -> str | None:
        """The grade as a code, as ``B2``; ``?`` for a part that is not known, nothing when neither is."""
        if self.source_grade is None and self.information_grade is None:
            return None
        return f"{self.source_grade or '?'}{self.information_grade or '?'}"

    @property
    def key(self) -> tuple[str, ...]:
        """All that it says as text, but for what became of it later: by this, observations are put in order."""
        said = (self.area, self.indicator, *map(_text, (self.low, self.high)), self.observation_id)
        days = (self.valid_from, self.valid_until, self.recorded_at and self.recorded_at.isoformat())
        grades = (self.source_grade, self.information_grade, self.basis, self.handling, self.handling_ground)
        return tuple("" if it is None else str(it) for it in (*said, *days, *grades, self.reported_by, self.note))


def problems_of(said: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """Yield what is wrong with an observation that says *said*, whatever its indicator is, each at its column."""

    def problem(column: str, code: str, finding: str, help: str) -> Problem:
        return Problem(Place(place.path or "<observation>", place.line, column), code, finding, help)

    for column, choices in CODES.items():
        if said[column] is not None and said[column] not in choices:
            finding = f"{quoted(str(said[column]))} is no {column}"
            yield problem(column, "LR701", finding, f"write {listed(choices)}")
    from_, until = said["valid_from"], said["valid_until"]
    if from_ and until and from_ >= until:
        finding = f"valid from {from_} until {until} is no period"
        yield problem("valid_until", "LR702", finding, "the last day is not part of it: write a later day")
    if said["handling"] == "secret" and not said["handling_ground"]:
        finding = "a secret observation without its legal ground"
        yield problem("handling_ground", "LR703", finding, "name it, as `OSL 18:2`")
    if said["superseded_by"] is not None and said["superseded_by"] == said["observation_id"]:
        finding = f"{quoted(said['superseded_by'])} is superseded by itself"
        yield problem("superseded_by", "LR704", finding, "name the observation that corrects it")
    for column in TEXTS:
        if names_a_person(said[column] or ""):
            finding = "the text holds a personal identity or coordination number"
            yield problem(column, "LR705", finding, "take it out: observations are about areas")


_PERSON: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{2})?([0-9]{2})([0-9]{2})([0-9]{2})[-+ ]?([0-9]{4})(?![0-9A-Za-z])"
)


def names_a_person(text: str) -> bool:
    """Return whether *text* holds a Swedish personal identity or coordination number: by date and check digit.

    >>> names_a_person("se 811218-9876"), names_a_person("se 811218-9875"), names_a_person("dnr 811318-9876")
    (True, False, False)
    """
    for year, month, day, last in _PERSON.findall(text):
        number = int(day) - 60 if int(day) > 60 else int(day)
        if _is_day(int(month), number) and _luhn(f"{year}{month}{day}{last}"):
            return True
    return False


def _is_day(month: int, day: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(digits)]
    return sum(it // 10 + it % 10 for it in doubled) % 10 == 0


def _text(value: Decimal | str) -> str:
    return plain(value) if isinstance(value, Decimal) else value
