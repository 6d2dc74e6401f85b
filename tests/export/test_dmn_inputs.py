"""Facts go into a model as what is known: nothing is filled in, and missing is told from merely unknown."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import FactSet
from lagesbild_rules.export import DmnInput, dmn, dmn_inputs
from lagesbild_rules.facts import Cause, Fact, FiniteFact, NumberFact, unknown
from lagesbild_rules.testing import facts, rulesets

from .engines import Feelin
from .texts import ruleset

STEPS = ["calm", "uneasy", "grave"]

TEXT = ruleset(
    {
        "n": {"number": {"unit": "percent", "decimals": 1, "min": 0, "precision": "0.05"}},
        "s": {"scale": "s"},
        "t": {"truth": "true"},
        "c": {"category": ["rental", "owned"]},
    },
    {
        "n": {"indicator": "n", "at_least": "1", "missing_as": "false"},
        "s": {"indicator": "s", "at_least": "uneasy", "missing_as": "true"},
        "t": {"indicator": "t", "equals": "true"},
        "c": {"indicator": "c", "one_of": ["owned"]},
    },
    scales={
        "s": {"steps": ["calm", "uneasy", "grave"], "titles": {it: {"en": it} for it in ("calm", "uneasy", "grave")}}
    },
)


def inputs(**given_: Fact) -> dict[str, DmnInput]:
    return dmn_inputs(FactSet.of("here", TEXT.indicators, given_))


def test_exactly_known_is_a_point_or_a_list_of_one() -> None:
    point = Decimal("12.50")
    given_ = {"s": FiniteFact(("uneasy",)), "t": FiniteFact(("true",)), "c": FiniteFact(("owned",))}
    expected = {"fact_n": {"low": point, "high": point}, "fact_s": ["uneasy"], "fact_t": [True], "fact_c": ["owned"]}
    assert inputs(n=NumberFact(point, point), **given_) == expected


def test_partly_known_is_an_interval_or_a_longer_list() -> None:
    rounded = NumberFact(Decimal("12.45"), Decimal("12.55"), (Cause.ROUNDED,))
    span = FiniteFact(("calm", "uneasy"), (Cause.CONFLICTING,))
    said = inputs(n=rounded, s=span)
    assert said["fact_n"] == {"low": Decimal("12.45"), "high": Decimal("12.55")}
    assert said["fact_s"] == ["calm", "uneasy"]


def test_missing_is_null_and_stale_is_the_whole_range() -> None:
    stale = {id_: unknown(it.kind, Cause.STALE) for id_, it in TEXT.indicators.items()}
    assert inputs() == dict.fromkeys(("fact_n", "fact_s", "fact_t", "fact_c"))
    assert inputs(**stale) == {
        "fact_n": {"low": Decimal(0), "high": None},
        "fact_s": STEPS,
        "fact_t": [False, True],
        "fact_c": ["rental", "owned"],
    }


@given(rulesets().flatmap(facts))
def test_only_what_is_missing_is_null(drawn: FactSet) -> None:
    said = dmn_inputs(drawn)
    assert [it is None for it in said.values()] == [Cause.MISSING in drawn[id_].causes for id_ in drawn]


@given(st.lists(st.sampled_from([*STEPS, "a slip", ""]), max_size=3))
def test_a_step_that_the_scale_does_not_have_settles_nothing(feelin: Feelin, steps: list[str]) -> None:
    given_: dict[str, DmnInput] = {**inputs(), "fact_s": steps}
    expected = None
    if steps and set(steps) <= {"uneasy", "grave"}:
        expected = True
    elif set(steps) == {"calm"}:
        expected = False
    assert feelin.run(dmn(TEXT), [given_])[0]["criterion_s"] is expected
