"""The strategies draw all that the format has, and facts with every cause; what they draw can be read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from math import prod

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lagesbild_rules import Cause, FactSet, testing
from lagesbild_rules.evaluation import linear, program, reads
from lagesbild_rules.facts import FiniteFact, Indicator, NumberFact, NumberKind, facts_from_row
from lagesbild_rules.ruleset import (
    Count,
    Difference,
    Expression,
    FiniteCompare,
    Literal,
    Mean,
    Name,
    NumberCompare,
    Operator,
    Ruleset,
    Sum,
    Times,
    parse_ruleset,
)
from lagesbild_rules.testing import cells, completions, every_completion, refinements, ruleset_texts, rulesets

from .questions import Question, conditions_of, noted, questions


def leaves(expression: Expression) -> Iterator[str]:
    """Yield the kind of *expression* and of every expression in it."""
    yield type(expression).__name__
    match expression:
        case Sum(terms) | Mean(terms):
            inner = terms
        case Difference(one, other) | Times(one, other):
            inner = (one, other)
        case _:
            inner = ()
    for it in inner:
        yield from leaves(it)


def source(it: Literal | Name, ruleset: Ruleset) -> str:
    return "literal" if isinstance(it, Literal) else "parameter" if it.id in ruleset.parameters else "reading"


def features(question: Question) -> Iterator[str]:
    """Yield what the ruleset and the facts of *question* have."""
    ruleset = question.ruleset
    for indicator in ruleset.indicators.values():
        kind = indicator.kind
        yield type(kind).__name__
        if isinstance(kind, NumberKind):
            for bound in ("min", "max", "precision"):
                yield f"{bound} {'given' if getattr(kind, bound) is not None else 'absent'}"
    for condition in conditions_of(ruleset):
        yield type(condition).__name__
        match condition:
            case Count(operator, k, _):
                yield f"count {operator.value} {source(k, ruleset)}"
            case FiniteCompare(indicator_id, operator, right):
                yield f"{type(ruleset.indicators[indicator_id].kind).__name__} {operator.value}"
                yield from (f"word by {source(it, ruleset)}" for it in right)
            case NumberCompare(left, operator, right):
                yield f"number {operator.value}"
                yield from (kind for side in (left, *right) for kind in leaves(side))
                if not reads(condition, ruleset):
                    yield "reads nothing"
                if len(right) > 1 and len(linear(condition, ruleset)) > 1:
                    yield "one_of across indicators"
                if any("IndicatorValue" in leaves(it) for it in right):
                    yield "indicator on the right"
    yield from (f"{len(it.admissible)} admissible" for it in ruleset.readings.values())
    yield from ("a list to choose" for it in ruleset.readings.values() if isinstance(it.value, tuple))
    yield f"{len(ruleset.classifications)} classifications"
    yield from (f"{len(it.levels)} levels" for it in ruleset.classifications.values())
    if len(set(conditions_of(ruleset))) < len(conditions_of(ruleset)):
        yield "an equal condition twice"
    for id_, fact in question.facts.items():
        yield from (f"{type(fact).__name__} {cause.value}" for cause in fact.causes)
        if fact.exact and isinstance(fact, NumberFact):
            yield from at_the_limit(ruleset, id_, question.facts)
    for name, outcome in question.answer().classifications.items():
        yield f"{len(outcome.possible)} possible"
        ranks = [ruleset.classifications[name].rank(it) for it in outcome.possible]
        if ranks[-1] - ranks[0] >= len(ranks):
            yield "possible levels apart"


def at_the_limit(ruleset: Ruleset, id_: str, facts: FactSet) -> Iterator[str]:
    for condition in program(ruleset).conditions:
        if isinstance(condition, NumberCompare):
            for form in linear(condition, ruleset):
                low, high = form.span(facts)
                if id_ in [it for _, it in form.terms] and low == high and low in form.limits:
                    yield "several numbers at a limit" if len(form.terms) > 1 else "a number at a limit"


FEATURES = [
    *("TruthKind", "ScaleKind", "NumberKind", "CategoryKind"),
    *(f"{bound} {how}" for bound in ("min", "max", "precision") for how in ("given", "absent")),
    *("All", "Any", "Not", "Count", "CriterionRef", "LevelRef", "ClassificationRef", "NumberCompare", "FiniteCompare"),
    *(f"count {key} {by}" for key in ("at_least", "at_most") for by in ("literal", "parameter", "reading")),
    *(f"{kind} {it.value}" for it in Operator for kind in ("number", "ScaleKind")),
    *(f"{kind} {key}" for kind in ("TruthKind", "CategoryKind") for key in ("equals", "one_of")),
    *("word by literal", "word by parameter", "word by reading"),
    *("Literal", "Name", "IndicatorValue", "Sum", "Mean", "Difference", "Times"),
    *("reads nothing", "one_of across indicators", "indicator on the right", "an equal condition twice"),
    *("1 admissible", "2 admissible", "3 admissible", "a list to choose"),
    *("1 classifications", "2 classifications", "2 levels", "3 levels", "4 levels"),
    *(
        f"{kind} {cause.value}"
        for kind in ("NumberFact", "FiniteFact")
        for cause in Cause
        if cause is not Cause.ROUNDED
    ),
    *("NumberFact rounded", "a number at a limit", "several numbers at a limit"),
    *("1 possible", "2 possible", "3 possible", "possible levels apart"),
]


@pytest.fixture(scope="module")
def drawn() -> Counter[str]:
    """How often each feature came up in some hundred questions, the same ones every time."""
    found: Counter[str] = Counter()

    @settings(
        max_examples=400,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(questions())
    def draw(question: Question) -> None:
        found.update(set(features(question)))

    draw()
    return found


@pytest.mark.xdist_group("what is drawn")  # in one process, which draws once
@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_drawn(feature: str, drawn: Counter[str]) -> None:
    assert drawn[feature] > 0


@given(rulesets())
def test_the_world_is_open_by_default(ruleset: Ruleset) -> None:
    compares = [it for it in conditions_of(ruleset) if isinstance(it, NumberCompare | FiniteCompare)]
    assert [it.missing_as for it in compares] == [None] * len(compares)


@given(st.data())
def test_a_row_of_cells_can_be_read(data: st.DataObject) -> None:
    ruleset = noted(data.draw(ruleset_texts()))
    row = data.draw(cells(ruleset, area="Område 1"))
    facts = facts_from_row(row, ruleset.indicators)
    assert facts.area == "Område 1"
    for id_, fact in facts.items():
        assert bool(row.get(id_, "").strip()) is (Cause.MISSING not in fact.causes)


@given(questions(), st.data())
def test_a_refinement_leaves_nothing_possible_that_was_not(question: Question, data: st.DataObject) -> None:
    learnt = data.draw(refinements(question.facts, question.ruleset))
    for id_, fact in question.facts.items():
        assert lies_within(learnt[id_], fact), id_


@given(questions(), st.data())
def test_a_completion_is_exact_and_lies_within(question: Question, data: st.DataObject) -> None:
    complete = data.draw(completions(question.facts, question.ruleset))
    for id_, fact in question.facts.items():
        assert complete[id_].exact
        assert lies_within(complete[id_], fact), id_


def lies_within(part: object, fact: object) -> bool:
    if isinstance(part, FiniteFact) and isinstance(fact, FiniteFact):
        return part.possible <= fact.possible
    assert isinstance(part, NumberFact)
    assert isinstance(fact, NumberFact)
    above = fact.low is None or (part.low is not None and fact.low <= part.low)
    below = fact.high is None or (part.high is not None and part.high <= fact.high)
    return above and below


@given(questions())
def test_every_completion_is_gone_through_once(question: Question) -> None:
    finite = {id_: it for id_, it in question.ruleset.indicators.items() if not isinstance(it.kind, NumberKind)}
    facts = FactSet.of("somewhere", finite, {id_: question.facts[id_] for id_ in finite})
    found = [tuple(it.values()) for it in every_completion(facts)]
    assert len(set(found)) == len(found) == prod(len(it.values) for it in facts.values() if isinstance(it, FiniteFact))
    assert all(fact.exact for it in found for fact in it)


def test_an_interval_of_numbers_has_no_end_of_completions() -> None:
    indicators = {"x": Indicator("x", NumberKind("one", 0))}
    with pytest.raises(ValueError, match="no end of completions"):
        next(every_completion(FactSet.of("somewhere", indicators, {})))


@given(ruleset_texts(closed_world=True))
def test_a_text_is_both_json_and_a_ruleset(text: str) -> None:
    assert list(json.loads(text)["criteria"]) == list(parse_ruleset(text).criteria)


def test_the_library_and_the_door_to_tests_work_without_hypothesis() -> None:
    code = "import sys, lagesbild_rules, lagesbild_rules.testing; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


WITHOUT = """
import sys
sys.modules["hypothesis"] = None
import lagesbild_rules.testing
try:
    lagesbild_rules.testing.rulesets
except lagesbild_rules.LagesbildError as it:
    sys.exit(it.problems[0].code)
"""


def test_a_strategy_asked_for_without_hypothesis_says_what_to_install() -> None:
    ran = subprocess.run([sys.executable, "-c", WITHOUT], check=False, capture_output=True, text=True)
    assert ran.stderr.strip() == "LR505"


def test_the_door_shows_what_it_says_and_nothing_else() -> None:
    assert list(testing.__all__) == sorted(testing.__all__)
    assert all(callable(getattr(testing, name)) for name in testing.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = testing.nothing
