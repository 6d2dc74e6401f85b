"""Widening a fact never turns unknown into known."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Cause, Truth, assess
from lagesbild_rules.exact import EXACT
from lagesbild_rules.facts import CategoryKind, Fact, FiniteFact, Kind, NumberFact, NumberKind

from .questions import DAY, Question, conditions_of, surveys

STEPS = st.sampled_from([Decimal(0), Decimal(0), Decimal("0.01"), Decimal(1), Decimal(10**6), None])


@st.composite
def wider(draw: st.DrawFn, kind: Kind, fact: Fact) -> Fact:
    """Draw a fact that leaves all possible that *fact* does, perhaps more."""
    why = (Cause.CONFLICTING,)
    if isinstance(fact, NumberFact):
        down, up = draw(STEPS), draw(STEPS)
        low = None if fact.low is None or down is None else EXACT.subtract(fact.low, down)
        high = None if fact.high is None or up is None else EXACT.add(fact.high, up)
        return fact if (low, high) == (fact.low, fact.high) else NumberFact(low, high, why)
    assert not isinstance(kind, NumberKind)
    more = draw(st.sets(st.sampled_from(kind.values))) | set(fact.values)
    values = tuple(it for it in kind.values if it in more)
    if not isinstance(kind, CategoryKind):
        values = kind.values[kind.values.index(values[0]) : kind.values.index(values[-1]) + 1]
    return fact if values == fact.values else FiniteFact(values, why)


@given(surveys(), st.data())
def test_what_is_unknown_stays_so_in_wider_facts(survey: list[Question], data: st.DataObject) -> None:
    for question in survey:
        stays_unknown_in_wider_facts(question, data)


def stays_unknown_in_wider_facts(question: Question, data: st.DataObject) -> None:
    indicators = question.ruleset.indicators
    widened = question.facts.replace(
        {id_: data.draw(wider(indicators[id_].kind, it)) for id_, it in question.facts.items()}
    )
    before, after = question.answer(), assess(question.ruleset, widened, as_of=DAY)
    for condition in conditions_of(question.ruleset):
        assert before.truth(condition) is not Truth.UNKNOWN or after.truth(condition) is Truth.UNKNOWN, condition
    for name, outcome in before.classifications.items():
        assert set(outcome.possible) <= set(after.classifications[name].possible)
