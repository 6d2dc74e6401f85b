"""Comparisons of numbers are exact: they agree with fractions at every corner of the facts."""

from __future__ import annotations

import json
from decimal import Context, Decimal
from fractions import Fraction
from itertools import permutations, product
from operator import eq, ge, gt, le, lt
from typing import Any

from attrs import frozen
from hypothesis import given, note
from hypothesis import strategies as st

from lagesbild_rules import FactSet, Ruleset, Truth, assess
from lagesbild_rules.exact import MOST_DIGITS, digits, plain
from lagesbild_rules.facts import Cause, NumberFact
from lagesbild_rules.ruleset import parse_ruleset

from .questions import DAY

NAMES = ("x", "y", "z")
OPERATORS = {"at_least": ge, "above": gt, "at_most": le, "below": lt, "equals": eq}
SMALL = st.sampled_from([Decimal(text) for text in ("0", "0.1", "0.2", "0.3", "1", "-0.1", "-1", "3", "0.05")])
LONG = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**27), 10**27), st.integers(0, 6)
)
NUMBERS = SMALL | SMALL | LONG | st.sampled_from([Decimal("9" * 34), Decimal(f"0.{'0' * 32}1")])

Weights = dict[str, Fraction]


@frozen
class Sums:
    """A weighted sum of numbers that lie in closed intervals, and limits to compare it with."""

    when: Any
    facts: dict[str, NumberFact]
    weights: Weights
    limits: list[Decimal]


@st.composite
def sums(draw: st.DrawFn) -> Sums:
    """Draw Σ wᵢ·xᵢ as an expression of the format and as fractions; some of the limits lie just at its corners."""
    facts = {name: draw(intervals()) for name in NAMES}
    factors = {name: draw(NUMBERS) for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))}
    shape = draw(st.sampled_from(["sum", "mean"]))
    weights = {name: Fraction(it) / (len(factors) if shape == "mean" else 1) for name, it in factors.items()}
    found = corners(facts, weights)
    at_corners = [it for corner in (found[0], found[-1]) if (it := written(corner)) is not None]
    when = {shape: [{"times": [plain(it), {"indicator": name}]} for name, it in factors.items()]}
    return Sums(when, facts, weights, [*at_corners, draw(NUMBERS), draw(NUMBERS)])


@st.composite
def intervals(draw: st.DrawFn) -> NumberFact:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return NumberFact(low, high, () if low == high else (Cause.CONFLICTING,))


def corners(facts: dict[str, NumberFact], weights: Weights) -> list[Fraction]:
    """Return the weighted sum at every corner of the facts, least first; all its values lie between them."""
    reach = [
        {weight * Fraction(end) for end in (facts[name].low, facts[name].high) if end is not None}
        for name, weight in weights.items()
    ]
    return sorted({sum(chosen, Fraction(0)) for chosen in product(*reach)})


def written(number: Fraction) -> Decimal | None:
    """Return *number* as a decimal of at most 34 digits, ``None`` where it is none."""
    found = Context(prec=MOST_DIGITS).divide(Decimal(number.numerator), Decimal(number.denominator))
    return found if Fraction(found) == number and digits(plain(found)) <= MOST_DIGITS else None


def ruleset_of(whens: dict[str, Any]) -> Ruleset:
    text = json.dumps(
        {
            "format": "lagesbild-ruleset/1",
            "id": "law.exact",
            "version": "1",
            "status": "draft",
            "effective": {"from": "2020-01-01"},
            "title": {"en": "Exact"},
            "sources": {"none": {"title": "None"}},
            "indicators": {name: {"number": {"unit": "one", "decimals": "30"}} for name in NAMES},
            "criteria": {id_: {"claim": {"en": id_}, "source": "none", "when": it} for id_, it in whens.items()},
            "classifications": {"c": {"levels": [{"id": "l"}]}},
        }
    )
    note(text)
    return parse_ruleset(text)


def expected(operator: str, found: list[Fraction], limits: list[Fraction]) -> Truth:
    if operator in ("equals", "one_of"):
        if len(found) == 1:
            return Truth.of(found[0] in limits)
        inside = any(found[0] <= limit <= found[-1] for limit in limits)
        return Truth.UNKNOWN if inside else Truth.FALSE
    held = {OPERATORS[operator](corner, limits[0]) for corner in found}
    return Truth.UNKNOWN if len(held) == 2 else Truth.of(held.pop())


@given(sums())
def test_a_comparison_holds_as_it_does_at_every_corner(drawn: Sums) -> None:
    asked = [(operator, limit) for operator in OPERATORS for limit in drawn.limits]
    whens = {f"{operator}_{n}": {"value": drawn.when, operator: plain(it)} for n, (operator, it) in enumerate(asked)}
    ruleset = ruleset_of(whens)
    answer = assess(ruleset, FactSet.of("somewhere", ruleset.indicators, drawn.facts), as_of=DAY)
    found = corners(drawn.facts, drawn.weights)
    for truth, (operator, limit) in zip(answer.criteria.values(), asked, strict=True):
        assert truth is expected(operator, found, [Fraction(limit)]), (operator, limit)


@given(sums())
def test_one_of_holds_where_one_of_its_numbers_equals(drawn: Sums) -> None:
    asked = [list(it) for it in permutations(drawn.limits, 2)]
    whens = {f"it_{n}": {"value": drawn.when, "one_of": [*map(plain, it)]} for n, it in enumerate(asked)}
    ruleset = ruleset_of(whens)
    answer = assess(ruleset, FactSet.of("somewhere", ruleset.indicators, drawn.facts), as_of=DAY)
    found = corners(drawn.facts, drawn.weights)
    for truth, limits in zip(answer.criteria.values(), asked, strict=True):
        assert truth is expected("one_of", found, [*map(Fraction, limits)]), limits


def expressions(depth: int = 2) -> st.SearchStrategy[Any]:
    leaves = st.sampled_from([{"indicator": name} for name in NAMES]) | NUMBERS.map(plain)
    if not depth:
        return leaves
    inner = expressions(depth - 1)
    return (
        leaves
        | st.lists(inner, min_size=1, max_size=3).map(lambda terms: {"sum": terms})
        | st.lists(inner, min_size=1, max_size=3).map(lambda terms: {"mean": terms})
        | st.tuples(inner, inner).map(lambda terms: {"difference": [*terms]})
        | st.tuples(SMALL.map(plain), inner).map(lambda terms: {"times": [*terms]})
    )


MIRRORED = {"at_least": "at_most", "above": "below", "at_most": "at_least", "below": "above", "equals": "equals"}
DENIED = {"at_least": "below", "above": "at_most", "at_most": "above", "below": "at_least"}


@given(expressions(), expressions(), st.data())
def test_a_comparison_agrees_with_its_mirror_image_and_its_denial(left: Any, right: Any, data: st.DataObject) -> None:
    whens = {
        f"{key}_{operator}": when
        for operator in MIRRORED
        for key, when in {
            "it": {"value": left, operator: right},
            "mirrored": {"value": right, MIRRORED[operator]: left},
            "moved": {"value": {"difference": [left, right]}, operator: "0"},
            "scaled": {"value": {"times": ["3", left]}, operator: {"times": ["3", right]}},
        }.items()
    }
    ruleset = ruleset_of({**whens, "one_of": {"value": left, "one_of": [right]}})
    for known in (NAMES, NAMES[:2]):
        facts = FactSet.of("somewhere", ruleset.indicators, {name: data.draw(intervals()) for name in known})
        found = assess(ruleset, facts, as_of=DAY).criteria
        for operator in MIRRORED:
            it = found[f"it_{operator}"]
            assert found[f"mirrored_{operator}"] is found[f"moved_{operator}"] is found[f"scaled_{operator}"] is it
            assert operator not in DENIED or found[f"it_{DENIED[operator]}"] is ~it
        assert found["one_of"] is found["it_equals"]
