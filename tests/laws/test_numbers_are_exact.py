"""Comparisons of numbers are exact: they agree with fractions at every corner of the facts."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from itertools import product
from operator import eq, ge, gt, le, lt
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from lagesbild_rules import FactSet, Truth, assess
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import Cause, NumberFact
from lagesbild_rules.ruleset import parse_ruleset

from .questions import DAY

NAMES = ("x", "y", "z")
OPERATORS = {"at_least": ge, "above": gt, "at_most": le, "below": lt, "equals": eq, "one_of": eq}
SMALL = st.sampled_from([Decimal(text) for text in ("0", "0.1", "0.2", "0.3", "1", "-0.1", "-1", "3", "0.05")])
LONG = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**27), 10**27), st.integers(0, 6)
)
NUMBERS = SMALL | SMALL | LONG | st.sampled_from([Decimal("9" * 34), Decimal(f"0.{'0' * 32}1")])

Weights = dict[str, Fraction]
Drawn = tuple[str, dict[str, NumberFact], Weights, str, list[Fraction]]


@st.composite
def comparisons(draw: st.DrawFn) -> Drawn:
    """Draw Σ wᵢ·xᵢ ⋈ limits as a ruleset, closed intervals for the xᵢ, and the same weights and limits as fractions."""
    facts = {name: draw(intervals()) for name in NAMES}
    factors = {name: draw(NUMBERS) for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))}
    terms: list[Any] = [{"times": [plain(it), {"indicator": name}]} for name, it in factors.items()]
    shape = draw(st.sampled_from(["sum", "mean"]))
    weights = {name: Fraction(it) / (len(terms) if shape == "mean" else 1) for name, it in factors.items()}
    operator = draw(st.sampled_from([*OPERATORS]))
    limits = [draw(limits_of(facts, weights)) for _ in range(2 if operator == "one_of" else 1)]
    texts = [plain(it) for it in limits]
    when = {"value": {shape: terms}, operator: texts if operator == "one_of" else texts[0]}
    return ruleset_text({"it": when}), facts, weights, operator, [Fraction(it) for it in limits]


@st.composite
def intervals(draw: st.DrawFn) -> NumberFact:
    ends = sorted(draw(NUMBERS) for _ in range(draw(st.integers(1, 2))))
    return NumberFact(ends[0], ends[-1], () if ends[0] == ends[-1] else (Cause.CONFLICTING,))


@st.composite
def limits_of(draw: st.DrawFn, facts: dict[str, NumberFact], weights: Weights) -> Decimal:
    """Draw a limit, most often just where a corner lies when that can be written in 34 digits."""
    corner = draw(st.sampled_from(corners(facts, weights)))
    written = Decimal(corner.numerator) / Decimal(corner.denominator)
    exact = Fraction(written) == corner and len(plain(written)) <= 34
    return written if exact and draw(st.integers(0, 3)) else draw(NUMBERS)


def corners(facts: dict[str, NumberFact], weights: Weights) -> list[Fraction]:
    """Return the weighted sum at every corner of the facts: its least and its greatest value are among them."""
    ends = [
        {weight * Fraction(end) for end in (facts[name].low, facts[name].high) if end is not None}
        for name, weight in weights.items()
    ]
    return sorted({sum(chosen, Fraction(0)) for chosen in product(*ends)})


def ruleset_text(whens: dict[str, Any]) -> str:
    return json.dumps(
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


def expected(operator: str, found: list[Fraction], limits: list[Fraction]) -> Truth:
    if operator in ("equals", "one_of"):
        if len(found) == 1:
            return Truth.of(found[0] in limits)
        inside = any(found[0] <= limit <= found[-1] for limit in limits)
        return Truth.UNKNOWN if inside else Truth.FALSE
    held = {OPERATORS[operator](corner, limits[0]) for corner in found}
    return Truth.UNKNOWN if len(held) == 2 else Truth.of(held.pop())


@given(comparisons())
def test_a_comparison_holds_as_it_does_at_every_corner(drawn: Drawn) -> None:
    text, intervals_, weights, operator, limits = drawn
    note(text)
    ruleset = parse_ruleset(text)
    answer = assess(ruleset, FactSet.of("somewhere", ruleset.indicators, intervals_), as_of=DAY)
    assert answer.criteria["it"] is expected(operator, corners(intervals_, weights), limits)


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


@given(expressions(), expressions(), st.sampled_from([*MIRRORED]), st.data())
def test_a_comparison_agrees_with_its_mirror_image_and_its_denial(
    left: Any, right: Any, operator: str, data: st.DataObject
) -> None:
    whens = {
        "it": {"value": left, operator: right},
        "mirrored": {"value": right, MIRRORED[operator]: left},
        "denied": {"not": {"value": left, DENIED.get(operator, operator): right}},
        "moved": {"value": {"difference": [left, right]}, operator: "0"},
        "scaled": {"value": {"times": ["3", left]}, operator: {"times": ["3", right]}},
        "one_of": {"value": left, "one_of": [right]},
    }
    ruleset = parse_ruleset(ruleset_text(whens))
    facts = FactSet.of("somewhere", ruleset.indicators, {name: data.draw(intervals()) for name in NAMES[:2]})
    criteria = assess(ruleset, facts, as_of=DAY).criteria
    assert criteria["mirrored"] is criteria["moved"] is criteria["scaled"] is criteria["it"]
    assert criteria["denied"] is (criteria["it"] if operator in DENIED else ~criteria["it"])
    assert operator != "equals" or criteria["one_of"] is criteria["it"]
