"""Of rulesets of every kind, with numbers of 34 digits and without bounds, nothing that is seen contradicts a proof."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules.evaluation import assess, outcomes_if
from lagesbild_rules.facts import facts_from_row
from lagesbild_rules.ruleset import LevelRef, Ruleset
from lagesbild_rules.study import Settings, Verdict, logic_diff, mutants, power, prove
from lagesbild_rules.testing import cells, rulesets
from lagesbild_rules.truth import Truth

few = settings(max_examples=max(10, settings().max_examples // 4))


@few
@given(rulesets(closed_world=True), st.data())
def test_no_row_contradicts_a_proof(ruleset: Ruleset, data: st.DataObject) -> None:
    found = {(it.claim, it.subject): it for it in prove(ruleset, Settings(incomplete=True))}
    for row in data.draw(st.lists(cells(ruleset), min_size=1, max_size=5)):
        it = assess(ruleset, facts_from_row(row, ruleset.indicators), as_of=ruleset.effective.from_)
        for name, outcome in it.classifications.items():
            if outcome.level is not None:
                assert found["level_reachable", f"{name}.{outcome.level}"].verdict is not Verdict.REFUTED
        for id_, truth in it.criteria.items():
            turned = outcomes_if(it, id_, ~truth)
            if any(turned[name] != outcome.possible for name, outcome in it.classifications.items()):
                assert found["criterion_decides", id_].verdict is not Verdict.REFUTED
            if truth is Truth.TRUE:
                for other in ruleset.criteria:
                    if it.criteria[other] is Truth.FALSE:
                        assert id_ not in found["criterion_not_implied", other].names
        for (claim, subject), proof in found.items():
            if claim == "nested" and proof.verdict is Verdict.PROVEN:
                name, _, level = subject.partition(".")
                ladder = ruleset.classifications[name].levels
                below = ladder[ruleset.classifications[name].rank(level) - 1].id
                both = it.truth(LevelRef(name, level)), it.truth(LevelRef(name, below))
                assert both != (Truth.TRUE, Truth.FALSE)


@few
@given(rulesets(closed_world=True))
def test_exact_facts_and_cells_agree_on_what_exists(ruleset: Ruleset) -> None:
    found = {(it.claim, it.subject): it for it in prove(ruleset)}
    weighed = power(ruleset)
    if weighed.cells is None:
        return
    decides = {it.criterion for it in weighed.powers if it.cells}
    for it in {one.criterion for one in weighed.powers}:
        assert (found["criterion_decides", it].verdict is Verdict.PROVEN) == (it in decides)


@few
@given(rulesets(), st.data())
def test_regions_that_are_counted_have_their_witness(ruleset: Ruleset, data: st.DataObject) -> None:
    every = [it.ruleset for it in mutants(ruleset)] or [ruleset]
    found = logic_diff(ruleset, data.draw(st.sampled_from(every)))
    for it in found.regions:
        assert it.same or it.witnesses or it.gave_up
