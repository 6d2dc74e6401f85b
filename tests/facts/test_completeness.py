"""How complete input is, for each unit and indicator."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lagesbild_rules import load_ruleset
from lagesbild_rules.facts import Area, Completeness, Evidence, Observation, completeness, resolve
from tests.errors.fragments import RULESET

INDICATORS = load_ruleset(RULESET).indicators
DAY = "2024-12-31"


def seen(area: str, indicator: str = "open_drug_trade", low: str | Decimal = "problem", **more: object) -> Observation:
    return Observation(area=area, indicator=indicator, low=low, **more)  # type: ignore[arg-type]


def counted(observations: list[Observation], **more: object) -> dict[tuple[str, str | None], Completeness]:
    rules = Evidence((24, "months"), "C3")
    facts = resolve(observations, INDICATORS, rules, as_of=DAY)
    return {(it.unit, it.indicator): it for it in completeness(facts, as_of=DAY, **more)}  # type: ignore[arg-type]


def test_what_is_counted_of_a_unit_and_an_indicator() -> None:
    found = counted(
        [
            seen("A", reported_by="LPO 1", valid_from=date(2024, 1, 1), source_grade="A", note="sett"),
            seen("B", reported_by="LPO 1"),
            seen("C", reported_by="LPO 1", valid_from=date(2020, 1, 1)),
            seen("D", reported_by="LPO 1", source_grade="X", information_grade="4"),
            seen("E", reported_by="LPO 1", valid_from=date(2023, 6, 1)),
            seen("E", reported_by="LPO 1", low="litet_problem", valid_from=date(2023, 7, 1)),
            seen("F", reported_by="LPO 1", indicator="median_income", low=Decimal(50)),
        ]
    )
    assert found["LPO 1", "open_drug_trade"] == Completeness(
        unit="LPO 1", indicator="open_drug_trade", asked=6, answered=3, stale=1, below_grade=1, conflicting=1,
        not_dated=1, not_graded=2, without_note=2, old=1, same_answer=None, oldest=date(2023, 6, 1),
    )  # fmt: skip
    whole = found["LPO 1", None]
    assert (whole.asked, whole.answered) == (6 * len(INDICATORS), 4)
    assert found["LPO 1", "tenure"].answered == 0


def test_the_unit_is_the_local_police_area_or_the_one_that_reported() -> None:
    areas = [
        Area("A", local_police_area="LPO Saga"),
        Area("B", local_police_area="LPO 9", valid_until=date(2024, 1, 1)),
    ]
    found = counted([seen("A", reported_by="LPO 1"), seen("B", reported_by="LPO 1"), seen("C")], areas=areas)
    assert [it for it in found if it[1] is None] == [("", None), ("LPO 1", None), ("LPO Saga", None)]
    two = counted([seen("A", reported_by="LPO 1"), seen("A", indicator="tenure", low="rental", reported_by="LPO 2")])
    assert {unit for unit, _ in two} == {""}


def test_the_same_answer_throughout_needs_five_answers() -> None:
    five = [seen(area, reported_by="LPO 1") for area in "ABCDE"]
    assert counted(five)["LPO 1", None].same_answer == "problem"
    assert counted(five[:4])["LPO 1", None].same_answer is None
    other = [*five, seen("F", low="litet_problem", reported_by="LPO 1")]
    assert counted(other)["LPO 1", None].same_answer is None


def test_what_is_old_is_chosen() -> None:
    one = [seen("A", valid_from=date(2024, 6, 30), reported_by="LPO 1")]
    assert counted(one, old_after=(6, "months"))["LPO 1", None].old == 1
    assert counted(one, old_after=(7, "months"))["LPO 1", None].old == 0


def test_of_a_wide_table_nothing_is_dated() -> None:
    facts = resolve([], INDICATORS, as_of=DAY, areas=["A"])
    exact = facts[0].replace({"delimited": facts[0]["delimited"].__class__(("true",))})  # type: ignore[call-arg]
    (whole, *_) = completeness([exact], as_of=DAY)
    assert (whole.answered, whole.not_dated, whole.not_graded, whole.oldest) == (1, 1, 1, None)
