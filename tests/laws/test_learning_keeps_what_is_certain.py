"""Learning never removes certainty: what is known stays, and the levels still possible only become fewer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Assessment, FactSet, Truth, assess
from lagesbild_rules.testing import refinements

from .questions import DAY, Question, conditions_of, questions, surveys


def keeps_all_that_is_certain(before: Assessment, after: Assessment) -> None:
    for condition in conditions_of(before.ruleset):
        known = before.truth(condition)
        assert known is Truth.UNKNOWN or after.truth(condition) is known, condition
    for id_, known in before.criteria.items():
        assert known is Truth.UNKNOWN or after.criteria[id_] is known, id_
    for name, outcome in before.classifications.items():
        assert set(after.classifications[name].possible) <= set(outcome.possible)
        assert outcome.level is None or after.classifications[name].level == outcome.level


@given(surveys(), st.data())
def test_a_narrower_fact_keeps_all_that_is_certain(survey: list[Question], data: st.DataObject) -> None:
    for question in survey:
        before = question.answer()
        for _ in range(3):
            learnt = data.draw(refinements(question.facts, question.ruleset))
            keeps_all_that_is_certain(before, assess(question.ruleset, learnt, as_of=DAY))


@given(questions(), st.data())
def test_a_fact_that_was_missing_keeps_all_that_is_certain(question: Question, data: st.DataObject) -> None:
    given_before = data.draw(st.sets(st.sampled_from([*question.facts])))
    before: FactSet = question.facts.only(frozenset(given_before))
    keeps_all_that_is_certain(assess(question.ruleset, before, as_of=DAY), question.answer())
