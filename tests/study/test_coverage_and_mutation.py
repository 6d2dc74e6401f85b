"""Coverage finds what no case shows, constructs what would show it; mutation finds what the cases let pass."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from lagesbild_rules import assess
from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import Cause
from lagesbild_rules.ruleset import Case, Ruleset, load_cases, load_ruleset, shipped_rulesets
from lagesbild_rules.study import (
    Coverage,
    Settings,
    Verdict,
    assess_cases,
    case_texts,
    cases_beside,
    coverage,
    logic_diff,
    mutants,
    mutation,
    prove,
    subjects,
)
from lagesbild_rules.study._mutation import told_apart
from lagesbild_rules.study._space import GaveUp, Space
from lagesbild_rules.study._subjects import decisive, pair_of
from lagesbild_rules.testing import run_case
from lagesbild_rules.truth import Truth

from . import brute
from .texts import GRAVE, LEVELS, edited

few = settings(max_examples=max(10, settings().max_examples // 4))
SHIPPED = sorted(shipped_rulesets().glob("*/*/????-??-??.yaml"))


def asked(ruleset: Ruleset, name: str, **cells: str) -> Assessment:
    return assess(ruleset, {"area": name, **cells}, as_of="2024-06-30")


def by_subject(found: tuple[Coverage, ...]) -> dict[str, Coverage]:
    return {str(it.subject): it for it in found}


def test_two_cases_that_differ_in_one_criterion_cover_it() -> None:
    ruleset = edited()
    calm = {"trade": "none_at_all", "threats": "none_at_all", "staffed": "true"}
    cases = [asked(ruleset, "dark", broken="20", **calm), asked(ruleset, "light", broken="19.9", **calm)]
    found = by_subject(coverage(ruleset, cases).subjects)
    assert found["dark"].cases.pair == ("dark", "light")
    assert found["dark[1]"].cases.pair == ("dark", "light")
    assert (found["sold"].cases.true, found["sold"].cases.false, found["sold"].cases.covered) == (0, 1, False)
    assert found["dark"].made == ()


def test_what_hangs_on_two_at_once_is_not_covered() -> None:
    ruleset = edited()
    both = asked(ruleset, "both", broken="50", trade="much", threats="none_at_all", staffed="true")
    none = asked(ruleset, "none", broken="0", trade="none_at_all", threats="none_at_all", staffed="true")
    found = by_subject(coverage(ruleset, [both, none]).subjects)
    assert not found["dark"].cases.covered
    assert (found["dark"].cases.true, found["dark"].cases.false) == (0, 1)


def test_the_pair_that_is_made_differs_in_one_fact_and_covers() -> None:
    found = coverage(edited(), [])
    for it in found.subjects:
        one, other = (witness.assessment for witness in it.made)
        apart = [id_ for id_ in one.facts if one.facts[id_] != other.facts[id_]]
        assert len(apart) == 1, it.subject
        assert pair_of([*decisive(one, it.subject), *decisive(other, it.subject)])
        assert it.possible
    assert found.share() == (0, 8)
    assert found.share("criterion") == (0, 4)


def test_a_subject_that_no_facts_can_cover_is_proven_so() -> None:
    shadowed = edited((GRAVE, {"all": [{"level": "lage.utsatt"}, "alone", {"any": ["feared", "alone"]}]}))
    found = coverage(shadowed, [])
    assert by_subject(found.subjects)["feared"].possible is False
    assert found.share("criterion") == (0, 3)


def test_a_criterion_that_is_decisive_in_no_area() -> None:
    ruleset = edited()
    area = asked(ruleset, "Sagotorget (konstruerat)", broken="20", trade="none_at_all", staffed="true")
    rows = {it["subject"]: it for it in coverage(ruleset, [], [area]).rows() if it["kind"] == "criterion"}
    assert {id_ for id_, it in rows.items() if it["decisive_in_no_area"]} == {"dark", "sold", "feared", "alone"}
    known = asked(ruleset, "Sagotorget (konstruerat)", broken="20", trade="none_at_all", staffed="false")
    rows = {it["subject"]: it for it in coverage(ruleset, [], [known]).rows() if it["kind"] == "criterion"}
    assert {id_ for id_, it in rows.items() if it["decisive_in_no_area"]} == {"sold", "feared"}
    assert (rows["alone"]["areas_true"], rows["alone"]["areas_false"], rows["alone"]["covered_by_areas"]) == (
        1,
        0,
        False,
    )


def test_what_is_not_settled_in_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def runs_out(self: Space) -> bool:
        raise GaveUp

    monkeypatch.setattr(Space, "_satisfied", runs_out)
    assert {it.possible for it in coverage(edited(), []).subjects} == {None}
    assert {it.fate for it in mutation(edited(), []).tried} == {"gave_up"}


@few
@given(brute.small_rulesets())
def test_a_subject_can_be_covered_when_some_two_facts_cover_it(ruleset: Ruleset) -> None:
    seen = brute.assessed(ruleset, brute.values(ruleset))
    for it in coverage(ruleset, []).subjects:
        assert it.possible == (pair_of([one for area in seen for one in decisive(area, it.subject)]) is not None)


@few
@given(brute.small_rulesets())
def test_a_criterion_that_can_be_covered_can_decide(ruleset: Ruleset) -> None:
    decides = {it.subject for it in prove(ruleset) if it.claim == "criterion_decides" and it.verdict is Verdict.PROVEN}
    covered = {str(it.subject) for it in coverage(ruleset, []).subjects if it.subject.number is None and it.possible}
    assert covered <= decides


def test_written_cases_are_read_and_pass(tmp_path: Path) -> None:
    ruleset = edited()
    made = [(f"Constructed: {it.subject}", one) for it in coverage(ruleset, []).subjects for one in it.made]
    path = tmp_path / "made.yaml"
    path.write_text(case_texts(made), encoding="utf-8")
    cases = load_cases(path)
    assert len(cases) == len(made) == 16
    assert all(run_case(ruleset, it).passed for it in cases)
    assert all(it.covered for it in (one.cases for one in coverage(ruleset, assess_cases(ruleset, cases)).subjects))
    assert case_texts([]) == ""


def test_mutants_that_no_case_catches_come_with_the_facts_that_would() -> None:
    ruleset = edited()
    none = mutation(ruleset, [])
    assert none.count("caught") == 0
    assert none.score == 0
    for it in none.tried:
        if it.fate == "survived":
            one, other = (witness.assessment for witness in it.witnesses)
            assert one.facts.facts == other.facts.facts
            assert (one.criteria, one.classifications) != (other.criteria, other.classifications), it.mutant.what
    case = Case("At the limit", ruleset.effective.from_, {"broken": "20.0"}, {"dark": Truth.TRUE})
    caught = {it.mutant.what: it.case for it in mutation(ruleset, [case]).tried if it.fate == "caught"}
    assert caught == {
        "criterion dark: line 1 above": "At the limit",
        "criterion dark: line 1 20.1": "At the limit",
    }


def test_a_mutant_that_changes_nothing_is_proven_equivalent_and_not_counted() -> None:
    ruleset = edited(
        (
            "criteria/dark/when",
            {"any": [{"indicator": "broken", "at_least": "20"}, {"indicator": "broken", "above": "30"}]},
        )
    )
    found = {it.mutant.what: it.fate for it in mutation(ruleset, []).tried}
    assert found["criterion dark: line 1 without member 2"] == "equivalent"
    assert found["criterion dark: line 1 without member 1"] == "survived"
    assert found["criterion dark: line 1 all"] == "survived"


def test_levels_are_not_swapped_where_one_would_refer_to_itself() -> None:
    milder = {"all": ["dark", {"not": {"classification": "lage", "at_least": "svart"}}]}
    ruleset = edited((f"{LEVELS}/1/when", milder), (GRAVE, "feared"))
    made = list(mutants(ruleset))
    assert not [it for it in made if it.what.endswith("swapped")]
    assert "classification lage: utsatt: line 1 without not" in [it.what for it in made]
    assert [it for it in mutants(edited()) if it.what.endswith("swapped")]
    assert all(logic_diff(ruleset, it.ruleset).regions for it in made)


def test_a_closed_world_that_is_opened_or_turned_is_told_by_an_empty_cell() -> None:
    tried = mutation(edited(("criteria/dark/when/missing_as", "false")), []).tried
    found = {it.mutant.what: it for it in tried if "missing_as" in it.mutant.what}
    assert list(found) == ["criterion dark: line 1 without missing_as", "criterion dark: line 1 missing_as true"]
    for it in found.values():
        assert it.fate == "survived"
        assert it.witnesses[0].assessment.facts["broken"].causes == (Cause.MISSING,)


@few
@given(brute.small_rulesets(closed_world=True, precision=True))
def test_a_mutant_is_told_apart_when_some_row_tells_it(ruleset: Ruleset) -> None:
    rows = brute.values(ruleset, empty=True)
    own = brute.assessed(ruleset, rows)
    for it in list(mutants(ruleset))[:3]:
        theirs = brute.assessed(it.ruleset, rows)
        differs = any(
            (one.criteria, one.classifications) != (other.criteria, other.classifications)
            for one, other in zip(own, theirs, strict=True)
        )
        assert bool(told_apart(ruleset, it.ruleset, Settings(), "told")) == differs, it.what


@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_the_cases_of_shipped_rulesets_catch_every_mutant_that_is_not_equivalent(path: Path) -> None:
    ruleset = load_ruleset(path)
    found = mutation(ruleset, cases_beside(ruleset))
    assert [it.mutant.what for it in found.tried if it.fate in ("survived", "gave_up")] == []
    assert found.score == Fraction(1)


def test_a_ruleset_from_no_file_has_no_cases() -> None:
    assert cases_beside(edited()) == ()


def test_subjects_are_told_apart_by_where_they_stand() -> None:
    names = [str(it) for it in subjects(edited((GRAVE, {"all": ["dark", {"indicator": "trade", "equals": "some"}]})))]
    assert names == ["dark", "sold", "dark[1]", "sold[1]", "lage.svart[1]"]
