"""Neither the order of keys nor the order of rows changes an answer."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Ruleset, assess, read_facts
from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import facts_from_row
from lagesbild_rules.ruleset import parse_ruleset
from lagesbild_rules.testing import cells, ruleset_texts

from .questions import DAY, Question, noted, questions

ORDERS = st.randoms(use_true_random=False)


def reordered(data: Any, order: Random) -> Any:
    """Return *data* with the keys of every mapping in a drawn order; lists keep theirs."""
    match data:
        case dict():
            keys = [*data]
            order.shuffle(keys)
            return {key: reordered(data[key], order) for key in keys}
        case list():
            return [reordered(it, order) for it in data]
    return data


def said(answer: Assessment) -> tuple[Any, ...]:
    return answer.area, answer.criteria, answer.classifications, dict(answer.facts)


@given(questions(closed_world=True), ORDERS)
def test_the_order_of_keys_in_a_ruleset_changes_no_answer(question: Question, order: Random) -> None:
    other = parse_ruleset(json.dumps(reordered(json.loads(question.text), order), ensure_ascii=False))
    assert other == question.ruleset
    assert said(assess(other, question.facts, as_of=DAY)) == said(question.answer())


@given(st.data(), ORDERS)
def test_the_order_of_columns_in_a_row_changes_no_answer(data: st.DataObject, order: Random) -> None:
    ruleset = noted(data.draw(ruleset_texts(closed_world=True)))
    row = data.draw(cells(ruleset))
    other = reordered(row, order)
    assert facts_from_row(other, ruleset.indicators) == facts_from_row(row, ruleset.indicators)
    assert said(assess(ruleset, other, as_of=DAY)) == said(assess(ruleset, row, as_of=DAY))


@frozen
class Table:
    """The rows of a table in one order and in another, and the ruleset that they are for."""

    ruleset: Ruleset = field(repr=False)
    rows: list[dict[str, str]]
    others: list[dict[str, str]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    ruleset = noted(draw(ruleset_texts(closed_world=True)))
    rows = [draw(cells(ruleset, area=f"Område {n}")) for n in range(draw(st.integers(1, 4)))]
    others = [draw(st.permutations([*row.items()]).map(dict)) for row in draw(st.permutations(rows))]
    return Table(ruleset, rows, others)


def answers(path: Path, ruleset: Ruleset) -> list[tuple[Any, ...]]:
    return [said(assess(ruleset, it, as_of=DAY)) for it in read_facts(path, ruleset.indicators).rows]


@given(tables())
def test_the_order_of_rows_is_the_order_of_answers(tmp_path_factory: pytest.TempPathFactory, table: Table) -> None:
    ruleset, rows, others = table.ruleset, table.rows, table.others
    folder = tmp_path_factory.getbasetemp()
    one, other = folder / "one.jsonl", folder / "other.csv"
    one.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with other.open("w", encoding="utf-8", newline="") as file:
        header = dict.fromkeys(column for row in others for column in row)
        writer = csv.DictWriter(file, [*header], restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(others)
    expected, found = answers(one, ruleset), answers(other, ruleset)
    assert [area for area, *_ in expected] == [row["area"] for row in rows]
    assert [area for area, *_ in found] == [row["area"] for row in others]
    assert sorted(found, key=lambda it: it[0]) == sorted(expected, key=lambda it: it[0])
