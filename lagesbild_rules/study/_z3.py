"""The bridge to z3: loaded when something is proven, and missed in words."""

from __future__ import annotations

from typing import Any

from lagesbild_rules.errors import Place, Problem, QuestionError


def z3_module() -> Any:
    """Return z3. Raises ``QuestionError`` where it is not installed."""
    try:
        import z3
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place("study"), "LR505", "proofs need z3", help)]) from None
    return z3
