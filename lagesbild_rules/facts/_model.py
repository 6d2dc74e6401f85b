"""What is known: indicators of four kinds, and facts that hold what is known of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, assert_never

from attrs import Factory, field, frozen

from lagesbild_rules.errors import Place
from lagesbild_rules.exact import EXACT
from lagesbild_rules.text import Text

if TYPE_CHECKING:
    from lagesbild_rules.facts._observation import Observation


class Cause(Enum):
    """Why a fact is not known exactly."""

    MISSING = "missing"
    CONFLICTING = "conflicting"
    STALE = "stale"
    BELOW_GRADE = "below_grade"
    ROUNDED = "rounded"


@frozen
class Scale:
    """Ordered steps, mildest first, each with its title."""

    id: str
    steps: tuple[str, ...]
    titles: Mapping[str, Text] = Factory(dict)


@frozen
class TruthKind:
    """A claim that holds or does not: ``false`` before ``true``."""

    values: tuple[str, ...] = field(default=("false", "true"), init=False)


@frozen
class ScaleKind:
    """A step of *scale*."""

    scale: Scale

    @property
    def values(self) -> tuple[str, ...]:
        return self.scale.steps


@frozen
class CategoryKind:
    """One of *values*, codes without an order."""

    values: tuple[str, ...]
    titles: Mapping[str, Text] = Factory(dict)


@frozen
class NumberKind:
    """A number in *unit* with at most *decimals* decimals; *precision* is half the width of its rounding."""

    unit: str
    decimals: int
    min: Decimal | None = None
    max: Decimal | None = None
    precision: Decimal | None = None


FiniteKind = TruthKind | ScaleKind | CategoryKind
Kind = FiniteKind | NumberKind
Handling = Literal["open", "restricted", "secret"]
Worse = Literal["high", "low"]
AgeUnit = Literal["days", "weeks", "months", "years"]
Disagreement = Literal["span", "newest", "best_graded", "worst"]


@frozen
class Evidence:
    """How observations become a fact: their greatest age, lowest grade, and what to do when they disagree."""

    max_age: tuple[int, AgeUnit] | None = None
    at_least_grade: str | None = None
    when_sources_disagree: Disagreement | None = None


@frozen
class Indicator:
    """Something that can be known of an area."""

    id: str
    kind: Kind
    title: Text = Text()
    worse: Worse | None = None
    changeable: bool = True
    group: str | None = None
    handling: Handling | None = None
    evidence: Evidence = Evidence()
    place: Place = field(default=Place(), eq=False, repr=False)


@frozen
class NumberFact:
    """A closed interval of numbers; an end that is ``None`` is unbounded."""

    low: Decimal | None
    high: Decimal | None
    causes: tuple[Cause, ...] = ()

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


@frozen
class FiniteFact:
    """The values still possible, in the indicator's order; one value when the fact is known exactly."""

    values: tuple[str, ...]
    causes: tuple[Cause, ...] = ()
    possible: frozenset[str] = field(init=False, eq=False, repr=False)

    @possible.default
    def _possible(self) -> frozenset[str]:
        return frozenset(self.values)

    @property
    def low(self) -> str:
        return self.values[0]

    @property
    def high(self) -> str:
        return self.values[-1]

    @property
    def exact(self) -> bool:
        return len(self.values) == 1


Fact = NumberFact | FiniteFact


def known(kind: Kind, value: Decimal | str) -> Fact:
    """Return the fact that *value* is, widened by the kind's ``precision`` inside ``min`` and ``max``.

    The value must already be one of the kind's: cells are checked where they are read.
    """
    match kind, value:
        case NumberKind(), Decimal():
            if not kind.precision:
                return NumberFact(value, value)
            low, high = EXACT.subtract(value, kind.precision), EXACT.add(value, kind.precision)
            low = low if kind.min is None else max(low, kind.min)
            high = high if kind.max is None else min(high, kind.max)
            return NumberFact(low, high, (Cause.ROUNDED,) if low != high else ())
        case ((TruthKind() | ScaleKind() | CategoryKind()), str()):
            return FiniteFact((value,))
        case _:
            raise TypeError(f"{value!r} is no value of {kind!r}")


def unknown(kind: Kind, *causes: Cause) -> Fact:
    """Return the fact that says nothing: the kind's whole range, with *causes* (``missing`` when none is given)."""
    why = causes or (Cause.MISSING,)
    match kind:
        case NumberKind():
            return NumberFact(kind.min, kind.max, why)
        case TruthKind() | ScaleKind() | CategoryKind():
            return FiniteFact(kind.values, why)
        case _:
            assert_never(kind)


class Why(Enum):
    """Why an observation was set aside: it did not count, or another one was preferred."""

    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    NOT_VALID = "not_valid"
    STALE = "stale"
    BELOW_GRADE = "below_grade"
    OLDER = "older"
    LOWER_GRADED = "lower_graded"
    MILDER = "milder"


@frozen
class SetAside:
    """An observation that a fact does not rest on, and every reason why not."""

    observation: Observation
    why: tuple[Why, ...]


@frozen
class Grounds:
    """What a fact rests on, and what was set aside, each in an order of its own that input does not change."""

    rests_on: tuple[Observation, ...]
    set_aside: tuple[SetAside, ...] = ()

    @property
    def all(self) -> tuple[Observation, ...]:
        """Every observation, those set aside too."""
        return (*self.rests_on, *(it.observation for it in self.set_aside))


@frozen
class FactSet(Mapping[str, Fact]):
    """What is known of one area: a fact for each of *indicators*, `missing` where nothing was given.

    ``grounds`` holds the observations behind the facts, for indicators of which there are some.
    """

    area: str
    indicators: Mapping[str, Indicator] = field(repr=False)
    facts: Mapping[str, Fact]
    grounds: Mapping[str, Grounds] = field(default=MappingProxyType({}), repr=False)

    @classmethod
    def of(
        cls,
        area: str,
        indicators: Mapping[str, Indicator],
        given: Mapping[str, Fact],
        grounds: Mapping[str, Grounds] = MappingProxyType({}),
    ) -> FactSet:
        """Return the facts *given* for *area*, completed by `missing` for every other indicator.

        Raises ``KeyError`` when a fact is given for something that is no indicator.
        """
        if undeclared := given.keys() - indicators.keys():
            raise KeyError(*sorted(undeclared))
        facts = {id_: given[id_] if id_ in given else unknown(it.kind) for id_, it in indicators.items()}
        behind = {id_: grounds[id_] for id_ in indicators if id_ in grounds} if grounds else {}
        return cls(area, indicators, MappingProxyType(facts), MappingProxyType(behind))

    def replace(self, changed: Mapping[str, Fact]) -> FactSet:
        """Return the same set with the facts in *changed* put in place of the old ones and what they rested on."""
        return FactSet.of(self.area, self.indicators, {**self.facts, **changed}, self._grounds_but(changed))

    def only(self, kept: frozenset[str]) -> FactSet:
        """Return the same set where everything but the indicators in *kept* is missing."""
        left_out = self.facts.keys() - kept
        return FactSet.of(
            self.area, self.indicators, {id_: self.facts[id_] for id_ in kept}, self._grounds_but(left_out)
        )

    def _grounds_but(self, changed: Collection[str]) -> dict[str, Grounds]:
        return {id_: it for id_, it in self.grounds.items() if id_ not in changed}

    def __getitem__(self, indicator: str) -> Fact:
        return self.facts[indicator]

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def __reduce__(self) -> tuple[object, ...]:
        return FactSet.of, (self.area, self.indicators, dict(self.facts), dict(self.grounds))
