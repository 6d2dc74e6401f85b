"""The exact searches equal trying everything, on random rulesets and facts."""

from __future__ import annotations

from itertools import product

from attrs import evolve
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from lagesbild_rules import Truth, assess, explain
from lagesbild_rules.evaluation import ALWAYS
from lagesbild_rules.explanation import Boundaries, Explanation
from lagesbild_rules.facts import NumberKind, known
from lagesbild_rules.ruleset import Any, Ruleset
from lagesbild_rules.testing import completions as random_completions
from lagesbild_rules.testing import facts, refinements, rulesets
from tests.explanation import brute
from tests.explanation.brute import AS_OF

MOST_TRIED = 3_000


def drawn(data: st.DataObject) -> tuple[Ruleset, Explanation]:
    ruleset = data.draw(rulesets())
    return ruleset, explain(assess(ruleset, data.draw(facts(ruleset)), as_of=AS_OF), most_reasons=1_000)


@given(st.data())
def test_the_reasons_are_all_the_smallest_sets_that_suffice(data: st.DataObject) -> None:
    _, explained = drawn(data)
    assume(len(brute.known_indicators(explained.assessment.facts)) <= 8)
    for it in explained.classifications:
        found = [frozenset(reason) for reason in it.reasons.sets]
        assert set(found) == brute.minimal_reasons(explained.assessment, it.id)
        assert len(found) == it.reasons.total
        assert it.reasons.complete
        assert sorted(map(len, found)) == list(map(len, found))


@given(st.data())
def test_changing_a_fact_outside_a_reason_never_changes_the_class(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    for it in explained.classifications:
        for reason in it.reasons.sets[:3]:
            alone = explained.assessment.facts.only(frozenset(reason))
            assert brute.possible(ruleset, alone, it.id) == it.possible
            other = data.draw(refinements(alone, ruleset))
            assert set(brute.possible(ruleset, other, it.id)) <= set(it.possible)


@given(st.data())
def test_what_can_be_reached_and_what_matters_equals_enumeration(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    held = explained.assessment.facts
    assume(brute.compares_alone(ruleset, held))
    assume(brute.number_of_completions(ruleset, held) <= MOST_TRIED)
    answers = [(it, assess(ruleset, it, as_of=AS_OF)) for it in brute.completions(ruleset, held)]
    for it in explained.classifications:
        reached = {found.classifications[it.id].level for _, found in answers}
        assert set(it.settling.reachable) == reached
        assert it.settling.complete
        for id_ in (*it.settling.matters, *it.settling.indifferent):
            by_rest: dict[tuple[object, ...], set[str | None]] = {}
            for completed, found in answers:
                rest = tuple(fact for other, fact in completed.items() if other != id_)
                by_rest.setdefault(rest, set()).add(found.classifications[it.id].level)
            depends = any(len(levels) > 1 for levels in by_rest.values())
            assert depends == (id_ in it.settling.matters)


@given(st.data())
def test_no_completion_leads_outside_what_can_be_reached(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    completed = data.draw(random_completions(explained.assessment.facts, ruleset))
    found = assess(ruleset, completed, as_of=AS_OF)
    for it in explained.classifications:
        assert found.classifications[it.id].level in it.settling.reachable
        assert set(it.settling.reachable) <= set(it.possible)


@given(st.data())
def test_the_quickest_sets_are_the_smallest_that_can_settle_the_class(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    held = explained.assessment.facts
    assume(brute.compares_alone(ruleset, held))
    assume(brute.number_of_completions(ruleset, held) <= 500)
    answers = [(it, assess(ruleset, it, as_of=AS_OF)) for it in brute.completions(ruleset, held)]
    for it in explained.classifications:

        def settles(ids: frozenset[str], name: str = it.id) -> bool:
            by_values: dict[tuple[object, ...], set[str | None]] = {}
            for completed, found in answers:
                by_values.setdefault(tuple(completed[id_] for id_ in sorted(ids)), set()).add(
                    found.classifications[name].level
                )
            return any(len(levels) == 1 for levels in by_values.values())

        for quickest in it.settling.quickest:
            assert settles(frozenset(quickest))
            assert not any(settles(frozenset(quickest) - {id_}) for id_ in quickest)


@given(st.data())
@settings(max_examples=30)
def test_the_envelope_equals_trying_every_combination_of_readings(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    ids = list(ruleset.readings)
    every = list(product(*(ruleset.readings[id_].admissible for id_ in ids)))
    assume(len(every) <= 300)
    held = explained.assessment.facts
    outcomes = {
        values: assess(ruleset.with_readings(dict(zip(ids, values, strict=True))), held, as_of=AS_OF)
        for values in every
    }
    own = tuple(ruleset.readings[id_].value for id_ in ids)
    for it in explained.classifications:
        assert it.envelope is not None
        counted: dict[tuple[str, ...], int] = {}
        for found in outcomes.values():
            levels = found.classifications[it.id].possible
            counted[levels] = counted.get(levels, 0) + 1
        assert dict(it.envelope.outcomes) == counted
        assert it.envelope.combinations == len(every)
        assert it.envelope.robust == (len(counted) == 1)
        assert bool(it.envelope.depends_on) != it.envelope.robust
        nearest: dict[tuple[str, ...], int] = {}
        for values, found in outcomes.items():
            levels = found.classifications[it.id].possible
            changed = sum(a != b for a, b in zip(values, own, strict=True))
            nearest[levels] = min(nearest.get(levels, len(ids)), changed)
        for change in it.envelope.changes:
            values = tuple(dict(change.readings).get(id_, ruleset.readings[id_].value) for id_ in ids)
            assert outcomes[values].classifications[it.id].possible == change.possible
            assert len(change.readings) == nearest[change.possible]
        assert {change.possible for change in it.envelope.changes} == set(counted) - {it.possible}


def applied(explained: Explanation, it: Boundaries, name: str) -> None:
    ruleset, held = explained.assessment.ruleset, explained.assessment.facts
    for changes in it.found:
        facts_ = held.replace({c.indicator: known(ruleset.indicators[c.indicator].kind, c.value) for c in changes})
        assert brute.possible(ruleset, facts_, name) == (it.level,)
        assert all(ruleset.indicators[c.indicator].changeable for c in changes)
        assert len({c.indicator for c in changes}) == it.at_least


@given(st.data())
def test_every_boundary_leads_where_it_says(data: st.DataObject) -> None:
    _, explained = drawn(data)
    for it in explained.classifications:
        for way in it.boundaries:
            applied(explained, way, it.id)


@given(st.data())
@settings(max_examples=30)
def test_no_smaller_change_leads_there(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    assume(not any(isinstance(it.kind, NumberKind) for it in ruleset.indicators.values()))
    for it in explained.classifications:
        for way in it.boundaries:
            if not way.complete:
                continue
            tried = brute.fewest_changes(explained.assessment, it.id, way.level, 2)
            event(f"{len(tried)} changes" if len(tried) < 3 else "more changes")
            if tried:
                size = len(next(iter(tried)))
                assert way.at_least == size
                named = {brute.as_set(changes) for changes in way.found}
                assert named <= tried
                assert {frozenset(id_ for id_, _ in one) for one in named} == {
                    frozenset(id_ for id_, _ in one) for one in tried
                }
            else:
                assert not way.found or way.at_least > 2


@given(st.data())
def test_a_decisive_criterion_is_one_whose_answer_alone_changes_what_comes_out(data: st.DataObject) -> None:
    ruleset, explained = drawn(data)
    held = explained.assessment.facts
    own = {it.id: it.possible for it in explained.classifications}
    for entry in explained.ledger:
        changed = False
        for truth, constant in ((Truth.TRUE, ALWAYS), (Truth.FALSE, Any(()))):
            if truth is not entry.truth:
                criterion = evolve(ruleset.criteria[entry.criterion], when=constant)
                other = evolve(ruleset, criteria={**ruleset.criteria, entry.criterion: criterion})
                found = assess(other, held, as_of=AS_OF).classifications
                changed = changed or {name: it.possible for name, it in found.items()} != own
        assert (entry.mattered == "decisive") == changed
