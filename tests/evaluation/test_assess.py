"""Asking: from a row or a ready set of facts to an answer with every step kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs.exceptions import FrozenInstanceError

from lagesbild_rules import Cause, FactSet, LagesbildError, Truth, assess
from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.evaluation import ALWAYS
from lagesbild_rules.facts import Cell, facts_from_row, unknown
from lagesbild_rules.ruleset import All, CriterionRef, FiniteCompare, LevelRef, Literal, Name, Operator, parse_ruleset

from .texts import DAY, HEAD, asked, criteria_ruleset

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
RULESET = criteria_ruleset(
    {
        "crowded": "{indicator: people, at_least: 100}",
        "rough": "{indicator: problem, at_least: from_step, missing_as: false}",
        "both": "{all: [crowded, rough]}",
    },
    "[{id: calm}, {id: grave, when: both}]",
)


def test_a_row_is_answered_as_the_facts_that_it_holds() -> None:
    row = {"area": " Område 1 ", "people": "120", "problem": "rough"}
    answer = assess(RULESET, row, as_of=DAY)
    assert answer == assess(RULESET, facts_from_row(row, RULESET.indicators), as_of=DAY)
    assert answer.area == "Område 1"
    assert answer.criteria == {"crowded": TRUE, "rough": TRUE, "both": TRUE}
    assert answer.classifications["c"].level == "grave"


def test_a_fact_that_is_absent_is_missing_and_raises_nothing() -> None:
    answer = assess(RULESET, {"area": "Område 1"}, as_of=DAY)
    assert all(Cause.MISSING in it.causes for it in answer.facts.values())
    assert answer.criteria == {"crowded": UNKNOWN, "rough": FALSE, "both": FALSE}


def test_every_step_is_kept() -> None:
    answer = assess(RULESET, {"area": "Område 1", "people": 120}, as_of=DAY)
    rough = FiniteCompare("problem", Operator.AT_LEAST, (Name("from_step"),), False)
    assert answer.truth(rough) is FALSE
    assert answer.closed(rough)
    assert answer.truth(CriterionRef("crowded")) is answer.truth(RULESET.criteria["crowded"].when) is TRUE
    assert answer.truth(All((CriterionRef("crowded"), CriterionRef("rough")))) is FALSE
    assert answer.truth(LevelRef("c", "calm")) is answer.truth(ALWAYS) is TRUE
    with pytest.raises(KeyError):
        answer.truth(FiniteCompare("problem", Operator.EQUALS, (Literal("calm"),)))


def test_what_is_not_missing_is_not_closed() -> None:
    stale = unknown(RULESET.indicators["problem"].kind, Cause.STALE)
    facts = FactSet.of("Område 1", RULESET.indicators, {"problem": stale})
    answer = assess(RULESET, facts, as_of=DAY)
    rough = RULESET.criteria["rough"].when
    assert isinstance(rough, FiniteCompare)
    assert answer.criteria["rough"] is UNKNOWN
    assert not answer.closed(rough)
    assert not assess(RULESET, {"area": "Område 1", "problem": "calm"}, as_of=DAY).closed(rough)


def test_an_answer_cannot_be_changed() -> None:
    answer = assess(RULESET, {"area": "Område 1"}, as_of=DAY)
    with pytest.raises(FrozenInstanceError):
        answer.truths = ()  # type: ignore[misc]


# Whose facts


def test_facts_of_another_ruleset_are_refused() -> None:
    other = parse_ruleset(HEAD.replace("decimals: 0, min: 0", "decimals: 0, min: 1") + CRITERIA)
    facts = facts_from_row({"area": "Område 1", "people": "120"}, other.indicators)
    with pytest.raises(QuestionError) as caught:
        assess(RULESET, facts, as_of=DAY)
    (problem,) = caught.value.problems
    assert problem.code == "LR503"
    assert "unit.evaluation@2020-01-01" in problem.finding


def test_facts_read_for_equal_indicators_are_taken() -> None:
    again = parse_ruleset(HEAD + CRITERIA)
    facts = facts_from_row({"area": "Område 1", "people": "120"}, again.indicators)
    assert assess(RULESET, facts, as_of=DAY).criteria["crowded"] is TRUE


CRITERIA = """
  it: {claim: {en: It}, source: none, when: {indicator: people, above: 0}}
classifications: {c: {levels: [{id: every}]}}
"""


def test_a_row_with_the_columns_of_another_ruleset_is_refused_column_by_column() -> None:
    with pytest.raises(FactsError) as caught:
        assess(RULESET, {"area": "Område 1", "poeple": "120", "income": "9", "problem": "roug"}, as_of=DAY)
    assert [(it.code, it.place.column) for it in caught.value.problems] == [
        ("LR301", "poeple"),
        ("LR301", "income"),
        ("LR307", "problem"),
    ]
    assert "did you mean `people`?" in str(caught.value)


def test_a_row_without_an_area_is_refused() -> None:
    with pytest.raises(FactsError, match="LR305"):
        assess(RULESET, {"people": "120"}, as_of=DAY)


@pytest.mark.parametrize(
    "cell", [0.1, float("nan"), "1e5", "NaN", "Infinity", "9" * 35, "1.0000000000000000000000000000001"]
)
def test_a_number_that_is_not_exact_never_gets_in(cell: float | str) -> None:
    with pytest.raises(FactsError):
        asked("{indicator: x, above: 0}", x=cell)


# When


@pytest.mark.parametrize("day", [date(2020, 6, 1), "2020-06-01", datetime(2020, 6, 1, 12, tzinfo=UTC)])
def test_the_day_comes_in_through_the_door_and_is_kept(day: date | str) -> None:
    assert assess(RULESET, {"area": "Område 1"}, as_of=day).as_of == date(2020, 6, 1)


def test_the_time_of_knowledge_is_kept() -> None:
    known_at = datetime(2020, 7, 1, tzinfo=UTC)
    assert assess(RULESET, {"area": "Område 1"}, as_of=DAY, known_at=known_at).known_at == known_at
    assert assess(RULESET, {"area": "Område 1"}, as_of=DAY).known_at is None


@pytest.mark.parametrize("day", ["2020-13-01", "1 June 2020", "2020-6-1", ""])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(LagesbildError, match="LR111"):
        assess(RULESET, {"area": "Område 1"}, as_of=day)


# Other readings


def test_another_admissible_reading_gives_another_answer_and_leaves_the_text_as_it_was() -> None:
    row = {"area": "Område 1", "problem": "uneasy"}
    assert assess(RULESET, row, as_of=DAY).criteria["rough"] is FALSE
    assert assess(RULESET.with_readings({"from_step": "uneasy"}), row, as_of=DAY).criteria["rough"] is TRUE
    assert assess(RULESET, row, as_of=DAY).criteria["rough"] is FALSE


def test_a_count_by_a_reading_follows_it() -> None:
    when = "{at_least: limit, of: [{indicator: x, above: 0}, {indicator: y, above: 0}, {indicator: z, above: 0}]}"
    ruleset = criteria_ruleset({"it": when})
    row: dict[str, Cell] = {"area": "Område 1", "x": 1, "y": 0}
    found = [assess(ruleset.with_readings({"limit": k}), row, as_of=DAY).criteria["it"] for k in (1, 2, 3)]
    assert found == [TRUE, UNKNOWN, FALSE]
