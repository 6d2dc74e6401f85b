"""Shipped for tests: cases of rulesets, a constructed country, and strategies for Hypothesis.

What needs Hypothesis is imported when it is first asked for, and so is the country.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.testing._cases import CaseResult, CasesReport, Failure, path_lines, run_case, run_cases

if TYPE_CHECKING:
    from lagesbild_rules.testing._country import Country, CountryRound, constructed_country
    from lagesbild_rules.testing._engines import (
        Conformance,
        Gap,
        check_engine,
        drawn_questions,
        never,
        not_yet,
        shipped_questions,
    )
    from lagesbild_rules.testing._observations import evidence, handled, observations
    from lagesbild_rules.testing._strategies import (
        cells,
        completions,
        every_completion,
        facts,
        refinements,
        ruleset_texts,
        rulesets,
    )

__all__ = [
    "CaseResult",
    "CasesReport",
    "Conformance",
    "Country",
    "CountryRound",
    "Failure",
    "Gap",
    "cells",
    "check_engine",
    "completions",
    "constructed_country",
    "drawn_questions",
    "every_completion",
    "evidence",
    "facts",
    "handled",
    "never",
    "not_yet",
    "observations",
    "path_lines",
    "refinements",
    "ruleset_texts",
    "rulesets",
    "run_case",
    "run_cases",
    "shipped_questions",
]

_LATER = {
    **dict.fromkeys(("Country", "CountryRound", "constructed_country"), "_country"),
    **dict.fromkeys(
        ("Conformance", "Gap", "check_engine", "drawn_questions", "never", "not_yet", "shipped_questions"), "_engines"
    ),
    **dict.fromkeys(("evidence", "handled", "observations"), "_observations"),
    **dict.fromkeys(
        ("cells", "completions", "every_completion", "facts", "refinements", "ruleset_texts", "rulesets"), "_strategies"
    ),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"lagesbild_rules.testing.{_LATER[name]}"), name)
    except ModuleNotFoundError as it:
        if it.name != "hypothesis":
            raise
        help = "install `lagesbild-rules[testing]`"
        problem = Problem(Place("lagesbild_rules.testing"), "LR505", f"`{name}` needs Hypothesis", help)
        raise QuestionError([problem]) from None
