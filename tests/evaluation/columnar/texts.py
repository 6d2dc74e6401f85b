"""A ruleset with an indicator of each kind, and tables for it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from lagesbild_rules import Ruleset, assess_table
from lagesbild_rules.ruleset import parse_ruleset

TEXT = """\
format: lagesbild-ruleset/1
id: konstruerat.kolumner
version: 1
status: draft
effective: {from: 2024-01-01}
title: {sv: Kolumner (konstruerat), en: Columns (constructed)}
sources: {none: {title: Constructed, evidence: inferred}}
scales:
  problem:
    steps: [inget, litet, stort]
    titles: {litet: {sv: Litet problem, en: Small problem}, stort: {sv: Stort problem, en: Large problem}}
indicators:
  disorder: {scale: problem}
  staffed: {truth: true}
  tenure: {category: [rental, owned, "01"]}
  income: {number: {unit: percent, decimals: 1, min: 0, max: 100}}
  change: {number: {unit: percent, decimals: 2, precision: 0.005}}
criteria:
  c_disorder: {claim: {en: a}, source: none, when: {indicator: disorder, at_least: litet}}
  c_staffed: {claim: {en: b}, source: none, when: {indicator: staffed, equals: true}}
  c_tenure: {claim: {en: c}, source: none, when: {indicator: tenure, one_of: [rental, "01"]}}
  c_income: {claim: {en: d}, source: none, when: {indicator: income, below: 55}}
  c_sum:
    claim: {en: e}
    source: none
    when: {value: {sum: [{indicator: income}, {indicator: change}]}, at_least: 55}
  c_count:
    claim: {en: f}
    source: none
    when: {at_least: 3, of: [c_disorder, c_staffed, c_tenure, c_income, c_sum]}
  c_closed: {claim: {en: g}, source: none, when: {indicator: disorder, equals: stort, missing_as: false}}
classifications:
  lage:
    levels:
      - {id: lugnt}
      - {id: utsatt, when: {any: [c_disorder, c_sum]}}
      - {id: grovt, when: {all: [c_count, {not: c_staffed}]}}
"""


def ruleset() -> Ruleset:
    return parse_ruleset(TEXT)


ROWS: dict[str, list[Any]] = {
    "area": [f"Sagoby {n}" for n in range(12)],
    "disorder": ["inget", "litet", "stort", None, "Stort problem", "", "inget", "LITET PROBLEM", None, " stort ",
                 "inget", "litet"],
    "staffed": ["ja", "nej", None, "true", "FALSE", "no", "yes", "", "ja", "nej", None, "ja"],
    "tenure": ["rental", "owned", "01", None, "owned", "rental", "", "01", "owned", None, "rental", "01"],
    "income": ["0", "100", "54.9", "55", None, "55.0", "+7", "007", " 12.5 ", "", "99.9", "54.9"],
    "change": ["0.00", "-1.25", None, "0.01", "55.00", "0.1", "48", "-0", "42.5", "1", "-44.91", "0.10"],
}  # fmt: skip


def table() -> pa.Table:
    return pa.table(ROWS)


def answers(given: object, engine: str = "columnar", **options: Any) -> list[dict[str, Any]]:
    """Return the rows of what comes out of *given*."""
    rows: list[dict[str, Any]] = assess_table(
        ruleset(), given, as_of="2024-06-30", engine=engine, **options
    ).to_pylist()
    return rows
