"""What the indicators and their rules of evidence ask of observations, as rows that SQL can join."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from lagesbild_rules.exact import plain
from lagesbild_rules.facts._model import AgeUnit, CategoryKind, Evidence, Indicator, NumberKind
from lagesbild_rules.facts._resolve import later, rules_for
from lagesbild_rules.facts.store._fit import decimals

if TYPE_CHECKING:
    import pyarrow as pa

MOST_DIGITS: Final = 38
"""Digits of the widest number that the database and Arrow count with exactly."""


@frozen
class Rule:
    """One indicator: where it stands among all, how many decimals its numbers are counted with, and its rules."""

    no: int
    indicator: Indicator
    rules: Evidence
    fresh_from: date | None

    @property
    def is_number(self) -> bool:
        return isinstance(self.indicator.kind, NumberKind)

    @property
    def scale(self) -> int:
        """The decimals that every number of the indicator can be written with, its ends and its rounding too."""
        kind = self.indicator.kind
        if not isinstance(kind, NumberKind):
            return 0
        return max(kind.decimals, *(decimals(it) for it in (kind.precision, kind.min, kind.max) if it is not None), 0)

    @property
    def whole_digits(self) -> int:
        """The most digits before the point in the indicator's own numbers."""
        kind = self.indicator.kind
        if not isinstance(kind, NumberKind):
            return 0
        ends = [it for it in (kind.precision, kind.min, kind.max) if it is not None]
        return max((len(plain(abs(it)).partition(".")[0]) for it in ends), default=1)

    def is_too_long(self, characters: int) -> bool:
        """Return whether its numbers may need more digits than are counted with: so many *characters* before the point.

        One digit is left for the carry when a number is widened by its rounding.
        """
        return self.is_number and max(characters, self.whole_digits) + self.scale >= MOST_DIGITS

    def row(self) -> dict[str, Any]:
        """Return the row of the table ``rule``; numbers as whole numbers of the last decimal."""
        kind, least = self.indicator.kind, self.rules.at_least_grade
        way = self.rules.when_sources_disagree or "span"
        row: dict[str, Any] = {
            "no": self.no,
            "indicator": self.indicator.id,
            "is_number": self.is_number,
            "is_category": isinstance(kind, CategoryKind),
            "scale": self.scale,
            "decimals": kind.decimals if isinstance(kind, NumberKind) else 0,
            "fresh_from": self.fresh_from,
            "least_source": least and least[0],
            "least_information": least and least[1],
            "way": way if way != "worst" else f"worst_{self.indicator.worse or 'high'}",
        }
        if self.is_too_long(0):
            return row
        if isinstance(kind, NumberKind):
            ends = {"bottom": kind.min, "top": kind.max, "rounding": kind.precision or Decimal(0)}
            return row | {name: None if it is None else self._whole(it) for name, it in ends.items()}
        return row | {"bottom": Decimal(0), "top": Decimal(len(kind.values) - 1), "rounding": Decimal(0)}

    def _whole(self, number: Decimal) -> Decimal:
        whole, _, fraction = plain(number).partition(".")
        return Decimal(whole + fraction.ljust(self.scale, "0"))


def rules_of(indicators: Mapping[str, Indicator], evidence: Evidence, day: date) -> tuple[Rule, ...]:
    """Return a rule for each of *indicators*, in their order, as they stand on *day*."""
    rules = [rules_for(it, evidence) for it in indicators.values()]
    return tuple(
        Rule(no, indicator, it, fresh_from(day, *it.max_age) if it.max_age else None)
        for no, (indicator, it) in enumerate(zip(indicators.values(), rules, strict=True))
    )


def fresh_from(day: date, number: int, unit: AgeUnit) -> date:
    """Return the first date that is not older than the age on *day*: ``later`` never goes back, so one is enough.

    >>> fresh_from(date(2025, 2, 28), 12, "months"), fresh_from(date(2025, 3, 1), 12, "months")
    (datetime.date(2024, 2, 28), datetime.date(2024, 3, 1))
    """
    low, high = date.min.toordinal(), date.max.toordinal()
    while low < high:
        middle = (low + high) // 2
        if later(date.fromordinal(middle), number, unit) >= day:
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)


def rule_table(rules: Iterable[Rule]) -> pa.Table:
    """Return *rules* as the table ``rule``."""
    import pyarrow as pa

    number = pa.decimal128(MOST_DIGITS, 0)
    schema = pa.schema(
        [("no", pa.int32()), ("indicator", pa.string()), ("is_number", pa.bool_()), ("is_category", pa.bool_())]
        + [("scale", pa.int32()), ("decimals", pa.int32()), ("fresh_from", pa.date32())]
        + [(name, pa.string()) for name in ("least_source", "least_information", "way")]
        + [(name, number) for name in ("bottom", "top", "rounding")]
    )
    return pa.Table.from_pylist([it.row() for it in rules], schema)


def value_table(rules: Iterable[Rule]) -> pa.Table:
    """Return every value of every indicator that has few, with its rank, as the table ``value``."""
    import pyarrow as pa

    rows = [
        {"no": it.no, "value": value, "rank": rank}
        for it in rules
        if not isinstance(it.indicator.kind, NumberKind)
        for rank, value in enumerate(it.indicator.kind.values)
    ]
    return pa.Table.from_pylist(rows, pa.schema([("no", pa.int32()), ("value", pa.string()), ("rank", pa.int32())]))
