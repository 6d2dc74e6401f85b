"""A view answers in a database as the reference does: on every shared case, and on rulesets drawn by chance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagesbild_rules import Ruleset
from lagesbild_rules.evaluation import ReferenceEngine
from lagesbild_rules.export import sql_view
from lagesbild_rules.facts import facts_from_row
from lagesbild_rules.ruleset import CASES, load_cases, load_ruleset, shipped_rulesets, texts_in
from lagesbild_rules.testing import cells, check_engine, never, rulesets

from .databases import Database, SqlEngine, asked
from .tables import of_cells, takes_too_many_digits

GAPS = [never("duckdb", "its exact numbers have 38 digits", takes_too_many_digits)]
TEXTS = tuple(texts_in(shipped_rulesets()))


def test_a_view_of_intervals_says_what_the_reference_says(database: Database) -> None:
    done = check_engine(SqlEngine(database), areas=20, gaps=GAPS)
    assert done.cases > 400
    assert done.rulesets > done.refused
    assert (done.refused == 0) is (database.dialect == "postgres")


@pytest.mark.parametrize("path", TEXTS, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_a_view_of_cells_says_what_the_reference_says_on_every_shared_case(path: Any, database: Database) -> None:
    ruleset = load_ruleset(path)
    cases = [it for it in load_cases(path.parent / CASES) if ruleset.effective.covers(it.as_of)]
    rows = [{"area": f"case {n}", **it.facts} for n, it in enumerate(cases)]
    assert rows
    _holds(database, ruleset, rows)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Ruleset, list[dict[str, str]]]:
    ruleset = draw(rulesets(closed_world=True).filter(lambda it: not takes_too_many_digits(it)))
    return ruleset, [draw(cells(ruleset, area=f"area {n}")) for n in range(draw(st.integers(1, 6)))]


@given(questions())
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
)
def test_a_view_of_cells_says_what_the_reference_says_on_drawn_rulesets(
    database: Database, question: tuple[Ruleset, list[dict[str, str]]]
) -> None:
    _holds(database, *question)


def _holds(database: Database, ruleset: Ruleset, rows: list[Any]) -> None:
    made = sql_view(ruleset, dialect=database.dialect)
    facts = [facts_from_row(it, ruleset.indicators) for it in rows]
    wanted = ReferenceEngine().answers(ruleset, facts)
    assert asked(database, made, ruleset, of_cells(ruleset, rows)) == list(wanted)
