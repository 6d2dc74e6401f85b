"""The cases of every shipped ruleset catch each of its mutants that changes an outcome.

A mutant that no case catches is looked at with facts drawn at and beside every limit: only when none of them tells it
from the ruleset does it count as the same. The chosen readings make some parts of a text idle: those arms of a switch
that another reading would turn on cannot be told apart by any case.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from lagesbild_rules import Assessment, FactSet, assess
from lagesbild_rules.explanation._grid import candidates
from lagesbild_rules.facts import Fact, known
from lagesbild_rules.ruleset import Case, Ruleset, load_cases, load_ruleset, shipped_rulesets
from lagesbild_rules.testing import run_case
from lagesbild_rules.study import Mutant, mutants

SHIPPED = sorted(shipped_rulesets().glob("*/*/????-??-??.yaml"))
DRAWN = 150


def drawn(ruleset: Ruleset, random: Random) -> FactSet:
    """Return facts of which each is missing or lies at or beside a limit, given those drawn before it."""
    facts = FactSet.of("drawn", ruleset.indicators, {})
    ids = list(ruleset.indicators)
    random.shuffle(ids)
    for id_ in ids:
        if random.random() < 0.15:
            continue
        values = candidates(assess(ruleset, facts, as_of="2024-01-01"), id_)
        if values:
            fact: Fact = known(ruleset.indicators[id_].kind, random.choice(values))
            facts = facts.replace({id_: fact})
    return facts


def answers(assessment: Assessment) -> tuple[object, ...]:
    return tuple(assessment.criteria.values()), tuple(assessment.classifications.items())


def caught(mutant: Mutant, cases: list[Case]) -> bool:
    return any(not run_case(mutant.ruleset, it).passed for it in cases)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_the_cases_catch_the_mutants(path: Path) -> None:
    ruleset = load_ruleset(path)
    cases = [it for it in load_cases(path.parent / "cases") if ruleset.effective.covers(it.as_of)]
    made = list(mutants(ruleset))
    left = [it for it in made if not caught(it, cases)]
    random = Random(1)
    facts = [drawn(ruleset, random) for _ in range(DRAWN)] if left else []
    before = [answers(assess(ruleset, it, as_of="2024-01-01")) for it in facts]
    survivors = []
    for mutant in left:
        after = (answers(assess(mutant.ruleset, it, as_of="2024-01-01")) for it in facts)
        if any(a != b for a, b in zip(before, after, strict=True)):
            survivors.append(f"{ruleset.reference}: {mutant.what}")
    assert made
    assert survivors == [], f"of {len(made)} mutants, {len(left)} not caught"
