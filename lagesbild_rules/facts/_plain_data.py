"""Facts as plain data, as they stand in JSON, and read back from it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from lagesbild_rules.exact import is_number, plain
from lagesbild_rules.facts._model import (
    CategoryKind,
    Cause,
    Fact,
    FiniteFact,
    Indicator,
    NumberFact,
    NumberKind,
    ScaleKind,
    TruthKind,
)


def fact_data(indicator: Indicator, fact: Fact) -> dict[str, str | list[str] | None]:
    """Return *fact* as plain data, its numbers as text."""
    causes = [cause.value for cause in fact.causes]
    if isinstance(fact, NumberFact):
        low, high = (None if it is None else plain(it) for it in (fact.low, fact.high))
        return {"low": low, "high": high, "causes": causes}
    if isinstance(indicator.kind, CategoryKind):
        return {"codes": list(fact.values), "causes": causes}
    return {"low": fact.low, "high": fact.high, "causes": causes}


def fact_of(indicator: Indicator, data: Mapping[str, object]) -> Fact:
    """Return the fact of *indicator* that ``fact_data`` made into *data*.

    Raises ``ValueError`` for what is no such data, or no value of the indicator.
    """
    kind, said = indicator.kind, data.get("causes")
    causes = tuple(Cause(it) for it in said) if isinstance(said, list) else ()
    match kind:
        case NumberKind():
            low, high = _number(data.get("low")), _number(data.get("high"))
            fact: Fact = NumberFact(low, high, causes)
        case TruthKind() | ScaleKind():
            first, last = (kind.values.index(str(data.get(end))) for end in ("low", "high"))
            fact = FiniteFact(kind.values[first : last + 1], causes)
        case CategoryKind():
            codes = data.get("codes")
            fact = FiniteFact(tuple(it for it in kind.values if isinstance(codes, list) and it in codes), causes)
        case _:
            assert_never(kind)
    if (isinstance(fact, FiniteFact) and not fact.values) or fact_data(indicator, fact) != dict(data):
        raise ValueError(f"no fact of {indicator.id}")
    return fact


def _number(said: object) -> Decimal | None:
    if said is None:
        return None
    if not isinstance(said, str) or not is_number(said):
        raise ValueError("not a number")
    return Decimal(said)
