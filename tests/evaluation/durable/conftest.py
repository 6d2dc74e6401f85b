"""Tests that run durable-rules: not from Python 3.13 on, where it cannot be loaded."""

from __future__ import annotations

import sys

import pytest

collect_ignore_glob = ["test_*.py"] if sys.version_info >= (3, 13) else []


@pytest.fixture(autouse=True)
def _library() -> None:
    pytest.importorskip("durable.engine", reason="durable-rules is not installed: it needs a C compiler")
