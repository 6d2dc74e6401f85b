"""Every engine says what the reference says."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from attrs import frozen
from hypothesis import settings

from lagesbild_rules import FactSet, Ruleset
from lagesbild_rules.errors import Problem, QuestionError
from lagesbild_rules.evaluation import Answer, Engine, ReferenceEngine
from lagesbild_rules.evaluation.columnar import ColumnarEngine
from lagesbild_rules.evaluation.durable import DurableEngine
from lagesbild_rules.testing import check_engine, never, not_yet
from lagesbild_rules.truth import Truth

ENGINES: tuple[Engine, ...] = (
    ReferenceEngine(),
    ColumnarEngine(),
    *([DurableEngine()] if sys.version_info < (3, 13) else []),  # durable-rules cannot be loaded from 3.13 on
)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda it: it.name)
def test_an_engine_says_what_the_reference_says(engine: Engine) -> None:
    if engine.name == "durable":
        pytest.importorskip("durable.engine", reason="durable-rules is not installed: it needs a C compiler")
    tried = settings().max_examples
    done = check_engine(engine, rulesets=max(tried, 4 * min(tried, 25)))
    assert done.cases > 400
    assert done.rulesets >= tried
    assert done.areas == 50 * done.rulesets


@frozen
class _Careless:
    """Takes unknown for no."""

    name: str = "careless"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        right = ReferenceEngine().answers(ruleset, rows)
        return [Answer({id_: Truth.of(t is Truth.TRUE) for id_, t in it.criteria.items()}, it.possible) for it in right]


@frozen
class _Picky:
    """Refuses rulesets with a reading."""

    name: str = "picky"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        if ruleset.readings:
            raise QuestionError([Problem(ruleset.place, "LR502", "readings are not taken")])
        return ReferenceEngine().answers(ruleset, rows)


def test_an_engine_that_takes_unknown_for_no_is_found() -> None:
    with pytest.raises(AssertionError, match="careless differs on"):
        check_engine(_Careless())


def test_a_gap_is_named_and_strict() -> None:
    readings = lambda ruleset: bool(ruleset.readings)  # noqa: E731
    assert check_engine(_Picky(), gaps=[not_yet("picky", "no readings", readings)]).refused > 0
    with pytest.raises(AssertionError, match="which no gap describes"):
        check_engine(_Picky(), gaps=[not_yet("another", "no readings", readings)])
    with pytest.raises(AssertionError, match="take away the mark «never: nothing»"):
        check_engine(ReferenceEngine(), gaps=[never("reference", "nothing", readings)])


def test_another_number_of_answers_is_found() -> None:
    @frozen
    class Short:
        name: str = "short"

        def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
            return ReferenceEngine().answers(ruleset, rows)[1:]

    with pytest.raises(AssertionError, match="answers for"):
        check_engine(Short())
