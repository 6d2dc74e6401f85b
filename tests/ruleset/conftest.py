"""A folder of rulesets that tests may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lagesbild_rules.ruleset import LOCK, shipped_rulesets, write_lock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rulesets, locked."""
    copy = tmp_path / "rulesets"
    shutil.copytree(shipped_rulesets(), copy)
    (copy / LOCK).unlink(missing_ok=True)
    write_lock(copy)
    return copy
