"""A ruleset to ask about: indicators of every kind, and criteria that each test writes."""

from __future__ import annotations

from collections.abc import Mapping

from lagesbild_rules import Ruleset, Truth, assess
from lagesbild_rules.facts import Cell, Fact
from lagesbild_rules.ruleset import parse_ruleset

DAY = "2020-06-01"

HEAD = """
format: lagesbild-ruleset/1
id: unit.evaluation
version: 1
status: draft
effective: {from: 2020-01-01}
title: {en: Evaluation}
sources: {none: {title: None}}
parameters:
  third: {value: 0.333333333333333333333333333333333}
  some_numbers: {value: [1, 2.50, 4]}
  some_steps: {value: [calm, grave]}
readings:
  limit: {value: 2, admissible: [1, 2, 3]}
  other_numbers: {value: [3], admissible: [[3], [0, 3]]}
  from_step: {value: rough, admissible: [uneasy, rough]}
  switch: {value: 1, admissible: [0, 1]}
  home: {value: rental, admissible: [rental, owned]}
scales:
  problem: {steps: [calm, uneasy, rough, grave]}
indicators:
  x: {number: {unit: one, decimals: 30}}
  y: {number: {unit: one, decimals: 30}}
  z: {number: {unit: one, decimals: 30}}
  share: {number: {unit: percent, decimals: 1, min: 0, max: 100, precision: 0.5}}
  people: {number: {unit: persons, decimals: 0, min: 0}}
  problem: {scale: problem}
  fear: {scale: problem}
  delimited: {truth: true}
  tenure: {category: [rental, cooperative, owned]}
criteria:
"""


def criteria_ruleset(criteria: Mapping[str, str], levels: str = "[{id: every}]") -> Ruleset:
    """Return a ruleset with these criteria, their conditions in YAML, and the *levels* of its classification ``c``."""
    lines = [f"  {id_}: {{claim: {{en: {id_}}}, source: none, when: {when}}}" for id_, when in criteria.items()]
    return parse_ruleset("\n".join([HEAD.rstrip(), *lines, f"classifications: {{c: {{levels: {levels}}}}}"]))


def asked(when: str, **cells: Cell | Fact) -> Truth:
    """Return the truth of the condition *when* for an area of which these cells or facts are known."""
    ruleset = criteria_ruleset({"it": when})
    facts = {id_: it for id_, it in cells.items() if isinstance(it, Fact)}
    row = {id_: it for id_, it in cells.items() if not isinstance(it, Fact)}
    known = assess(ruleset, {"area": "somewhere", **row}, as_of=DAY).facts
    return assess(ruleset, known.replace(facts), as_of=DAY).criteria["it"]
