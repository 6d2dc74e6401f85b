"""On small rulesets of every kind each proof says what looking at all facts says, and each witness shows it."""

from __future__ import annotations

from hypothesis import given, settings

from lagesbild_rules.evaluation import assess
from lagesbild_rules.explanation._reach import rests_on
from lagesbild_rules.ruleset import CriterionRef, LevelRef, Ruleset
from lagesbild_rules.study import Claim, Proof, Settings, Verdict, prove
from lagesbild_rules.truth import Truth

from . import brute

few = settings(max_examples=max(10, settings().max_examples // 4))


def answered(ruleset: Ruleset, asked: Settings) -> dict[tuple[Claim, str], Proof]:
    found = prove(ruleset, asked)
    assert all(it.verdict is not Verdict.GAVE_UP for it in found)
    return {(it.claim, it.subject): it for it in found}


def holds(it: Proof) -> bool:
    return it.verdict is Verdict.PROVEN


def related(ruleset: Ruleset, one: str, other: str) -> bool:
    refs = CriterionRef(one), CriterionRef(other)
    return one == other or one in rests_on(ruleset, refs[1]) or other in rests_on(ruleset, refs[0])


def agree(ruleset: Ruleset, found: dict[tuple[Claim, str], Proof], seen: list[brute.Assessment]) -> None:
    for (claim, subject), it in found.items():
        if it.verdict is Verdict.NOT_APPLICABLE:
            continue
        name, _, rest = subject.partition(".")
        match claim:
            case "level_reachable":
                assert holds(it) == brute.reachable(seen, name, rest), subject
            case "criterion_decides":
                assert holds(it) == brute.decides(seen, subject), subject
            case "criterion_needed":
                assert it.names == brute.idle_as(seen, subject), subject
                assert holds(it) == (not it.names)
            case "nested":
                rank = ruleset.classifications[name].rank(rest)
                below = ruleset.classifications[name].levels[rank - 1].id
                broken = any(
                    one.truth(LevelRef(name, rest)) is Truth.TRUE and one.truth(LevelRef(name, below)) is Truth.FALSE
                    for one in seen
                )
                assert holds(it) == (not broken), subject
            case "worse_never_milder":
                name, _, indicator = subject.partition(": ")
                assert holds(it) == (not brute.milder_when_worse(ruleset, seen, name, indicator)), subject
            case "criterion_not_implied":
                follows = {
                    other
                    for other in ruleset.criteria
                    if not related(ruleset, subject, other) and brute.implying(seen, subject, other)
                }
                assert set(it.names) == follows, subject
            case _:
                pass


@few
@given(brute.small_rulesets())
def test_of_exact_facts(ruleset: Ruleset) -> None:
    agree(ruleset, answered(ruleset, Settings()), brute.assessed(ruleset, brute.values(ruleset)))


@few
@given(brute.small_rulesets(closed_world=True, precision=True))
def test_of_rows_with_empty_cells(ruleset: Ruleset) -> None:
    seen = brute.assessed(ruleset, brute.values(ruleset, empty=True))
    found = answered(ruleset, Settings(incomplete=True))
    agree(ruleset, found, seen)


@few
@given(brute.small_rulesets())
def test_under_every_reading(ruleset: Ruleset) -> None:
    found = answered(ruleset, Settings(all_readings=True))
    facts = brute.values(ruleset)
    every = [brute.assessed(read, facts) for read in brute.readings_of(ruleset)]
    for (claim, subject), it in found.items():
        name, _, rest = subject.partition(".")
        if it.verdict is Verdict.NOT_APPLICABLE:
            continue
        if claim == "level_reachable":
            assert holds(it) == any(brute.reachable(seen, name, rest) for seen in every), subject
        if claim == "criterion_decides":
            assert holds(it) == any(brute.decides(seen, subject) for seen in every), subject
        if claim == "worse_never_milder":
            name, _, indicator = subject.partition(": ")
            assert holds(it) != any(brute.milder_when_worse(ruleset, seen, name, indicator) for seen in every), subject


@few
@given(brute.small_rulesets(closed_world=True, precision=True))
def test_a_witness_is_what_the_reference_says_of_its_facts(ruleset: Ruleset) -> None:
    for it in prove(ruleset, Settings(all_readings=True)):
        for one in it.witnesses:
            again = assess(one.assessment.ruleset, one.assessment.facts, as_of=ruleset.effective.from_)
            assert again.classifications == one.assessment.classifications
            assert one.assessment.ruleset == ruleset.with_readings(one.readings)
