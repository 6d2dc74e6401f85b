"""Levels: which of them are still possible, and when the class is decided."""

from __future__ import annotations

import pytest

from lagesbild_rules import Outcome, Truth, assess

from .texts import DAY, criteria_ruleset

LADDER = """[
  {id: calm},
  {id: uneasy, when: {indicator: x, above: 0}},
  {id: rough, when: {indicator: y, above: 0}},
  {id: grave, when: {indicator: z, above: 0}}]"""
RULESET = criteria_ruleset({"any_criterion": "{indicator: delimited, equals: true}"}, LADDER)


@pytest.mark.parametrize(
    ("cells", "possible"),
    [
        ("0 0 0", ["calm"]),
        ("1 0 0", ["uneasy"]),
        ("0 1 0", ["rough"]),
        ("1 1 1", ["grave"]),
        ("1 1 0", ["rough"]),
        ("? ? 1", ["grave"]),
        ("? 0 0", ["calm", "uneasy"]),
        ("? ? ?", ["calm", "uneasy", "rough", "grave"]),
        ("? 1 0", ["rough"]),
        ("1 ? 0", ["uneasy", "rough"]),
        # a level that is false lies between two that are possible
        ("0 ? 0", ["calm", "rough"]),
        ("0 0 ?", ["calm", "grave"]),
        ("1 0 ?", ["uneasy", "grave"]),
        ("? 0 ?", ["calm", "uneasy", "grave"]),
        ("? 1 ?", ["rough", "grave"]),
    ],
)
def test_a_level_is_possible_unless_it_is_false_or_one_above_is_true(cells: str, possible: list[str]) -> None:
    row = {id_: cell.replace("?", "") for id_, cell in zip("xyz", cells.split(), strict=True)}
    outcome = assess(RULESET, {"area": "somewhere", **row}, as_of=DAY).classifications["c"]
    assert list(outcome.possible) == possible
    assert outcome.level == (possible[0] if len(possible) == 1 else None)


def test_the_class_is_null_while_two_levels_are_possible() -> None:
    assert Outcome(("calm", "grave")).level is None
    assert Outcome(("grave",)).level == "grave"


@pytest.mark.parametrize(
    ("when", "cells", "expected"),
    [
        ("{level: c.calm}", "? ? ?", Truth.TRUE),
        ("{level: c.uneasy}", "1 1 1", Truth.TRUE),
        ("{level: c.uneasy}", "0 1 1", Truth.FALSE),
        ("{level: c.uneasy}", "? 0 0", Truth.UNKNOWN),
        ("{classification: c, at_least: calm}", "? ? ?", Truth.TRUE),
        ("{classification: c, below: calm}", "? ? ?", Truth.FALSE),
        ("{classification: c, at_least: uneasy}", "0 0 1", Truth.TRUE),
        ("{classification: c, at_least: rough}", "1 0 0", Truth.FALSE),
        ("{classification: c, at_least: rough}", "1 ? 0", Truth.UNKNOWN),
        ("{classification: c, at_least: rough}", "? ? 1", Truth.TRUE),
        ("{classification: c, below: rough}", "1 0 0", Truth.TRUE),
        ("{classification: c, below: rough}", "? 0 1", Truth.FALSE),
        ("{classification: c, below: grave}", "1 1 ?", Truth.UNKNOWN),
    ],
)
def test_a_reference_to_a_level_and_to_a_classification(when: str, cells: str, expected: Truth) -> None:
    row = {id_: cell.replace("?", "") for id_, cell in zip("xyz", cells.split(), strict=True)}
    ruleset = criteria_ruleset({"it": when}, LADDER)
    assert assess(ruleset, {"area": "somewhere", **row}, as_of=DAY).criteria["it"] is expected
