"""Checks: each in a file of its own, with its reason. They never stop an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Final

from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks import periods, unused_names
from lagesbild_rules.ruleset.checks._model import Finding

__all__ = ["CHECKS", "Finding", "check"]

CHECKS: Final[tuple[ModuleType, ...]] = (unused_names, periods)
"""Every check: a module with ``CODE``, a docstring with fixed headings, and a function ``check``."""


def check(rulesets: Sequence[Ruleset]) -> list[Finding]:
    """Return what all checks find in *rulesets*, looked at together, ordered by place."""
    found = [finding for it in CHECKS for finding in it.check(rulesets)]
    return sorted(found, key=lambda it: (it.place.path, it.place.line or 0, it.code))
