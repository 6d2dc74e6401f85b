"""What is proven of the shipped rulesets, and that it stays so."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from lagesbild_rules.ruleset import Ruleset, find_ruleset, load_ruleset, shipped_rulesets
from lagesbild_rules.study import Proofs, Settings, Verdict, logic_diff, power, prove, prove_pair

pytestmark = pytest.mark.xdist_group("proofs of the shipped rulesets")

SHIPPED = sorted(shipped_rulesets().glob("*/*/????-??-??.yaml"))
SETTINGS = (Settings(), Settings(all_readings=True), Settings(incomplete=True))

REFUTED = {
    "dk.udsatte-boligomraader@2021-12-01": {
        "worse_never_milder forebyggelse: outside_work_or_education_2y",
        "worse_never_milder forebyggelse: convicted_share_2y",
        "worse_never_milder forebyggelse: basic_education_only",
        "worse_never_milder forebyggelse: income_vs_region",
    },
    "noa.utsatta-omraden@2017-06-01": {"criterion_needed criminal_presence_found"},
    **{
        f"noa.utsatta-omraden@{day}": {
            "criterion_decides imminent_risk_stated",
            "criterion_needed imminent_risk_stated",
        }
        for day in ("2019-06-01", "2021-12-01", "2023-12-01")
    },
}
"""What does not hold of the readings chosen. An area on the Danish list is no prevention area, so one that gets worse
leaves the one for the other; a criterion that is switched off by a reading cannot decide."""


@cache
def proven(path: Path, settings: Settings = SETTINGS[0]) -> Proofs:
    return prove(load_ruleset(path), settings)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_what_is_refuted_is_what_is_known_to_be(path: Path) -> None:
    found = proven(path)
    assert {f"{it.claim} {it.subject}" for it in found if it.fails} == REFUTED.get(found.ruleset.reference, set())


@pytest.mark.parametrize("settings", SETTINGS, ids=["exact", "all readings", "incomplete"])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_every_question_is_answered(path: Path, settings: Settings) -> None:
    assert [it for it in proven(path, settings) if it.verdict is Verdict.GAVE_UP] == []


@pytest.mark.parametrize("day", ["2019-06-01", "2021-12-01", "2023-12-01", "2025-12-01"])
def test_being_nested_hangs_on_one_reading(day: str) -> None:
    (path,) = (it for it in SHIPPED if (it.parent.name, it.stem) == ("utsatta-omraden", day))
    (broken,) = (it for it in proven(path, SETTINGS[1]) if it.claim == "nested" and it.verdict is Verdict.REFUTED)
    assert [list(it.readings) for it in broken.witnesses] == [["sarskilt_presupposes_utsatt"]]


def _of(id: str, day: str) -> Ruleset:
    return find_ruleset(id, as_of=day)


@pytest.mark.parametrize(
    ("id", "before", "after", "equivalent"),
    [
        ("noa.utsatta-omraden", "2018-01-01", "2020-01-01", False),
        ("noa.utsatta-omraden", "2020-01-01", "2022-01-01", True),
        ("noa.utsatta-omraden", "2022-01-01", "2024-01-01", True),
        ("noa.utsatta-omraden", "2024-01-01", "2026-01-01", False),
        ("dk.udsatte-boligomraader", "2015-01-01", "2019-01-01", False),
        ("dk.udsatte-boligomraader", "2019-01-01", "2022-01-01", True),
    ],
)
def test_proofs_and_regions_agree_on_periods(id: str, before: str, after: str, equivalent: bool) -> None:
    one, other = _of(id, before), _of(id, after)
    (proof,) = (it for it in prove_pair(one, other) if it.claim == "equivalent")
    found = logic_diff(one, other)
    assert (proof.verdict is Verdict.PROVEN) == equivalent == found.equivalent
    assert sum(it.share or 0 for it in found.regions) == 1


def test_a_risk_area_became_a_vulnerable_one_and_nothing_else_changed() -> None:
    found = logic_diff(_of("noa.utsatta-omraden", "2024-01-01"), _of("noa.utsatta-omraden", "2026-01-01"))
    assert [(it.before, it.after) for it in found.regions if not it.same] == [("riskomrade", "utsatt_omrade")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_cells_are_counted_and_who_cannot_decide_has_no_power(path: Path) -> None:
    idle = {it.subject for it in proven(path) if it.claim == "criterion_decides" and it.verdict is Verdict.REFUTED}
    found = power(proven(path).ruleset)
    assert found.cells
    weightless = {it.criterion for it in found.powers} - {it.criterion for it in found.powers if it.cells}
    assert weightless == idle
