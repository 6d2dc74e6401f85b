"""Comparisons as functions from facts to truths, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any as Unchecked

from lagesbild_rules.evaluation._comparisons import reads, wanted
from lagesbild_rules.evaluation._linear import LIMITS, Linear, linear
from lagesbild_rules.exact import EXACT
from lagesbild_rules.facts import Cause, Fact
from lagesbild_rules.ruleset import Compare, FiniteCompare, NumberCompare, Operator, Ruleset
from lagesbild_rules.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
Facts = Mapping[str, Fact]
Verdict = Callable[[Mapping[str, Unchecked]], Truth]
"""From facts of the right kinds to a truth: a ruleset's own comparisons fit its own indicators."""


class FiniteTruths(dict[frozenset[str], Truth]):
    """The truth of a finite comparison by the values still possible; worked out when first asked for.

    True when every value still possible is wanted, false when none is.
    """

    def __init__(self, wanted: frozenset[str]) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, possible: frozenset[str]) -> Truth:
        truth = TRUE if possible <= self.wanted else FALSE if possible.isdisjoint(self.wanted) else UNKNOWN
        return self.setdefault(possible, truth)


def truth_of(compare: Compare, ruleset: Ruleset, facts: Facts) -> Truth:
    """Return the truth of *compare* alone, as if it had no ``missing_as``."""
    return verdict(compare, ruleset)(facts)


def closed_truth(compare: Compare, ruleset: Ruleset, facts: Facts) -> Truth:
    """Return the truth of *compare* alone, ``missing_as`` included."""
    truth = truth_of(compare, ruleset, facts)
    return closing(compare, ruleset)(facts, truth) if compare.missing_as is not None else truth


def verdict(compare: Compare, ruleset: Ruleset) -> Verdict:
    """Return the function that says the truth of *compare*, as if it had no ``missing_as``."""
    if isinstance(compare, FiniteCompare):
        indicator, truths = compare.indicator, FiniteTruths(wanted(compare, ruleset))
        return lambda facts: truths[facts[indicator].possible]
    return _number(compare, linear(compare, ruleset))


def closing(compare: Compare, ruleset: Ruleset) -> Callable[[Facts, Truth], Truth]:
    """Return the function that gives ``missing_as`` where *compare* is unknown and a fact it reads is missing."""
    answer, indicators = Truth.of(compare.missing_as is True), reads(compare, ruleset)

    def close(facts: Facts, truth: Truth) -> Truth:
        if truth is UNKNOWN and any(Cause.MISSING in facts[indicator].causes for indicator in indicators):
            return answer
        return truth

    return close


def _number(compare: NumberCompare, forms: tuple[Linear, ...]) -> Verdict:
    """True when the comparison holds for every value of the interval, false when for none."""
    if len(forms) == 1 and len(forms[0].limits) == 1 and len(forms[0].terms) == 1:
        return _single(compare.operator, forms[0])
    holds = LIMITS[compare.operator]

    def say(facts: Mapping[str, Unchecked]) -> Truth:
        found = []
        for form in forms:
            low, high = form.span(facts)
            found += [holds(low, high, limit) for limit in form.limits]
        return TRUE if TRUE in found else UNKNOWN if UNKNOWN in found else FALSE

    return say


def _single(operator: Operator, form: Linear) -> Verdict:
    """The same for one indicator and one limit, without a sum."""
    holds, limit = LIMITS[operator], form.limits[0]
    ((coefficient, indicator),) = form.terms
    if coefficient == 1:

        def say(facts: Mapping[str, Unchecked]) -> Truth:
            fact = facts[indicator]
            return holds(fact.low, fact.high, limit)

        return say

    def scaled(end: Decimal | None) -> Decimal | None:
        return None if end is None else EXACT.multiply(coefficient, end)

    def say_scaled(facts: Mapping[str, Unchecked]) -> Truth:
        fact = facts[indicator]
        low, high = (fact.low, fact.high) if coefficient > 0 else (fact.high, fact.low)
        return holds(scaled(low), scaled(high), limit)

    return say_scaled
