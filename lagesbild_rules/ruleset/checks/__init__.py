"""Checks: each in a file of its own, with its reason. They never stop an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks import (
    file_places,
    mixed_scripts,
    periods,
    quotes,
    repeated_criteria,
    required_cases,
    reused_ids,
    same_levels,
    schema_lines,
    thresholds,
    translations,
    unexplained_readings,
    unmarked_sources,
    unused_criteria,
    unused_names,
)
from lagesbild_rules.ruleset.checks._model import Check, Finding

__all__ = ["CHECKS", "Check", "Finding", "check"]

CHECKS: Final[tuple[Check, ...]] = (
    unused_names,
    unused_criteria,
    periods,
    repeated_criteria,
    thresholds,
    translations,
    quotes,
    required_cases,
    same_levels,
    reused_ids,
    file_places,
    unmarked_sources,
    unexplained_readings,
    schema_lines,
    mixed_scripts,
)
"""Every check, in the order of its code."""


def check(rulesets: Sequence[Ruleset]) -> list[Finding]:
    """Return what all checks find in *rulesets*, looked at together, ordered by place."""
    return sorted((finding for it in CHECKS for finding in it.check(rulesets)), key=_position)


def _position(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    column = place.column if isinstance(place.column, int) else 0
    return place.path, place.line or 0, column, finding.code, finding.finding
