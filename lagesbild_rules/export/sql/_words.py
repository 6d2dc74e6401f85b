"""Comparisons in the words of their ruleset, for the comments beside their columns."""

from __future__ import annotations

from typing import assert_never

from lagesbild_rules.exact import plain
from lagesbild_rules.ruleset import (
    Compare,
    Difference,
    Expression,
    FiniteCompare,
    IndicatorValue,
    Literal,
    Mean,
    Name,
    Ruleset,
    Sum,
    Times,
    value_text,
)


def comparison(compare: Compare, ruleset: Ruleset) -> str:
    """Return *compare* on one line, each name followed by its value."""
    right = ", ".join(_words(it, ruleset) for it in compare.right)
    left = compare.indicator if isinstance(compare, FiniteCompare) else _words(compare.left, ruleset)
    closing = "" if compare.missing_as is None else f", missing as {str(compare.missing_as).lower()}"
    return f"{left} {compare.operator.value.replace('_', ' ')} {right}{closing}"


def _words(it: Expression, ruleset: Ruleset) -> str:
    match it:
        case Literal(value):
            return value if isinstance(value, str) else plain(value)
        case Name(id_):
            return f"{id_} ({value_text(ruleset.value(id_))})"
        case IndicatorValue(id_):
            return id_
        case Sum(terms) | Mean(terms):
            return f"{type(it).__name__.lower()} of ({', '.join(_words(term, ruleset) for term in terms)})"
        case Difference(left, right):
            return f"({_words(left, ruleset)} minus {_words(right, ruleset)})"
        case Times(factor, term):
            return f"{_words(factor, ruleset)} times {_words(term, ruleset)}"
        case _:
            assert_never(it)
