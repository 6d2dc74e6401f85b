"""Laws of tables over drawn rulesets: facts go there and back, cells mean what they mean to the reader."""

from __future__ import annotations

import pyarrow as pa
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from lagesbild_rules import FactSet, assess, assess_table, explain
from lagesbild_rules.evaluation import Answer
from lagesbild_rules.evaluation.columnar import answers
from lagesbild_rules.facts import Cause, facts_from_row, facts_of, facts_table
from lagesbild_rules.testing import cells, facts, rulesets

DAY = "2024-06-30"


def _sorted(row: FactSet) -> FactSet:
    order = list(Cause)
    return row.replace({id_: evolve(it, causes=tuple(sorted(it.causes, key=order.index))) for id_, it in row.items()})


@given(st.data())
def test_facts_come_back_from_their_table(data: DataObject) -> None:
    ruleset = data.draw(rulesets())
    rows = [_sorted(data.draw(facts(ruleset, area=f"area {n}"))) for n in range(3)]
    table = facts_table(ruleset.indicators, rows)
    assert [facts_of(table, ruleset.indicators, row=n) for n in range(3)] == rows
    assert [facts_of(table, ruleset.indicators, area=it.area) for it in rows] == rows
    assert facts_table(ruleset.indicators, [facts_of(table, ruleset.indicators, row=n) for n in range(3)]) == table


@given(st.data())
def test_an_explanation_of_a_chosen_area_agrees_with_the_table(data: DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(facts(ruleset, area=f"area {n}")) for n in range(3)]
    table = facts_table(ruleset.indicators, rows)
    found = answers(ruleset, assess_table(ruleset, table, as_of=DAY).combine_chunks().to_batches()[0])
    chosen = data.draw(st.integers(0, 2))
    assessment = assess(ruleset, facts_of(table, ruleset.indicators, area=f"area {chosen}"), as_of=DAY)
    assert Answer.of(assessment) == found[chosen]
    for it in explain(assessment).classifications:
        assert tuple(it.possible) == found[chosen].possible[it.id]


@given(st.data())
def test_cells_mean_what_they_mean_in_a_row(data: DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(cells(ruleset, area=f"area {n}")) for n in range(4)]
    columns = {name: pa.array([it.get(name) for it in rows], pa.string()) for name in ("area", *ruleset.indicators)}
    given_table = pa.table(columns)
    wanted = [Answer.of(assess(ruleset, facts_from_row(it, ruleset.indicators), as_of=DAY)) for it in rows]
    for table in (given_table, pa.table({name: it.dictionary_encode() for name, it in columns.items()})):
        (batch,) = assess_table(ruleset, table, as_of=DAY).to_batches()
        assert answers(ruleset, batch) == wanted
        assert assess_table(ruleset, table, as_of=DAY, engine="reference").to_pylist() == batch.to_pylist()
