"""What explanations promise, on the facts of every third case of every shipped ruleset."""

from __future__ import annotations

from random import Random

import pytest

from lagesbild_rules import Assessment, assess, explain
from lagesbild_rules.explanation import Explanation
from lagesbild_rules.facts import facts_from_row, known
from lagesbild_rules.ruleset import Ruleset, load_cases, load_ruleset, shipped_rulesets
from tests.explanation import brute

SHIPPED = sorted(shipped_rulesets().glob("*/*/????-??-??.yaml"))


def explained(ruleset: Ruleset, folder: str) -> list[Explanation]:
    cases = [it for it in load_cases(folder) if ruleset.effective.covers(it.as_of)]
    rows = [facts_from_row({"area": "case", **it.facts}, ruleset.indicators) for it in cases[::3]]
    return [explain(assess(ruleset, it, as_of=brute.AS_OF)) for it in rows]


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def explanations(request: pytest.FixtureRequest) -> list[Explanation]:
    found = explained(load_ruleset(request.param), str(request.param.parent / "cases"))
    assert found
    return found


def test_each_reason_entails_the_class_and_no_part_of_it_does(explanations: list[Explanation]) -> None:
    for it in explanations:
        for one in it.classifications:
            assert one.reasons.complete
            for reason in one.reasons.sets:
                kept = frozenset(reason)
                held = it.assessment
                assert brute.possible(held.ruleset, held.facts.only(kept), one.id) == one.possible
                for id_ in reason:
                    assert brute.possible(held.ruleset, held.facts.only(kept - {id_}), one.id) != one.possible


def test_each_boundary_leads_where_it_says(explanations: list[Explanation]) -> None:
    for it in explanations:
        held = it.assessment
        for one in it.classifications:
            for way in one.boundaries:
                for changes in way.found:
                    new = {c.indicator: known(held.ruleset.indicators[c.indicator].kind, c.value) for c in changes}
                    assert brute.possible(held.ruleset, held.facts.replace(new), one.id) == (way.level,)


def test_no_single_change_leads_where_several_are_said_to_be_needed(explanations: list[Explanation]) -> None:
    for it in explanations:
        for one in it.classifications:
            for way in one.boundaries:
                if way.at_least > 1:
                    assert brute.fewest_changes(it.assessment, one.id, way.level, 1) == set()


def test_readings_drawn_at_random_come_out_inside_the_envelope(explanations: list[Explanation]) -> None:
    random = Random(1)
    for it in explanations[:12]:
        held = it.assessment
        for _ in range(12):
            chosen = {id_: random.choice(reading.admissible) for id_, reading in held.ruleset.readings.items()}
            other: Assessment = assess(held.ruleset.with_readings(chosen), held.facts, as_of=brute.AS_OF)
            for one in it.classifications:
                assert one.envelope is not None
                assert other.classifications[one.id].possible in dict(one.envelope.outcomes)
