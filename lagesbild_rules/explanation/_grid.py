"""The grid: which other values of an indicator can make a comparison come out otherwise, at the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from attrs import evolve

from lagesbild_rules.evaluation import Assessment, linear, program, reads
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import NumberCompare, Ruleset


def candidates(assessment: Assessment, indicator: str) -> list[Decimal | str]:
    """Return the values of *indicator*, other than the one known, at which some comparison may come out otherwise.

    Steps, codes and truths are all of them; numbers are those on the grid of ``decimals`` next to a limit on either
    side, within the indicator's range, the other facts being what they are.
    """
    kind, fact = assessment.ruleset.indicators[indicator].kind, assessment.facts[indicator]
    if not isinstance(kind, NumberKind):
        own = fact.low if fact.exact else None
        return [value for value in kind.values if value != own]
    unit = Fraction(1, 10**kind.decimals)
    found: set[Fraction] = {Fraction(end) for end in (kind.min, kind.max) if end is not None}
    for limit in set(_limits(assessment, indicator)):
        for width in {Fraction(0), Fraction(kind.precision or 0)}:
            for end in (limit - width, limit + width):
                for steps in (floor(end / unit), ceil(end / unit)):
                    found |= {(steps + nudge) * unit for nudge in (-1, 0, 1)}
    least = None if kind.min is None else Fraction(kind.min)
    most = None if kind.max is None else Fraction(kind.max)
    inside = sorted(it for it in found if (least is None or it >= least) and (most is None or it <= most))
    on_grid = [it for it in inside if (it / unit).denominator == 1]
    return [Decimal(int(it / unit)).scaleb(-kind.decimals) for it in on_grid]


def _limits(assessment: Assessment, indicator: str) -> Iterator[Fraction]:
    """Yield the values of *indicator* at which a comparison turns, the other facts at either end of what is known."""
    for it in program(assessment.ruleset).conditions:
        if not isinstance(it, NumberCompare) or indicator not in reads(it, assessment.ruleset):
            continue
        for form in linear(it, assessment.ruleset):
            weights = {id_: coefficient for coefficient, id_ in form.terms}
            if indicator not in weights:
                continue
            rest = evolve(form, terms=tuple(term for term in form.terms if term[1] != indicator))
            for end in rest.span(assessment.facts.facts):
                if end is not None:
                    yield from (
                        (Fraction(limit) - Fraction(end)) / Fraction(weights[indicator]) for limit in form.limits
                    )


def joined_with(ruleset: Ruleset, indicators: list[str]) -> bool:
    """Return whether some comparison reads two of *indicators*, so that one may give way for the other."""
    return any(
        len(set(reads(it, ruleset)) & set(indicators)) > 1
        for it in program(ruleset).conditions
        if isinstance(it, NumberCompare)
    )
