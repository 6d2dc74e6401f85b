"""Each planted fault is found, by the claim that is about it, with a witness that shows it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lagesbild_rules.facts import FactSet, FiniteFact, NumberFact, read_facts, write_facts
from lagesbild_rules.ruleset import Ruleset, find_ruleset
from lagesbild_rules.study import (
    EngineDisagrees,
    Proof,
    Proofs,
    Settings,
    Verdict,
    logic_diff,
    prove,
    prove_pair,
)
from lagesbild_rules.study._claims import _Asked
from lagesbild_rules.study._prover import Prover
from lagesbild_rules.study._space import GaveUp, Space
from lagesbild_rules.truth import Truth

from .texts import GRAVE, LEVELS, edited


def refuted(found: Proofs) -> dict[str, tuple[str, ...]]:
    return {f"{it.claim} {it.subject}": it.names for it in found if it.verdict is Verdict.REFUTED}


def one(found: Proofs, claim: str, subject: str) -> Proof:
    (it,) = (it for it in found if (it.claim, it.subject) == (claim, subject))
    return it


def test_of_a_sound_ruleset_everything_holds() -> None:
    found = prove(edited())
    assert refuted(found) == {}
    assert not found.fails
    assert {it.verdict for it in found} == {Verdict.PROVEN}


def test_what_exists_comes_with_facts_that_show_it() -> None:
    found = prove(edited())
    (witness,) = one(found, "level_reachable", "lage.svart").witnesses
    assert witness.assessment.classifications["lage"].level == "svart"
    assert all(fact.exact for fact in witness.assessment.facts.values())
    shown = one(found, "criterion_needed", "alone").witnesses
    assert [it.assessment.classifications["lage"].level for it in shown] == ["utsatt", "svart"]


def test_a_dead_criterion() -> None:
    dead = edited(("criteria/feared/when", {"all": ["alone", {"not": "alone"}]}))
    found = prove(dead)
    assert one(found, "criterion_decides", "feared").verdict is Verdict.PROVEN
    assert refuted(found) == {"criterion_needed feared": ("false",)}
    assert found.fails


def test_a_criterion_that_never_decides() -> None:
    shadowed = edited((GRAVE, {"all": [{"level": "lage.utsatt"}, "alone", {"any": ["feared", "alone"]}]}))
    found = prove(shadowed)
    assert refuted(found) == {"criterion_decides feared": (), "criterion_needed feared": ("true", "false")}


def test_a_redundant_criterion_is_implied_by_the_one_beside_it() -> None:
    found = prove(
        edited(
            (
                "criteria/pitch_dark",
                {"claim": {"en": "Very."}, "source": "none", "when": {"indicator": "broken", "above": "60"}},
            ),
            (f"{LEVELS}/1/when", {"any": ["dark", "sold", "pitch_dark"]}),
        )
    )
    assert refuted(found) == {
        "criterion_needed pitch_dark": ("false",),
        "criterion_not_implied dark": ("pitch_dark",),
    }
    assert one(found, "criterion_needed", "dark").verdict is Verdict.PROVEN
    assert not one(found, "criterion_not_implied", "dark").fails


def test_a_level_that_a_worse_value_leaves() -> None:
    found = prove(edited(("criteria/dark/when", {"indicator": "broken", "at_most": "20"})))
    assert refuted(found) == {"worse_never_milder lage: broken": ()}
    better, worse = (it.assessment for it in one(found, "worse_never_milder", "lage: broken").witnesses)
    low, high = better.facts["broken"], worse.facts["broken"]
    assert isinstance(low, NumberFact)
    assert isinstance(high, NumberFact)
    assert low.low is not None
    assert high.low is not None
    assert low.low <= 20 < high.low
    rank = better.ruleset.classifications["lage"].rank
    assert rank(better.classifications["lage"].level or "") > rank(worse.classifications["lage"].level or "")
    assert {id_ for id_, it in better.facts.items() if worse.facts[id_] != it} == {"broken"}


def test_a_truth_that_is_worse_when_false() -> None:
    found = prove(edited(("criteria/alone/when", {"indicator": "staffed", "equals": "true"})))
    assert refuted(found) == {"worse_never_milder lage: staffed": ()}
    better, worse = (
        it.assessment.facts["staffed"] for it in one(found, "worse_never_milder", "lage: staffed").witnesses
    )
    assert (better, worse) == (FiniteFact(("true",)), FiniteFact(("false",)))


def test_an_unreachable_level() -> None:
    found = prove(
        edited((GRAVE, {"all": [{"level": "lage.utsatt"}, "sold", {"indicator": "trade", "equals": "none_at_all"}]}))
    )
    assert "level_reachable lage.svart" in refuted(found)
    assert one(found, "level_reachable", "lage.svart").witnesses == ()
    assert one(found, "criterion_decides", "feared").verdict is Verdict.NOT_APPLICABLE


def test_levels_that_are_said_to_be_nested_and_are_not() -> None:
    found = prove(edited((GRAVE, {"any": ["feared", "alone"]})))
    assert refuted(found) == {"nested lage.svart": ()}
    (witness,) = one(found, "nested", "lage.svart").witnesses
    assert witness.assessment.criteria["dark"] is Truth.FALSE
    assert witness.assessment.classifications["lage"].level == "svart"
    silent = prove(edited((GRAVE, {"any": ["feared", "alone"]}), ("classifications/lage/nested", "false")))
    assert one(silent, "nested", "lage").verdict is Verdict.NOT_APPLICABLE
    assert not silent.fails


@pytest.mark.parametrize(("limit", "value"), [("20.1", "20"), ("19.9", "19.9")])
def test_a_subtle_threshold_change(limit: str, value: str) -> None:
    """The only values that tell 20 from 20.1, or from 19.9, on a grid of one decimal."""
    sound, changed = edited(), edited(("criteria/dark/when/at_least", limit))
    found = prove_pair(sound, changed)
    proof = one(found, "equivalent", "lage")
    assert proof.verdict is Verdict.REFUTED
    assert [it.assessment.facts["broken"] for it in proof.witnesses] == [NumberFact(Decimal(value), Decimal(value))] * 2
    milder, graver = ("never_milder", "never_more_serious")
    assert one(found, milder, "lage").verdict is (Verdict.REFUTED if limit > "20" else Verdict.PROVEN)
    assert one(found, graver, "lage").verdict is (Verdict.PROVEN if limit > "20" else Verdict.REFUTED)
    assert {it.before for it in logic_diff(sound, changed).regions if not it.same} <= {"lugnt", "utsatt", "svart"}


def test_a_threshold_change_that_no_cell_can_tell_is_none() -> None:
    found = prove_pair(edited(), edited(("criteria/dark/when/at_least", "19.95")))
    assert one(found, "equivalent", "lage").verdict is Verdict.PROVEN
    assert logic_diff(edited(), edited(("criteria/dark/when/at_least", "19.95"))).equivalent


def test_a_whole_number_between_two_limits_is_no_witness() -> None:
    whole = ("indicators/broken/number/decimals", "0")
    between = {"all": [{"indicator": "broken", "above": "20"}, {"indicator": "broken", "below": "21"}]}
    gap = edited(whole, ("criteria/dark/when", between))
    assert one(prove(gap), "criterion_needed", "dark").names == ("false",)
    assert one(prove(edited(("criteria/dark/when", between))), "criterion_needed", "dark").names == ()


def test_sums_are_exact() -> None:
    more = (
        ("indicators/dim", {"number": {"unit": "percent", "decimals": "1", "min": "0", "max": "0.2"}}),
        ("criteria/dark/when", {"value": {"sum": [{"indicator": "broken"}, {"indicator": "dim"}]}, "above": "100.2"}),
    )
    assert one(prove(edited(*more)), "criterion_needed", "dark").names == ("false",)
    reached = edited(more[0], ("criteria/dark/when", {**more[1][1], "above": "100.1"}))
    (witness,) = one(prove(reached), "criterion_decides", "dark").witnesses
    assert witness.assessment.criteria["dark"] in (Truth.TRUE, Truth.FALSE)
    assert one(prove(reached), "criterion_needed", "dark").verdict is Verdict.PROVEN


def test_where_precision_widens_a_cell_the_witness_is_one_all_the_same() -> None:
    found = prove(edited(("indicators/broken/number/precision", "0.05")))
    shown = [it for proof in found for it in proof.witnesses]
    assert all(it.cells for it in shown)
    assert any(it.assessment.facts["broken"].low != it.assessment.facts["broken"].high for it in shown)


def test_a_true_value_that_no_cell_states_is_told_as_such() -> None:
    exact = edited(
        ("indicators/broken/number/precision", "0.05"),
        ("criteria/dark/when", {"indicator": "broken", "equals": "20"}),
        (f"{LEVELS}/1/when", "dark"),
    )
    (witness,) = one(prove(exact), "level_reachable", "lage.svart").witnesses
    assert not witness.cells
    assert witness.assessment.facts["broken"] == NumberFact(Decimal(20), Decimal(20))
    (witness,) = one(prove(exact), "level_reachable", "lage.lugnt").witnesses
    assert witness.cells


def test_what_only_a_number_of_35_digits_would_show_is_given_up() -> None:
    unbounded = ("indicators/broken/number", {"unit": "percent", "decimals": "0"})
    far = {"indicator": "broken", "above": "9" * 34}
    found = prove(edited(unbounded, ("criteria/dark/when", far), (f"{LEVELS}/1/when", "dark")))
    assert one(found, "level_reachable", "lage.utsatt").verdict is Verdict.GAVE_UP
    near = prove(edited(unbounded, ("criteria/dark/when", {**far, "above": "9" * 33}), (f"{LEVELS}/1/when", "dark")))
    (witness,) = one(near, "level_reachable", "lage.utsatt").witnesses
    assert witness.assessment.facts["broken"].low == Decimal("1" + "0" * 33)


@pytest.mark.parametrize(
    ("limits", "value"), [({"above": "1", "below": "1.000001"}, "0.3333334"), ({"equals": "1"}, None)]
)
def test_a_true_value_is_one_that_can_be_written_down(limits: dict[str, str], value: str | None) -> None:
    third = {"times": ["3", {"indicator": "broken"}]}
    when = {"all": [{"value": third, operator: limit} for operator, limit in limits.items()]}
    found = prove(
        edited(
            ("indicators/broken/number/precision", "0.05"), ("criteria/dark/when", when), (f"{LEVELS}/1/when", "dark")
        )
    )
    proof = one(found, "level_reachable", "lage.utsatt")
    if value is None:
        assert proof.verdict is Verdict.GAVE_UP
    else:
        assert [it.assessment.facts["broken"].low for it in proof.witnesses] == [Decimal(value)]
        assert not proof.witnesses[0].cells


def test_sums_that_no_cut_meets_take_the_number_nearest_to_zero() -> None:
    more = ("indicators/dim", {"number": {"unit": "percent", "decimals": "1"}})
    both = {"value": {"sum": [{"indicator": "broken"}, {"indicator": "dim"}]}, "equals": "250.3"}
    found = prove(edited(more, ("criteria/dark/when", both), (f"{LEVELS}/1/when", "dark")))
    (witness,) = one(found, "level_reachable", "lage.utsatt").witnesses
    assert [witness.assessment.facts[id_].low for id_ in ("broken", "dim")] == [Decimal(0), Decimal("250.3")]
    least = ("indicators/broken/number/min", "33.3")
    (witness,) = one(
        prove(edited(more, least, ("criteria/dark/when", both), (f"{LEVELS}/1/when", "dark"))),
        "level_reachable",
        "lage.utsatt",
    ).witnesses
    assert [witness.assessment.facts[id_].low for id_ in ("broken", "dim")] == [Decimal("33.3"), Decimal(217)]


def test_no_facts_give_a_level() -> None:
    assert one(prove(edited()), "no_facts", "lage").names == ("lugnt", "utsatt", "svart")
    open_ = prove(edited(), no_facts=["lage.lugnt"])
    assert one(open_, "no_facts", "lage.lugnt").verdict is Verdict.REFUTED
    assert open_.fails
    closed = edited(
        ("criteria/dark/when/missing_as", "false"),
        ("criteria/sold/when/missing_as", "false"),
    )
    assert one(prove(closed, no_facts=["lage.lugnt"]), "no_facts", "lage.lugnt").verdict is Verdict.PROVEN
    told = one(prove(closed), "no_facts", "lage")
    assert (told.verdict, told.names, told.fails) == (Verdict.REFUTED, ("lugnt",), False)


def test_what_a_missing_fact_answers_counts_only_where_rows_may_be_incomplete() -> None:
    closing = {"all": [{"indicator": "trade", "at_least": "much", "missing_as": "true"}, {"not": "sold"}]}
    ruleset = edited(("criteria/feared/when", closing))
    assert one(prove(ruleset), "criterion_needed", "feared").names == ("false",)
    found = prove(ruleset, Settings(incomplete=True))
    assert one(found, "criterion_needed", "feared").names == ()
    alone = edited(("criteria/feared/when", {"indicator": "trade", "at_least": "much", "missing_as": "true"}))
    assert one(prove(alone), "criterion_not_implied", "sold").names == ("feared",)
    open_ = prove(alone, Settings(incomplete=True))
    assert one(open_, "criterion_not_implied", "sold").names == ("feared",)
    (witness,) = one(prove(edited(), Settings(incomplete=True)), "level_reachable", "lage.lugnt").witnesses
    assert witness.cells


def test_under_all_readings_the_witness_names_the_fewest_that_it_takes() -> None:
    switched = edited(
        ("readings/presupposes", {"value": "1", "admissible": ["0", "1"], "because": {"en": "Open."}}),
        (GRAVE, {"all": [{"any": [{"value": "presupposes", "equals": "0"}, {"level": "lage.utsatt"}]}, "alone"]}),
    )
    assert one(prove(switched), "nested", "lage.svart").verdict is Verdict.PROVEN
    proof = one(prove(switched, Settings(all_readings=True)), "nested", "lage.svart")
    assert proof.verdict is Verdict.REFUTED
    assert [dict(it.readings) for it in proof.witnesses] == [{"presupposes": Decimal(0)}]
    assert proof.witnesses[0].reread() == ["presupposes=0"]


def test_disjoint_rulesets() -> None:
    dark = {"indicator": "broken", "at_least": "20"}
    only = [(f"{LEVELS}/1/when", "dark"), (GRAVE, {"all": ["dark", "alone"]})]
    low = edited(*only, ("criteria/dark/when", {"indicator": "broken", "below": "20"}))
    high = edited(*only, ("criteria/dark/when", dark))
    assert one(prove_pair(low, high), "disjoint", "lage").verdict is Verdict.PROVEN
    both = prove_pair(high, edited(), wanted=["disjoint"])
    assert one(both, "disjoint", "lage").fails


def test_indicators_that_differ_are_unknowns_of_their_own() -> None:
    other = edited(("indicators/broken/number/decimals", "0"))
    found = prove_pair(edited(), other)
    assert one(found, "equivalent", "lage").names == ("broken",)
    before, after = one(found, "equivalent", "lage").witnesses
    assert before.assessment.facts["broken"] != after.assessment.facts["broken"]
    assert before.assessment.facts["trade"] == after.assessment.facts["trade"]


def test_a_level_that_one_alone_has_stands_between_its_neighbours() -> None:
    found = prove_pair(
        find_ruleset("noa.utsatta-omraden", as_of="2024-01-01"), find_ruleset("noa.utsatta-omraden", as_of="2026-01-01")
    )
    verdicts = {it.claim: it.verdict for it in found}
    assert verdicts["never_more_serious"] is Verdict.PROVEN
    assert verdicts["never_milder"] is Verdict.REFUTED


def test_ladders_that_leave_no_one_order_are_not_compared() -> None:
    other = edited(
        (f"{LEVELS}/1/id", "svart"),
        (f"{LEVELS}/2/id", "utsatt"),
        (GRAVE, {"all": [{"level": "lage.svart"}, {"any": ["feared", "alone"]}]}),
    )
    assert {it.verdict for it in prove_pair(edited(), other)} == {Verdict.NOT_APPLICABLE}


def test_a_question_that_is_not_answered_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def runs_out(self: Space) -> bool:
        raise GaveUp

    monkeypatch.setattr(Space, "_satisfied", runs_out)
    found = prove(edited())
    assert {it.verdict for it in found if it.claim != "no_facts"} == {Verdict.GAVE_UP}
    assert not found.fails
    regions = logic_diff(edited(), edited(("criteria/dark/when/at_least", "21"))).regions
    assert {it.gave_up for it in regions if not it.same} == {True}


def test_the_solver_itself_runs_out_of_time() -> None:
    space = Space("values", 0.05, 0)
    sits = [[space.z3.Bool(f"{one} in {hole}", space.context) for hole in range(11)] for one in range(12)]
    apart = [space.z3.AtMost(*(it[hole] for it in sits), 1) for hole in range(11)]
    with pytest.raises(GaveUp):
        space.find(*(space.z3.Or(it) for it in sits), *apart, few=[])


def test_a_witness_that_the_reference_does_not_confirm_is_a_fault_of_ours() -> None:
    ruleset = edited()
    asked = _Asked(ruleset, Prover(Settings(), list(ruleset.indicators.values())))
    with pytest.raises(EngineDisagrees, match="planted"):
        asked.prover.find("planted", [asked.view], lambda _: [], lambda _: False)


def test_the_same_seed_gives_the_same_witnesses() -> None:
    def facts(ruleset: Ruleset, seed: int) -> list[FactSet]:
        return [one.assessment.facts for it in prove(ruleset, Settings(seed=seed)) for one in it.witnesses]

    ruleset = find_ruleset("dk.udsatte-boligomraader", as_of="2022-01-01")
    assert facts(ruleset, 3) == facts(ruleset, 3)


def test_witnesses_are_read_back_from_a_table(tmp_path: Path) -> None:
    shown = [it.assessment for proof in prove(edited()) for it in proof.witnesses]
    write_facts(tmp_path / "witnesses.csv", [it.facts for it in shown])
    rows = read_facts(tmp_path / "witnesses.csv", edited().indicators).rows
    assert [it.facts for it in rows] == [it.facts.facts for it in shown]
