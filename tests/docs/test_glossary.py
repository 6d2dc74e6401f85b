"""The glossary and the explanations use the same words."""

from __future__ import annotations

import re

import pytest

from lagesbild_rules.explanation import PHRASES

from .blocks import ROOT

ROWS = [
    [cell.strip() for cell in row.strip("|\n").split("|")]
    for row in re.findall(r"(?m)^\|.*\|$", (ROOT / "docs/reference/glossary.md").read_text(encoding="utf-8"))
]
TERMS = {tuple(row[:2]) for row in ROWS}

WORDS_FOR_STATES = (
    *("true", "false", "unknown"),
    *("missing", "conflicting", "stale", "below_grade", "rounded"),
    *("whose_parameter", "whose_reading"),
    *("o_undated", "o_ungraded", "o_counts"),
)
PREFIXES = ("e_", "m_", "s_", "basis_")
HANDLING = ("h_open", "h_restricted", "h_secret")


def test_every_row_has_four_cells() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


@pytest.mark.parametrize("id", [*WORDS_FOR_STATES, *HANDLING, *(id for id in PHRASES if id.startswith(PREFIXES))])
def test_a_term_reads_as_in_an_explanation(id: str) -> None:
    assert (PHRASES[id].sv, PHRASES[id].en) in TERMS


@pytest.mark.parametrize(
    ("swedish", "stem", "english"),
    [
        ("regelverk", "regelverk", "ruleset"),
        ("indikator", "indikator", "indicator"),
        ("uppgift", "uppgift", "fact"),
        ("kriterium", "kriteri", "criterion"),
        ("nivå", "nivå", "level"),
        ("tillåtna värden", "tillåtna värden", "admissible values"),
        ("feltolkning", "feltolkning", "misreading"),
        ("förslag", "förslag", "proposal"),
    ],
)
def test_a_term_is_used_by_some_phrase_in_both_languages(swedish: str, stem: str, english: str) -> None:
    assert (swedish, english) in TERMS
    assert any(stem in (it.sv or "").lower() and english in (it.en or "").lower() for it in PHRASES.values())


def test_no_term_stands_twice() -> None:
    terms = [row[0] for row in ROWS if row[0] not in ("Swedish", "---")]
    assert len(terms) == len(set(terms))
